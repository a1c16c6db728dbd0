"""What the page prints, laid out: nothing is computed in the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from reelhouse.destinations.base import Packed, Post
from reelhouse.destinations.fit import Fact, Filled, clock, fill, measure, size
from reelhouse.destinations.forms import UploadForm, forms
from reelhouse.model.quality import Level

#: What a file is to a person, by its kind.
FILES = {
    "video": "Video",
    "thumbnail": "Cover",
    "srt": "Subtitles",
    "vtt": "Subtitles by word",
    "contact": "Contact sheet",
}


@dataclass(frozen=True)
class FileShown:
    """A file that can be saved: where it is, relative to the page."""

    label: str
    name: str
    href: str
    size: str


@dataclass(frozen=True)
class VideoShown:
    """A video with everything beside it."""

    label: str
    width: int
    height: int
    length: str
    files: Mapping[str, FileShown]


@dataclass(frozen=True)
class PlatformShown:
    """What is done on one platform."""

    form: UploadForm
    facts: tuple[Fact, ...]
    fields: tuple[Filled, ...]

    @property
    def fits(self) -> bool:
        """Whether everything is within its limits."""
        return all(fact.fits for fact in self.facts) and all(field.fits for field in self.fields)


@dataclass(frozen=True)
class PostShown:
    """One part: its videos, the first of which is played, and the platforms."""

    id: str
    title: str
    language: str
    videos: tuple[VideoShown, ...]
    platforms: tuple[PlatformShown, ...]
    notes: tuple[str, ...]


def view(post: Post, place: str, texts: Mapping[str, str]) -> PostShown:
    """Lay out one post; the largest of its videos comes first."""
    ordered = sorted(post.videos, key=lambda one: -one.made.rendition.width * one.made.rendition.height)
    first = ordered[0].made
    fields = {form.name: tuple(fill(form, texts)) for form in forms()}
    return PostShown(
        id=f"part-{post.words.part}",
        title=texts["title"] or post.words.title,
        language=post.words.language,
        videos=tuple(_video(one, place) for one in ordered),
        platforms=tuple(PlatformShown(one, measure(first, one), fields[one.name]) for one in forms()),
        notes=tuple(one.message for one in first.quality.of(Level.WARN)),
    )


def _video(one: Packed, place: str) -> VideoShown:
    made = one.made
    files = {
        kind: FileShown(FILES.get(kind, kind), path, f"{place}{path}", size(one.files[kind].stat().st_size))
        for kind, path in file_names(one).items()
    }
    length = clock(Fraction(made.frames) / made.rendition.rate.fraction)
    return VideoShown(made.rendition.name, made.rendition.width, made.rendition.height, length, files)


def file_names(one: Packed) -> dict[str, str]:
    """What the files of a video are called, by kind."""
    named = {"video": f"{one.name}.mp4", "thumbnail": f"{one.name}.jpg", "contact": f"{one.name}.contact.jpg"}
    return {kind: named.get(kind, f"{one.name}.{kind}") for kind in one.files}
