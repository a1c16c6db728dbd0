"""What is known about a media file without decoding it. Times are microseconds from the file's own zero."""

from __future__ import annotations

from reelhouse.model.base import Value
from reelhouse.model.time import Count, Rate


class Colour(Value):
    """Colour tags by the code points of ITU-T H.273: 1 is BT.709, 2 is unknown; `full` says that 0 is black."""

    primaries: int
    transfer: int
    matrix: int
    full: bool | None


class PictureStream(Value):
    """The first picture track.

    `width` and `height` are as stored; a player turns them by `rotation` degrees and stretches pixels by `aspect`
    (width, height). `frames` counts packets that are shown. `longest_gap` is the greatest distance between two key
    frames in frames. `irregular_at` is where the distance between two frames first differs, or None.
    """

    codec: str
    profile: str
    pixel_format: str
    width: int
    height: int
    rotation: int
    aspect: tuple[int, int]
    colour: Colour
    #: The file carries the colour tags outside the coded picture too, where editors look for them (MP4 only).
    colour_box: bool | None
    rate: Rate
    frames: Count
    start: int
    end: int
    longest_gap: int
    starts_with_key: bool
    irregular_at: int | None
    dts_rising: bool
    language: str = ""


class SoundStream(Value):
    """The first sound track; `samples` is what is heard, without what an encoder put before the first sample."""

    codec: str
    layout: str
    channels: int
    rate: int
    samples: Count
    start: int
    end: int
    dts_rising: bool
    language: str = ""


class MediaFacts(Value):
    """A media file. `container` is the name of its format; `declared` is how long it says it is, in microseconds."""

    container: str
    size: Count
    declared: int | None
    picture: PictureStream | None
    sound: SoundStream | None
    #: The index comes before the media, so that a player can start at once; None where the format has no such order.
    index_first: bool | None
    title: str = ""

    @property
    def milliseconds(self) -> int:
        """How long it really is: until its last packet ends."""
        streams = [stream for stream in (self.picture, self.sound) if stream is not None]
        return round((max(s.end for s in streams) - min(0, *(s.start for s in streams))) / 1000)
