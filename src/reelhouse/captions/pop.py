"""Word pop: a few words in capitals, each of which jumps in the accent colour while it is spoken.

Each word is drawn by a few events: a soft shadow as long as the group, then the word waiting, spoken and at rest again.
The moving beginning of each state is an event of its own, no longer than a fifth of a second; what follows stands
still, so that a chunk border may cut it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from reelhouse.captions.arrange import Place
from reelhouse.captions.ass import APPEARING, SPOKEN, WAITING, active, alpha, number
from reelhouse.captions.display import POP, gap
from reelhouse.captions.stage import Group, between
from reelhouse.model.layout import CaptionEvent
from reelhouse.model.time import TimeRange

#: The share of the free space beside a word that it may take while it pops, and the least that it grows.
_TAKEN, _LEAST = 0.75, 1.03


def draw(group: Group, during: TimeRange) -> Iterator[CaptionEvent]:
    """Plate, shadows, then each word's states."""
    if group.treatment.plate:
        yield group.plate(during, [place.box(POP, 0) for place in group.places])
    if group.treatment.shadow and group.look.shadow_alpha:
        for place in group.places:
            yield from _shadow(group, place, during)
    for place in group.places:
        yield from _word(group, place, during)


def _shadow(group: Group, place: Place, during: TimeRange) -> Iterator[CaptionEvent]:
    """As long as the group; where the word appears waiting, its shadow grows with it."""
    blur = group.look.shadow_blur * group.scale
    # The blur spreads ink by about two of its radii before it is too faint to see.
    box = place.box(1, group.look.shadow_outline * group.scale + 2 * blur)
    lit, _ = group.lit(place)
    middle = min(lit, during.start + group.stage.frames(WAITING.milliseconds))
    grow = APPEARING.replace("%s", alpha(group.look.shadow_alpha))
    for tags, part in ((grow, between(during.start, middle)), ("", between(middle, during.end))):
        if part is not None:
            yield group.event(1, "Shadow", part, place, rf"\blur{number(blur)}{tags}", box)


def _word(group: Group, place: Place, during: TimeRange) -> Iterator[CaptionEvent]:
    """The states of one word, each a moving event and a still one."""
    lit, dark = group.lit(place)
    spoken = active(_top(group, place))
    for state, start, stop in ((WAITING, during.start, lit), (spoken, lit, dark), (SPOKEN, dark, during.end)):
        middle = min(stop, start + group.stage.frames(state.milliseconds))
        moving, still = between(start, middle), between(middle, stop)
        if moving is not None:
            yield group.word(place, state.depth, state.moving, moving, state.largest)
        if still is not None:
            yield group.word(place, state.depth, state.rest, still, state.scale)


def _top(group: Group, place: Place) -> float:
    """How large a word becomes, in whole hundredths: a wide one with others in its row less, or it would touch them."""
    if all(other is place or other.row != place.row for other in group.places):
        return POP
    free = gap(place.size, group.look) - 2 * group.outline
    return max(_LEAST, min(POP, floor(100 + 200 * _TAKEN * free / place.width) / 100))
