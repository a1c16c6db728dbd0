"""Posters: the cover of a video, and the contact sheet that a person looks at first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.language.fingerprint import fingerprint
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.layout import Layer, LayerKind, Layout, Rendition
from reelhouse.model.money import Unit
from reelhouse.model.quality import Finding
from reelhouse.pictures.spread import spread
from reelhouse.production.chunks import Footage
from reelhouse.production.programme import Programme
from reelhouse.production.scratch import Scratch
from reelhouse.production.shoot import placed
from reelhouse.production.steps import Step
from reelhouse.production.till import DRAWING
from reelhouse.production.workshop import Workshop
from reelhouse.render.layout import ground_layers
from reelhouse.render.plan import uncovered

if TYPE_CHECKING:
    from reelhouse.media.pixels import Picture


class Cover(Value):
    """A drawn cover and what is doubtful about it."""

    artifact: Artifact
    findings: tuple[Finding, ...]


def draw_cover(shop: Workshop, programme: Programme, rendition: Rendition) -> Cover:
    """Draw the thumbnail over the background that is seen first, on whichever track it lies."""
    script = programme.script
    seed = shop.seed("avatar")
    ground = next(iter(uncovered(ground_layers(programme.timeline, rendition))), None)

    def work(scratch: Scratch) -> Cover:
        from reelhouse.language import open_language
        from reelhouse.pictures.canvas import Canvas
        from reelhouse.pictures.content import ThumbnailContent
        from reelhouse.pictures.headline import headline
        from reelhouse.pictures.thumbnail import draw_thumbnail

        language = open_language(script.language)
        words = headline(script.title, language, capitals=programme.look.style.cover.capitals)
        label = language.phrases["part_of"].format(n=script.part, m=script.parts) if script.parts > 1 else ""
        content = ThumbnailContent(words=words.words, accent=words.accent, label=label, seed=seed)
        path = scratch.path("cover.jpg")
        canvas = Canvas(programme.look.style, programme.look.faces, rendition)
        scratch.count(DRAWING, Unit.PICTURE, 1)
        background = (scratch.file(ground.artifact), _frame_of(ground)) if ground else None
        footage = ground is not None and ground.kind is LayerKind.FOOTAGE
        drawn = draw_thumbnail(content, background, canvas, path, footage=footage)
        return Cover(artifact=scratch.keep(path, Kind.STILL), findings=drawn.findings)

    inputs = {
        "title": [script.title, script.part, script.parts],
        "language": [script.language, fingerprint(script.language)],
        "seed": seed,
        "background": ground.artifact.sha256 if ground else "",
        "at": _frame_of(ground) if ground else 0,
        "rendition": rendition,
        **programme.look.key,
    }
    return shop.steps.make(Step("draw cover", 4, inputs, Cover), work, label=rendition.name)


def draw_contact(shop: Workshop, programme: Programme, footage: Sequence[Footage], layout: Layout) -> Artifact:
    """Draw the contact sheet from the stills that were kept of every chunk."""
    rendition = layout.rendition
    length = float(layout.duration / rendition.rate.fraction)
    facts = f"{rendition.width} x {rendition.height}  ·  {length:.1f} s  ·  {programme.narration.voice.ref}"
    stills = spread([(at + number, still) for at, one in placed(footage) for number, still in one.stills.items()])

    def work(scratch: Scratch) -> Artifact:
        from reelhouse.pictures.canvas import Canvas
        from reelhouse.pictures.contact import draw_contact_sheet

        path = scratch.path("contact.jpg")
        frames = [(_stamp(frame, rendition), _open(scratch.file(still))) for frame, still in stills]
        canvas = Canvas(programme.look.style, programme.look.faces, rendition)
        draw_contact_sheet(frames, programme.title, facts, canvas, path)
        scratch.count(DRAWING, Unit.PICTURE, 1)
        return scratch.keep(path, Kind.SIDECAR)

    inputs = {
        "stills": [[frame, still.sha256] for frame, still in stills],
        "title": programme.title,
        "facts": facts,
        "rate": rendition.rate,
        **programme.look.key,
    }
    return shop.steps.make(Step("draw contact sheet", 1, inputs, Artifact), work, label=rendition.name)


def _open(path: Path) -> Picture:
    import numpy as np
    from PIL import Image

    return np.asarray(Image.open(path).convert("RGB"))


def _frame_of(ground: Layer) -> int:
    """The frame of its media that a background begins with."""
    if ground.kind is LayerKind.LOOP:
        return ground.source_start % ground.source_frames
    return min(ground.source_start, ground.source_frames - 1)


def _stamp(frame: int, rendition: Rendition) -> str:
    """A time as it is read: `0:07`."""
    second = int(frame / rendition.rate.fraction)
    return f"{second // 60}:{second % 60:02d}"
