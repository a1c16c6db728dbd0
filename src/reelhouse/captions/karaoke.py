r"""Karaoke line: whole lines whose words fill with the accent colour from left to right while they are spoken.

The sweep is a `\clip` that widens in a `\t`: its times can be moved when a chunk border cuts it, those of the karaoke
tags of ASS cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reelhouse.captions.arrange import Place
from reelhouse.captions.calm import backing
from reelhouse.captions.stage import Group, between
from reelhouse.model.layout import CaptionEvent
from reelhouse.model.time import TimeRange


def draw(group: Group, during: TimeRange) -> Iterator[CaptionEvent]:
    """Plate, shadows, the words at rest, and over each the part of it that was spoken."""
    parts = list(group.fading(during))
    for tags, part in parts:
        yield from backing(group, part, tags)
        for place in group.places:
            yield group.word(place, 2, tags, part)
    going = parts[-1][1] if parts[-1][0] and len(parts) > 1 else None
    for place in group.places:
        yield from _fill(group, place, during, going)


def _fill(group: Group, place: Place, during: TimeRange, going: TimeRange | None) -> Iterator[CaptionEvent]:
    """The sweep over a word, then the filled word to the end; it goes as the group goes."""
    lit, dark = group.lit(place)
    gone = going.start if going else during.end
    sweep, still, fade = between(lit, dark), between(dark, max(dark, gone)), between(max(dark, gone), during.end)
    if sweep is not None:
        yield group.word(place, 3, rf"\1c%s{_sweep(group, place, sweep)}", sweep)
    if still is not None:
        yield group.word(place, 3, r"\1c%s", still)
    if fade is not None:
        yield group.word(place, 3, rf"\1c%s\fad(0,{group.look.fade})", fade)


def _sweep(group: Group, place: Place, during: TimeRange) -> str:
    """The tags that uncover a word from its left to its right end."""
    box = place.box(1, group.outline)
    long = round(Fraction(during.duration * 1000) / group.stage.rendition.rate.fraction)
    covered, open_ = (rf"\clip({box.x},{box.y},{right},{box.bottom})" for right in (box.x, box.right))
    return rf"{covered}\t(0,{long},{open_})"
