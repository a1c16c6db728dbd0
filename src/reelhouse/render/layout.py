"""Laying out: a timeline, its drawn cards and its captions become layers of one rendition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from reelhouse.errors import UsageError
from reelhouse.media.footage.frame import place_on
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.layout import (
    Box,
    CaptionEvent,
    Dip,
    FontFile,
    Layer,
    LayerKind,
    Layout,
    LayoutScene,
    ProgressBar,
    Rendition,
    Slide,
)
from reelhouse.model.quality import Finding
from reelhouse.model.time import TimeRange, samples_to_frames_floor
from reelhouse.model.timeline import Clip, ExternalReference, Timeline, TrackKind, Transition, TransitionKind
from reelhouse.styles.style import Style

#: Seconds of programme that a progress bar suits; players of wide pictures show one of their own.
BAR_FROM, BAR_TO = 20, 180


class DrawnCard(Value):
    """A card drawn for one rendition: a clip with alpha, or a still, and where it lies. `frames` is its length."""

    artifact: Artifact
    frames: Annotated[int, Field(gt=0)]
    box: Box


class Lettering(Value):
    """The captions of one rendition, and the area in which text is safe."""

    styles: tuple[str, ...] = ()
    events: tuple[CaptionEvent, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    safe: Box | None = None
    findings: tuple[Finding, ...] = ()


def lay_out(
    timeline: Timeline,
    rendition: Rendition,
    *,
    cards: Mapping[str, DrawnCard],
    lettering: Lettering,
    style: Style,
    scrims: Sequence[Layer] = (),
) -> Layout:
    """Place a timeline in a rendition.

    Args:
        timeline: What is seen and when.
        rendition: The size and rate; the rate is the timeline's.
        cards: Drawn cards by the name of their clip. A card clip without one is not shown.
        lettering: The captions.
        style: The colours of the progress bar.
        scrims: What darkens the backgrounds, under cards and captions.

    Raises:
        UsageError: The rates differ, or a background is not media yet.
    """
    if timeline.rate != rendition.rate:
        raise UsageError(
            f"the timeline has {timeline.rate} frames per second and the rendition {rendition.name!r} has"
            f" {rendition.rate}",
            remedy="Assemble the timeline at the rate of the rendition",
        )
    return Layout(
        rendition=rendition,
        duration=timeline.duration,
        scenes=tuple(_scenes(timeline)),
        layers=(*ground_layers(timeline, rendition), *scrims, *_cards(timeline, cards, rendition)),
        styles=lettering.styles,
        events=lettering.events,
        fonts=lettering.fonts,
        progress=_progress(timeline, rendition, style),
        dips=tuple(_dips(timeline, style)),
        safe=lettering.safe,
        findings=lettering.findings,
    )


def _scenes(timeline: Timeline) -> Iterator[LayoutScene]:
    spoken = sorted(
        samples_to_frames_floor(start, timeline.rate)
        for track in timeline.track(TrackKind.VOICE)
        for start, _ in track.clips()
    )
    for mark in timeline.scenes:
        lines = tuple(frame for frame in spoken if mark.range.start <= frame < mark.range.end)
        yield LayoutScene(id=mark.id, range=mark.range, lines=lines)


def ground_layers(timeline: Timeline, rendition: Rendition) -> Iterator[Layer]:
    """The backgrounds of all tracks, bottom first, as they are in a rendition: each hides what is below it.

    Raises:
        UsageError: One is not media yet.
    """
    for track in timeline.track(TrackKind.BACKGROUND):
        for start, clip in track.clips():
            media = media_of(clip)
            place = place_of(media, rendition)
            yield Layer(
                kind=LayerKind.LOOP if media.loops else LayerKind.FOOTAGE,
                artifact=media.artifact,
                range=TimeRange(start=start, duration=clip.duration),
                source_start=clip.source.start,
                source_frames=media.available,
                **(dict(place) if place else {}),
            )


def place_of(media: ExternalReference, rendition: Rendition) -> Box | None:
    """Where footage lies in a rendition, on a page of itself; None where it fills the frame."""
    laid = {(across, down): size for across, down, *size in media.laid}
    size = laid.get(rendition.aspect)
    return place_on((size[0], size[1]), (rendition.width, rendition.height)) if size else None


def media_of(clip: Clip) -> ExternalReference:
    """The media of a background clip.

    Raises:
        UsageError: It is not media yet.
    """
    if isinstance(clip.media, ExternalReference):
        return clip.media
    raise UsageError(
        f"the background {clip.media.name!r} is not media yet", where=clip.name, remedy="Draw it before laying out"
    )


def _cards(timeline: Timeline, cards: Mapping[str, DrawnCard], rendition: Rendition) -> Iterator[Layer]:
    for track in timeline.track(TrackKind.CARD):
        slides = {join.at: join for join in track.transitions if join.kind is TransitionKind.SLIDE}
        for start, clip in track.clips():
            card = cards.get(clip.name)
            if card is not None:
                layer = _card(start, clip, card)
                yield _slid(layer, slides.get(start), slides.get(start + clip.duration), rendition.width)


def _card(start: int, clip: Clip, card: DrawnCard) -> Layer:
    """A still is held as long as its clip; a moving card is over when its frames are."""
    still = card.artifact.kind is Kind.STILL
    left = max(0, card.frames - clip.source.start)
    return Layer(
        kind=LayerKind.STILL if still else LayerKind.OVERLAY,
        artifact=card.artifact,
        range=TimeRange(start=start, duration=clip.duration if still else min(clip.duration, left)),
        source_start=0 if still else clip.source.start,
        source_frames=card.frames,
        x=card.box.x,
        y=card.box.y,
        width=card.box.width,
        height=card.box.height,
    )


def _slid(layer: Layer, coming: Transition | None, going: Transition | None, width: int) -> Layer:
    """A card that comes in from the right of the frame, and stays until the next one has pushed it out to the left."""
    end, slides = layer.range.end, list[Slide]()
    if coming is not None:
        slides.append(Slide(at=coming.at, frames=coming.out_offset, start=width, end=0))
    if going is not None:
        end = going.at + going.out_offset
        slides.append(Slide(at=going.at, frames=going.out_offset, start=0, end=-width))
    whole = TimeRange(start=layer.range.start, duration=end - layer.range.start)
    return layer.model_copy(update={"range": whole, "slides": tuple(slides)}) if slides else layer


def _dips(timeline: Timeline, style: Style) -> Iterator[Dip]:
    colour = style.paint(style.transitions.colour)
    for track in timeline.track(TrackKind.BACKGROUND):
        for join in track.transitions:
            if join.kind is TransitionKind.DIP:
                yield Dip(at=join.at, before=join.in_offset, after=join.out_offset, colour=colour)


def _progress(timeline: Timeline, rendition: Rendition, style: Style) -> ProgressBar | None:
    fits = BAR_FROM <= timeline.duration / timeline.rate.fraction <= BAR_TO
    if rendition.shape == "landscape" or not fits:
        return None
    return ProgressBar(
        height=_even(style.bar.height * rendition.scale),
        gap=_even(style.bar.gap * rendition.scale),
        colour=style.paint(style.bar.colour),
        ground=style.paint(style.bar.ground),
    )


def _even(pixels: float) -> int:
    """The nearest even size of at least 2: colour has half the resolution."""
    return max(2, round(pixels / 2) * 2)
