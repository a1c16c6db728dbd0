"""The progress bar as raw pictures, drawn here because the encoder's own boxes cannot grow by parts of a pixel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reelhouse.model.layout import ProgressBar
from reelhouse.render.content import BarSpan

Columns = NDArray[np.float64]
#: Red, green, blue (0 to 1) to luma and two colour differences in studio range, ITU-R BT.709.
_BT709 = np.array(
    [
        [0.2126 * 219, 0.7152 * 219, 0.0722 * 219],
        [-0.1146 * 224, -0.3854 * 224, 0.5 * 224],
        [0.5 * 224, -0.4542 * 224, -0.0458 * 224],
    ]
)
_ORIGIN = np.array([16.0, 128.0, 128.0])


def draw_bar(bar: ProgressBar, spans: Sequence[BarSpan], width: int) -> Iterator[bytes]:
    """Every frame of the bar as `yuva420p` pictures of width x height; both are even."""
    for span in spans:
        left, right = _edges(span.count, width, bar.gap)
        shown = sum((_cover(a, b, width) for a, b in zip(left, right, strict=True)), np.zeros(width))
        for number in range(span.frames):
            share = (span.filled + span.fills * (span.done + number + 1) / span.length) / span.parts
            ends = left[span.index] + share * (right[span.index] - left[span.index])
            full = [*zip(left[: span.index], right[: span.index], strict=True), (left[span.index], ends)]
            filled = sum((_cover(a, b, width) for a, b in full), np.zeros(width))
            yield _picture(bar, shown, filled)


def yuv(colour: str) -> NDArray[np.float64]:
    """Luma and colour differences (BT.709, studio range) of `#rrggbb`."""
    rgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.asarray(_ORIGIN + _BT709 @ rgb, dtype=np.float64)


def _edges(count: int, width: int, gap: int) -> tuple[list[float], list[float]]:
    """The left and the right edge of every segment; without gaps when there is no room for them."""
    gap = gap if width > 4 * gap * count else 0
    segment = (width - gap * (count - 1)) / count
    left = [number * (segment + gap) for number in range(count)]
    return left, [at + segment for at in left]


def _cover(start: float, end: float, width: int) -> Columns:
    """How much of every column lies between two places, 0 to 1."""
    columns = np.arange(width)
    inside = np.minimum(columns + 1, end) - np.maximum(columns, start)
    return np.asarray(np.clip(inside, 0, 1), dtype=np.float64)


def _picture(bar: ProgressBar, shown: Columns, filled: Columns) -> bytes:
    """One frame, plane after plane; every row is the same."""
    share = np.divide(filled, shown, out=np.zeros_like(shown), where=shown > 0)
    rows = yuv(bar.ground)[:, None] * (1 - share) + yuv(bar.colour)[:, None] * share
    halves = (row.reshape(-1, 2).mean(axis=1) for row in rows[1:])
    planes = ((rows[0], bar.height), *((half, bar.height // 2) for half in halves), (shown * 255, bar.height))
    return b"".join(np.round(row).astype(np.uint8).tobytes() * down for row, down in planes)
