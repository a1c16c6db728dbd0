"""Properties of the plan, over layouts drawn at random."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelhouse.errors import ContentError
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import (
    CaptionEvent,
    Dip,
    FontFile,
    Layer,
    LayerKind,
    Layout,
    LayoutScene,
    ProgressBar,
    Rendition,
)
from reelhouse.model.time import Rate, TimeRange
from reelhouse.render.content import Chunk
from reelhouse.render.plan import cut, plan

SMALL = Rendition(name="small", width=180, height=320, rate=Rate(num=30))
BAR = ProgressBar(height=2, gap=2, colour="#ffd24a", ground="#2d3668")
STYLE = "Style: {},{},20,&H00FFFFFF,&H00FFFFFF,&H00140C0A,&H00000000,0,0,0,0,100,100,0,0,1,2,0,5,0,0,0,1"
ENCODER = "test"


def artifact(number: int, kind: Kind = Kind.LOOP) -> Artifact:
    return Artifact(sha256=f"{number:064x}", kind=kind, suffix=".mp4", size=1)


def span(start: int, end: int) -> TimeRange:
    return TimeRange(start=start, duration=end - start)


@dataclass(frozen=True)
class Planned:
    """What a scene holds, in its own frames; a whole layout is built from these."""

    length: int
    phase: int
    source: int
    events: tuple[tuple[int, int, str], ...]


def build(scenes: tuple[Planned, ...], *, progress: ProgressBar | None = BAR, dips: bool = False) -> Layout:
    starts = [0, *accumulate(scene.length for scene in scenes)]
    layers: list[Layer] = []
    events: list[CaptionEvent] = []
    marks: list[LayoutScene] = []
    for number, (start, scene) in enumerate(zip(starts, scenes, strict=False)):
        whole = TimeRange(start=start, duration=scene.length)
        marks.append(LayoutScene(id=f"scene {number}", range=whole))
        layers.append(
            Layer(
                kind=LayerKind.LOOP,
                artifact=artifact(scene.source),
                range=whole,
                source_start=scene.phase,
                source_frames=50 + scene.source,
            )
        )
        events += [
            CaptionEvent(depth=1, style="Word", range=span(start + a, start + b), text=text)
            for a, b, text in scene.events
        ]
    return Layout(
        rendition=SMALL,
        duration=starts[-1],
        scenes=tuple(marks),
        layers=tuple(layers),
        styles=(STYLE.format("Word", "Caption"),),
        events=tuple(events),
        progress=progress,
        dips=tuple(Dip(at=at, before=3, after=3, colour="#070a18") for at in starts[1:-1]) if dips else (),
    )


@st.composite
def planned(draw: st.DrawFn, least: int = 30) -> Planned:
    length = draw(st.integers(least, 420))
    events: list[tuple[int, int, str]] = []
    at = draw(st.integers(0, 20))
    while at < length - 1 and len(events) < 30:
        end = min(length, at + draw(st.integers(1, 28)))
        moving = r"{\t(0,80,\fscx108)}" if draw(st.booleans()) else ""
        events.append((at, end, moving + f"WORD {len(events)}"))
        at = end + draw(st.sampled_from([0, 0, 0, 1, 9]))
    return Planned(length, draw(st.integers(0, 49)), draw(st.integers(1, 3)), tuple(events))


layouts = st.lists(planned(), min_size=1, max_size=5).map(tuple)
any_layouts = st.lists(planned(least=1), min_size=1, max_size=8).map(tuple)


def shown(layers: tuple[Layer, ...], frame: int) -> list[tuple[str, int]]:
    """The sources that are visible in a frame, and which of their frames."""
    return [
        (layer.artifact.sha256, (layer.source_start + frame - layer.range.start) % layer.source_frames)
        for layer in layers
        if layer.range.start <= frame < layer.range.end
    ]


@settings(max_examples=25, deadline=None)
@given(any_layouts)
def test_every_frame_shows_what_the_layout_shows(scenes: tuple[Planned, ...]) -> None:
    layout = build(scenes)
    at = 0
    for chunk in plan(layout):
        for frame in range(chunk.frames):
            assert shown(chunk.ground, frame) == shown(layout.layers, at + frame)
            here = [event for event in layout.events if event.range.start <= at + frame < event.range.end]
            lettered = [event for event in chunk.events if event.range.start <= frame < event.range.end]
            assert len(here) == len(lettered)
            assert all(event.text.endswith(caption.text[-6:]) for event, caption in zip(lettered, here, strict=True))
        assert all(event.range.end <= chunk.frames and event.range.duration > 0 for event in chunk.events)
        assert sum(part.frames for part in chunk.bar) == chunk.frames
        at += chunk.frames
    assert at == layout.duration


@settings(max_examples=40, deadline=None)
@given(any_layouts)
def test_chunks_are_neither_too_long_nor_too_short(scenes: tuple[Planned, ...]) -> None:
    layout = build(scenes)
    lengths = [chunk.frames for chunk in plan(layout)]
    assert max(lengths) <= 5 * 30
    assert min(lengths) >= min(30, layout.duration)


@settings(max_examples=25, deadline=None)
@given(layouts, st.data())
def test_time_in_one_scene_leaves_the_chunks_of_all_others_alone(
    scenes: tuple[Planned, ...], data: st.DataObject
) -> None:
    grown = data.draw(st.integers(0, len(scenes) - 1))
    by = data.draw(st.integers(1, 200))
    after = tuple(
        Planned(scene.length + by, scene.phase, scene.source, scene.events) if number == grown else scene
        for number, scene in enumerate(scenes)
    )
    for number, (before, now) in enumerate(zip(by_scene(scenes), by_scene(after), strict=True)):
        assert number == grown or before == now


@settings(max_examples=25, deadline=None)
@given(layouts, st.data())
def test_time_in_one_scene_touches_one_chunk_more_where_a_dip_follows(
    scenes: tuple[Planned, ...], data: st.DataObject
) -> None:
    grown = data.draw(st.integers(0, len(scenes) - 1))
    one = scenes[grown]
    longer = Planned(one.length + data.draw(st.integers(1, 200)), one.phase, one.source, one.events)
    after = (*scenes[:grown], longer, *scenes[grown + 1 :])
    before, now = (Counter(c.hash(ENCODER) for c in plan(build(made, dips=True))) for made in (scenes, after))
    own = len(plan(build((longer,))))
    assert (now - before).total() <= own + 1


def by_scene(scenes: tuple[Planned, ...]) -> list[list[str]]:
    """The hashes of each scene's chunks; every scene lasts a second or more, so it has chunks of its own."""
    chunks = list(plan(build(scenes)))
    found: list[list[str]] = []
    for scene in scenes:
        found.append([])
        left = scene.length
        while left:
            chunk = chunks.pop(0)
            found[-1].append(chunk.hash(ENCODER))
            left -= chunk.frames
    return found


