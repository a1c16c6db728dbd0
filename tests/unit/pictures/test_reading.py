"""Words coming alight as they are spoken."""

import pytest

from reelhouse.model.speech import Word
from reelhouse.model.time import Rate, milliseconds_to_samples
from reelhouse.pictures.colour import rgb
from reelhouse.pictures.motion import Travel
from reelhouse.pictures.pages import lay_out_title
from reelhouse.pictures.reading import Reading, Tint
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import CardLook, Style

TIMES = ((500, 800), (820, 1200), (2000, 2300))


def _colour(hexadecimal: str) -> tuple[int, ...]:
    return tuple(round(value * 255) for value in rgb(hexadecimal).tolist())


@pytest.fixture
def reading(style: Style, faces: Faces) -> Reading:
    words = tuple(
        Word(text="w", start=milliseconds_to_samples(start), end=milliseconds_to_samples(end)) for start, end in TIMES
    )
    travel = Travel(CardLook(), 90, Rate(num=30), 1.0)
    return Reading(style, lay_out_title(["one", "two", "three"], faces, 824), words, travel)


def _at(reading: Reading, milliseconds: int) -> tuple[Tint, ...]:
    return reading.tints(milliseconds * 30 // 1000)


def test_unread_current_and_read(reading: Reading, style: Style) -> None:
    ink, accent = _colour(style.colours.ink), _colour(style.colours.accent)
    assert _at(reading, 0) == (Tint(ink, 47),) * 3  # type: ignore[arg-type] # three numbers, as the colour has
    assert _at(reading, 700)[0] == (accent, 100)
    assert _at(reading, 1100) == ((ink, 100), (accent, 100), (ink, 47))
    assert [tint.opacity for tint in _at(reading, 2600)] == [100, 100, 100]
    assert _at(reading, 2600)[2] == (ink, 100)


def test_a_silence_ends_a_word(reading: Reading, style: Style) -> None:
    assert _at(reading, 1700)[1] == (_colour(style.colours.ink), 100)


def test_a_word_leads_its_voice(reading: Reading) -> None:
    assert _at(reading, 500)[0].opacity > 47


def test_without_times_all_is_read(reading: Reading, style: Style) -> None:
    silent = Reading(style, reading.pages, (), reading.travel)
    assert set(silent.tints(0)) == {Tint(_colour(style.colours.ink), 100)}  # type: ignore[arg-type] # as above


@pytest.mark.parametrize("timed", [True, False])
def test_pages_follow_one_another(style: Style, faces: Faces, timed: bool) -> None:
    pages = lay_out_title(["grandmother"] * 40, faces, 824)
    words = tuple(Word(text="w", start=n * 4800, end=n * 4800 + 4000) for n in range(40)) if timed else ()
    reading = Reading(style, pages, words, Travel(CardLook(), 120, Rate(num=30), 1.0))
    turn = len(pages[0].pieces)
    first, last = reading.tints(0), reading.tints(119)
    assert all(tint.opacity for tint in first[:turn])
    assert not any(tint.opacity for tint in first[turn:])
    assert not any(tint.opacity for tint in last[:turn])
    assert last[-1].opacity == 100
