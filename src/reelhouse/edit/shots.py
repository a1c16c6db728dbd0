"""Cutting a scene into shots: how long each one is shown, so that the picture changes when a word begins.

Where no word begins the beat of the music serves, and a pause. A word is cut only when its clip ends in it and no
earlier place is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reelhouse.model.time import Rate, seconds


@dataclass(frozen=True)
class Pace:
    """Seconds of a shot: the least, what is aimed at, and the most."""

    shortest: Fraction
    ideal: Fraction
    longest: Fraction


#: The first and the last frame on which a shot may end.
Window = tuple[int, int]

#: Shots of a programme, and its first ones, which are shorter.
USUAL = Pace(seconds("1.2"), seconds("1.85"), seconds("2.5"))
OPENING = Pace(seconds("0.8"), seconds("1.1"), seconds("1.4"))
FIRST = 3
#: Seconds of the longest shot, and of the least that is worth showing, where a clip is short.
LONGEST, LEAST = USUAL.longest, seconds("0.8")


@dataclass(frozen=True)
class Marks:
    """Where a shot may end, in frames from its start, in rising order: words by start and end, and beats."""

    words: Sequence[tuple[int, int]] = ()
    beats: Sequence[int] = ()

    def splits(self, frame: int) -> bool:
        """Whether a cut at this frame is inside a word."""
        return any(start < frame < end for start, end in self.words)


def frames_of(length: Fraction, rate: Rate) -> int:
    """The nearest whole frames."""
    return round(length * rate.fraction)


def shot_frames(left: int, available: int, marks: Marks, rate: Rate, pace: Pace = USUAL) -> int:
    """How long the next shot of a scene is.

    Args:
        left: Frames that the scene still has.
        available: Frames that the clip has.
        marks: The words and beats from here on.
        rate: Frames a second.
        pace: How long shots are here.

    Returns:
        At most `left` and `available`; the rest of the scene is never too short for a shot where that can be helped.
    """
    longest = min(frames_of(pace.longest, rate), available)
    if left <= longest:
        return left
    ideal = round(Fraction(left, -(-left // frames_of(pace.ideal, rate))))
    good, bearable = _windows(left, longest, rate, pace)
    for windows in (good, bearable):
        for choose in (_words, _beats, _pauses):
            for first, last in windows:
                fits = [frame for frame in choose(marks, first, last) if not marks.splits(frame)]
                if fits:
                    return min(fits, key=lambda frame: (abs(frame - ideal), frame))
    return longest


def _windows(left: int, longest: int, rate: Rate, pace: Pace) -> tuple[list[Window], list[Window]]:
    """The first and the last frame of good shots, best first, and of those that are too short or leave too little."""
    shortest, least = frames_of(pace.shortest, rate), frames_of(LEAST, rate)
    good, bearable = ((shortest, shortest), (shortest, least), (least, least)), ((least, 1), (1, 1))

    def last(rest: int) -> int:
        return min(longest, left - rest)

    return [(first, last(rest)) for first, rest in good], [(first, last(rest)) for first, rest in bearable]


def _words(marks: Marks, first: int, last: int) -> Iterable[int]:
    return (start for start, _ in marks.words if first <= start <= last)


def _beats(marks: Marks, first: int, last: int) -> Iterable[int]:
    return (beat for beat in marks.beats if first <= beat <= last)


def _pauses(_: Marks, first: int, last: int) -> Iterable[int]:
    return range(first, last + 1)
