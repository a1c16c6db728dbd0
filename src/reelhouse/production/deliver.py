"""Delivering: a timeline in one rendition, with everything that belongs to it and its quality report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from reelhouse.captions.formats.srt import write_srt
from reelhouse.captions.formats.vtt import write_vtt
from reelhouse.language.latin import in_latin
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.captions import Captions
from reelhouse.model.deliverable import Deliverable, Sidecar
from reelhouse.model.layout import PORTRAIT, Layout, Rendition
from reelhouse.model.platform import Platform
from reelhouse.model.quality import Finding, QualityReport
from reelhouse.model.script import Script
from reelhouse.production.chunks import Footage
from reelhouse.production.dress import dress
from reelhouse.production.poster import draw_contact, draw_cover
from reelhouse.production.programme import Programme
from reelhouse.production.release import release_words
from reelhouse.production.renditions import Order
from reelhouse.production.scratch import Scratch
from reelhouse.production.shape import in_shape
from reelhouse.production.shoot import join, mix_sound, seen, shoot
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop, at_once

#: The longest name of a file, without its ending.
LONGEST_SLUG = 48


def deliver(shop: Workshop, programme: Programme, order: Order) -> Deliverable:
    """Make one deliverable: lay out, render, mix, join, check."""
    rendition, told = order.rendition, programme.captions  # subtitle files are the same for every shape
    programme = in_shape(shop, programme, rendition)
    workers = shop.settings.workers
    (layout, footage), sound, cover = at_once(
        workers,
        lambda: _film(shop, programme, rendition),
        lambda: mix_sound(shop, programme.timeline),
        lambda: draw_cover(shop, programme, rendition),
    )
    names = {"title": programme.title, "language": programme.script.language}
    video, contact = at_once(
        workers,
        lambda: join(shop, footage, sound, layout, names),
        lambda: draw_contact(shop, programme, footage, layout),
    )
    return Deliverable(
        title=programme.title,
        slug=slug_of(programme.script, rendition),
        rendition=rendition,
        frames=layout.duration,
        video=video,
        thumbnail=cover.artifact,
        sidecars=(*_subtitles(shop, told), Sidecar(kind="contact", artifact=contact)),
        quality=_check(
            shop,
            programme,
            (layout, footage),
            video,
            (*programme.findings, *sound.findings, *cover.findings),
            order.platforms,
        ),
        words=release_words(programme),
    )


def _film(shop: Workshop, programme: Programme, rendition: Rendition) -> tuple[Layout, tuple[Footage, ...]]:
    layout = dress(shop, programme, rendition)
    return layout, shoot(shop, layout, f"{_part(programme.script)}{rendition.name}")


def slug_of(script: Script, rendition: Rendition) -> str:
    """A file name without an ending: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", in_latin(script.title)).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    name = words if len(words) <= LONGEST_SLUG else words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    part = f"-part-{script.part}" if script.parts > 1 else ""
    return (
        f"{name or 'story'}{part}" if rendition.name == PORTRAIT.name else f"{name or 'story'}{part}-{rendition.name}"
    )


def _part(script: Script) -> str:
    return f"part {script.part}, " if script.parts > 1 else ""


def _subtitles(shop: Workshop, captions: Captions) -> tuple[Sidecar, ...]:
    writers: dict[str, Callable[[Captions], str]] = {
        "srt": lambda one: write_srt(one.cues),
        "vtt": lambda one: write_vtt(one.cues, one.groups),
    }
    return tuple(Sidecar(kind=kind, artifact=_subtitle(shop, captions, kind, write)) for kind, write in writers.items())


def _subtitle(shop: Workshop, captions: Captions, kind: str, write: Callable[[Captions], str]) -> Artifact:
    def work(scratch: Scratch) -> Artifact:
        path = scratch.path(f"captions.{kind}")
        path.write_text(write(captions), encoding="utf-8")
        return scratch.keep(path, Kind.SIDECAR)

    return shop.steps.make(Step("write subtitles", 1, {"captions": captions, "kind": kind}, Artifact), work, label=kind)


def _check(
    shop: Workshop,
    programme: Programme,
    film: tuple[Layout, Sequence[Footage]],
    video: Artifact,
    carried: tuple[Finding, ...],
    platforms: tuple[Platform, ...],
) -> QualityReport:
    """Judge the finished file; its picture was looked at chunk by chunk."""
    layout, footage = film
    documents: dict[str, Any] = {
        "timeline": programme.timeline,
        "layout": layout,
        "captions": programme.captions,
        "narration": programme.narration,
        "script": programme.script,
    }

    def work(_: Scratch) -> QualityReport:
        from reelhouse.qc.evidence import Piece, Planned, gather
        from reelhouse.qc.report import check_deliverable

        pieces = tuple(Piece(one.frames, one.packets) for one in footage)
        planned = Planned(**documents, pieces=pieces, carried=carried, platforms=platforms)
        return check_deliverable(gather(shop.file(video), planned, picture=seen(footage)))

    inputs = {
        "video": video.sha256,
        **documents,
        "pieces": [[piece.frames, piece.packets] for piece in footage],
        "carried": list(carried),
    }
    if platforms:
        inputs["platforms"] = list(platforms)
    return shop.steps.make(Step("check quality", 5, inputs, QualityReport), work)
