"""What the quality report says about the captions of a video."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reelhouse.captions.cues import THIRTY
from reelhouse.captions.display import plain
from reelhouse.captions.repair import validate
from reelhouse.model.captions import Captions, Cue, WordGroup
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import Rate, milliseconds_to_samples, samples_to_milliseconds

#: Groups are made longer than this where there is room. Two or three quick words are read when they are shown for nine
#: frames of thirty a second, a word by itself, which pops in and out, for ten.
TOO_BRIEF = milliseconds_to_samples(300)
TOO_BRIEF_ALONE = milliseconds_to_samples(333)


def judge_captions(captions: Captions, duration: int, *, rate: Rate = THIRTY) -> tuple[Finding, ...]:
    """Findings about captions that belong to a video of `duration` samples.

    Cues and groups outside the video, overlapping or out of order fail; groups that are gone too soon, single short
    words and everything about reading warn. Captions without a fault get one finding that says what was looked at.
    """
    found = (*_outside(captions, duration), *_order(captions), *_brief(captions), *validate(captions, rate=rate))
    return found or (_sound(captions),)


def _sound(captions: Captions) -> Finding:
    count = f"{len(captions.cues)} cues, {len(captions.groups)} groups"
    return Finding(check="captions", level=Level.OK, message="all captions are in order and can be read", value=count)


def _outside(captions: Captions, duration: int) -> Iterator[Finding]:
    shown: list[tuple[Cue | WordGroup, str]] = [
        *((cue, cue.text) for cue in captions.cues),
        *((group, _text(group)) for group in captions.groups),
    ]
    for part, text in shown:
        if part.end > duration:
            yield Finding(
                check="captions-outside",
                level=Level.FAIL,
                message=f"{text[:40]!r} is shown after the end of the video",
                value=f"{samples_to_milliseconds(part.end)} ms",
                limit=f"{samples_to_milliseconds(duration)} ms",
                at=samples_to_milliseconds(part.start),
            )


def _order(captions: Captions) -> Iterator[Finding]:
    for group, following in pairwise(captions.groups):
        if following.start < group.end:
            yield _about(following, "overlap", Level.FAIL, "is shown while the group before it still is")


def _brief(captions: Captions) -> Iterator[Finding]:
    for group in captions.groups:
        length = group.end - group.start
        shown = [word for word in group.words if plain(word.text)]
        if length < TOO_BRIEF:
            yield _about(group, "brief", Level.WARN, "is shown too briefly", TOO_BRIEF)
        elif len(shown) == 1 and length < TOO_BRIEF_ALONE:
            yield _about(group, "alone", Level.WARN, "is a short word by itself", TOO_BRIEF_ALONE)


def _about(group: WordGroup, check: str, level: Level, what: str, limit: int | None = None) -> Finding:
    return Finding(
        check=f"captions-{check}",
        level=level,
        message=f"{_text(group)!r} {what}",
        value=f"{samples_to_milliseconds(group.end - group.start)} ms",
        limit="" if limit is None else f"{samples_to_milliseconds(limit)} ms",
        at=samples_to_milliseconds(group.start),
    )


def _text(group: WordGroup) -> str:
    return " ".join(word.text for word in group.words)
