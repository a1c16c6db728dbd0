"""Groups on the frame, as data and as libass draws them."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from reelhouse.captions.contrast import Ground, Treatment
from reelhouse.captions.place import Placed, place_groups
from reelhouse.captions.safe import safe_area
from reelhouse.model.captions import WordGroup
from reelhouse.model.layout import DRAFT, PORTRAIT, Box, CaptionEvent, Rendition
from reelhouse.model.quality import Finding, Level
from reelhouse.model.speech import Word
from reelhouse.model.time import Rate, frames_to_samples
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

Draw = Callable[..., Any]
MS = 48
DARK, MIDDLE, BRIGHT = Ground(0.01), Ground(0.25), Ground(0.9)
GREY = 0x70


def group(text: str, each: int = 400, start: int = 1000, hold: int = 100) -> WordGroup:
    """Words of `each` milliseconds, shown 40 ms earlier."""
    words = tuple(
        Word(text=word, start=(start + at * each) * MS, end=(start + (at + 1) * each) * MS)
        for at, word in enumerate(text.split())
    )
    return WordGroup(scene="s1", start=words[0].start - 40 * MS, end=words[-1].end + hold * MS, words=words)


def place(
    style: Style, faces: Faces, *groups: WordGroup, ground: Ground = MIDDLE, rendition: Rendition = PORTRAIT
) -> Placed:
    return place_groups(groups, style, faces, rendition, lambda _: ground)


def noticed(placed: Placed) -> list[Finding]:
    """Everything but the contrast, which is always told."""
    return [finding for finding in placed.findings if finding.check != "captions-contrast"]


def contrast(placed: Placed) -> Finding:
    (found,) = (finding for finding in placed.findings if finding.check == "captions-contrast")
    return found


def of(placed: Placed, style: str, ending: str = "") -> list[CaptionEvent]:
    return [event for event in placed.events if event.style == style and event.text.endswith("}" + ending)]


def ink(picture: Any) -> Box | None:
    """The box of everything that is not the grey ground."""
    rows, columns = np.nonzero(np.abs(picture.astype(int) - GREY).max(axis=2) > 24)
    if not len(rows):
        return None
    return Box(
        x=int(columns.min()), y=int(rows.min()), width=int(np.ptp(columns)) + 1, height=int(np.ptp(rows)) + 1
    )  # fmt: skip


def part(picture: Any, box: Box, margin: int = 0) -> Any:
    return picture[
        max(0, box.y - margin) : box.bottom + margin, max(0, box.x - margin) : box.right + margin
    ]  # fmt: skip


def test_a_word_waits_is_spoken_and_is_white_again_without_a_hole(style: Style, faces: Faces) -> None:
    placed = place(style, faces, group("sit right down"))
    for word in ("SIT", "RIGHT", "DOWN"):
        spans = [(event.range.start, event.range.end) for event in of(placed, "Word", word)]
        assert spans[0][0] == 28
        assert spans[-1][1] == 69
        assert all(one[1] == other[0] for one, other in pairwise(spans))
    lit = [event.range for event in placed.events if event.depth == 3]
    assert (lit[0].start, lit[-1].end) == (28, 69)
    assert all(one.end == other.start for one, other in pairwise(lit))


def test_moving_events_are_brief_and_belong_to_one_word(style: Style, faces: Faces) -> None:
    placed = place(style, faces, group("sit right down", 900))
    moving = [event for event in placed.events if r"\t(" in event.text]
    assert moving
    assert max(event.range.duration for event in moving) <= 6


def test_words_stand_beside_each_other_around_the_middle(style: Style, faces: Faces) -> None:
    placed = place(style, faces, group("sit down"), ground=DARK)
    boxes = [of(placed, "Word", word)[-1].box for word in ("SIT", "DOWN")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert 15 < boxes[1].x - boxes[0].right < 40
    assert abs((boxes[0].x + boxes[1].right) / 2 - 540) < 6
    assert abs(boxes[0].y - boxes[1].y) <= 3


def test_everything_scales_with_the_rendition(style: Style, faces: Faces) -> None:
    large, small = (place(style, faces, group("sit down"), rendition=size) for size in (PORTRAIT, DRAFT))
    for one, other in zip(large.events, small.events, strict=True):
        assert one.box is not None
        assert other.box is not None
        assert abs(one.box.x - 2 * other.box.x) <= 3
        assert abs(one.box.bottom - 2 * other.box.bottom) <= 3
    assert (
        "Reelhouse Caption,143.7,&H00FFFFFF,&H00FFFFFF,&H00140C0A,&H00000000,0,0,0,0,100,100,0,0,1,6,0,5"
        in (large.styles[0])
    )
    assert ",71.85," in small.styles[0]
    assert ",1,7,0,5," in small.styles[1]


def test_the_ground_decides_about_outline_shadow_and_plate(style: Style, faces: Faces) -> None:
    dark, middle, bright = (place(style, faces, group("sit"), ground=ground) for ground in (DARK, MIDDLE, BRIGHT))
    assert {event.style for event in dark.events} == {"Word"}
    assert all(r"\bord4" in event.text for event in dark.events)
    assert {event.style for event in middle.events} == {"Word", "Shadow"}
    assert {event.style for event in bright.events} == {"Word", "Plate"}
    (plate,) = [event for event in bright.events if event.style == "Plate"]
    assert r"\p1" in plate.text
    assert plate.box is not None
    assert all(event.box is not None and plate.box.contains(event.box) for event in bright.events)


def test_the_accent_changes_with_the_grounds_hue(style: Style, faces: Faces) -> None:
    plain = place(style, faces, group("sit"), ground=Ground(0.2, 200.0))
    yellow = place(style, faces, group("sit"), ground=Ground(0.2, 40.0))
    assert any("&H4AD2FF&" in event.text for event in plain.events)
    assert any("&HFF9B7C&" in event.text for event in yellow.events)
    assert not any("&H4AD2FF&" in event.text for event in yellow.events)


def test_a_group_without_ground_is_given_the_safe_treatment(style: Style, faces: Faces) -> None:
    placed = place_groups([group("sit")], style, faces, PORTRAIT)
    assert {event.style for event in placed.events} == {"Word", "Shadow"}
    assert placed.findings == ()


def test_what_no_font_has_is_left_out_and_reported(style: Style, faces: Faces) -> None:
    placed = place(style, faces, group("so 漢fine 😀"))
    assert of(placed, "Word", "FINE")
    (finding,) = noticed(placed)
    assert (finding.check, finding.level, finding.value, finding.at) == ("captions-glyphs", Level.WARN, "漢 😀", 960)


def test_a_group_that_shows_nothing_draws_nothing(style: Style, faces: Faces) -> None:
    assert place(style, faces, group("—")).events == ()
    assert place(style, faces, group("😀")).events == ()
    brief = group("sit").model_copy(update={"end": group("sit").start})
    assert place(style, faces, brief).events == ()


def test_text_is_kept_inside_the_safe_area(style: Style, faces: Faces) -> None:
    words = ("extraordinarily", "непредсказуемость", "so it is", "donaudampfschifffahrtskapitänspatent")
    placed = place(style, faces, *(group(text) for text in words))
    assert noticed(placed) == []
    safe = safe_area(PORTRAIT)
    assert all(event.box and safe.contains(event.box) for event in placed.events if event.style == "Word")


@pytest.mark.parametrize(("centre_y", "level"), [(225, Level.FAIL), (1600, Level.FAIL)])
def test_a_look_that_leaves_the_safe_area_is_reported(style: Style, faces: Faces, centre_y: int, level: Level) -> None:
    look = style.captions.model_copy(update={"centre_y": centre_y})
    placed = place(style.model_copy(update={"captions": look}), faces, group("sit down"))
    assert [(finding.check, finding.level) for finding in noticed(placed)] == [("captions-place", level)]


def test_a_box_at_the_edge_is_a_warning(style: Style, faces: Faces) -> None:
    top = min(event.box.y for event in place(style, faces, group("sit")).events if event.box and event.depth == 3)
    look = style.captions.model_copy(update={"centre_y": style.captions.centre_y - (top - 220)})
    placed = place(style.model_copy(update={"captions": look}), faces, group("sit"))
    assert [finding.level for finding in noticed(placed)] == [Level.WARN]


def test_letters_like_their_outline_are_a_failure(style: Style, faces: Faces) -> None:
    colours = style.colours.model_copy(update={"edge": "#dddddd"})
    placed = place(style.model_copy(update={"colours": colours}), faces, group("sit"))
    assert contrast(placed).level is Level.FAIL


@pytest.mark.parametrize(
    ("ground", "value"), [(DARK, "13.5:1"), (MIDDLE, "13.5:1"), (BRIGHT, "5.8:1"), (Ground(1.0), "5.5:1")]
)
def test_contrast_is_measured_and_passes_on_every_ground(
    style: Style, faces: Faces, ground: Ground, value: str
) -> None:
    found = contrast(place(style, faces, group("sit"), ground=ground))
    assert (found.level, found.value, found.limit, found.at) == (Level.OK, value, "3:1 (large text)", None)


def test_a_thin_outline_on_white_is_a_failure(style: Style, faces: Faces, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rule would never choose: the measure does not rely on the rule."""
    monkeypatch.setattr("reelhouse.captions.stage.treat", lambda *_: Treatment(outline=2 / 3, shadow=False))
    grounds = iter((DARK, Ground(1.0), BRIGHT))
    groups = [group("sit"), group("down", start=3000), group("now", start=5000)]
    found = contrast(place_groups(groups, style, faces, PORTRAIT, lambda _: next(grounds)))
    assert (found.level, found.value, found.at) == (Level.FAIL, "1.0:1", 2960)
    assert "'down'" in found.message


