"""Where the music is full and where it is thin, and which bars of its loop are heard.

A bar begins when the first card does. The music drops for the last line of the story and comes back with the end card:
there a bar begins in which everybody plays, whatever came before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reelhouse.edit.schedule import Schedule
from reelhouse.model.script import Role
from reelhouse.model.time import frames_to_samples, milliseconds_to_samples

#: Bars for which the music comes back at least: for fewer it stays thin, or it would stumble.
BARS_BACK = 2
#: A new start of the bed begins this much earlier, so that its first beat is not faded in.
EARLY = milliseconds_to_samples(40)
#: Scenes that begin with a card.
_CARDED = {Role.TITLE, Role.END}

#: First sample and the first one after, of the programme.
Span = tuple[int, int]


@dataclass(frozen=True)
class Run:
    """A stretch of music in programme samples; `source` is the sample of the loop that it begins with."""

    start: int
    end: int
    thin: bool
    source: int


def runs_of(schedule: Schedule, hush: Sequence[str], bar: int, full: int) -> tuple[Run, ...]:
    """The music of a programme from its beginning to its end.

    Args:
        schedule: The scenes and lines in time.
        hush: Scenes in which it is thin.
        bar: Samples in a bar of the loop; 0 when nobody knows.
        full: The bar of the loop that the end begins with.
    """
    whole = frames_to_samples(schedule.duration, schedule.rate)
    last, end = _last_line(schedule), _end_card(schedule)
    drop = [(last, end)] if last is not None and end is not None else []
    thin = _merged([*_hushed(schedule, hush), *drop], BARS_BACK * bar)
    phase = -_first_card(schedule) % bar if bar else 0
    back = end - EARLY if bar and drop and end is not None and (full * bar) >= EARLY else whole
    runs = list(_laid(thin, back, phase))
    return (*runs, Run(back, whole, thin=False, source=full * bar - EARLY)) if back < whole else tuple(runs)


def _laid(thin: Sequence[Span], until: int, phase: int) -> Iterator[Run]:
    """Full and thin music by turns up to a sample, all of it one loop that runs on."""
    edges = [0, *(edge for span in thin for edge in span), until]
    for number, (start, end) in enumerate(pairwise(min(edge, until) for edge in edges)):
        if start < end:
            yield Run(start, end, thin=bool(number % 2), source=start + phase)


def _merged(spans: Sequence[Span], least: int) -> list[Span]:
    """Spans in order; those with less than so many samples between them are one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] < least:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _hushed(schedule: Schedule, hush: Sequence[str]) -> Iterator[Span]:
    for at in schedule.scenes:
        if at.scene.id in hush:
            yield _sample(at.range.start, schedule), _sample(at.range.end, schedule)


def _last_line(schedule: Schedule) -> int | None:
    """Where the last line before the end begins; None when the story is no more than its title."""
    told = [at for at in schedule.scenes if at.scene.role is not Role.END and at.lines]
    if not told or told[-1].scene.role is Role.TITLE:
        return None
    return _sample(told[-1].range.start, schedule) + told[-1].lines[-1].start


def _end_card(schedule: Schedule) -> int | None:
    last = schedule.scenes[-1] if schedule.scenes else None
    return _sample(last.range.start, schedule) if last is not None and last.scene.role is Role.END else None


def _first_card(schedule: Schedule) -> int:
    starts = (at.range.start for at in schedule.scenes if at.scene.role in _CARDED)
    return _sample(next(starts, 0), schedule)


def _sample(frame: int, schedule: Schedule) -> int:
    return frames_to_samples(frame, schedule.rate)
