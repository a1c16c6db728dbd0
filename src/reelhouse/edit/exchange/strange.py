"""What other programs put on a track that we do not have: how long it lasts, and what to call it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from reelhouse.edit.exchange import schema
from reelhouse.edit.exchange.times import Clock

_WORDS = {
    "Stack": "a nest of several clips is not used",
    "Track": "a nested track is not used",
    "MissingReference": "its media is missing, so nothing is shown or heard",
    "": "it has no media, so nothing is shown or heard",
    "GeneratorReference": "what another program draws is not used",
    "ImageSequenceReference": "a sequence of pictures is not used: make a video of it first",
    "ExternalReference": "other media cannot take the place of a card",
}


def strange_words(thing: object) -> str:
    """What a person reads about something that is not used."""
    kind = schema.kind_of(thing)
    if not kind and thing is not None:
        return "it is not known what this is, so nothing is shown or heard of it"
    return _WORDS.get(kind, f"{kind!r} is not known here, so nothing is shown or heard of it")


def effect_words(effect: object) -> str:
    """What a person reads about an effect; we have none."""
    kind = schema.kind_of(effect) or "something unknown"
    if kind in {"TimeEffect", "LinearTimeWarp", "FreezeFrame"}:
        return f"the change of speed ({kind}) is not used: the clip runs at its own speed"
    name = str(effect.get("effect_name") or effect.get("name") or "") if isinstance(effect, Mapping) else ""
    return f"the effect {name or kind!r} is not used"


def length_of(thing: object, clock: Clock, place: str) -> Fraction:
    """How long it lasts in the units of the track; 0 when it does not say.

    Raises:
        ContentError: It says so, and it is no length.
    """
    if not isinstance(thing, Mapping):
        return Fraction(0)
    if thing.get("source_range") is not None:
        return clock.span(thing["source_range"], place)[1]
    inside = [length_of(child, clock, place) for child in schema.listed(thing, "children")]
    if schema.kind_of(thing) == "Stack":
        return max(inside, default=Fraction(0))
    return sum(inside, Fraction(0))
