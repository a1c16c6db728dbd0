"""Which part of a picture is used and how large it becomes: whole numbers of pixels, never larger than it is."""

from __future__ import annotations

from fractions import Fraction

from reelhouse.media.footage.facts import VideoTrack
from reelhouse.media.footage.wanted import Fit, Wanted
from reelhouse.model.base import Value
from reelhouse.model.layout import Box

#: A picture is cut to fill a frame when at least this share of it stays to be seen.
ENOUGH = Fraction(7, 10)
#: The middle of a picture that is laid on a page, in parts of the page's height.
HIGH = 0.36


class Frame(Value):
    """A rectangle of the upright picture, in its stored pixels, and the even size that it becomes.

    `page` is the size of what it is laid on; None when it stands alone.
    """

    left: int
    top: int
    across: int
    down: int
    width: int
    height: int
    page: tuple[int, int] | None = None

    @property
    def alone(self) -> Frame:
        """The same without a page."""
        return self.model_copy(update={"page": None})

    @property
    def laid(self) -> bool:
        """Whether something of its page is seen; even sides are up to two pixels away from proportions."""
        return self.page is not None and max(self.page[0] - self.width, self.page[1] - self.height) > 2

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole output."""
        return self.page or (self.width, self.height)

    @property
    def place(self) -> tuple[int, int]:
        """Where the picture's upper left corner is on the page: rather high, as captions stand low."""
        across, down = self.size
        top = min(max(0, round(HIGH * down - self.height / 2)), down - self.height)
        return (across - self.width) // 4 * 2, top // 2 * 2


def frame_of(track: VideoTrack, wanted: Wanted) -> Frame:
    """The part of a track that is used, at the smaller of its own size and the one that is wanted."""
    size = wanted.size
    stored = (track.height, track.width) if track.rotation in {90, 270} else (track.width, track.height)
    shown = (track.display_width, track.display_height)
    covers = fit_of(shown, wanted) is Fit.COVER
    used = _covering(shown, size) if covers else (Fraction(shown[0]), Fraction(shown[1]))
    scale = min(Fraction(1), size[0] / used[0], size[1] / used[1])
    width, height = (_even(used[n] * scale, min(size[n], shown[n])) for n in (0, 1))
    across, down = (_even(used[n] * stored[n] / shown[n], stored[n]) for n in (0, 1))
    left, top = ((whole - part) // 4 * 2 for whole, part in zip(stored, (across, down), strict=True))
    page = _page((width, height), size) if fit_of(shown, wanted) is Fit.LAID else None
    return Frame(left=left, top=top, across=across, down=down, width=width, height=height, page=page)


def place_on(picture: tuple[int, int], size: tuple[int, int]) -> Box:
    """Where a picture is on a page of a size, as large as it can be."""
    scale = min(Fraction(size[0], picture[0]), Fraction(size[1], picture[1]))
    width, height = (_even(side * scale, limit) for side, limit in zip(picture, size, strict=True))
    x, y = Frame(left=0, top=0, across=width, down=height, width=width, height=height, page=size).place
    return Box(x=x, y=y, width=width, height=height)


def fit_of(shown: tuple[int, int], wanted: Wanted) -> Fit:
    """How a picture of a size is fitted, where that depends on it."""
    if wanted.fit is not Fit.AUTO:
        return wanted.fit
    return Fit.COVER if covers(shown, wanted.size) else Fit.LAID


def covers(shown: tuple[int, int], size: tuple[int, int]) -> bool:
    """Whether enough of a picture stays to be seen when it is cut to fill a size."""
    across, down = _covering(shown, size)
    return across * down >= ENOUGH * shown[0] * shown[1]


def _page(picture: tuple[int, int], size: tuple[int, int]) -> tuple[int, int]:
    """The smallest page of the proportions of a size that holds a picture."""
    scale = max(Fraction(picture[0], size[0]), Fraction(picture[1], size[1]))
    across, down = (max(part, _even(scale * side, side)) for part, side in zip(picture, size, strict=True))
    return across, down


def _covering(shown: tuple[int, int], size: tuple[int, int]) -> tuple[Fraction, Fraction]:
    """The largest part of a picture that has the proportions of a size."""
    wide, high = Fraction(shown[0]), Fraction(shown[1])
    shape = Fraction(size[0], size[1])
    return min(wide, high * shape), min(high, wide / shape)


def _even(length: Fraction, limit: int) -> int:
    """The nearest even number of pixels up to a limit: 4:2:0 has one colour for two by two of them."""
    return max(2, min(2 * round(length / 2), limit - limit % 2))
