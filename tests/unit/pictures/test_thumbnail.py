"""The cover."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from films import film
from reelhouse.model.layout import PORTRAIT, Box
from reelhouse.model.quality import Level
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.content import ThumbnailContent
from reelhouse.pictures.thumbnail import cover_look, draw_thumbnail, lay_out_cover, legibility
from reelhouse.styles.looks import CoverLook
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

COVER = ThumbnailContent(words=("SISTER", "SOLD", "OUR", "GRANDMOTHER’S", "HOUSE"), accent=4, label="Part 1 of 2")


@pytest.fixture
def large(style: Style, faces: Faces) -> Canvas:
    return Canvas(style, faces, PORTRAIT)


def test_a_cover_is_a_jpeg_that_can_be_read_when_small(large: Canvas, loop: Path, tmp_path: Path) -> None:
    drawn = draw_thumbnail(COVER, (loop, 3), large, tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as image:
        assert (image.format, image.size) == ("JPEG", (1080, 1920))
    assert [finding.level for finding in drawn.findings] == [Level.OK]


def test_the_same_cover_gives_the_same_bytes(canvas: Canvas, loop: Path, tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        draw_thumbnail(COVER, (loop, 3), canvas, tmp_path / name)
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()


def test_footage_keeps_its_proportions_under_a_cover(canvas: Canvas, tmp_path: Path) -> None:
    wide = film(tmp_path / "wide.mp4", picture="color=white:s=320x180:r=30,format=yuv420p", sound=None, seconds=0.2)
    for footage in (False, True):
        draw_thumbnail(COVER, (wide, 1), canvas, tmp_path / "a.jpg", footage=footage)
        with Image.open(tmp_path / "a.jpg") as cover:
            corner = np.asarray(cover.convert("L"))[:8, :8].mean()
        assert (corner < 130) == footage


@pytest.mark.parametrize(
    "content",
    [
        ThumbnailContent(words=()),
        ThumbnailContent(words=("😀", "W" * 40)),
        ThumbnailContent(words=("<b>", "&")),
    ],
)
def test_no_words_break_it(content: ThumbnailContent, canvas: Canvas, loop: Path, tmp_path: Path) -> None:
    drawn = draw_thumbnail(content, (loop, 0), canvas, tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as image:
        assert image.size == (180, 320)
    assert drawn.findings[-1].check == "thumbnail"


def test_letters_that_become_too_small_are_told(large: Canvas, loop: Path, tmp_path: Path) -> None:
    drawn = draw_thumbnail(ThumbnailContent(words=("INCOMPREHENSIBILITIES",)), (loop, 0), large, tmp_path / "a.jpg")
    assert drawn.findings[-1].level is Level.WARN


def test_faint_words_are_told(tmp_path: Path) -> None:
    page = np.full((1920, 1080, 3), 120, np.uint8)
    page[900:1100, 200:800] = 150
    Image.fromarray(page).save(tmp_path / "a.png")
    found = legibility(tmp_path / "a.png", Box(x=100, y=800, width=800, height=400), 200)
    assert found.level is Level.WARN
    assert "contrast 1." in found.value


def test_accents_are_no_lines_of_their_own(large: Canvas, loop: Path, tmp_path: Path) -> None:
    plain, accented = (
        draw_thumbnail(ThumbnailContent(words=words), (loop, 3), large, tmp_path / "a.jpg").findings[-1]
        for words in (("NO", "SABIA", "QUE"), ("NÓ", "SABÍA", "QUÉ"))
    )
    assert (plain.level, accented.level) == (Level.OK, Level.OK)
    assert plain.value.split(",")[0] == accented.value.split(",")[0]


def test_a_picture_stands_beside_few_words_only(style: Style, faces: Faces) -> None:
    look = style.in_shape("landscape").cover
    few, long = ThumbnailContent(words=("I", "QUIT")), ThumbnailContent(words=("INCOMPREHENSIBILITIES", "HAPPEN"))
    assert cover_look(few, faces, look).widest < look.widest
    assert cover_look(long, faces, look) == look
    assert cover_look(few, faces, style.cover) == style.cover


def test_words_keep_to_the_height_that_a_cover_gives_them(faces: Faces) -> None:
    content = ThumbnailContent(words=("MY", "SISTER", "SOLD", "OUR", "GRANDMOTHERS", "HOUSE", "AND", "THE", "LAND"))
    free, height = lay_out_cover(content, faces, CoverLook())
    kept, lower = lay_out_cover(content, faces, CoverLook(tallest=420))
    assert lower <= 420 < height
    assert max(line.size for line in kept) < max(line.size for line in free)
    assert lay_out_cover(content, faces, CoverLook(tallest=2000)) == (free, height)
    _, least = lay_out_cover(content, faces, CoverLook(tallest=1))
    assert least > 1, "words are never smaller than the smallest size"
