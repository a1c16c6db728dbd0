"""Packing parts for an editing program: the timeline with the files of everything that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reelhouse.edit.assemble import card_name
from reelhouse.edit.exchange.cut import Json
from reelhouse.edit.exchange.write import Drawn, write_cut
from reelhouse.model.artifact import Artifact
from reelhouse.model.time import Rate
from reelhouse.model.timeline import ExternalReference, Timeline
from reelhouse.production.deliver import slug_of
from reelhouse.production.easel import Easel
from reelhouse.production.edits import Made
from reelhouse.production.workshop import Workshop

#: The folder of a bundle that holds its media.
MEDIA = "media"


@dataclass(frozen=True)
class Bundle:
    """One part: a name for its folder, its document, and files by the path that the document gives them."""

    slug: str
    document: Json
    rate: Rate
    files: dict[str, Path]


def pack(shop: Workshop, made: Made) -> Bundle:
    """Everything that an editing program needs of one part; cards come as they were drawn for its rendition."""
    timeline = made.cut.timeline
    cards = dict(_cards(shop, made))
    named = {artifact.sha256: (name, artifact) for name, artifact in [*_drawn(cards), *_media(timeline)]}
    urls = {key: f"{MEDIA}/{_plain(name)}-{key[:12]}{one.suffix}" for key, (name, one) in named.items()}
    return Bundle(
        slug=slug_of(made.programme.script, made.rendition),
        document=write_cut(made.cut, urls, cards),
        rate=timeline.rate,
        files={urls[key]: shop.file(artifact) for key, (_, artifact) in named.items()},
    )


def _cards(shop: Workshop, made: Made) -> Iterator[tuple[str, Drawn]]:
    easel = Easel(shop, made.programme.script, made.programme.look, made.rendition)
    for at in made.programme.plan.scenes:
        found = easel.card(at)
        if found is not None:
            card = found.card
            place = {"x": card.box.x, "y": card.box.y, "rendition": made.rendition.name}
            yield card_name(at.scene.id), Drawn(artifact=card.artifact, frames=card.frames, **place)


def _drawn(cards: dict[str, Drawn]) -> Iterator[tuple[str, Artifact]]:
    return ((name, card.artifact) for name, card in cards.items())


def _media(timeline: Timeline) -> Iterator[tuple[str, Artifact]]:
    for track in timeline.tracks:
        for _, clip in track.clips():
            if isinstance(clip.media, ExternalReference):
                yield clip.name, clip.media.artifact
                for across, down, artifact in clip.media.shaped:
                    yield f"{clip.name[:30]} {across}x{down}", artifact


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "clip"
