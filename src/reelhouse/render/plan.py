"""The plan: a layout cut into chunks, each of which holds only what is visible in it, in its own time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reelhouse.errors import ContentError
from reelhouse.model.layout import CaptionEvent, Dip, FontFile, Layer, LayerKind, Layout
from reelhouse.model.time import Rate, TimeRange
from reelhouse.render.borders import find_borders, scene_starts
from reelhouse.render.clock import in_caption_clock
from reelhouse.render.content import BarSpan, Chunk, Dialogue

_GROUND = {LayerKind.LOOP, LayerKind.FOOTAGE}


def plan(layout: Layout) -> tuple[Chunk, ...]:
    """Cut a layout into chunks that cover it exactly, in order.

    Raises:
        ContentError: The layout has no frames, or a caption uses a tag that cannot be cut.
    """
    if layout.duration == 0:
        raise ContentError("the programme is empty", remedy="Give it at least one scene")
    return cut(layout, find_borders(layout))


def cut(layout: Layout, borders: Sequence[int]) -> tuple[Chunk, ...]:
    """Cut a layout at the given frames, the first and the last of which are its ends; the pictures never change."""
    ground = uncovered([layer for layer in layout.layers if layer.kind in _GROUND])
    windows = _between(borders)
    captions = _by_window(layout.events, borders)
    return tuple(_chunk(layout, ground, events, window) for window, events in zip(windows, captions, strict=True))


def _by_window(events: Iterable[CaptionEvent], borders: Sequence[int]) -> list[list[CaptionEvent]]:
    """The events that each window may show, in their order."""
    found: list[list[CaptionEvent]] = [[] for _ in borders[1:]]
    for event in events:
        first, last = bisect_right(borders, event.range.start) - 1, bisect_left(borders, event.range.end)
        for window in found[max(0, first) : last]:
            window.append(event)
    return found


def _chunk(layout: Layout, ground: Sequence[Layer], captions: Iterable[CaptionEvent], window: TimeRange) -> Chunk:
    shown = tuple(_within(ground, window))
    events = tuple(_dialogues(captions, window, layout.rendition.rate))
    styles = _styles_of(layout.styles, events)
    loops = any(layer.kind is LayerKind.LOOP for layer in shown)
    return Chunk(
        frames=window.duration,
        rendition=layout.rendition,
        ground=shown,
        overlays=tuple(_within((layer for layer in layout.layers if layer.kind not in _GROUND), window)),
        events=events,
        styles=styles,
        fonts=tuple(font for font in layout.fonts if _uses(font, styles, events)),
        progress=layout.progress,
        bar=tuple(_bar(layout, window)) if layout.progress else (),
        dips=tuple(_dips_in(layout.dips, window)),
        grain=layout.grain if loops else 0,
    )


def _within(layers: Iterable[Layer], window: TimeRange) -> Iterator[Layer]:
    """What is visible of each layer in the window, in the window's time."""
    for layer in layers:
        both = layer.range.overlap(window)
        if both is not None:
            yield _piece(layer, both, -window.start)


def _piece(layer: Layer, part: TimeRange, by: int) -> Layer:
    """A part of a layer, moved in time; its source starts as much later."""
    first = layer.source_start + part.start - layer.range.start
    match layer.kind:
        case LayerKind.LOOP:
            first %= layer.source_frames
        case LayerKind.STILL:
            first = 0
        case _:
            first = min(first, layer.source_frames - 1)
    placed = {"range": part.shifted(by), "source_start": first}
    if layer.slides:
        inside = [slide for slide in layer.slides if slide.at < part.end and part.start < slide.at + slide.frames]
        placed["slides"] = tuple(slide.model_copy(update={"at": slide.at + by}) for slide in inside)
    return layer.model_copy(update=placed)


def uncovered(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """What can be seen of layers that fill the frame, in order of time: each hides what is below it."""
    seen: list[Layer] = []
    for layer in layers:
        seen = [part for below in seen for part in _beside(below, layer.range)]
        seen.append(layer)
    return tuple(sorted(seen, key=lambda layer: layer.range.start))


def _beside(layer: Layer, hidden: TimeRange) -> Iterator[Layer]:
    """The parts of a layer before and after a range."""
    if layer.range.overlap(hidden) is None:
        yield layer
        return
    for start, end in ((0, hidden.start), (hidden.end, max(layer.range.end, hidden.end))):
        part = layer.range.overlap(TimeRange(start=start, duration=end - start))
        if part is not None:
            yield _piece(layer, part, 0)


def _dips_in(dips: Iterable[Dip], window: TimeRange) -> Iterator[Dip]:
    for dip in dips:
        if dip.at - dip.before < window.end and window.start < dip.at + dip.after:
            yield dip.model_copy(update={"at": dip.at - window.start})


def _dialogues(events: Iterable[CaptionEvent], window: TimeRange, rate: Rate) -> Iterator[Dialogue]:
    for event in events:
        both = event.range.overlap(window)
        if both is not None:
            text = in_caption_clock(event.text, rate, frames=event.range.duration, shown=both.start - event.range.start)
            yield Dialogue(depth=event.depth, style=event.style, range=both.shifted(-window.start), text=text)


def style_name(style: str) -> str:
    """The name in a complete ASS style line."""
    return _fields(style)[0]


def _styles_of(styles: Iterable[str], events: Iterable[Dialogue]) -> tuple[str, ...]:
    used = {event.style for event in events}
    return tuple(style for style in styles if style_name(style) in used)


def _uses(font: FontFile, styles: Iterable[str], events: Iterable[Dialogue]) -> bool:
    """Whether a style is set in this font, or an event switches to it."""
    in_style = any(_fields(style)[1] == font.family for style in styles)
    return in_style or any(rf"\fn{font.family}" in event.text for event in events)


def _fields(style: str) -> list[str]:
    return [field.strip() for field in style.removeprefix("Style:").split(",")]


def _bar(layout: Layout, window: TimeRange) -> Iterator[BarSpan]:
    """The segments of the progress bar that fill while the window runs: one for each scene, line after line."""
    scenes = _between([0, *scene_starts(layout), layout.duration])
    for index, scene in enumerate(scenes):
        if scene.overlap(window):
            yield from _segment(layout, scene, window, {"index": index, "count": len(scenes)})


def _segment(layout: Layout, scene: TimeRange, window: TimeRange, place: dict[str, int]) -> Iterator[BarSpan]:
    lines = {line for one in layout.scenes for line in one.lines if scene.start < line < scene.end}
    stretches = _between([scene.start, *sorted(lines), scene.end])
    parts = [_parts(stretch, layout.rendition.rate) for stretch in stretches]
    for number, stretch in enumerate(stretches):
        both = stretch.overlap(window)
        if both is not None:
            behind = {"done": both.start - stretch.start, "filled": sum(parts[:number])}
            ahead = {"length": stretch.duration, "fills": parts[number], "parts": sum(parts)}
            yield BarSpan(frames=both.duration, **place, **behind, **ahead)


def _parts(stretch: TimeRange, rate: Rate) -> int:
    """How much of its segment a line fills: whole seconds, so that one a little longer moves no other."""
    return max(1, round(stretch.duration / rate.fraction))


def _between(edges: Iterable[int]) -> list[TimeRange]:
    return [TimeRange(start=start, duration=end - start) for start, end in pairwise(edges)]
