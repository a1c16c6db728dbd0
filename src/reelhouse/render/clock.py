r"""Caption times in the caption clock, in which one frame lasts one second.

libass counts milliseconds and centiseconds, which no usual frame rate divides. A frame that lasts a second does away
with all rounding, and an event that is cut by a border goes on exactly where it was: the times of `\t`, `\fad` and
`\move` only move back by whole seconds.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reelhouse.errors import ContentError
from reelhouse.model.time import Rate

_ANIMATED = re.compile(r"\\(?:t\(|fad\(|move\()")
_REFUSED = re.compile(r"\\(?:fade\(|k|K)")
_TRANSFORM = re.compile(r"\\t\(([^\\()]*)")
_FADE = re.compile(r"\\fad\((\d+),(\d+)\)")
_MOVE = re.compile(r"\\move\(([^()]*)\)")
_SECOND = 1000


def is_animated(text: str) -> bool:
    """Whether the event's look changes while it is shown."""
    return _ANIMATED.search(text) is not None


def in_caption_clock(text: str, rate: Rate, *, frames: int, shown: int = 0) -> str:
    """An event's text with its times in the caption clock.

    Args:
        text: Text with override tags; their times are milliseconds, as libass counts.
        rate: Frames per second of the picture.
        frames: How long the whole event is.
        shown: How many of these frames are already over when the chunk begins.

    Raises:
        ContentError: A tag with times that are not moved here: karaoke, or `fade` with seven numbers.
    """
    if refused := _REFUSED.search(text):
        raise ContentError(
            f"captions may not use the tag {refused[0]!r}", where=text[:80], remedy="Use \\t or \\fad instead"
        )
    clock = _Clock(rate.fraction, frames * _SECOND, shown * _SECOND)
    text = _TRANSFORM.sub(clock.transform, text)
    text = _FADE.sub(clock.fade, text)
    return _MOVE.sub(clock.move, text)


class _Clock:
    """Turns milliseconds of an event into the caption clock of a chunk that begins `shown` after its start."""

    def __init__(self, frames_per_second: Fraction, length: int, shown: int) -> None:
        self._speed = frames_per_second
        self._length = length
        self._shown = shown

    def at(self, milliseconds: Fraction) -> int:
        return round(milliseconds * self._speed) - self._shown

    def transform(self, match: re.Match[str]) -> str:
        r"""`\t([t1,t2,][accel,]`: without times, or with an end of 0, it takes the whole event."""
        numbers = [part.strip() for part in match[1].split(",") if part.strip()]
        times, accel = (numbers[:2], numbers[2:]) if len(numbers) > 1 else ([], numbers)
        first, last = (Fraction(time) for time in times) if times else (Fraction(0), Fraction(0))
        start = self.at(first)
        end = self.at(last) if last else self._length - self._shown
        if end == 0:  # libass reads an end of 0 as "the whole event"; a moment earlier looks the same
            start, end = min(start, -2), -1
        return rf"\t({','.join([str(start), str(end), *accel])},"

    def fade(self, match: re.Match[str]) -> str:
        into, out = (round(int(part) * self._speed) for part in match.groups())
        times = (0, into, self._length - out, self._length)
        return rf"\fade(255,0,255,{','.join(str(time - self._shown) for time in times)})"

    def move(self, match: re.Match[str]) -> str:
        parts = [part.strip() for part in match[1].split(",")]
        times = [Fraction(part) for part in parts[4:6]] or [Fraction(0), Fraction(0)]
        start, end = self.at(times[0]), self.at(times[1])
        if times[0] <= 0 and times[1] <= 0:
            start, end = -self._shown, self._length - self._shown
        if end <= 0:  # libass would take the whole event
            return rf"\pos({parts[2]},{parts[3]})"
        return rf"\move({','.join([*parts[:4], str(start), str(end)])})"
