"""Boxed: whole lines on a plate of their own, and a box of the accent colour behind the word that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import ceil, floor

from reelhouse.captions.arrange import Place
from reelhouse.captions.stage import Group, between
from reelhouse.model.layout import Box, CaptionEvent
from reelhouse.model.time import TimeRange

#: From its base line a row reaches this far up and down, in ems, whatever letters are in it.
RISE, FALL = 0.80, 0.24
#: Room left and right of a lit word, as a share of the space between two words.
BESIDE = 0.42
#: How long a box takes to appear, in milliseconds.
QUICK = 60


def draw(group: Group, during: TimeRange) -> Iterator[CaptionEvent]:
    """A plate for each row, the box of each word while it is spoken, and the words."""
    for tags, part in group.fading(during):
        for _, row in groupby(group.places, key=lambda place: place.row):
            yield group.plate(part, [_line(place) for place in row], tags)
    for place in group.places:
        yield from _word(group, place, during)


def _word(group: Group, place: Place, during: TimeRange) -> Iterator[CaptionEvent]:
    lit, dark = group.lit(place)
    shining = between(lit, dark)
    if shining is not None:
        yield group.slab("Box", 1, shining, _box(group, place), rf"\fad({QUICK},0)")
        yield group.word(place, 3, r"\1c%s", shining)
    for tags, part in group.fading(during):
        for rest in (between(part.start, min(part.end, lit)), between(max(part.start, dark), part.end)):
            if rest is not None:
                whole = rest == part
                yield group.word(place, 2, tags if whole else "", rest)


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
