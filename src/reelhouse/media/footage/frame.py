"""Which part of a picture is used and how large it becomes: whole numbers of pixels, never larger than it is."""

from __future__ import annotations

from fractions import Fraction

from reelhouse.media.footage.facts import VideoTrack
from reelhouse.media.footage.wanted import Fit, Wanted
from reelhouse.model.base import Value


class Frame(Value):
    """A rectangle of the upright picture, in its stored pixels, and the even size that it becomes."""

    left: int
    top: int
    across: int
    down: int
    width: int
    height: int


def frame_of(track: VideoTrack, wanted: Wanted) -> Frame:
    """The part of a track that is used, at the smaller of its own size and the one that is wanted."""
    size = wanted.size
    stored = (track.height, track.width) if track.rotation in {90, 270} else (track.width, track.height)
    shown = (track.display_width, track.display_height)
    used = _covering(shown, size) if wanted.fit is Fit.COVER else (Fraction(shown[0]), Fraction(shown[1]))
    scale = min(Fraction(1), size[0] / used[0], size[1] / used[1])
    width, height = (_even(used[n] * scale, min(size[n], shown[n])) for n in (0, 1))
    across, down = (_even(used[n] * stored[n] / shown[n], stored[n]) for n in (0, 1))
    left, top = ((whole - part) // 4 * 2 for whole, part in zip(stored, (across, down), strict=True))
    return Frame(left=left, top=top, across=across, down=down, width=width, height=height)


def _covering(shown: tuple[int, int], size: tuple[int, int]) -> tuple[Fraction, Fraction]:
    """The largest part of a picture that has the proportions of a size."""
    wide, high = Fraction(shown[0]), Fraction(shown[1])
    shape = Fraction(size[0], size[1])
    return min(wide, high * shape), min(high, wide / shape)


def _even(length: Fraction, limit: int) -> int:
    """The nearest even number of pixels up to a limit: 4:2:0 has one colour for two by two of them."""
    return max(2, min(2 * round(length / 2), limit - limit % 2))
