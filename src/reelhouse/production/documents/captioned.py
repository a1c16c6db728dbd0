"""Captions as a person changes them: cues, whose words are then put into the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reelhouse.errors import ContentError
from reelhouse.language.follow import follow
from reelhouse.model.base import digest
from reelhouse.model.captions import Captions, Cue
from reelhouse.model.speech import Word
from reelhouse.model.time import milliseconds_to_samples
from reelhouse.production.documents.carry import carried

#: A cue is gone a little before the next one, and before its last word when that is short.
SLACK = milliseconds_to_samples(100)


def origin_of_captions(captions: Captions) -> str:
    """What tells one version of captions from another: the cues, whatever they look like in the picture."""
    return digest([captions.language, [[cue.start, cue.end, cue.text] for cue in captions.cues]])


def only_cues(captions: Captions) -> Captions:
    """The part of captions that a person may change."""
    return Captions(language=captions.language, cues=captions.cues)


def carry_captions(before: Captions, edited: Captions, now: Captions) -> Captions | None:
    """An edit of captions in another version of them; None when a cue that was edited is not there any more."""
    cues = carried(before.cues, edited.cues, now.cues, lambda cue: cue.text, _fit)
    if cues is None or any(one.end > after.start for one, after in pairwise(cues)):
        return None
    return Captions(language=now.language, cues=tuple(cues))


def words_of_cues(cues: Sequence[Cue], spoken: Sequence[Word]) -> tuple[Word, ...]:
    """The words of cues with their times: when they are said, or what is said in their place.

    Args:
        cues: In order, in samples of the whole.
        spoken: The words as they were written before, with the times at which they are spoken.

    Returns:
        Every word of every cue, in order. Of cues that nobody changed they are exactly the ones that were given.
    """
    ends = [min(cue.end + SLACK, after.start) for cue, after in pairwise(cues)] + [cues[-1].end + SLACK] if cues else []
    return tuple(
        word for cue, end in zip(cues, ends, strict=True) for word in _words(cue, _said(spoken, cue.start, end))
    )


def _words(cue: Cue, spoken: list[Word]) -> Iterator[Word]:
    texts = cue.text.split()
    if texts == [word.text for word in spoken]:
        yield from spoken
        return
    try:
        yield from follow(texts, spoken)
    except ContentError:  # nothing is said meanwhile
        step = (cue.end - cue.start) // len(texts)
        for number, text in enumerate(texts):
            yield Word(text=text, start=cue.start + number * step, end=cue.start + (number + 1) * step)


def _said(spoken: Sequence[Word], start: int, end: int) -> list[Word]:
    return [word for word in spoken if start <= (word.start + word.end) // 2 < end]


def _fit(cue: Cue, old: Cue, new: Cue) -> Cue:
    by = new.start - old.start
    return cue.model_copy(update={"start": max(0, cue.start + by), "end": max(1, cue.end + by)})
