"""Calm: whole lines as they are written, that come and go softly; no word stands out."""

from __future__ import annotations

from collections.abc import Iterator

from reelhouse.captions.ass import number
from reelhouse.captions.stage import Group
from reelhouse.model.layout import CaptionEvent
from reelhouse.model.time import TimeRange


def draw(group: Group, during: TimeRange) -> Iterator[CaptionEvent]:
    """Plate, shadows, words."""
    for tags, part in group.fading(during):
        yield from backing(group, part, tags)
        for place in group.places:
            yield group.word(place, 2, tags, part)


def backing(group: Group, part: TimeRange, tags: str) -> Iterator[CaptionEvent]:
    """What the background makes needful behind a group of lines: a plate or soft shadows, or neither."""
    if group.treatment.plate:
        yield group.plate(part, [place.box(1, 0) for place in group.places], tags)
    if group.treatment.shadow and group.look.shadow_alpha:
        blur = group.look.shadow_blur * group.scale
        for place in group.places:
            box = place.box(1, group.look.shadow_outline * group.scale + 2 * blur)
            yield group.event(1, "Shadow", part, place, rf"\blur{number(blur)}{tags}", box)
