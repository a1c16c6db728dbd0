"""Colours as numbers: `#rrggbb` into display values from 0 to 1, luminance, contrast, and ramps of colours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Picture values from 0 to 1 as the screen is told them (gamma coded), in any shape that ends in red, green, blue.
Field = NDArray[np.float32]

RAMP_STEPS = 1024


def rgb(colour: str) -> Field:
    """Red, green and blue of `#rrggbb`, each from 0 to 1."""
    return np.frombuffer(bytes.fromhex(colour.removeprefix("#")), np.uint8).astype(np.float32) / np.float32(255)


def linear(values: ArrayLike) -> Field:
    """Display values as amounts of light (IEC 61966-2-1)."""
    v = np.asarray(values, np.float32)
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4).astype(np.float32)


def display(light: ArrayLike) -> Field:
    """Amounts of light as display values; undoes `linear`."""
    v = np.asarray(light, np.float32)
    return np.where(v <= 0.0031308, v * 12.92, 1.055 * v ** (1 / 2.4) - 0.055).astype(np.float32)


def luminance(values: ArrayLike) -> NDArray[np.float32]:
    """Relative luminance as WCAG 2.2 defines it, from 0 for black to 1 for white."""
    return linear(values) @ np.array([0.2126, 0.7152, 0.0722], np.float32)


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two relative luminances, from 1 to 21 (WCAG 2.2)."""
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)


def ramp(stops: Sequence[tuple[int, str]]) -> Field:
    """A table of `RAMP_STEPS` colours through the stops (hundredths, colour), mixed as light."""
    places = [place / 100 for place, _ in stops]
    colours = np.array([linear(rgb(colour)) for _, colour in stops])
    at = np.linspace(0, 1, RAMP_STEPS)
    mixed = np.stack([np.interp(at, places, colours[:, channel]) for channel in range(3)], axis=1)
    return display(mixed)


def look_up(table: Field, place: NDArray[np.float32]) -> Field:
    """The colours of a ramp at places from 0 to 1."""
    found: Field = table[(np.clip(place, 0, 1) * (RAMP_STEPS - 1)).astype(np.int32)]
    return found
