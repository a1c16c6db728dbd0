"""Is there something to see: black, frozen, hardly moving, flashing pictures, and damage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice

import numpy as np

from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import Rate, TimeRange
from reelhouse.qc.evidence import Evidence, dark_frames, held_frames
from reelhouse.qc.findings import grade, in_milliseconds, in_seconds, written
from reelhouse.qc.seen import PictureFacts
from reelhouse.qc.stretches import longest, outside

BLACK_WARN, BLACK_FAIL = Fraction(3, 10), Fraction(1)
FROZEN_WARN, FROZEN_FAIL = Fraction(3, 2), Fraction(4)
#: Seconds over which the mean change is taken, and how small it may be: thousandths of a level at 30 frames a second.
WINDOW, LEAST_CHANGE = Fraction(3, 2), 150
#: A jump of brightness is a tenth of the span from black to white; more than three within a second can hurt people
#: with photosensitive epilepsy (WCAG 2.3.1).
JUMP, MOST_JUMPS = 100, 3
#: At most this many stretches of one kind are listed.
_LISTED = 10


def check_black(evidence: Evidence) -> Iterator[Finding]:
    """No black picture that nobody planned."""
    if evidence.picture is None:
        return
    rate, dark = evidence.picture.rate, dark_frames(evidence.planned)
    found = outside(evidence.picture.black, dark)
    yield from _stretches("black", "the picture is black", found, rate, BLACK_WARN, BLACK_FAIL)


def check_frozen(evidence: Evidence) -> Iterator[Finding]:
    """No picture that stands still where nothing is held on purpose; black is told apart."""
    if evidence.picture is None:
        return
    planned = (*held_frames(evidence.planned), *dark_frames(evidence.planned), *evidence.picture.black)
    found = outside(evidence.picture.still, planned)
    yield from _stretches("frozen", "the picture stands still", found, evidence.picture.rate, FROZEN_WARN, FROZEN_FAIL)


def check_static(evidence: Evidence) -> Iterator[Finding]:
    """Something moves all the time, if only a little; what stands quite still is told by another check."""
    picture = evidence.picture
    if picture is None:
        return
    frozen = (r for r in picture.still if in_seconds(r.duration, picture.rate) > FROZEN_WARN)
    planned = (*held_frames(evidence.planned), *dark_frames(evidence.planned), *frozen)
    measured = _least_change(picture, planned)
    least, at = measured or (LEAST_CHANGE, 0)
    enough = least >= LEAST_CHANGE
    yield Finding(
        check="static-picture",
        level=Level.OK if enough else Level.WARN,
        message="something moves all the time" if enough else "hardly anything moves for one and a half seconds",
        value=f"{least / 1000:.2f} of 255" if measured else "nothing to measure",
        limit=f"at least {LEAST_CHANGE / 1000:.2f} of 255",
        at=None if enough else in_milliseconds(at, picture.rate),
    )


def check_flashing(evidence: Evidence) -> Iterator[Finding]:
    """The whole picture does not flash."""
    picture = evidence.picture
    if picture is None:
        return
    jumps = brightness_jumps(picture.luma)
    most, at = _most_within(jumps, max(1, round(picture.rate.fraction)))
    calm = most <= MOST_JUMPS
    yield Finding(
        check="flashing",
        level=Level.OK if calm else Level.FAIL,
        message="the picture does not flash" if calm else "the picture flashes: this can harm people",
        value=f"{most} jumps of brightness in a second",
        limit=f"at most {MOST_JUMPS}",
        at=None if calm else in_milliseconds(at, picture.rate),
    )


def check_decoding(evidence: Evidence) -> Iterator[Finding]:
    """What was decoded was whole, and no frame is missing."""
    complaints = [
        *(evidence.picture.damage if evidence.picture else ()),
        *(evidence.sound.damage if evidence.sound else ()),
    ]
    missing = _missing_frames(evidence)
    if not complaints and not missing:
        some = evidence.picture is not None and evidence.picture.sampled
        words = "every frame that was tried can be decoded" if some else "everything can be decoded"
        yield Finding(check="decode-errors", level=Level.OK, message=words, value="0", limit="0")
        return
    said = f": {complaints[0]}" if complaints else f": {missing} frames are missing"
    picture = evidence.picture
    near = picture.damaged_at if picture is not None else None
    yield Finding(
        check="decode-errors",
        level=Level.FAIL,
        message=f"the file is damaged{said}",
        value=str(len(complaints) + missing),
        limit="0",
        at=in_milliseconds(near, picture.rate) if picture is not None and near is not None else None,
    )


def brightness_jumps(luma: Sequence[int]) -> list[int]:
    """The frames on which a swing of brightness has become `JUMP` large; up and down count one each."""
    jumps: list[int] = []
    low = high = luma[0] if luma else 0
    rising: bool | None = None
    for number, value in enumerate(luma):
        low, high = min(low, value), max(high, value)
        if rising is not True and value - low >= JUMP:
            rising, high = True, value
            jumps.append(number)
        elif rising is not False and high - value >= JUMP:
            rising, low = False, value
            jumps.append(number)
    return jumps


def _stretches(
    check: str, message: str, found: Iterable[TimeRange], rate: Rate, warn: Fraction, fail: Fraction
) -> Iterator[Finding]:
    every = tuple(found)
    bad = (r for r in every if in_seconds(r.duration, rate) > warn)
    listed = tuple(islice(bad, _LISTED))
    for stretch in listed:
        length = in_seconds(stretch.duration, rate)
        yield Finding(
            check=check,
            level=grade(length, warn=warn, fail=fail),
            message=f"{message} for {written(length)}",
            value=written(length),
            limit=written(warn),
            at=in_milliseconds(stretch.start, rate),
        )
    if not listed:
        most = longest(every)
        value = written(in_seconds(most.duration, rate)) if most else written(Fraction(0))
        message = f"{message} nowhere longer than planned"
        yield Finding(check=check, level=Level.OK, message=message, value=value, limit=written(warn))


def _least_change(picture: PictureFacts, planned: Iterable[TimeRange]) -> tuple[int, int] | None:
    """The smallest mean change over a window in which nothing is held on purpose, and where that window starts."""
    window = max(1, round(WINDOW * picture.rate.fraction))
    steady = float(picture.rate.fraction / 30)
    found: list[tuple[int, int]] = []
    for free in outside([TimeRange(start=1, duration=max(0, picture.frames - 1))], planned):
        if free.duration < window:
            continue
        sums = np.concatenate([[0], np.cumsum(picture.change[free.start : free.end])])
        means = (sums[window:] - sums[:-window]) / window * steady
        lowest = int(means.argmin())
        found.append((round(float(means[lowest])), free.start + lowest))
    return min(found, default=None)


def _most_within(jumps: Sequence[int], window: int) -> tuple[int, int]:
    """The largest number of jumps within a window of frames, and the first of them."""
    counts = [(sum(1 for other in jumps[i:] if other < at + window), at) for i, at in enumerate(jumps)]
    return max(counts, key=lambda pair: pair[0], default=(0, 0))


def _missing_frames(evidence: Evidence) -> int:
    stream, picture = evidence.media.picture, evidence.picture
    if stream is None or picture is None or stream.irregular_at is not None:
        return 0
    return max(0, stream.frames - picture.frames)
