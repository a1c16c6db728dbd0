"""Spanish as it is read aloud: short forms before nouns, feminine hundreds, dates and ordinals."""

from __future__ import annotations

import pytest

from reelhouse.language import Language
from reelhouse.scripts.spoken import shown, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Yo (28F) y mi marido (32M) fuimos",
            "Yo, mujer de veintiocho años, y mi marido, de treinta y dos años, fuimos.",
        ),
        ("yo (15H).", "Yo, chico de quince años."),
        ("Mi novio H32 llegó. 28F aquí", "Mi novio, de treinta y dos años, llegó, de veintiocho años, aquí."),
        ("28F aquí", "Mujer de veintiocho años, aquí."),
        ("Tiene 21 años, nota (0)", "Tiene veintiún años, nota, cero."),
        ("Bebé (1 años)", "Bebé, de un año."),
    ],
)
def test_ages(written: str, said: str, spanish: Language) -> None:
    assert spoken(written, spanish).replace(". de", ", de") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("21.000 €, 1.250,50 $", "Veintiún mil euros, mil doscientos cincuenta coma cincuenta dólares."),
        ("1,5 millones de euros, 2 millones de dólares", "Un millón quinientos mil euros, dos millones de dólares."),
        ("£21, 1 €, 101 páginas", "Veintiuna libras, un euro, ciento una páginas."),
        ("200 personas, 500 alumnas, 700 casas", "Doscientas personas, quinientas alumnas, setecientas casas."),
        ("31 noches, 21 libros, 1 día, 31 y", "Treinta y una noches, veintiún libros, un día, treinta y uno y."),
        ("50%, 5-10%, -5 °C", "Cincuenta por ciento, cinco a diez por ciento, menos cinco grados."),
        ("5-7 días, 1/2, 8/10, nº 5", "Cinco a siete días, la mitad, ocho de diez, número cinco."),
        ("1,05 km, 0,5 l", "Uno coma cero cinco kilómetros, cero coma cinco litros."),
        ("3,14159", "Tres coma uno cuatro uno cinco nueve."),
        ("+34 600 123 456 y 007", "Tres cuatro seis cero cero uno dos tres cuatro cinco seis y cero cero siete."),
        ("~5 días, >3 días", "Unos cinco días, más de tres días."),
    ],
)  # fmt: skip
def test_amounts(written: str, said: str, spanish: Language) -> None:
    assert spoken(written, spanish) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("el 3 de marzo de 2021", "El tres de marzo de dos mil veintiuno."),
        ("03/04/2021, 3-4-99", "Tres de abril de dos mil veintiuno, tres de abril de mil novecientos noventa y nueve."),
        (
            "a las 19:05, a las 7:30, a las 7:00",
            "A las diecinueve cero cinco, a las siete y media, a las siete en punto.",
        ),
        ("a la 1:15 p.m., a las 9 pm", "A la una y cuarto de la tarde, a las nueve de la noche."),
        ("1º, 2ª planta, 3.er piso, 21º", "Primero, segunda planta, tercer piso, veintiuno."),
        ("los años 90", "Los años noventa."),
    ],
)
def test_dates(written: str, said: str, spanish: Language) -> None:
    assert spoken(written, spanish) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("El Sr. García vive en EE. UU. xq sí", "El señor García vive en Estados Unidos porque sí."),
        ("DNI, RRHH y ONU", "De-ene-i, recursos humanos y Onu."),
        ("¿POR QUÉ ME HIZO ESTO?", "Por qué me hizo esto?"),
        ("Me miró... y se fue", "Me miró, y se fue."),
        ("Qué m*erda, joder", "Qué porquería, caramba."),
        ("tú & yo, sí/no", "Tú y yo, sí o no."),
    ],
)
def test_words(written: str, said: str, spanish: Language) -> None:
    assert spoken(written, spanish) == said


def test_the_screen_keeps_the_marks_that_open(spanish: Language) -> None:
    assert shown("¿Qué? ¡No!", spanish) == "¿Qué? ¡No!"


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("casa", 2),
        ("que", 1),
        ("guitarra", 3),
        ("día", 2),
        ("tiempo", 2),
        ("ciudad", 2),
        ("y", 1),
        ("muy", 1),
        ("b", 0),
    ],
)
def test_syllables(word: str, count: int, spanish: Language) -> None:
    assert spanish.syllables(word) == count
