"""Shaping: the same programme, ready to be placed in frames of one shape."""

from __future__ import annotations

from dataclasses import replace

from reelhouse.model.layout import Rendition
from reelhouse.model.timeline import Clip, ExternalReference, Item, Timeline, Track, TrackKind
from reelhouse.production.caption import regroup
from reelhouse.production.illustrate import draw
from reelhouse.production.programme import Programme
from reelhouse.production.workshop import Workshop


def in_shape(shop: Workshop, programme: Programme, rendition: Rendition) -> Programme:
    """The programme with its look as it is in this shape, its captions in groups that fill it, its backgrounds drawn.

    Footage is that which was made for this shape, where there is any.
    """
    look = programme.look.in_shape(rendition.shape)

    def item(one: Item) -> Item:
        if not (isinstance(one, Clip) and isinstance(one.media, ExternalReference)):
            return one
        if not one.media.drawn:
            return one.model_copy(update={"media": _shaped(one.media, rendition)})
        drawn = draw(shop, programme.look.style, one.media.drawn, aspect=rendition.aspect, rate=rendition.rate)
        return one.model_copy(update={"media": drawn})

    def track(one: Track) -> Track:
        grounds = one.kind is TrackKind.BACKGROUND
        return one.model_copy(update={"items": tuple(map(item, one.items))}) if grounds else one

    timeline: Timeline = programme.timeline
    shaped = timeline.model_copy(update={"tracks": tuple(map(track, timeline.tracks))})
    groups = programme.captions if look is programme.look else regroup(shop, programme.captions, look)
    return replace(programme, look=look, timeline=shaped, captions=groups)


def _shaped(media: ExternalReference, rendition: Rendition) -> ExternalReference:
    made = {(across, down): artifact for across, down, artifact in media.shaped}
    artifact = made.get(rendition.aspect)
    return media.model_copy(update={"artifact": artifact}) if artifact else media
