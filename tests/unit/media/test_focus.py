"""What is looked at first in a picture: found at its place, and in the middle where nothing stands out."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from reelhouse.media.focus import best_part, find_focus


def sky(size: tuple[int, int]) -> Image.Image:
    """From blue to white, the same from left to right."""
    rows = np.linspace([90, 140, 220], [220, 230, 240], size[1])[:, None, :]
    return Image.fromarray(np.tile(rows, (1, size[0], 1)).astype(np.uint8))


def meadow(size: tuple[int, int]) -> Image.Image:
    """Fine green disorder."""
    chance = np.random.default_rng(5).integers(-40, 40, (size[1], size[0], 1))
    return Image.fromarray(np.clip(np.array([90, 120, 60]) + chance, 0, 255).astype(np.uint8))


def person(ground: Image.Image, x: int, y: int, size: int) -> Image.Image:
    """A head with eyes, and shoulders in blue."""
    picture = ground.copy()
    brush = ImageDraw.Draw(picture)
    brush.ellipse((x - size, y - size, x + size, y + size), fill=(222, 176, 140))
    brush.rectangle((x - 2 * size, y + size, x + 2 * size, y + 3 * size), fill=(40, 60, 120))
    for eye in (x - size // 2, x + size // 2):
        brush.ellipse((eye - size // 6, y - size // 6, eye + size // 6, y + size // 6), fill=(30, 20, 20))
    return picture


@pytest.mark.parametrize("ground", [sky, meadow])
@pytest.mark.parametrize("at", [0.14, 0.86])
def test_somebody_at_one_side_is_found_and_kept_whole_when_the_picture_is_cut(
    ground: Callable[[tuple[int, int]], Image.Image], at: float
) -> None:
    wide, high, head = 900, 500, 40
    x = round(at * wide)
    picture = person(ground((wide, high)), x, 230, head)
    focus = find_focus(picture)
    assert abs(focus.x - at) < 0.12
    assert 0.3 < focus.y < 0.75
    part = high * 9 / 16 / wide
    left, top = best_part(picture, part, 1)
    assert top == 0
    assert left * wide <= x - 2 * head
    assert x + 2 * head <= (left + part) * wide
    upright = picture.rotate(90, expand=True)
    _, top = best_part(upright, 1, part)
    assert abs(top - (1 - left - part)) < 0.04, "turned, it is cut at the same place"


@pytest.mark.parametrize("picture", [sky((640, 360)), meadow((640, 360)), Image.new("RGB", (50, 900), "red")])
def test_a_picture_in_which_nothing_stands_out_is_cut_in_its_middle(picture: Image.Image) -> None:
    focus = find_focus(picture)
    assert abs(focus.x - 0.5) < 0.08
    assert abs(focus.y - 0.5) < 0.08
    left, top = best_part(picture, 0.4, 1)
    assert abs(left - 0.3) < 0.08
    assert top == 0


def test_the_part_stays_in_the_picture_and_the_answer_is_always_the_same() -> None:
    picture = person(meadow((301, 97)), 290, 40, 9)
    for part in (0.03, 0.31, 0.5, 0.97, 1.0):
        left, top = best_part(picture, part, 1)
        assert 0 <= left <= 1 - part + 1e-9
        assert top == 0
        assert best_part(picture, part, 1) == (left, top)
    assert find_focus(picture) == find_focus(picture.copy())
    assert find_focus(Image.new("RGB", (1, 1))) == (0.5, 0.5)


def block(left: int, right: int) -> Image.Image:
    """Plain white on plain grey."""
    picture = Image.new("RGB", (1600, 900), "gray")
    ImageDraw.Draw(picture).rectangle((left, 200, right - 1, 699), fill="white")
    return picture


@pytest.mark.parametrize(("left", "right", "most"), [(500, 1100, 0.83), (100, 700, 0.7), (900, 1500, 0.7)])
def test_of_something_plain_that_is_wider_than_the_part_the_middle_is_shown(left: int, right: int, most: float) -> None:
    start, _ = best_part(block(left, right), 0.316, 1)
    shown = min(right, (start + 0.316) * 1600) - max(left, start * 1600)
    assert shown / (right - left) > most
    _, upright = best_part(block(left, right).rotate(90, expand=True), 1, 0.316)
    assert abs(upright - (1 - start - 0.316)) < 0.02


@pytest.mark.parametrize("ground", [sky, meadow])
def test_of_two_at_both_sides_one_is_shown_rather_than_nobody(
    ground: Callable[[tuple[int, int]], Image.Image],
) -> None:
    both = person(person(ground((900, 500)), 100, 230, 40), 800, 230, 40)
    left, _ = best_part(both, 0.316, 1)
    heads = [left * 900 <= x - 40 and x + 40 <= (left + 0.316) * 900 for x in (100, 800)]
    assert sum(heads) == 1


@pytest.mark.parametrize(("across", "down"), [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1)])
@pytest.mark.parametrize("levels", [40, 250])
def test_a_bare_gradient_is_cut_in_its_middle(across: int, down: int, levels: int) -> None:
    rows, columns = np.mgrid[-0.5:0.5:360j, -0.5:0.5:640j]
    slope = (across * columns + down * rows) / (abs(across) + abs(down))
    picture = Image.fromarray(np.round(127.5 + levels * slope).astype(np.uint8)).convert("RGB")
    for part in (0.316, 0.6):
        assert best_part(picture, part, part) == ((1 - part) / 2, (1 - part) / 2)
