"""Styles in frames of every shape."""

import pytest

from reelhouse.captions.safe import safe_area
from reelhouse.model.layout import RENDITIONS, Rendition, Shape
from reelhouse.styles.looks import LOOKS, LookName
from reelhouse.styles.style import load_style, style_names

FRAMES: dict[Shape, Rendition] = {"square": RENDITIONS["square"], "landscape": RENDITIONS["landscape"]}


@pytest.mark.parametrize("name", style_names())
def test_upright_is_what_styles_are_written_for(name: str) -> None:
    style = load_style(name)
    assert style.in_shape("portrait") is style


@pytest.mark.parametrize("name", style_names())
@pytest.mark.parametrize("shape", FRAMES)
def test_cards_and_covers_are_inside_every_frame(name: str, shape: Shape) -> None:
    style, frame = load_style(name).in_shape(shape), FRAMES[shape]
    cards, cover = style.cards, style.cover
    assert cards.x >= 0
    assert abs(2 * cards.x + cards.width - frame.width) <= 40, "cards stand in the middle"
    assert 0 <= cards.top < cards.centre_y < cards.bottom <= frame.height
    assert cover.x + cover.widest <= frame.width
    assert 0 < cover.tallest < frame.height


@pytest.mark.parametrize("name", style_names())
@pytest.mark.parametrize("shape", FRAMES)
@pytest.mark.parametrize("look", LOOKS)
def test_captions_stand_in_the_middle_and_inside_the_safe_area(name: str, shape: Shape, look: LookName) -> None:
    style = load_style(name).in_shape(shape).lettered(look)
    captions, frame = style.captions, FRAMES[shape]
    safe = safe_area(frame)
    half = captions.rows * captions.size * captions.leading / 200 + captions.plate_y
    assert 2 * captions.centre_x == frame.width
    assert safe.x <= captions.centre_x - captions.width / 2
    assert safe.y <= captions.centre_y - half < captions.centre_y + half <= safe.bottom


def test_the_chosen_captions_stay_chosen() -> None:
    style = load_style("midnight").lettered("karaoke").in_shape("square")
    assert style.captions.look == "karaoke"
    assert style.captions.centre_y == 800


def test_what_is_said_of_other_shapes_decides_nothing_about_upright_cards() -> None:
    style = load_style("midnight")
    assert style.fingerprint() == style.model_copy(update={"shapes": {}}).fingerprint()
    assert style.fingerprint() != style.in_shape("square").fingerprint()
