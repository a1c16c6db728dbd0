"""Renditions: their shapes, and what does not become one."""

from typing import get_args

import pytest
from pydantic import ValidationError

from reelhouse.model.base import dump
from reelhouse.model.layout import DRAFT, PORTRAIT, RENDITIONS, Margins, Rendition, RenditionName
from reelhouse.model.time import Rate


def test_every_name_can_be_asked_for() -> None:
    assert set(get_args(RenditionName)) == set(RENDITIONS)
    assert all(name == rendition.name for name, rendition in RENDITIONS.items())


@pytest.mark.parametrize(
    ("name", "shape", "aspect", "scale"),
    [
        ("portrait", "portrait", (9, 16), 1),
        ("square", "square", (1, 1), 1),
        ("landscape", "landscape", (16, 9), 1),
        ("portrait-720p", "portrait", (9, 16), 2 / 3),
        ("landscape-720p", "landscape", (16, 9), 2 / 3),
        ("draft", "portrait", (9, 16), 0.5),
        ("draft-square", "square", (1, 1), 0.5),
        ("draft-landscape", "landscape", (16, 9), 0.5),
    ],
)
def test_the_shorter_side_is_1080_units(name: str, shape: str, aspect: tuple[int, int], scale: float) -> None:
    rendition = RENDITIONS[name]
    assert (rendition.shape, rendition.aspect) == (shape, aspect)
    assert rendition.scale == pytest.approx(scale)


def test_nearly_square_is_square() -> None:
    assert PORTRAIT.model_copy(update={"width": 1000, "height": 1200}).shape == "square"
    assert PORTRAIT.model_copy(update={"width": 998, "height": 1200}).shape == "portrait"


def test_another_rate_changes_nothing_else() -> None:
    assert DRAFT.at(Rate(num=60)).model_copy(update={"rate": DRAFT.rate}) == DRAFT


@pytest.mark.parametrize("size", [(1081, 1920), (1080, 1919), (0, 1920), (-2, 2)])
def test_odd_and_empty_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValidationError):
        Rendition(name="odd", width=size[0], height=size[1], rate=Rate(num=30))


def test_what_is_not_used_is_not_written_so_that_old_cards_are_found() -> None:
    assert set(dump(PORTRAIT)) == {"name", "width", "height", "rate", "crf", "preset"}
    capped = PORTRAIT.model_copy(update={"cap": 8000, "covered": Margins(top=3)})
    assert dump(capped)["cap"] == 8000
    assert Rendition.model_validate(dump(capped)) == capped
