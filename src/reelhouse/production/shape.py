"""Shaping: the same programme, ready to be placed in frames of one shape."""

from __future__ import annotations

from dataclasses import replace

from reelhouse.model.layout import Rendition
from reelhouse.model.timeline import Clip, ExternalReference, Item, Timeline, Track, TrackKind
from reelhouse.production.illustrate import draw
from reelhouse.production.programme import Programme
from reelhouse.production.workshop import Workshop


def in_shape(shop: Workshop, programme: Programme, rendition: Rendition) -> Programme:
    """The programme with its look as it is in this shape, and with its backgrounds drawn for it.

    Whatever was not drawn here (footage) stays as it is.
    """
    look = programme.look.in_shape(rendition.shape)

    def item(one: Item) -> Item:
        if not (isinstance(one, Clip) and isinstance(one.media, ExternalReference) and one.media.drawn):
            return one
        drawn = draw(shop, programme.look.style, one.media.drawn, aspect=rendition.aspect, rate=rendition.rate)
        return one.model_copy(update={"media": drawn})

    def track(one: Track) -> Track:
        grounds = one.kind is TrackKind.BACKGROUND
        return one.model_copy(update={"items": tuple(map(item, one.items))}) if grounds else one

    timeline: Timeline = programme.timeline
    shaped = timeline.model_copy(update={"tracks": tuple(map(track, timeline.tracks))})
    return replace(programme, look=look, timeline=shaped)
