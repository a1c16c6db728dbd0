"""The colours of a moving background: a style's own tokens, so that every background belongs to every style."""

from __future__ import annotations

from typing import Self

import numpy as np

from reelhouse.model.base import Value
from reelhouse.pictures.colour import RAMP_STEPS, Field, display, linear, luminance, ramp, rgb
from reelhouse.styles.style import Background, Colours

#: Up to here the ramp is page, from its edge to its middle; from there on it is what stands on the page.
PAGE, FIGURES = 0.22, 0.60
#: A page lighter than this is a light one: its captions are dark.
LIGHT = 0.3


class Palette(Value):
    """What a background is drawn with.

    `stops` are the ramp that it runs through, as pairs of hundredths and colour: the first is the page itself, the last
    the strongest figure. `accent` is for the one thing that is special; `shade` is what head and foot fade into.
    """

    stops: tuple[tuple[int, str], ...]
    accent: str
    shade: str

    @classmethod
    def of(cls, background: Background, colours: Colours) -> Self:
        """The palette of a background in a style; a background without a ramp has one made of the style's colours."""
        light = is_light(colours.bg0)
        shade = colours.bg0 if light else mix(colours.bg1, "#000000", 30)
        return cls(stops=background.ramp or _own_ramp(colours, light=light), accent=colours.accent, shade=shade)

    @property
    def light(self) -> bool:
        """Whether its page is light, so that what stands on it is dark."""
        return is_light(self.shade)

    @property
    def table(self) -> Field:
        """The ramp as `RAMP_STEPS` colours."""
        return ramp(self.stops)

    def figures(self, count: int) -> Field:
        """So many colours for bodies that stand on the page, from near to far along the ramp."""
        chosen: Field = self.table[np.linspace(FIGURES * (RAMP_STEPS - 1), RAMP_STEPS - 1, count).astype(int)]
        return chosen


def is_light(colour: str) -> bool:
    """Whether text on this colour would be dark."""
    return float(luminance(rgb(colour))) > LIGHT


def mix(one: str, other: str, percent: int) -> str:
    """So much of another colour in one, mixed as light."""
    part = percent / 100
    values = display(linear(rgb(one)) * (1 - part) + linear(rgb(other)) * part)
    return "#" + bytes(round(float(value) * 255) for value in values).hex()


def _own_ramp(colours: Colours, *, light: bool) -> tuple[tuple[int, str], ...]:
    """From the page into the second accent, whose hue stays apart from the accent that captions use."""
    near, far = (colours.bg0, colours.bg1) if light else (colours.bg1, colours.bg0)
    strong = colours.accent2
    middle = mix(far, strong, 42 if light else 30)
    last = mix(strong, colours.ink, 35 if light else 50)
    return ((0, near), (26, far), (54, middle), (84, strong), (100, last))
