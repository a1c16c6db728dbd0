"""Contrast: how a caption is kept readable on the picture behind it.

Luminance and contrast ratio are those of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
"""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from reelhouse.model.quality import Finding, Level

WHITE = "#ffffff"
#: White on the bare picture from this ratio on needs a thin outline only; below `POOR` even a thick one is too little.
GOOD = 4.5
POOR = 2.5
#: What large text needs against whatever surrounds its letters, and what smaller text does (WCAG 1.4.3).
LARGE_TEXT, SMALL_TEXT = 3.0, 4.5
#: Text is large from 18 points on, bold from 14 (WCAG 1.4.3): 24 and 18.7 CSS pixels. A phone that shows the frame in
#: full width has three pixels of the 1080-wide grid to each CSS pixel.
_LARGE, _LARGE_BOLD, _BOLD = 72, 56, 700
#: Opacity of a plate in percent.
PLATE_ALPHA = 72
#: From so many pixels of the 1080-wide grid on an outline is seen as a thick one, or as one at all.
_THICK, _THIN = 5, 2
#: Two hues nearer than this (degrees) are hard to tell apart.
SAME_HUE = 40
#: Letters of a greater luminance are light: it is that of the grey which black and white stand out from alike.
_MIDDLE = 0.18
#: Less colourful pictures have no hue (0 to 1, the difference of the largest and the smallest channel).
GREY = 0.08


@dataclass(frozen=True)
class Ground:
    """The picture under one caption.

    `luminance` is the 95th percentile of its relative luminance (0 to 1) and `darkest` the 5th, `hue` the hue of its
    mean colour in degrees; None where it is not known or there is none.
    """

    luminance: float | None = None
    hue: float | None = None
    darkest: float | None = None

    def against(self, letters: float) -> float | None:
        """The luminance of its part that letters of this luminance are hardest to tell from."""
        return self.luminance if letters > _MIDDLE or self.darkest is None else self.darkest


@dataclass(frozen=True)
class Treatment:
    """What keeps white letters readable; `outline` is relative to the look's own outline."""

    outline: float = 1.0
    shadow: bool = True
    plate: bool = False


def luminance(colour: str) -> float:
    """Relative luminance (0 to 1) of an sRGB colour `#rrggbb`."""
    return _weigh(*(_linear(channel) for channel in _channels(colour)))


def ratio(one: float, other: float) -> float:
    """Contrast ratio (1 to 21) of two relative luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def hue(colour: str) -> float | None:
    """Hue of a colour `#rrggbb` in degrees, or None for a grey."""
    channels = _channels(colour)
    return None if max(channels) - min(channels) < GREY else colorsys.rgb_to_hsv(*channels)[0] * 360


def treat(ground: Ground, letters: float = 1.0, poor: float = POOR) -> Treatment:
    """How to draw letters on this ground; the thick outline with a shadow when nothing is known of it.

    `letters` is their relative luminance; a contrast below `poor` needs a plate.
    """
    behind = ground.against(letters)
    if behind is None:
        return Treatment()
    contrast = ratio(letters, behind)
    if contrast >= GOOD:
        return Treatment(outline=2 / 3, shadow=False)
    return Treatment() if contrast >= poor else Treatment(shadow=False, plate=True)


def pick_accent(ground: Ground, accent: str, other: str) -> str:
    """The accent, or the other one where the ground has nearly the accent's hue."""
    own = hue(accent)
    if own is None or ground.hue is None:
        return accent
    apart = abs(own - ground.hue) % 360
    return other if min(apart, 360 - apart) <= SAME_HUE else accent


def surround(
    ground: float, treatment: Treatment, edge: str, outline: float, *, letters: float = 1.0, cover: int = PLATE_ALPHA
) -> float:
    """Relative luminance of what surrounds the letters once they are treated.

    A plate lets a part of the ground through. Without one, letters are seen against their outline only where that is
    wide enough to hold off the ground: light spreads over an edge in the eye and in the encoder, the more the brighter
    it is. So a thin outline counts on a ground that white can nearly be read on without one, a thick one where `POOR`
    is reached; else the letters stand on the ground itself. A soft shadow only helps and is not counted.

    Args:
        ground: Relative luminance of the picture there.
        treatment: What is done to the letters.
        edge: Colour of the plate if there is one, else of outlines, `#rrggbb`.
        outline: Width of the outline as it is drawn, in pixels of the 1080-wide grid.
        letters: Relative luminance of the letters.
        cover: Opacity of a plate in percent.
    """
    if treatment.plate:
        return dimmed(ground, edge, cover)
    if outline < _THIN:
        return ground
    bare = ratio(letters, ground)
    return luminance(edge) if bare >= (POOR if outline >= _THICK else GOOD) else ground


def dimmed(ground: float, edge: str, opacity: int) -> float:
    """Relative luminance of a grey ground of this luminance under a colour `#rrggbb` of some opacity in percent."""
    through = _coded(ground) * (100 - opacity) / 100
    return _weigh(*(_linear(through + channel * opacity / 100) for channel in _channels(edge)))


def needed(size: float, weight: int) -> float:
    """The ratio that text needs: `size` is its em in pixels of the 1080-wide grid, `weight` that of its font."""
    return LARGE_TEXT if size >= (_LARGE_BOLD if weight >= _BOLD else _LARGE) else SMALL_TEXT


@dataclass(frozen=True)
class Legible:
    """How well one caption can be read: the ratio of its letters to what surrounds them, and the ratio needed.

    `at` is milliseconds.
    """

    text: str
    at: int
    ratio: float
    needed: float


def report_contrast(measured: Sequence[Legible]) -> Finding:
    """One finding about all captions, with the value of the one that is nearest to its limit or farthest below it."""
    worst = min(measured, key=lambda one: one.ratio / one.needed)
    faint = worst.ratio < worst.needed
    words = f"the letters of {worst.text!r} are too like what is behind them" if faint else "every caption stands out"
    return Finding(
        check="captions-contrast",
        level=Level.FAIL if faint else Level.OK,
        message=words,
        # Rounded down: a value that is too small must not look like its limit.
        value=f"{floor(worst.ratio * 10) / 10:.1f}:1",
        limit=f"{worst.needed:g}:1 ({'large' if worst.needed == LARGE_TEXT else 'small'} text)",
        at=worst.at if faint else None,
    )


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _weigh(red: float, green: float, blue: float) -> float:
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _coded(light: float) -> float:
    """The sRGB value (0 to 1) of the grey with this relative luminance."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