@settings(max_examples=40, deadline=None)
@given(layouts, st.booleans(), st.data())
def test_one_edited_caption_touches_two_chunks_at_most(
    scenes: tuple[Planned, ...], dips: bool, data: st.DataObject
) -> None:
    layout = build(scenes, dips=dips)
    if not layout.events:
        return
    number = data.draw(st.integers(0, len(layout.events) - 1))
    old = layout.events[number]
    length = data.draw(st.integers(1, old.range.duration))
    edits: list[dict[str, object]] = [
        {"text": "OTHER"},
        {"text": r"{\t(0,50,\b1)}OTHER"},
        {"range": span(old.range.start, old.range.start + length)},
    ]
    new = old.model_copy(update=data.draw(st.sampled_from(edits)))
    events = (*layout.events[:number], new, *layout.events[number + 1 :])
    before = Counter(chunk.hash(ENCODER) for chunk in plan(layout))
    after = Counter(chunk.hash(ENCODER) for chunk in plan(layout.model_copy(update={"events": events})))
    assert (after - before).total() <= 2


@given(layouts)
@settings(max_examples=15, deadline=None)
def test_the_plan_depends_on_nothing_but_the_layout(scenes: tuple[Planned, ...]) -> None:
    layout = build(scenes)
    again = Layout.model_validate_json(layout.model_dump_json())
    assert [c.hash(ENCODER) for c in plan(layout)] == [c.hash(ENCODER) for c in plan(again)]


def test_the_same_picture_has_the_same_hash_wherever_it_stands() -> None:
    scene = Planned(90, 7, 1, ((10, 40, r"{\t(0,80,\fscx108)}HELLO"),))
    first, _, third = plan(build((scene, Planned(77, 3, 2, ()), scene), progress=None))
    assert first.hash(ENCODER) == third.hash(ENCODER)


def only(chunks: tuple[Chunk, ...]) -> Chunk:
    [chunk] = chunks
    return chunk


def test_what_changes_the_picture_changes_the_hash_and_nothing_else_does() -> None:
    scene = Planned(70, 7, 1, ((10, 40, "HELLO"),))
    base = build((scene,))
    mine = only(plan(base))
    named = base.model_copy(update={"rendition": SMALL.model_copy(update={"name": "other"})})
    assert only(plan(named)).hash(ENCODER) == mine.hash(ENCODER)
    others = [
        only(plan(build((scene,), progress=None))),
        only(plan(build((Planned(70, 8, 1, scene.events),)))),
        only(plan(build((Planned(70, 7, 2, scene.events),)))),
        only(plan(build((Planned(71, 7, 1, scene.events),)))),
        only(plan(build((Planned(70, 7, 1, ((10, 40, "HELLA"),)),)))),
        only(plan(base.model_copy(update={"grain": 3}))),
        only(plan(base.model_copy(update={"rendition": SMALL.model_copy(update={"crf": 21})}))),
        only(plan(base.model_copy(update={"rendition": SMALL.model_copy(update={"rate": Rate(num=25)})}))),
    ]
    hashes = {mine.hash(ENCODER), mine.hash("another build"), *(chunk.hash(ENCODER) for chunk in others)}
    assert len(hashes) == 10


