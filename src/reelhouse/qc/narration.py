"""Narration: every word of the script is spoken at a known time, without holes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import pairwise

from reelhouse.model.quality import Finding, Level
from reelhouse.model.script import Line
from reelhouse.model.speech import Narration, Utterance, Word
from reelhouse.model.time import SAMPLE_RATE, milliseconds_to_samples
from reelhouse.model.timeline import Timeline, TrackKind
from reelhouse.qc.evidence import Evidence, Planned
from reelhouse.qc.findings import grade, written

HOLE_WARN, HOLE_FAIL = Fraction(7, 10), Fraction(12, 10)
#: What a slot may add to a scripted pause: rounding up to a fifth of a second and to a whole frame, and the quiet ends
#: of the recorded lines.
_ROUNDING = Fraction(35, 100)
_LISTED = 10


@dataclass(frozen=True)
class SpokenLine:
    """A line's words in samples from the start of the video, and the pause after it that the script asks for (ms)."""

    words: tuple[Word, ...]
    pause: int


def check_complete(evidence: Evidence) -> Iterator[Finding]:
    """Every word of the script has its time in the narration."""
    script, narration = evidence.planned.script, evidence.planned.narration
    if script is None or narration is None:
        return
    missing = [word for line in script.lines for word in _missing_words(line, narration)]
    total = sum(len(line.text.split()) for line in script.lines)
    named = ", ".join(repr(word) for word in missing[:5])
    yield Finding(
        check="narration-complete",
        level=Level.FAIL if missing else Level.OK,
        message=f"words of the script are not spoken: {named}" if missing else "every word of the script is spoken",
        value=f"{total - len(missing)} of {total} words",
        limit=f"{total} words",
    )


def check_times(evidence: Evidence) -> Iterator[Finding]:
    """Word times rise and lie inside the sound of their line."""
    narration = evidence.planned.narration
    if narration is None:
        return
    wrong = [speech.line for speech in narration.lines if not _in_order(speech.utterance)]
    yield Finding(
        check="narration-times",
        level=Level.FAIL if wrong else Level.OK,
        message=f"the word times of {len(wrong)} lines are wrong" if wrong else "word times are in order",
        value=", ".join(wrong[:5]) or "0",
        limit="0",
    )


def check_holes(evidence: Evidence) -> Iterator[Finding]:
    """No long silence between two words but where the script has a pause."""
    lines = spoken_lines(evidence.planned)
    if not lines:
        return
    found = [*_holes_inside(lines), *_holes_between(lines)]
    bad = sorted((hole for hole in found if hole.level is not Level.OK), key=lambda hole: hole.at or 0)
    yield from bad[:_LISTED]
    if not bad:
        most = max((hole.value for hole in found), default=written(Fraction(0)))
        words = "the voice does not stop but where it should"
        yield Finding(check="narration-silence", level=Level.OK, message=words, value=most, limit=written(HOLE_WARN))


def spoken_lines(planned: Planned) -> tuple[SpokenLine, ...]:
    """Every spoken line in the order of the video; empty when its place is not known."""
    timeline, narration = planned.timeline, planned.narration
    if timeline is None or narration is None:
        return ()
    pauses = {line.id: line.pause for line in planned.script.lines} if planned.script is not None else {}
    return tuple(_spoken(timeline, narration, pauses))


def _spoken(timeline: Timeline, narration: Narration, pauses: dict[str, int]) -> Iterator[SpokenLine]:
    by_line = {speech.line: speech for speech in narration.lines}
    by_sound = {speech.audio.sha256: speech for speech in narration.lines}
    for track in timeline.track(TrackKind.VOICE):
        for at, clip in track.clips():
            sound = clip.media.artifact.sha256 if clip.media.type == "external" else ""
            speech = by_line.get(clip.name) or by_sound.get(sound)
            if speech is not None and speech.utterance.words:
                start = at - clip.source.start
                words = tuple(word.shifted(start) for word in speech.utterance.words if word.start + start >= 0)
                yield SpokenLine(words, pauses.get(speech.line, 0))


def _missing_words(line: Line, narration: Narration) -> list[str]:
    """Words of a line that nobody says; spelling in one or several words makes no difference."""
    speech = next((speech for speech in narration.lines if speech.line == line.id), None)
    if speech is None:
        return line.text.split()
    asked = [word for word in line.text.split() if _letters(word)]
    said = "".join(_letters(word.text) for word in speech.utterance.words)
    letters = "".join(_letters(word) for word in asked)
    return [] if said == letters else _not_covered(asked, letters, said)


def _not_covered(asked: list[str], letters: str, said: str) -> list[str]:
    """The words of which less than half is found, in order, in what was said."""
    blocks = SequenceMatcher(None, letters, said, autojunk=False).get_matching_blocks()
    covered = {place for block in blocks for place in range(block.a, block.a + block.size)}
    missing, at = [], 0
    for word in asked:
        length = len(_letters(word))
        if sum(place in covered for place in range(at, at + length)) * 2 < length:
            missing.append(word)
        at += length
    return missing


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _in_order(utterance: Utterance) -> bool:
    words = utterance.words
    rising = all(before.start <= after.start for before, after in pairwise(words))
    return bool(words) and rising and words[-1].end <= utterance.samples


def _holes_inside(lines: tuple[SpokenLine, ...]) -> Iterator[Finding]:
    for line in lines:
        for before, after in pairwise(line.words):
            yield _hole(before, after, Fraction(0))


def _holes_between(lines: tuple[SpokenLine, ...]) -> Iterator[Finding]:
    for before, after in pairwise(lines):
        scripted = Fraction(milliseconds_to_samples(before.pause), SAMPLE_RATE) + _ROUNDING
        yield _hole(before.words[-1], after.words[0], scripted)


def _hole(before: Word, after: Word, scripted: Fraction) -> Finding:
    gap = Fraction(max(0, after.start - before.end), SAMPLE_RATE)
    level = grade(gap, warn=max(HOLE_WARN, scripted), fail=max(HOLE_FAIL, scripted + HOLE_FAIL - HOLE_WARN))
    return Finding(
        check="narration-silence",
        level=level,
        message=f"the voice is silent for {written(gap)} after {before.text!r}",
        value=written(gap),
        limit=written(max(HOLE_WARN, scripted)),
        at=round(Fraction(before.end * 1000, SAMPLE_RATE)),
    )
