"""Covering strong words: a line that has some is recorded as it is, then again with a tone over them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reelhouse.language import Language
from reelhouse.language.spoken import found_words
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.script import Line
from reelhouse.model.speech import Speech, Timing, Utterance
from reelhouse.model.time import TimeRange, milliseconds_to_samples
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop
from reelhouse.scripts.profanity import find_profanity

#: Raised when the tone or its edges change.
BLEEPING = 1
#: Milliseconds by which a covered word is widened on both sides: by how much its times may be wrong.
MARGINS: Final = {Timing.EXACT: 10, Timing.ALIGNED: 60, Timing.ESTIMATED: 120}


def bleeped(shop: Workshop, line: Line, speech: Speech, language: Language) -> Speech:
    """The recording with its strong words covered; the same recording when it has none."""
    ranges = covered_ranges(line.text, speech.utterance, language)
    if not ranges:
        return speech

    def work(scratch: Scratch) -> Artifact:
        from reelhouse.sound.bleep import bleep

        path = scratch.path("line.wav")
        bleep(shop.file(speech.audio), ranges, path)
        return scratch.keep(path, Kind.SPEECH)

    inputs = {"audio": speech.audio, "ranges": ranges}
    covered = shop.steps.make(Step("bleep line", BLEEPING, inputs, Artifact), work, label=line.id)
    return speech.model_copy(update={"audio": covered})


def covered_ranges(text: str, utterance: Utterance, language: Language) -> tuple[TimeRange, ...]:
    """Where the strong words of a spoken line are heard, in samples of its sound; neighbours become one range."""
    places = [(word.start, word.end) for word in find_profanity(text, language)]
    if not places:
        return ()
    tokens = found_words(text)
    strong = [any(token.start() < end and start < token.end() for start, end in places) for token in tokens]
    return _joined(_wide(utterance, strong))


def _wide(utterance: Utterance, strong: Sequence[bool]) -> list[tuple[int, int]]:
    """The covered words' times with a margin."""
    margin = milliseconds_to_samples(MARGINS[utterance.timing])
    pairs = zip(utterance.words, strong, strict=False)
    return [
        (max(word.start - margin, 0), min(word.end + margin, utterance.samples)) for word, covered in pairs if covered
    ]


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[TimeRange, ...]:
    joined = list(spans[:1])
    for (_, before), (start, end) in pairwise(spans):
        if start <= before:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(TimeRange(start=start, duration=end - start) for start, end in joined)
