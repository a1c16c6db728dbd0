"""The title card."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.model.layout import DRAFT
from reelhouse.model.quality import Level
from reelhouse.model.speech import Word
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.colour import rgb
from reelhouse.pictures.content import TitleCardContent
from reelhouse.pictures.pages import lay_out_title
from reelhouse.pictures.title_card import draw_title_card, plan_card
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

Frames = Callable[[Path], list[NDArray[np.uint8]]]
Spoken = Callable[[Sequence[str]], list[Word]]
TITLE = ("My", "sister", "sold", "our", "house.")
FULL = TitleCardContent(
    title=TITLE,
    board="Family Confessions",
    teller="@quiet_maple",
    votes="14.2k",
    replies="1.1k",
    part=1,
    parts=2,
    seed=5,
)


@pytest.fixture(scope="module")
def card(canvas: Canvas, spoken: Spoken, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("card") / "title.mov"
    draw_title_card(FULL, spoken(TITLE), 45, canvas, path)
    return path


def test_the_clip_stands_in_the_frame(spoken: Spoken, canvas: Canvas, tmp_path: Path, frames: Frames) -> None:
    clip = draw_title_card(FULL, spoken(TITLE), 20, canvas, tmp_path / "a.mov")
    pictures = frames(tmp_path / "a.mov")
    assert canvas.frame.contains(clip.box)
    assert (clip.frames, len(pictures)) == (20, 20)
    assert pictures[0].shape == (clip.box.height, clip.box.width, 4)
    assert clip.findings == ()


def test_the_same_card_gives_the_same_bytes(spoken: Spoken, canvas: Canvas, card: Path, tmp_path: Path) -> None:
    draw_title_card(FULL, spoken(TITLE), 45, canvas, tmp_path / "again.mov")
    assert (tmp_path / "again.mov").read_bytes() == card.read_bytes()


def test_it_comes_and_goes(card: Path, frames: Frames) -> None:
    alpha = [int(picture[:, :, 3].max()) for picture in frames(card)]
    assert 20 < alpha[0] < 128 <= alpha[3]
    assert alpha[20] == 255
    assert alpha[-1] < 30


def test_the_spoken_word_is_in_the_accent(card: Path, frames: Frames, style: Style) -> None:
    accent = rgb(style.colours.accent) * 255

    def spread(picture: NDArray[np.uint8]) -> int:
        body = picture[picture.shape[0] * 4 // 10 : picture.shape[0] * 6 // 10, :, :3]
        return int((np.abs(body - accent).max(axis=2) < 40).sum())

    pictures = frames(card)
    assert spread(pictures[14]) > 10
    assert spread(pictures[14]) > 3 * spread(pictures[2])


def test_what_the_source_does_not_have_is_not_drawn(style: Style, faces: Faces) -> None:
    pages = lay_out_title(TITLE, faces, 824)
    full, bare = (plan_card(content, pages, style) for content in (FULL, TitleCardContent(title=TITLE)))
    assert bare.height < full.height
    assert (bare.named, bare.footed) == (False, False)
    assert plan_card(TitleCardContent(title=TITLE, board="B", parts=2), pages, style).footed


@pytest.mark.parametrize(
    "content",
    [
        TitleCardContent(title=("I", "quit")),
        TitleCardContent(title=("grandmother",) * 50, board="B" * 80, teller="t" * 90, votes="0"),
        TitleCardContent(title=("<b>", "{{", "&amp;", "\\an5", "w" * 90), teller="<script>", part=2, parts=3),
        TitleCardContent(title=("😀",)),
        TitleCardContent(title=()),
    ],
)
def test_no_content_breaks_it(content: TitleCardContent, canvas: Canvas, tmp_path: Path, frames: Frames) -> None:
    clip = draw_title_card(content, (), 6, canvas, tmp_path / "a.mov")
    assert canvas.frame.contains(clip.box)
    assert len(frames(tmp_path / "a.mov")) == 6


def test_a_lost_character_is_told(canvas: Canvas, tmp_path: Path) -> None:
    clip = draw_title_card(TitleCardContent(title=("I", "quit😀")), (), 3, canvas, tmp_path / "a.mov")
    (finding,) = clip.findings
    assert (finding.check, finding.level, finding.value) == ("glyphs", Level.WARN, "U+1F600")


def test_words_and_times_belong_together(spoken: Spoken, canvas: Canvas, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="5 words are shown but 4"):
        draw_title_card(FULL, spoken(TITLE[:4]), 6, canvas, tmp_path / "a.mov")


def test_a_draft_is_the_same_card_at_half_the_size(style: Style, faces: Faces, tmp_path: Path, canvas: Canvas) -> None:
    half = draw_title_card(FULL, (), 2, Canvas(style, faces, DRAFT), tmp_path / "half.mov")
    tiny = draw_title_card(FULL, (), 2, canvas, tmp_path / "tiny.mov")
    assert half.box.height == pytest.approx(3 * tiny.box.height, abs=12)
