"""What is known about a piece of footage. Times are microseconds of the file's own clock, which need not begin at 0."""

from __future__ import annotations

from enum import StrEnum

from reelhouse.media.facts import Colour
from reelhouse.model.base import Value
from reelhouse.model.time import Count, Rate


class Kind(StrEnum):
    """What a file is used as. A still lasts as long as one looks at it; an animation begins again at its end."""

    VIDEO = "video"
    SOUND = "sound"
    STILL = "still"
    ANIMATION = "animation"


class Hdr(StrEnum):
    """High dynamic range: none, perceptual quantiser or hybrid log-gamma (ITU-R BT.2100), or nobody says."""

    NONE = "none"
    PQ = "pq"
    HLG = "hlg"
    UNTAGGED = "10-bit untagged"


class VideoTrack(Value):
    """One track of moving pictures, or the picture of a still.

    `width` and `height` are as stored. A player mirrors the picture (left becomes right) when `mirrored`, turns it
    clockwise by `rotation` degrees and stretches its pixels by `aspect` (width, height); `display_width` and
    `display_height` are what is seen then. `rate` is exact when `constant`, else the mean, and None for a still.
    `frames` is None when it is not known. `longest_pause` is the longest time one frame is shown.
    """

    index: Count
    codec: str
    profile: str = ""
    width: int
    height: int
    aspect: tuple[int, int] = (1, 1)
    rotation: int = 0
    mirrored: bool = False
    display_width: int
    display_height: int
    rate: Rate | None = None
    constant: bool = True
    frames: Count | None = None
    longest_pause: Count = 0
    start: int = 0
    end: int = 0
    pixel_format: str
    depth: int = 8
    alpha: bool = False
    colour: Colour
    hdr: Hdr = Hdr.NONE
    interlaced: bool = False
    bit_rate: int | None = None
    language: str = ""


class AudioTrack(Value):
    """One track of sound. `layout` is the encoder's name of it (`stereo`, `5.1`)."""

    index: Count
    codec: str
    rate: Count
    channels: Count
    layout: str
    start: int = 0
    end: int = 0
    bit_rate: int | None = None
    language: str = ""


class SubtitleTrack(Value):
    """Subtitles inside a media file."""

    index: Count
    codec: str
    language: str = ""


class Attachment(Value):
    """Something that travels along and is never shown as footage: a cover, a font, a data track."""

    index: Count
    kind: str
    name: str = ""


class Probe(Value):
    """A file of footage.

    `start` is when its first frame is shown (without pictures: when its sound begins): the zero of every span of it.
    `duration` is from there to its very end, 0 for a still. `whole` is False when its end is missing. `notes` are what
    a person should know before using it.
    """

    kind: Kind
    container: str
    size: Count
    start: int = 0
    duration: Count = 0
    bit_rate: int | None = None
    video: tuple[VideoTrack, ...] = ()
    audio: tuple[AudioTrack, ...] = ()
    subtitles: tuple[SubtitleTrack, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    title: str = ""
    whole: bool = True
    notes: tuple[str, ...] = ()

    @property
    def picture(self) -> VideoTrack | None:
        """The track that is shown, or None when there is only sound."""
        return self.video[0] if self.video else None