def test_an_empty_programme_is_refused() -> None:
    with pytest.raises(ContentError, match="empty"):
        plan(Layout(rendition=SMALL, duration=0, scenes=(), layers=()))


def test_a_chunk_brings_only_the_styles_and_fonts_that_it_shows() -> None:
    fonts = tuple(FontFile(family=name, artifact=artifact(90 + i, Kind.FONT)) for i, name in enumerate("ABCD"))
    layout = Layout(
        rendition=SMALL,
        duration=120,
        scenes=(LayoutScene(id="a", range=span(0, 60)), LayoutScene(id="b", range=span(60, 120))),
        layers=(),
        styles=(STYLE.format("One", "A"), STYLE.format("Two", "B"), STYLE.format("Three", "D")),
        events=(
            CaptionEvent(depth=0, style="One", range=span(0, 20), text="x"),
            CaptionEvent(depth=0, style="Two", range=span(70, 90), text=r"{\fnC}x{\fn}"),
        ),
        fonts=fonts,
    )
    first, second = plan(layout)
    assert first.styles == layout.styles[:1]
    assert [font.family for font in first.fonts] == ["A"]
    assert second.styles == layout.styles[1:2]
    assert [font.family for font in second.fonts] == ["B", "C"]
    assert first.sources == (fonts[0].artifact.sha256,)


def layer(kind: LayerKind, start: int, end: int, *, source: int = 1, first: int = 0, length: int = 1000) -> Layer:
    return Layer(kind=kind, artifact=artifact(source), range=span(start, end), source_start=first, source_frames=length)


def test_what_is_hidden_is_left_out() -> None:
    layers = (
        layer(LayerKind.FOOTAGE, 0, 90, source=1),
        layer(LayerKind.FOOTAGE, 30, 50, source=2),
        layer(LayerKind.FOOTAGE, 80, 90, source=3),
    )
    chunk = only(plan(Layout(rendition=SMALL, duration=90, scenes=(), layers=layers)))
    assert [(piece.range.start, piece.range.end, piece.source_start) for piece in chunk.ground] == [
        (0, 30, 0),
        (30, 50, 0),
        (50, 80, 50),
        (80, 90, 0),
    ]
    assert chunk.grain == 0


def test_sources_go_on_where_a_border_cut_them() -> None:
    layers = (
        layer(LayerKind.LOOP, 0, 90, first=45, length=50),
        layer(LayerKind.OVERLAY, 10, 80, first=2, length=25),
        layer(LayerKind.STILL, 10, 80, length=1),
    )
    layout = Layout(rendition=SMALL, duration=90, scenes=(), layers=layers)
    first, second = cut(layout, (0, 40, 90))
    assert [piece.source_start for piece in (*first.ground, *first.overlays)] == [45, 2, 0]
    assert second.ground[0].source_start == 35
    moving, still = second.overlays
    assert (moving.source_start, moving.range) == (24, span(0, 40))  # over: its last frame is held
    assert still.source_start == 0


def test_each_segment_of_the_bar_knows_only_its_own_scene() -> None:
    layout = build((Planned(60, 0, 1, ()), Planned(20, 0, 1, ()), Planned(70, 0, 1, ())))
    first, second = plan(layout)
    assert [(b.frames, b.index, b.count, b.done, b.length) for b in first.bar] == [(60, 0, 3, 0, 60)]
    assert [(b.frames, b.index, b.done, b.length) for b in second.bar] == [(20, 1, 0, 20), (70, 2, 0, 70)]


def _told(length: int, *lines: int, borders: tuple[int, ...] = ()) -> list[tuple[int, int, int, int, int]]:
    """The stretches of the bar of one scene with these lines, in the last chunk of those between the borders."""
    layout = build((Planned(length, 0, 1, ()),))
    scenes = tuple(scene.model_copy(update={"lines": lines}) for scene in layout.scenes)
    *_, chunk = cut(layout.model_copy(update={"scenes": scenes}), (0, *borders, length))
    return [(b.frames, b.length, b.filled, b.fills, b.parts) for b in chunk.bar]


def test_a_segment_fills_line_by_line_so_that_a_longer_one_moves_no_other() -> None:
    assert _told(150, 0, 30, 90) == [(30, 30, 0, 1, 5), (60, 60, 1, 2, 5), (60, 60, 3, 2, 5)]
    first, longer, last = _told(156, 0, 30, 96)
    assert (first, longer, last) == ((30, 30, 0, 1, 5), (66, 66, 1, 2, 5), (60, 60, 3, 2, 5))
    assert _told(150) == [(150, 150, 0, 5, 5)]
    assert _told(150, 0, 30, 90, borders=(60,)) == [(30, 60, 1, 2, 5), (60, 60, 3, 2, 5)]  # the first was before it


def test_a_caption_without_frames_is_in_no_chunk() -> None:
    layout = build((Planned(length=60, phase=0, source=1, events=()),))
    nothing = CaptionEvent(depth=0, style="Word", range=span(10, 10), text="x")
    (chunk,) = plan(layout.model_copy(update={"events": (nothing,)}))
    assert chunk.events == ()
