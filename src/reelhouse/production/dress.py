"""Dressing: a programme in one rendition, with its cards drawn and its captions placed where they can be read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from reelhouse.captions.contrast import Ground, dimmed
from reelhouse.captions.safe import safe_area
from reelhouse.edit.assemble import card_name
from reelhouse.model.artifact import Sha256
from reelhouse.model.base import Value
from reelhouse.model.captions import WordGroup
from reelhouse.model.layout import Box, CaptionEvent, Layer, Layout, Rendition
from reelhouse.model.quality import Finding
from reelhouse.model.time import samples_to_frames_floor
from reelhouse.model.timeline import ExternalReference, Timeline, TrackKind
from reelhouse.production.easel import Easel
from reelhouse.production.keys import versions
from reelhouse.production.programme import Programme
from reelhouse.production.scratch import Scratch
from reelhouse.production.shade import lay_scrims, shade_of
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop
from reelhouse.render.layout import Lettering, ground_layers, lay_out, media_of, place_of
from reelhouse.render.plan import uncovered
from reelhouse.render.region import Region
from reelhouse.styles.style import CaptionLook

#: What is behind a caption where an edit left no background.
BLACK = Ground(luminance=0.0, darkest=0.0)
#: Frames between two looks at a drawn background under captions: it changes slowly, so its key frames do.
EVERY_OF_LOOP = 30
#: Half the height of the band that captions stand in, on the 1080-wide grid; more rows need more.
BAND = 90


class Light(Value):
    """The picture under captions, every so many frames of a background."""

    samples: tuple[Region, ...]


class Written(Value):
    """The captions of one rendition: ASS style lines, events in order of time, and what was noticed."""

    styles: tuple[str, ...]
    events: tuple[CaptionEvent, ...]
    findings: tuple[Finding, ...]


def dress(shop: Workshop, programme: Programme, rendition: Rendition) -> Layout:
    """Lay a programme out in a rendition."""
    look = programme.look
    easel = Easel(shop, programme.script, look, rendition)
    cards = {card_name(at.scene.id): card for at in programme.plan.scenes if (card := easel.card(at))}
    behind = _Behind(shop, programme, rendition)
    placed = _place(shop, programme, rendition, behind)
    lettering = Lettering(
        styles=placed.styles,
        events=placed.events,
        fonts=look.font_files,
        safe=safe_area(rendition),
        findings=(*placed.findings, *(finding for card in cards.values() for finding in card.findings)),
    )
    drawn = {name: made.card for name, made in cards.items()}
    return lay_out(
        programme.timeline, rendition, cards=drawn, lettering=lettering, style=look.style, scrims=behind.scrims()
    )


def _place(shop: Workshop, programme: Programme, rendition: Rendition, behind: _Behind) -> Written:
    """Place the word groups in the rendition."""
    look, groups = programme.look, programme.captions.groups
    grounds = [behind.ground(group) for group in groups]

    def work(_: Scratch) -> Written:
        from reelhouse.captions.place import place_groups

        under = dict(zip(groups, grounds, strict=True))
        placed = place_groups(groups, look.lettered, look.faces, rendition, under.__getitem__)
        return Written(styles=placed.styles, events=placed.events, findings=placed.findings)

    inputs = {
        "groups": list(groups),
        "grounds": [[ground.luminance, ground.hue, ground.darkest] for ground in grounds],
        "rendition": rendition,
        "look": look.lettered.captions,
        **look.key,
    }
    return shop.steps.make(Step("place captions", 3, inputs, Written), work, label=rendition.name)


class _Behind:
    """What is behind the captions of a programme, measured, and darkened where it is footage that is too bright."""

    def __init__(self, shop: Workshop, programme: Programme, rendition: Rendition) -> None:
        self._shop, self._programme, self._rendition = shop, programme, rendition
        self._style = programme.look.lettered
        self._seen = uncovered(ground_layers(programme.timeline, rendition))
        media = _media(programme.timeline, {layer.artifact.sha256 for layer in self._seen})
        self._bare = {
            key: _extremes(_measure(shop, one, self._style.captions, rendition)) for key, one in media.items()
        }
        self._shades = {key: shade_of(one, self._bare[key].luminance or 0, self._style) for key, one in media.items()}

    def ground(self, group: WordGroup) -> Ground:
        """What the background under a word group is like at its brightest and at its darkest.

        One value for a whole loop or shot: an outline that came and went with every group would flicker, and a caption
        that moved in time would change its look.
        """
        seen = [self._shaded(layer.artifact.sha256) for layer in self._under(group)]
        if not seen:
            return BLACK
        brightest = max(seen, key=lambda ground: ground.luminance or 0)
        return replace(brightest, darkest=min(ground.darkest or 0 for ground in seen))

    def scrims(self) -> tuple[Layer, ...]:
        """What darkens the shots that captions stand on."""
        groups = self._programme.captions.groups
        under = {layer.range.start: layer for group in groups for layer in self._under(group)}
        shaded = [under[start] for start in sorted(under)]
        return tuple(lay_scrims(self._shop, self._style, self._rendition, shaded, self._shades))

    def _shaded(self, key: str) -> Ground:
        bare, shade, edge = self._bare[key], self._shades[key], self._style.colours.edge
        if not shade:
            return bare
        bright, dark = (dimmed(light or 0, edge, shade) for light in (bare.luminance, bare.darkest))
        return Ground(luminance=bright, hue=bare.hue, darkest=dark)

    def _under(self, group: WordGroup) -> list[Layer]:
        """Several where the picture changes while a caption is on."""
        rate = self._programme.timeline.rate
        first, last = (samples_to_frames_floor(at, rate) for at in (group.start, group.end - 1))
        return [layer for layer in self._seen if layer.range.start <= last and first < layer.range.end]


def _extremes(light: Light) -> Ground:
    brightest = max(light.samples, key=lambda region: region.luminance_p95)
    darkest = min(region.luminance_p05 for region in light.samples)
    return Ground(luminance=brightest.luminance_p95 / 1000, hue=brightest.hue, darkest=darkest / 1000)


def _measure(shop: Workshop, media: ExternalReference, look: CaptionLook, rendition: Rendition) -> Light:
    """Look at a background once, a frame every now and then, where captions stand."""
    box, place = band(look, rendition), place_of(media, rendition)

    def work(scratch: Scratch) -> Light:
        from reelhouse.render.frames import EVERY, sample_region

        path = scratch.file(media.artifact)
        every = EVERY_OF_LOOP if media.loops else EVERY
        frames = range(0, media.available, every)
        return Light(
            samples=tuple(sample_region(path, [frame], box, rendition, place, every=every) for frame in frames)
        )

    inputs = {
        "media": media,
        "box": box,
        "rendition": [rendition.width, rendition.height],
        "drawn by": versions("av", "pillow", "numpy"),
    }
    return shop.steps.make(Step("measure background", 4, inputs, Light), work)


def band(look: CaptionLook, rendition: Rendition) -> Box:
    """Where captions stand in the frame: as wide as they may be, as high as their rows or a little more."""
    scale = rendition.scale
    half = max(BAND, look.rows * look.size * look.leading // 200)
    return Box(
        x=round((look.centre_x - look.width / 2) * scale),
        y=round((look.centre_y - half) * scale),
        width=round(look.width * scale),
        height=round(2 * half * scale),
    )


def _media(timeline: Timeline, seen: Collection[Sha256]) -> dict[Sha256, ExternalReference]:
    """What is seen of the media of all tracks of backgrounds, by hash."""
    tracks = timeline.track(TrackKind.BACKGROUND)
    media = (media_of(clip) for track in tracks for _, clip in track.clips())
    return {one.artifact.sha256: one for one in media if one.artifact.sha256 in seen}
