"""Romanian as it is read aloud: feminine numbers, neuters, and "de" from twenty on."""

from __future__ import annotations

import pytest

from reelhouse.language import Language
from reelhouse.scripts.spoken import shown, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Eu (28F) am plecat", "Eu, femeie de douăzeci și opt de ani, am plecat."),
        ("soțul meu (32M) a plecat", "Soțul meu, de treizeci și doi de ani, a plecat."),
        ("eu (15B).", "Eu, băiat de cincisprezece ani."),
        ("Soțul M32 pleacă", "Soțul, de treizeci și doi de ani, pleacă."),
        ("29F aici", "Femeie de douăzeci și nouă de ani, aici."),
        ("are 19 ani, 1 an, 21 de ani", "Are nouăsprezece ani, un an, douăzeci și unu de ani."),
        ("copil (1 ani), notă (0)", "Copil, de un an, notă, zero."),
    ],
)  # fmt: skip
def test_ages(written: str, said: str, romanian: Language) -> None:
    assert spoken(written, romanian) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "21.000 €, 1.250,50 lei",
            "Douăzeci și unu de mii de euro, o mie două sute cincizeci virgulă cincizeci de lei.",
        ),
        ("1,5 milioane de euro, 2 mii de lei", "Un milion cinci sute de mii de euro, două mii de lei."),
        ("1 leu, 2 lei, 20 lei, 101 lei", "Un leu, doi lei, douăzeci de lei, o sută unu lei."),
        ("2 nopți, 2 frați, 12 luni, 2 scaune", "Două nopți, doi frați, douăsprezece luni, două scaune."),
        ("1 oră, 1 frate, 1 zi, 2 kg", "O oră, un frate, o zi, două kilograme."),
        ("22 de zile, 21 de case, de 2 ori", "Douăzeci și două de zile, douăzeci și una de case, de două ori."),
        ("50%, 5-10%, 1/2, 8/10", "Cincizeci la sută, cinci până la zece la sută, jumătate, opt din zece."),
        ("1,05 km, 3,14159", "Unu virgulă zero cinci kilometri, trei virgulă unu patru unu cinci nouă."),
        ("0722 123 456 și 007", "Zero șapte doi doi unu doi trei patru cinci șase și zero zero șapte."),
    ],
)
def test_amounts(written: str, said: str, romanian: Language) -> None:
    assert spoken(written, romanian) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("pe 3 martie 2021, 1 mai", "Pe trei martie două mii douăzeci și unu, întâi mai."),
        ("03.04.21", "Trei aprilie două mii douăzeci și unu."),
        ("la 19:05, la 7:30", "La nouăsprezece și cinci, la șapte și jumătate."),
        ("la 2:15, la 2:00", "La două și un sfert, la două fix."),
        ("la ora 7, ora 1", "La ora șapte, ora unu."),
        ("al 3-lea, a 2-a, a 1-a, al 2-lea, a 20-a", "Al treilea, a doua, prima, al doilea, a douăzecea."),
        ("Partea 1 din 2, partea 3", "Partea întâi din două, partea a treia."),
    ],
)  # fmt: skip
def test_dates(written: str, said: str, romanian: Language) -> None:
    assert spoken(written, romanian) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dl. Popescu, str. Lungă nr. 5, etc.", "Domnul Popescu, strada Lungă numărul cinci, etcetera."),
        ("FBI, ONU, CNP, SUA", "Ef-be-i, Onu, ce-ne-pe, Statele Unite."),
        ("DE CE MI-A FĂCUT ASTA?", "De ce mi-a făcut asta?"),
        ("Ce dracu, o curvă", "Ce naiba, o trădătoare."),
        ("Nimic... și apoi", "Nimic, și apoi."),
    ],
)
def test_words(written: str, said: str, romanian: Language) -> None:
    assert spoken(written, romanian) == said


def test_cedillas_become_commas_for_voice_and_screen(romanian: Language) -> None:
    assert spoken("Şi ţara", romanian) == "Și țara."
    assert shown('Şi "ţara"', romanian) == "Și „țara”"


@pytest.mark.parametrize(
    ("word", "count"),
    [("casă", 2), ("băieți", 2), ("oameni", 2), ("codri", 2), ("seara", 2), ("noi", 1), ("b", 0)],
)
def test_syllables(word: str, count: int, romanian: Language) -> None:
    assert romanian.syllables(word) == count
