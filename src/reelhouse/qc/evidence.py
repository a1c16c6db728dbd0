"""What a deliverable is judged by: the file, what a decode of it showed, and what was planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reelhouse.media.facts import MediaFacts
from reelhouse.media.packets import packet_digests
from reelhouse.media.probe import probe
from reelhouse.model.captions import Captions
from reelhouse.model.layout import Layout
from reelhouse.model.platform import Platform
from reelhouse.model.quality import Finding
from reelhouse.model.script import Script
from reelhouse.model.speech import Narration
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import Gap, Timeline, TrackKind
from reelhouse.qc.picture import PictureFacts, look_at_picture
from reelhouse.qc.sound import SoundFacts, listen


@dataclass(frozen=True)
class Piece:
    """A part that a file was joined from: how many frames it has, and the hash of its coded pictures."""

    frames: int
    packets: str


@dataclass(frozen=True)
class Planned:
    """The documents a file was made from, as far as they are known.

    `pieces` are what it was joined from, in order. `carried` are findings from elsewhere that belong in the report;
    `platforms` are those that it is for.
    """

    timeline: Timeline | None = None
    layout: Layout | None = None
    captions: Captions | None = None
    narration: Narration | None = None
    script: Script | None = None
    pieces: tuple[Piece, ...] = ()
    carried: tuple[Finding, ...] = ()
    platforms: tuple[Platform, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the file is ours: only then can everything be demanded of it."""
        return self.timeline is not None or self.layout is not None


@dataclass(frozen=True)
class Evidence:
    """Everything the checks look at; `packets` are the hashes of its coded pictures, piece by piece."""

    path: Path
    media: MediaFacts
    picture: PictureFacts | None = None
    sound: SoundFacts | None = None
    packets: tuple[str, ...] = ()
    planned: Planned = Planned()


def gather(
    path: Path, planned: Planned | None = None, *, picture: PictureFacts | None = None, sound: SoundFacts | None = None
) -> Evidence:
    """Look at a file, unless what it shows or sounds like is known already (from its pieces, or from before).

    Raises:
        PathNotFound: There is no such file.
        UnreadableMedia: It is no media file, it is cut off, or nothing of it can be decoded.
    """
    media = probe(path)
    if picture is None and media.picture is not None:
        picture = look_at_picture(path, media)
    if sound is None and media.sound is not None:
        sound = listen(path, media)
    known = planned or Planned()
    packets = packet_digests(path, [piece.frames for piece in known.pieces]) if known.pieces else ()
    return Evidence(path=path, media=media, picture=picture, sound=sound, packets=packets, planned=known)


def held_frames(planned: Planned) -> tuple[TimeRange, ...]:
    """Frames that may stand still: those of cards."""
    cards = planned.timeline.track(TrackKind.CARD) if planned.timeline is not None else ()
    return tuple(TimeRange(start=at, duration=clip.duration) for track in cards for at, clip in track.clips())


def dark_frames(planned: Planned) -> tuple[TimeRange, ...]:
    """Frames that may be black: gaps of the background."""
    return tuple(_gaps(planned.timeline)) if planned.timeline is not None else ()


def _gaps(timeline: Timeline) -> Iterator[TimeRange]:
    for track in timeline.track(TrackKind.BACKGROUND):
        at = 0
        for item in track.items:
            if isinstance(item, Gap):
                yield TimeRange(start=at, duration=item.duration)
            at += item.duration
