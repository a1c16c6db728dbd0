"""Drawing templates."""

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reelhouse.errors import InvalidSettings
from reelhouse.model.layout import Box
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.svg import Brush, Pixels

BOX = Box(x=0, y=0, width=120, height=40)


@pytest.fixture
def brush(canvas: Canvas, tmp_path: Path) -> Brush:
    """A brush whose style has one template of one word."""
    text = "<svg {{ frame }}>{{ text(4, 28, word, role, 24, '#ffffff', anchor=anchor) }}</svg>"
    (tmp_path / "one.svg").write_text(text)
    (tmp_path / "box.svg").write_text(
        '<svg {{ frame }}><rect x="8" y="8" width="10" height="10" fill="{{ t.accent }}"/></svg>'
    )
    return Brush(canvas.style.model_copy(update={"folder": tmp_path}), canvas.faces, 1.0)


def _word(brush: Brush, word: str, **values: Any) -> Pixels:
    return brush.draw("one", BOX, word=word, **{"role": "heading", "anchor": "start", **values})


def _centre(picture: Pixels) -> float:
    rows = picture[:, :, 3].astype(float).sum(axis=1)
    return float((rows * np.arange(len(rows))).sum() / rows.sum())


@pytest.mark.parametrize("word", ["<b>", "&amp;", '"/><rect width="99"/>', "]]>", "{{7*7}}", "\x00\x1b", "<!--"])
def test_text_is_never_markup(brush: Brush, word: str) -> None:
    drawn = _word(brush, word)
    assert drawn.shape == (40, 120, 4)
    assert drawn[:, :, 3].mean() < 100


def test_a_template_in_a_value_is_text(brush: Brush) -> None:
    assert not np.array_equal(_word(brush, "{{7*7}}"), _word(brush, "49"))


def test_what_no_face_has_leaves_no_box(brush: Brush) -> None:
    assert not _word(brush, "집😀").any()


def test_a_value_that_a_template_wants_must_be_there(brush: Brush) -> None:
    with pytest.raises(InvalidSettings):
        brush.draw("one", BOX, word="a")


def test_measured_and_drawn_width_agree(brush: Brush) -> None:
    drawn = _word(brush, "AVATAR")[:, :, 3]
    columns = np.flatnonzero(drawn.any(axis=0))
    assert columns[-1] - columns[0] == pytest.approx(brush.faces.width("AVATAR", "heading", 24), abs=3)


def test_anchors(brush: Brush) -> None:
    assert not _word(brush, "word", anchor="end")[:, 8:, 3].any()
    assert _word(brush, "word", anchor="start")[:, 8:, 3].any()
    assert np.flatnonzero(_word(brush, "word", anchor="middle")[:, :, 3].any(axis=0))[-1] < 60


def test_a_phase_is_a_quarter_of_a_pixel(brush: Brush) -> None:
    at = [_centre(brush.draw("box", BOX, phase=phase)) for phase in range(4)]
    assert np.diff(at).tolist() == pytest.approx([0.25, 0.25, 0.25], abs=0.01)


def test_a_crop_is_the_same_picture(brush: Brush) -> None:
    whole = brush.draw("box", BOX)
    part = brush.draw("box", Box(x=6, y=4, width=20, height=20))
    assert np.array_equal(part, whole[4:24, 6:26])


def test_any_thread_may_draw(brush: Brush) -> None:
    drawn: list[Pixels] = []
    threads = [threading.Thread(target=lambda: drawn.append(_word(brush, "word"))) for _ in range(3)]
    for thread in threads:
        thread.start()
        thread.join()
    assert len(drawn) == 3
    assert all(np.array_equal(one, _word(brush, "word")) for one in drawn)


def test_boxes_are_even_and_cover_their_rectangle(canvas: Canvas) -> None:
    box = Brush(canvas.style, canvas.faces, 0.5).box(3, 5, 11, 7)
    assert (box.x, box.y, box.right, box.bottom) == (0, 2, 8, 6)


def test_a_template_that_draws_no_svg_is_told(canvas: Canvas, tmp_path: Path) -> None:
    (tmp_path / "word.svg").write_text("<p>{{ word }}</p>", encoding="utf-8")
    brush = Brush(canvas.style.model_copy(update={"folder": tmp_path}), canvas.faces, 1.0)
    with pytest.raises(InvalidSettings, match="does not draw SVG"):
        brush.draw("word", Box(x=0, y=0, width=20, height=20), word="a")
