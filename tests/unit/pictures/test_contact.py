"""The contact sheet."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.contact import draw_contact_sheet
from reelhouse.pictures.spread import MOST


def _frames(count: int) -> list[tuple[str, NDArray[np.uint8]]]:
    return [(f"0:{n:02d}", np.full((320, 180, 3), (n * 9 % 256, 90, 200), np.uint8)) for n in range(count)]


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (6, 1), (7, 2), (MOST, 4), (MOST + 17, 4)])
def test_a_page_of_rows(count: int, rows: int, canvas: Canvas, tmp_path: Path) -> None:
    draw_contact_sheet(_frames(count), "A title", "38 s", canvas, tmp_path / "contact.jpg")
    with Image.open(tmp_path / "contact.jpg") as image:
        assert image.format == "JPEG"
        assert image.height == 196 + rows * (448 + 54 + 22) - 22 + 44


def test_wide_frames_are_four_in_a_row_on_a_page_as_wide(canvas: Canvas, tmp_path: Path) -> None:
    wide = [(stamp, picture.transpose(1, 0, 2)) for stamp, picture in _frames(5)]
    draw_contact_sheet(wide, "A title", "38 s", canvas, tmp_path / "wide.jpg")
    draw_contact_sheet(_frames(5), "A title", "38 s", canvas, tmp_path / "upright.jpg")
    with Image.open(tmp_path / "wide.jpg") as image, Image.open(tmp_path / "upright.jpg") as upright:
        assert image.width == upright.width
        assert image.height == 196 + 2 * (219 + 54 + 22) - 22 + 44


def test_the_same_page_gives_the_same_bytes(canvas: Canvas, tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        draw_contact_sheet(_frames(3), "<A> title 😀" * 20, "facts", canvas, tmp_path / name)
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()
