"""Findings about drawn things."""

import pytest

from reelhouse.model.quality import Level
from reelhouse.pictures.taste import inside_band, legible, missing_glyphs, well_set
from reelhouse.pictures.text import Block
from reelhouse.styles.measure import Faces


def test_lost_characters(faces: Faces) -> None:
    (finding,) = missing_glyphs("card", "a😀집", faces)
    assert finding.value == "U+1F600 U+C9D1"
    assert not list(missing_glyphs("card", "plain", faces))


@pytest.mark.parametrize(
    ("colour", "size", "checks"),
    [
        ("#ffffff", 54, []),
        ("#777777", 54, ["contrast"]),
        ("#777777", 80, []),
        ("#ffffff", 20, ["text-size"]),
        ("#222222", 80, ["contrast"]),
    ],
)
def test_contrast_and_size(colour: str, size: float, checks: list[str]) -> None:
    found = list(legible("card", ((colour, size),), "#101020"))
    assert [finding.check for finding in found] == checks
    assert all(finding.level is Level.WARN for finding in found)


@pytest.mark.parametrize(
    ("lines", "checks"),
    [
        ((("one", "two"), ("six", "ten")), []),
        ((("alone",),), []),
        ((("one", "two"), ("eleven",)), ["lonely-word"]),
        ((("something", "very", "long"), ("a", "b")), ["ragged-lines"]),
    ],
)
def test_lines(lines: tuple[tuple[str, ...], ...], checks: list[str], faces: Faces) -> None:
    found = well_set("card", Block(lines, 60, 1.2), faces, "heading")
    assert [finding.check for finding in found] == checks


def test_the_band() -> None:
    assert not list(inside_band("card", 250, 900, 250, 1100))
    assert list(inside_band("card", 200, 900, 250, 1100))
    assert list(inside_band("card", 300, 1200, 250, 1100))
