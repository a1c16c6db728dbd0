"""Boxed: whole lines on a plate of their own, and a box of the accent colour behind the word that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import ceil, floor

from reelhouse.captions.arrange import Place
from reelhouse.captions.stage import Group
from reelhouse.model.layout import Box, CaptionEvent
from reelhouse.model.time import TimeRange

#: From its base line a row reaches this far up and down, in ems, whatever letters are in it.
RISE, FALL = 0.80, 0.24
#: Room left and right of a lit word, as a share of the space between two words.
BESIDE = 0.42


def draw(group: Group, during: TimeRange) -> Iterator[CaptionEvent]:
    """A plate for each row, the box of each word while it is spoken, and the words."""
    for tags, part in group.fading(during):
        for _, row in groupby(group.places, key=lambda place: place.row):
            yield group.plate(part, [_line(place) for place in row], tags)
    for place in group.places:
        yield from _word(group, place, during)


def _word(group: Group, place: Place, during: TimeRange) -> Iterator[CaptionEvent]:
    """The box comes at once with the colour of its letters: half a box would leave them on a ground of their own."""
    lit, dark = group.lit(place)
    for tags, part in group.showing(during, lit, dark):
        yield group.slab("Box", 1, part, _box(group, place), tags)
        yield group.word(place, 3, rf"\1c%s{tags}", part)
    for start, end in ((during.start, lit), (dark, during.end)):
        for tags, part in group.showing(during, start, end):
            yield group.word(place, 2, tags, part)


def _line(place: Place) -> Box:
    """A word as high as every row is."""
    x, right = floor(place.x - place.width / 2), ceil(place.x + place.width / 2)
    y, bottom = floor(place.base - RISE * place.size), ceil(place.base + FALL * place.size)
    return Box(x=x, y=y, width=max(1, right - x), height=bottom - y)


def _box(group: Group, place: Place) -> Box:
    """The box behind a lit word: nearly as high as its plate, and not so wide that it touches the next word."""
    line = _line(place)
    across = round(BESIDE * group.look.space / 100 * place.size)
    down = round(group.look.plate_y * group.scale * 0.4)
    return Box(x=line.x - across, y=line.y - down, width=line.width + 2 * across, height=line.height + 2 * down)
