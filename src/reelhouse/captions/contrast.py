"""Contrast: how a caption is kept readable on the picture behind it.

Luminance and contrast ratio are those of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WHITE = "#ffffff"
#: White on the bare picture from this ratio on needs a thin outline only; below `POOR` even a thick one is too little.
GOOD = 4.5
POOR = 2.5
#: What large text needs against whatever surrounds its letters (WCAG 1.4.3).
LARGE_TEXT = 3.0
#: Two hues nearer than this (degrees) are hard to tell apart.
SAME_HUE = 40
#: Less colourful pictures have no hue (0 to 1, the difference of the largest and the smallest channel).
GREY = 0.08


@dataclass(frozen=True)
class Ground:
    """The picture under one caption.

    `luminance` is the 95th percentile of its relative luminance (0 to 1), `hue` the hue of its mean colour in
    degrees; None where it is not known or there is none.
    """

    luminance: float | None = None
    hue: float | None = None


@dataclass(frozen=True)
class Treatment:
    """What keeps white letters readable; `outline` is relative to the look's own outline."""

    outline: float = 1.0
    shadow: bool = True
    plate: bool = False


def luminance(colour: str) -> float:
    """Relative luminance (0 to 1) of an sRGB colour `#rrggbb`."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    """Contrast ratio (1 to 21) of two relative luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def hue(colour: str) -> float | None:
    """Hue of a colour `#rrggbb` in degrees, or None for a grey."""
    channels = _channels(colour)
    return None if max(channels) - min(channels) < GREY else colorsys.rgb_to_hsv(*channels)[0] * 360


def treat(ground: Ground) -> Treatment:
    """How to draw white letters on this ground; the thick outline with a shadow when nothing is known of it."""
    if ground.luminance is None:
        return Treatment()
    contrast = ratio(1.0, ground.luminance)
    if contrast >= GOOD:
        return Treatment(outline=2 / 3, shadow=False)
    return Treatment() if contrast >= POOR else Treatment(shadow=False, plate=True)


def pick_accent(ground: Ground, accent: str, other: str) -> str:
    """The accent, or the other one where the ground has nearly the accent's hue."""
    own = hue(accent)
    if own is None or ground.hue is None:
        return accent
    apart = abs(own - ground.hue) % 360
    return other if min(apart, 360 - apart) <= SAME_HUE else accent


def look_at(pixels: NDArray[np.uint8]) -> Ground:
    """The ground that these sRGB pixels make; any shape whose last axis is red, green, blue."""
    colours = pixels.reshape(-1, 3).astype(np.float64) / 255
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    bright = float(np.percentile(linear @ np.array([0.2126, 0.7152, 0.0722]), 95))
    mean = colours.mean(axis=0)
    return Ground(round(bright, 4), hue("#" + "".join(f"{round(channel * 255):02x}" for channel in mean)))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