def test_a_caption_without_an_outline_stands_on_the_ground_itself(style: Style, faces: Faces) -> None:
    look = style.captions.model_copy(update={"outline": 0})
    bare = style.model_copy(update={"captions": look})
    assert contrast(place(bare, faces, group("sit"), ground=MIDDLE)).level is Level.FAIL
    assert contrast(place(bare, faces, group("sit"), ground=DARK)).level is Level.OK


def test_contrast_is_only_told_when_all_of_it_was_measured(style: Style, faces: Faces) -> None:
    grounds = {960: DARK, 2960: Ground()}
    placed = place_groups(
        [group("sit"), group("down", start=3000)], style, faces, PORTRAIT, lambda one: grounds[one.start // MS]
    )
    assert placed.events
    assert placed.findings == ()


def test_ink_is_where_the_boxes_say(style: Style, faces: Faces, draw: Draw) -> None:
    placed = place(style, faces, group("Sit quietly, ДОЩ?", 300, 100), ground=DARK, rendition=DRAFT)
    picture = draw(placed, DRAFT, frames=32)
    for frame in range(32):
        shown = [event.box for event in placed.events if event.range.start <= frame < event.range.end]
        boxes = [box for box in shown if box is not None]
        found = ink(picture[frame])
        if not boxes:
            assert found is None
            continue
        assert found is not None
        union = Box(
            x=min(box.x for box in boxes) - 1,
            y=min(box.y for box in boxes) - 1,
            width=max(box.right for box in boxes) - min(box.x for box in boxes) + 2,
            height=max(box.bottom for box in boxes) - min(box.y for box in boxes) + 2,
        )
        assert union.contains(found)
    still = [event for event in placed.events if event.depth == 2 and r"\t(" not in event.text]
    assert {event.text.rpartition("}")[2] for event in still} == {"SIT", "QUIETLY", "ДОЩ?"}
    for event in still:
        assert event.box is not None
        found = ink(part(picture[event.range.start], event.box, 3))
        assert found is not None
        edges = (found.x - 3, found.y - 3, found.right - 3 - event.box.width, found.bottom - 3 - event.box.height)
        assert max(map(abs, edges)) <= 2, event


def test_neighbours_stand_still_while_a_word_pops(style: Style, faces: Faces, draw: Draw) -> None:
    placed = place(style, faces, group("sit right down", 400, 100), ground=DARK, rendition=DRAFT)
    picture = draw(placed, DRAFT, frames=40)
    moving = next(event for event in placed.events if event.depth == 3 and event.text.endswith("}RIGHT"))
    waiting = next(event for event in of(placed, "Word", "DOWN") if r"\t(" not in event.text)
    frames = range(moving.range.start, moving.range.end)
    assert waiting.range.start <= frames[0]
    assert frames[-1] < waiting.range.end
    assert waiting.box is not None
    assert moving.box is not None
    views = [part(picture[frame], waiting.box) for frame in frames]
    assert all((view == views[0]).all() for view in views)
    pops = [ink(part(picture[frame], moving.box)) for frame in frames]
    reached = [box.width for box in pops if box]
    assert len(set(reached)) > 3
    assert moving.box.width - 4 <= max(reached) <= moving.box.width
    assert min(reached) < 0.9 * max(reached)


@pytest.mark.parametrize("rate", [24, 30, 60])
def test_events_of_one_frame_are_on_their_frame(style: Style, faces: Faces, draw: Draw, rate: int) -> None:
    rendition = Rendition(name="tiny", width=180, height=320, rate=Rate(num=rate))
    at = rendition.rate
    lead = style.captions.lead * MS

    def brief(frame: int) -> WordGroup:
        word = Word(text="I", start=frames_to_samples(frame, at) + lead, end=frames_to_samples(frame + 1, at) + lead)
        return WordGroup(scene="s1", start=word.start - lead, end=word.end - lead, words=(word,))

    frames = list(range(1, 2 * rate, 7))
    placed = place_groups([brief(frame) for frame in frames], style, faces, rendition, lambda _: DARK)
    assert [(event.range.start, event.range.duration) for event in placed.events] == [(frame, 1) for frame in frames]
    picture = draw(placed, rendition, frames=2 * rate)
    assert [frame for frame in range(2 * rate) if ink(picture[frame])] == frames


@pytest.mark.parametrize("word", [r"{\b1}x", r"C:\Nb\h", r"\t(0,9,\fs99)", "xɭʓ", "a{b}c"])
def test_strange_text_is_drawn_as_it_stands(style: Style, faces: Faces, draw: Draw, word: str) -> None:
    placed = place(style, faces, group(word, 600, 0 + 40, 0), ground=DARK, rendition=DRAFT)
    picture = draw(placed, DRAFT, frames=14)
    event = next(event for event in placed.events if event.depth == 3 and r"\t(" not in event.text.split("}")[0])
    assert event.box is not None
    found = ink(picture[event.range.start])
    assert found is not None
    assert abs(found.x - event.box.x) <= 2
    assert abs(found.right - event.box.right) <= 2
    assert abs(found.y - event.box.y) <= 2
    assert abs(found.bottom - event.box.bottom) <= 2


def test_a_plate_is_dark_and_its_corners_are_round(style: Style, faces: Faces, draw: Draw) -> None:
    placed = place(style, faces, group("sit", 600, 40), ground=BRIGHT, rendition=DRAFT)
    picture = draw(placed, DRAFT, ground="0xffffff", frames=3)
    box = next(event.box for event in placed.events if event.style == "Plate")
    assert box is not None
    plate = part(picture[2], box).astype(int)
    assert plate[0, 0].min() > 240
    assert plate[-1, -1].min() > 240
    middle = plate[3, plate.shape[1] // 2]
    assert 60 < middle.max() < 100
    assert picture[2, box.y - 3, box.x + box.width // 2].min() > 240


def test_a_plate_ends_where_the_safe_area_does(style: Style, faces: Faces) -> None:
    safe = safe_area(PORTRAIT)
    wide = ("someone breathing", "the unforgettable", "extraordinary truth", "inconsequential")
    for text in wide:
        placed = place(style, faces, group(text), ground=BRIGHT)
        (plate,) = [event for event in placed.events if event.style == "Plate"]
        words = [event.box for event in placed.events if event.style == "Word"]
        assert plate.box is not None
        assert safe.contains(plate.box)
        assert all(box is not None and plate.box.x <= box.right for box in words)


@pytest.mark.parametrize("text", ["ONE EXTRAORDINARY", "EXTRAORDINARY ONE", "A CONFESSION"])
def test_a_wide_word_that_pops_keeps_clear_of_the_one_beside_it(style: Style, faces: Faces, text: str) -> None:
    """Of the space between two outlines a quarter is left; a word alone pops as high as ever."""
    boxes: dict[str, list[Box]] = {}
    events = place(style, faces, group(text, each=600), ground=DARK).events
    for event in events:
        if event.style == "Word" and event.box is not None:
            boxes.setdefault(event.text.split(")")[0], []).append(event.box)
    left, right = sorted(boxes.values(), key=lambda one: one[0].x)
    rest, popped = ([size(one, key=lambda box: box.width) for one in (left, right)] for size in (min, max))
    between = rest[1].x - rest[0].right
    assert between > 0
    for one, other in ((rest[0], popped[1]), (popped[0], rest[1])):
        assert other.x - one.right >= between / 4 - 2
    alone = place(style, faces, group("EXTRAORDINARY"), ground=DARK).events
    assert any(r"\fscx108" in event.text for event in alone)
