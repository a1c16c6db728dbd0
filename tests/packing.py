"""Packages of small files; nothing has to be rendered to be packed."""

import hashlib
from pathlib import Path

from reelhouse.destinations.base import Package, Packed, Post
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.deliverable import Deliverable, Sidecar
from reelhouse.model.layout import RENDITIONS
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.model.release import Words

KINDS = {"video": "mp4", "thumbnail": "jpg", "srt": "srt", "vtt": "vtt", "contact": "jpg"}


def deliverable(
    folder: Path, name: str = "a-key", *, rendition: str = "draft", frames: int = 900, level: Level = Level.WARN
) -> Deliverable:
    """A video whose files hold their own names; `frames` at 30 a second."""
    made = {kind: _artifact(folder / f"{name}-{kind}.{ending}") for kind, ending in KINDS.items()}
    return Deliverable(
        title="A key",
        slug=name,
        rendition=RENDITIONS[rendition],
        frames=frames,
        video=made["video"],
        thumbnail=made["thumbnail"],
        sidecars=tuple(Sidecar(kind=kind, artifact=made[kind]) for kind in ("srt", "vtt", "contact")),
        quality=QualityReport(findings=(Finding(check="black", level=level, message="it is <dark> & long"),)),
    )


def pack(folder: Path, name: str = "a-key", *, rendition: str = "draft", frames: int = 900) -> Packed:
    """The same with its files."""
    made = deliverable(folder, name, rendition=rendition, frames=frames)
    return Packed(name, made, {kind: folder / f"{name}-{kind}.{ending}" for kind, ending in KINDS.items()})


def package(
    folder: Path, title: str = "A key", description: str = "I tried it.", *, parts: int = 1, language: str = "en"
) -> Package:
    """An episode of so many parts, its files in a folder."""
    posts = []
    for part in range(1, parts + 1):
        words = Words(
            title=title,
            description=description,
            tags=("storytime", "key"),
            language=language,
            part=part,
            parts=parts,
        )
        posts.append(Post(words, (pack(folder, "a-key" if parts == 1 else f"a-key-part-{part}"),)))
    return Package("a-key", tuple(posts))


def _artifact(path: Path) -> Artifact:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(path.name)
    sha = hashlib.sha256(path.name.encode()).hexdigest()
    return Artifact(sha256=sha, kind=Kind.SIDECAR, suffix=path.suffix, size=len(path.name))
