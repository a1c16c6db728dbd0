"""What an episode gives back: finished videos with their sidecars, thumbnails and quality reports."""

from __future__ import annotations

from typing import ClassVar

from reelhouse.model.artifact import Artifact
from reelhouse.model.base import Document, Value
from reelhouse.model.layout import Rendition
from reelhouse.model.quality import QualityReport
from reelhouse.model.release import Words
from reelhouse.model.time import Count


class Sidecar(Value):
    """A file that belongs to a video; `kind` is srt, vtt or contact."""

    kind: str
    artifact: Artifact


class Deliverable(Document):
    """A finished video. `frames` counts frames at the rendition's rate."""

    SCHEMA: ClassVar[str] = "reelhouse.deliverable/1"

    title: str
    #: File name without an ending; safe on every file system.
    slug: str
    rendition: Rendition
    frames: Count
    video: Artifact
    thumbnail: Artifact
    sidecars: tuple[Sidecar, ...]
    quality: QualityReport
    #: What is written where it is published; None when nobody wrote it.
    words: Words | None = None


class Release(Document):
    """What goes out together: everything that one episode gave back, in order."""

    SCHEMA: ClassVar[str] = "reelhouse.release/1"

    videos: tuple[Deliverable, ...]
