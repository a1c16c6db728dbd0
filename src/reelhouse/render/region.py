"""What a part of the picture is like."""

from __future__ import annotations

from reelhouse.model.base import Value


class Region(Value):
    """A part of the picture over some frames.

    `luminance_p95` and `luminance_p05` are percentiles of the relative luminance of WCAG 2.2, in thousandths; `hue` is
    the dominant hue in degrees, or None when the part is nearly grey.
    """

    luminance_p95: int
    luminance_p05: int
    hue: int | None
