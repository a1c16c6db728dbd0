"""A style with the letters of a language that its own fonts lack."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from reelhouse.language import open_language
from reelhouse.styles.alphabet import with_alphabet
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style, load_style

FONT = open_language("ko").font
assert FONT is not None
KOREAN = with_alphabet(load_style("midnight"), "ko", FONT.package, FONT.file, FONT.face, FONT.ranges)
WRITTEN = "할머니의 유언장 “가” 12:30 뷁"


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    folder = tmp_path_factory.mktemp("fonts")
    files = {role: folder / f"{role}.ttf" for role in ("text", "caption", "text-ko", "caption-ko")}
    for role, path in files.items():
        make_face(KOREAN.fonts[role], path)
    return open_faces(KOREAN, files)


def test_every_role_gets_a_face_of_its_weight() -> None:
    plain = load_style("midnight")
    assert set(KOREAN.fonts) == {*plain.fonts, *(f"{role}-ko" for role in plain.fonts)}
    for role, font in plain.fonts.items():
        assert KOREAN.fonts[f"{role}-ko"].axes["wght"] == font.axes["wght"]
        assert KOREAN.fonts[role].fallback == f"{role}-ko"


def test_all_hangul_is_drawn_and_the_rest_keeps_its_face(faces: Faces) -> None:
    assert faces.missing(WRITTEN, "caption") == ()
    assert faces.missing("".join(map(chr, range(0xAC00, 0xD7A4))), "caption") == ()
    assert [run.role for run in faces.runs("가 ab", "caption")] == ["caption-ko", "caption"]
    assert faces.width("가", "caption", 100) > 80


def test_what_draws_cards_can_read_the_outlines(faces: Faces) -> None:
    font = TTFont(faces.files["caption-ko"])
    assert "CFF " in font
    assert "fvar" not in font


def test_heavy_letters_are_heavier(faces: Faces) -> None:
    sizes = {role: len(TTFont(faces.files[role]).getTableData("CFF ")) for role in ("caption-ko", "text-ko")}
    assert sizes["caption-ko"] != sizes["text-ko"]


@pytest.mark.parametrize("text", ["Ёжик щука ЪЭЮ № «ё»", "Ștefan țară ĂÂÎȘȚ „ș”", "¿Ñandú? ¡Pingüino! áéíóú"])
@pytest.mark.parametrize("role", ["text", "caption"])
def test_the_fonts_of_the_house_write_the_other_languages(faces: Faces, text: str, role: str) -> None:
    style: Style = load_style("midnight")
    assert faces.missing(text, role) == ()
    assert all(run.role in style.fonts for run in faces.runs(text, role))


def test_the_same_font_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1.ttf", tmp_path / "2.ttf"
    make_face(KOREAN.fonts["text-ko"], first)
    make_face(KOREAN.fonts["text-ko"], second)
    assert first.read_bytes() == second.read_bytes()
