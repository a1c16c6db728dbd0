"""Where a layout is cut into chunks: at scene starts, and inside long scenes where no caption is on.

Never inside a transition: one that covers a scene's start belongs to the chunk that follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from reelhouse.model.layout import CaptionEvent, Layout
from reelhouse.model.time import Rate
from reelhouse.render.clock import is_animated

#: Seconds. A scene is cut so often; shorter ones are joined; a cut moves this far to avoid a caption.
OFTEN = Fraction(5, 2)
SHORTEST = Fraction(1)
SHIFT = Fraction(1, 2)


def find_borders(layout: Layout) -> tuple[int, ...]:
    """The first frame of every chunk, and the end of the last.

    A scene is cut from its start on, each time where its captions near there allow it: an edit leaves the chunks of
    other scenes alone, and those of its own before it. Scenes under a second are put together with what follows.
    """
    starts = _join_short([0, *scene_starts(layout)], layout.duration, layout.rendition.rate)
    borders = [0]
    for start, end in pairwise([*starts, layout.duration]):
        borders += _cut(start, end, layout.events, layout.rendition.rate)
    spans = transition_spans(layout)
    return tuple(sorted({_before(border, spans) for border in borders}))


def transition_spans(layout: Layout) -> tuple[tuple[int, int], ...]:
    """The first frame of every transition, and the first one after it."""
    dips = [(dip.at - dip.before, dip.at + dip.after) for dip in layout.dips]
    slides = [(slide.at, slide.at + slide.frames) for layer in layout.layers for slide in layer.slides]
    return tuple(sorted({*dips, *slides}))


def _before(border: int, spans: Sequence[tuple[int, int]]) -> int:
    """The border, or the beginning of what it would cut; spans that overlap are one."""
    for start, end in reversed(spans):
        if start < border < end:
            border = start
    return border


def scene_starts(layout: Layout) -> tuple[int, ...]:
    """Where scenes begin, sorted, without frame 0: what comes before the first scene belongs to it."""
    later = sorted({scene.range.start for scene in layout.scenes})[1:]
    return tuple(start for start in later if 0 < start < layout.duration)


def _join_short(starts: Sequence[int], duration: int, rate: Rate) -> list[int]:
    least = SHORTEST * rate.fraction
    kept = [0]
    for _, following in pairwise(starts):
        if following - kept[-1] >= least:
            kept.append(following)
    if len(kept) > 1 and duration - kept[-1] < least:
        kept.pop()
    return kept


def _cut(start: int, end: int, events: Sequence[CaptionEvent], rate: Rate) -> Iterator[int]:
    """The borders after `start`, up to and with `end`; the last leaves no less than the shortest length behind it."""
    often, shift = int(OFTEN * rate.fraction), int(SHIFT * rate.fraction)
    latest = end - int(SHORTEST * rate.fraction) - shift
    for wanted in range(start + often, latest + 1, often):
        yield _quietest(wanted, events, shift)
    yield end


def _quietest(wanted: int, events: Sequence[CaptionEvent], shift: int) -> int:
    """The frame that cuts the fewest animated events, then the fewest events, then the nearest one."""
    first, last = wanted - shift, wanted + shift
    near = [
        (event.range.start, event.range.end, is_animated(event.text))
        for event in events
        if event.range.start < last and event.range.end > first
    ]

    def cost(frame: int) -> tuple[int, int, int, int]:
        cut = [moving for start, end, moving in near if start < frame < end]
        return sum(cut), len(cut), abs(frame - wanted), frame

    return min(range(first, last + 1), key=cost)
