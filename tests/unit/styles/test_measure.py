"""Measuring text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces, Run
from reelhouse.styles.style import load_style

PRONOUNCED = "ɹ"


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    style = load_style("midnight")
    folder = tmp_path_factory.mktemp("fonts")
    for role in ("heading", "text"):
        make_face(style.fonts[role], folder / f"{role}.ttf")
    return open_faces(style, {role: folder / f"{role}.ttf" for role in ("heading", "text")})


def test_a_face_without_a_glyph_is_helped_out_by_another(faces: Faces) -> None:
    assert faces.runs(f"p{PRONOUNCED}t it", "heading") == (
        Run("heading", "p"),
        Run("text", PRONOUNCED),
        Run("heading", "t it"),
    )


def test_what_nobody_can_draw_is_dropped_and_told(faces: Faces) -> None:
    assert "".join(run.text for run in faces.runs("a😀b 집", "heading")) == "ab "
    assert faces.missing("a😀b 집 😀", "heading") == ("😀", "집")


def test_width_grows_with_size_and_tracking(faces: Faces) -> None:
    assert faces.width("will", "text", 200) == pytest.approx(2 * faces.width("will", "text", 100))
    assert faces.width("will", "text", 100, 5) == pytest.approx(faces.width("will", "text", 100) + 20, abs=1)


def test_kerning_counts(faces: Faces) -> None:
    apart = sum(faces.width(letter, "heading", 100) for letter in "AVATAR")
    assert faces.width("AVATAR", "heading", 100) < apart - 5


def test_the_size_for_captions_follows_the_font(faces: Faces) -> None:
    assert faces.ass_size("heading", 92) == pytest.approx(92 * 1.562, rel=0.01)


@given(st.text(max_size=30))
def test_any_text_has_a_width(faces: Faces, text: str) -> None:
    assert faces.width(text, "heading", 40) >= 0
    assert len("".join(run.text for run in faces.runs(text, "heading"))) <= len(text)
