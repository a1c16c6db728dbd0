"""The end card."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.model.speech import Word
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.content import EndCardContent
from reelhouse.pictures.end_card import draw_end_card

Frames = Callable[[Path], list[NDArray[np.uint8]]]
Spoken = Callable[[Sequence[str]], list[Word]]
ASK = EndCardContent(heading=("What", "would", "you", "do?"), note="Part 2 is next")


@pytest.fixture(scope="module")
def card(canvas: Canvas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("card") / "end.mov"
    clip = draw_end_card(ASK, (), 50, canvas, path)
    assert canvas.frame.contains(clip.box)
    assert clip.findings == ()
    return path


def test_the_same_card_gives_the_same_bytes(canvas: Canvas, card: Path, tmp_path: Path) -> None:
    draw_end_card(ASK, (), 50, canvas, tmp_path / "again.mov")
    assert (tmp_path / "again.mov").read_bytes() == card.read_bytes()


def test_it_stays_to_the_end_and_never_freezes(card: Path, frames: Frames) -> None:
    pictures = [picture.astype(int) for picture in frames(card)]
    assert pictures[-1][:, :, 3].max() == 255
    for at in range(0, 45, 5):
        assert np.abs(pictures[at + 5] - pictures[at]).sum() > 0


def test_words_come_in_one_after_the_other_and_the_pill_after_them(card: Path, frames: Frames) -> None:
    bright = [int((picture[:, :, :3].min(axis=2) > 200).sum()) for picture in frames(card)]
    yellow = [int(((picture[:, :, 0] > 230) & (picture[:, :, 2] < 120)).sum()) for picture in frames(card)]
    assert bright[2] < bright[12] < bright[30]
    assert yellow[6] < yellow[30]


def test_words_may_follow_the_voice(spoken: Spoken, canvas: Canvas, tmp_path: Path) -> None:
    draw_end_card(ASK, spoken(ASK.heading), 12, canvas, tmp_path / "read.mov")
    draw_end_card(ASK, (), 12, canvas, tmp_path / "free.mov")
    assert (tmp_path / "read.mov").read_bytes() != (tmp_path / "free.mov").read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        EndCardContent(heading=("Why?",)),
        EndCardContent(heading=("grandmother",) * 12, note="n" * 200),
        EndCardContent(heading=(), note="</svg>"),
        EndCardContent(heading=("😀", "w" * 80), note="😀"),
    ],
)
def test_no_content_breaks_it(content: EndCardContent, canvas: Canvas, tmp_path: Path, frames: Frames) -> None:
    clip = draw_end_card(content, (), 20, canvas, tmp_path / "a.mov")
    assert canvas.frame.contains(clip.box)
    assert len(frames(tmp_path / "a.mov")) == 20


def test_a_card_that_is_too_tall_is_told(canvas: Canvas, tmp_path: Path) -> None:
    content = EndCardContent(heading=("grandmother",) * 12, note="next")
    checks = {finding.check for finding in draw_end_card(content, (), 2, canvas, tmp_path / "a.mov").findings}
    assert "place" in checks
