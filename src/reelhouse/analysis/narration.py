"""Speech that must not ship: silent, clipped, cut off, with a hole, absurdly fast or slow, or of another text.

Every limit lies between what 66 good lines of five languages and deliberately broken ones measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from reelhouse.analysis.hearing import RATE, Samples, Stretch, hear, levels, rms, speech
from reelhouse.analysis.warp import Features, distance, features
from reelhouse.language.length import syllables_of
from reelhouse.media.wav import read_wav
from reelhouse.model.quality import Finding, Level
from reelhouse.model.speech import Utterance

#: A line's level in dB of full scale: below the first it is silent, below the second it is strangely soft.
SILENT, SOFT = -45.0, -35.0
#: Seconds of speech that a line has at least, and the share of its length.
LEAST_SPEECH, LEAST_SHARE = 0.12, 0.35
#: dB between loud and soft moments of speech; hum and noise have hardly any.
LEAST_MOVEMENT: Final = 4.0
#: Samples in a flat top, at least: the top of a wave over 140 Hz is rounder. And how many such samples in a million.
FLAT, CLIPPED, TOUCHED = 6, 200.0, 20.0
#: dB that the last 40 ms lie under the loud parts, at least.
CUT: Final = -12.0
#: Syllables a second of speech: too many (fail, warn) and too few.
RUSHED, FAST, SLOW, DRAWN = 9.0, 8.0, 3.4, 2.9
#: How long the line is compared with another reading of the same text.
SHORT, LONG = 0.6, 1.8
#: The longest pause inside a line, in seconds.
HOLE: Final = 1.2
#: How many times farther the line is from readings of other texts than from one of its own (fail, warn). Measured with
#: ten voices (Piper, Flite, Festival, eSpeak NG) in five languages, on the bundled story, four more and 15 sentences:
#: of 213 lines with the right text none is at 1.06 or below and 3 are at 1.09 or below; of 426 with another line of the
#: same story 359 fail and 41 more are told. Against the nearest of the other texts alone, 5 right lines failed.
OTHER, NEAR = 1.06, 1.09
#: The distance below which two readings are one; two voices are some 3 apart.
_SAME: Final = 0.01
#: Syllables from which on a line's pace says something, and its likeness to another reading.
PACED, COMPARED = 5, 8
#: Engines that end their last sound without letting it die away.
_ABRUPT: Final = frozenset({"espeak"})


def judge_line(  # noqa: PLR0913 (what there is to compare: the sound, what was asked for, what was told, other readings)
    sound: Path,
    text: str,
    utterance: Utterance,
    language: str,
    *,
    engine: str,
    speed: float = 1.0,
    reference: Path | None = None,
    decoys: Sequence[Path] = (),
) -> tuple[Finding, ...]:
    """Listen to one line.

    Args:
        sound: The line as WAV at 48 kHz.
        text: What it should say.
        utterance: What the engine said about it.
        language: The text's language tag.
        engine: The name of the engine that spoke it.
        speed: How many times faster than usual it was asked to speak.
        reference: The same text read by another voice (eSpeak NG is enough).
        decoys: Other texts read by that other voice; three are what the limits were measured with.

    Returns:
        What is wrong. A `FAIL` means that the line must not ship; nothing found means that it may.
    """
    heard = hear(sound)
    if dead := _dead(heard):
        return (dead,)
    stretches, syllables = speech(heard), syllables_of(text, language)
    found = [_softness(heard), _clipping(sound), _hole(stretches), _words(utterance)]
    if engine not in _ABRUPT:
        found.append(_ending(heard))
    if syllables >= PACED:
        found.append(_pace(stretches, syllables / speed))
    if syllables >= COMPARED and reference is not None:
        found.extend(_likeness(heard, speed, hear(reference), [hear(decoy) for decoy in decoys]))
    return tuple(finding for finding in found if finding)


def _dead(heard: Samples) -> Finding | None:
    """What makes every other check pointless: silence, or sound that is no speech."""
    level = rms(heard)
    if level < SILENT:
        return _fail("narration-silent", "the line is silent", f"{level:.0f} dB", f"{SILENT:.0f} dB")
    seconds = sum(end - start for start, end in speech(heard)) / RATE
    if seconds < LEAST_SPEECH or seconds < LEAST_SHARE * len(heard) / RATE:
        return _fail("narration-speech", "the line holds hardly any speech", f"{seconds:.2f} s")
    inner = levels(heard)[3:-8]
    movement = float(np.subtract(*np.percentile(inner, [95, 10]))) if len(inner) > 8 else LEAST_MOVEMENT
    if movement < LEAST_MOVEMENT:
        return _fail("narration-speech", "the line is a steady noise", f"{movement:.1f} dB", f"{LEAST_MOVEMENT:.0f} dB")
    return None


def _softness(heard: Samples) -> Finding | None:
    level = rms(heard)
    return (
        _warn("narration-soft", "the line is very soft", f"{level:.0f} dB", f"{SOFT:.0f} dB") if level < SOFT else None
    )


def _clipping(sound: Path) -> Finding | None:
    share = flat_share(sound)
    if share > CLIPPED:
        return _fail("narration-clipped", "the line is clipped", f"{share:.0f} ppm", f"{CLIPPED:.0f} ppm")
    return _warn("narration-clipped", "the line touches its ceiling", f"{share:.0f} ppm") if share > TOUCHED else None


def flat_share(sound: Path) -> float:
    """Samples in a million that are flat tops at the line's own peak.

    A clipped wave stays flat when it is turned down, not when it is resampled.
    """
    samples = np.abs(read_wav(sound)).max(axis=0)
    flat = np.concatenate([[False], samples >= 0.999 * samples.max(), [False]]).astype(np.int8)
    edges = np.flatnonzero(np.diff(flat)).reshape(-1, 2)
    runs = edges[:, 1] - edges[:, 0]
    return float(runs[runs >= FLAT].sum()) / len(samples) * 1e6


def _ending(heard: Samples) -> Finding | None:
    """The last 40 ms before silence: a voice dies away, a cut does not."""
    level = levels(heard)
    top = float(np.percentile(level, 95))
    last = int(np.flatnonzero(level > top - 46)[-1])
    tail = float(level[max(last - 3, 0) : last + 1].max()) - top
    if tail <= CUT:
        return None
    return _fail("narration-cut-off", "the line ends in the middle of a sound", f"{tail:.0f} dB", f"{CUT:.0f} dB")


def _pace(stretches: Sequence[Stretch], syllables: float) -> Finding | None:
    pace = syllables * RATE / sum(end - start for start, end in stretches)
    value = f"{pace:.1f} syllables a second"
    if pace > RUSHED:
        return _fail("narration-pace", "the line is absurdly fast, or part of its text is missing", value)
    if pace < DRAWN:
        return _fail("narration-pace", "the line is absurdly slow, repeated or spelled", value)
    if pace > FAST:
        return _warn("narration-pace", "the line is very fast", value)
    return _warn("narration-pace", "the line is very slow", value) if pace < SLOW else None


def _hole(stretches: Sequence[Stretch]) -> Finding | None:
    gaps = [(after[0] - before[1], before[1]) for before, after in pairwise(stretches)]
    longest, start = max(gaps, default=(0, 0))
    if longest <= HOLE * RATE:
        return None
    return Finding(
        check="narration-hole",
        level=Level.FAIL,
        message="there is a hole in the line",
        value=f"{longest / RATE:.1f} s",
        limit=f"{HOLE} s",
        at=start * 1000 // RATE,
    )


def _likeness(heard: Samples, speed: float, reading: Samples, others: Sequence[Samples]) -> list[Finding | None]:
    """Whether the line says its text: nearer to a reading of it than to readings of other texts."""
    ratio = speed * _spoken_length(heard) / max(_spoken_length(reading), 1)
    found: list[Finding | None] = []
    if not SHORT <= ratio <= LONG:
        message = "the line is far from the length that its text needs"
        found.append(_fail("narration-length", message, f"{ratio:.2f} times", f"{SHORT} to {LONG} times"))
    if others:
        found.append(_same_text(likeness(heard, reading, others)))
    return found


def likeness(heard: Samples, reading: Samples, others: Sequence[Samples]) -> float:
    """How many times farther the line is from readings of other texts, on average, than from one of its own text.

    The nearest of the others alone would say less: which of them is like the line by chance is left to chance.
    """
    line = _coarse(heard)
    away = [distance(_coarse(other), line) for other in others]
    return sum(away) / len(away) / max(distance(_coarse(reading), line), _SAME)


def _same_text(times: float) -> Finding | None:
    if times > NEAR:
        return None
    if times > OTHER:
        return _warn("narration-text", "the line may say another text", f"{times:.2f} times", f"{NEAR} times")
    return _fail("narration-text", "the line seems to say another text", f"{times:.2f} times", f"{OTHER} times")


def _coarse(sound: Samples) -> Features:
    """Every second frame: as telling, four times cheaper."""
    return features(sound)[::2]


def _words(utterance: Utterance) -> Finding | None:
    if _in_order(utterance):
        return None
    return _fail("narration-words", "words of the line lie outside its sound or out of order")


def _in_order(utterance: Utterance) -> bool:
    words = utterance.words
    rising = all(before.end <= after.start for before, after in pairwise(words))
    return rising and (not words or words[-1].end <= utterance.samples)


def _spoken_length(heard: Samples) -> int:
    stretches = speech(heard) or [(0, len(heard))]
    return stretches[-1][1] - stretches[0][0]


def _fail(check: str, message: str, value: str = "", limit: str = "") -> Finding:
    return Finding(check=check, level=Level.FAIL, message=message, value=value, limit=limit)


def _warn(check: str, message: str, value: str = "", limit: str = "") -> Finding:
    return Finding(check=check, level=Level.WARN, message=message, value=value, limit=limit)
