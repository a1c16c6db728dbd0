"""The publish kit of an episode: what passed its quality report goes in, what was held back stays out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reelhouse.destinations.base import Package, Packed, Post
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.release import Words
from reelhouse.operations.episode import KitMade
from reelhouse.operations.naming import title_of
from reelhouse.storage.artifacts import Artifacts

#: A finished video and what its files are called.
Named = tuple[Deliverable, str]


def make_kit(made: Sequence[Named], out: Path, artifacts: Artifacts) -> KitMade:
    """Write the kit of these videos into a folder; none is written when everything was held back.

    Raises:
        DiskFull: There is no room.
        NotWritable: The folder refuses, or something that is no kit stands there.
    """
    held = tuple(name for video, name in made if not video.quality.passed)
    free = [(video, name) for video, name in made if video.quality.passed]
    if not free:
        return KitMade(held=held)
    first, name = free[0]
    package = Package(name=title_of(name, first.rendition.name), posts=posts_of(free, artifacts))
    from reelhouse.destinations.kit import PROVIDER as KIT  # noqa: PLC0415 - the page, which few runs write

    went = KIT.publish(package, str(out))
    return KitMade(folder=went.place, archive=went.archive, kept=went.kept, held=held)


def posts_of(made: Sequence[Named], artifacts: Artifacts) -> tuple[Post, ...]:
    """The videos that share their words, together, in order."""
    words = dict.fromkeys(_words(video) for video, _ in made)
    return tuple(
        Post(one, tuple(_packed(video, name, artifacts) for video, name in made if _words(video) == one))
        for one in words
    )


def _words(video: Deliverable) -> Words:
    """What was written for it; its title alone when nothing was."""
    return video.words or Words(title=video.title, description="", tags=(), language="en")


def _packed(video: Deliverable, name: str, artifacts: Artifacts) -> Packed:
    files = {"video": video.video, "thumbnail": video.thumbnail}
    files |= {sidecar.kind: sidecar.artifact for sidecar in video.sidecars}
    return Packed(name=name, made=video, files={kind: artifacts.path(one) for kind, one in files.items()})
