"""What is read stands where it should, large enough, in every style, shape and language; and it stays there."""

import pytest

from golden.layouts import ALL, SHAPES, laid, recorded_layouts
from reelhouse.captions.display import shown
from reelhouse.captions.safe import safe_area
from reelhouse.model.layout import Shape
from reelhouse.model.quality import Level
from reelhouse.styles.style import style_names

#: The least size of letters on the design grid, whose shorter side is 1080: captions, titles; and of labels.
LEAST, LABELS = 46, 26
#: How high the capitals of a cover are at least when it is 160 pixels wide; from 11 on the report finds nothing to say,
#: but "grandmother's" is a long word.
SMALL, CAPITALS, LEAST_CAPITALS = 160, 0.70, 9.5

every = pytest.mark.parametrize(("style", "shape", "code"), ALL)


@every
def test_a_layout_is_the_recorded_one(style: str, shape: Shape, code: str) -> None:
    key = f"{style} {shape} {code}"
    assert laid(style, shape, code).told() == recorded_layouts().get(key), "if that was meant: make golden"


@every
def test_captions_are_whole_large_and_inside(style: str, shape: Shape, code: str) -> None:
    one = laid(style, shape, code)
    safe = safe_area(one.rendition)
    assert all(event.box is None or safe.contains(event.box) for event in one.placed.events)
    assert [finding for finding in one.placed.findings if finding.level is not Level.OK] == []
    look = one.style.captions
    for group, (rows, size) in zip(one.groups, one.rows(), strict=True):
        assert size >= LEAST
        said = "".join(shown(word.text, look) for word in group.words).casefold()
        assert "".join(rows).replace(" ", "").replace("-", "").casefold() == said.replace(" ", "").replace("-", "")
        assert len(rows) <= look.rows + 1


@every
def test_cards_stay_in_their_band_and_are_large(style: str, shape: Shape, code: str) -> None:
    one = laid(style, shape, code)
    cards, side = one.style.cards, one.rendition.width / one.rendition.scale
    for plan, above in ((one.title_plan, 0), (one.end_plan, one.style.end.above)):
        assert plan.y - above >= cards.top
        assert plan.y + plan.height <= cards.bottom
        assert plan.x >= 48
        assert plan.x + plan.width <= side - 48
    assert len(one.title_pages) == 1
    assert one.title_pages[0].block.size >= LEAST
    assert one.heading.block.size >= LEAST
    assert min(one.style.title.label.size, one.style.title.teller.size, one.end_plan.note_size) >= LABELS


@every
def test_no_line_is_wider_than_its_room(style: str, shape: Shape, code: str) -> None:
    one = laid(style, shape, code)
    room = one.style.cards.width - 2 * one.style.cards.padding
    for block, role in (
        (one.title_pages[0].block, one.style.title.role),
        (one.heading.block, one.style.end.role),
    ):
        assert max(one.faces.width(" ".join(line), role, block.size) for line in block.lines) <= room


@every
def test_a_cover_can_be_read_when_it_is_small(style: str, shape: Shape, code: str) -> None:
    one = laid(style, shape, code)
    look, wide = one.cover_look, one.rendition.width / one.rendition.scale
    assert min(line.size for line in one.cover) * CAPITALS * SMALL / wide >= LEAST_CAPITALS
    assert [word for line in one.cover for word, _, _ in line.words] == list(one.headline.words)
    longest = max(
        one.faces.width(" ".join(word for word, _, _ in line.words), look.role, line.size) for line in one.cover
    )
    assert look.x + longest + 2 * look.padding <= wide
    top = (
        look.foot - one.cover_height - 2 * look.padding
        if look.foot
        else look.middle - one.cover_height / 2 - look.above
    )
    assert top >= 40


def test_wider_frames_have_longer_captions() -> None:
    for style in style_names():
        counts = [len(laid(style, shape, "en").groups) for shape in SHAPES]
        assert counts[0] >= counts[1] >= counts[2]
        assert counts[0] > counts[2]


def test_every_combination_is_recorded_and_no_other() -> None:
    assert set(recorded_layouts()) == {" ".join(one) for one in ALL}
    assert len(ALL) == 60
