"""How it sounds: silence, loudness, peaks and clipping of the finished file."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import SAMPLE_RATE, TimeRange, frames_to_samples
from reelhouse.model.timeline import Timeline
from reelhouse.qc.evidence import Evidence
from reelhouse.qc.findings import grade, hundredths, written
from reelhouse.qc.sound import SoundFacts
from reelhouse.qc.stretches import longest, outside

SILENCE_WARN, SILENCE_FAIL = Fraction(7, 10), Fraction(12, 10)
#: Hundredths of LUFS, LU and dBTP.
TARGET, NEAR, FAR = -1400, 50, 100
NARROW, WIDE = 200, 900
PEAK_WARN, PEAK_FAIL = -150, -100
#: Loudness range says too little about sounds shorter than this many seconds: it leaves out a tenth of the quietest
#: moments and a twentieth of the loudest, and looks at three seconds at a time (EBU Tech 3342).
_RANGE_FROM: Final = 30
#: Clipped samples in a million.
CLIPPED_FAIL = 200
_LISTED = 10


def check_silence(evidence: Evidence) -> Iterator[Finding]:
    """No silence but where nothing was to be heard."""
    sound = evidence.sound
    if sound is None:
        return
    found = tuple(outside(sound.silences, _planned_silence(evidence.planned.timeline, sound)))
    bad = [r for r in found if Fraction(r.duration, sound.rate) > SILENCE_WARN]
    for stretch in bad[:_LISTED]:
        yield _silence(stretch, sound)
    if not bad:
        most = longest(found)
        value = written(Fraction(most.duration if most else 0, sound.rate))
        message = "there is no long silence"
        yield Finding(check="silence", level=Level.OK, message=message, value=value, limit=written(SILENCE_WARN))


def check_loudness(evidence: Evidence) -> Iterator[Finding]:
    """As loud as platforms play: -14 LUFS (EBU R 128 measure)."""
    sound = evidence.sound
    if sound is None:
        return
    limit = f"{hundredths(TARGET, 'LUFS')} ±{FAR / 100:.0f} LU"
    if sound.lufs is None:
        message = "nothing can be heard"
        yield Finding(check="loudness", level=Level.FAIL, message=message, value="silence", limit=limit)
        return
    off = sound.lufs - TARGET
    level = grade(abs(off), warn=NEAR, fail=FAR)
    words = (
        "the loudness is right"
        if level is Level.OK
        else f"it is {abs(off) / 100:.1f} LU too {'loud' if off > 0 else 'quiet'}"
    )
    yield Finding(check="loudness", level=level, message=words, value=hundredths(sound.lufs, "LUFS"), limit=limit)


def check_range(evidence: Evidence) -> Iterator[Finding]:
    """Quiet and loud passages are neither alike nor far apart."""
    sound = evidence.sound
    if sound is None or sound.range is None or sound.samples < _RANGE_FROM * sound.rate:
        return
    fits = NARROW <= sound.range <= WIDE
    words = "quiet and loud passages are well apart" if fits else "quiet and loud passages are too far apart"
    if sound.range < NARROW:
        words = "everything is equally loud"
    limit = f"{NARROW // 100} to {WIDE // 100} LU"
    level = Level.OK if fits else Level.WARN
    yield Finding(check="loudness-range", level=level, message=words, value=hundredths(sound.range, "LU"), limit=limit)


def check_true_peak(evidence: Evidence) -> Iterator[Finding]:
    """Room above the highest peak, so that no player or encoder distorts it."""
    sound = evidence.sound
    if sound is None or sound.true_peak is None:
        return
    level = grade(sound.true_peak, warn=PEAK_WARN, fail=PEAK_FAIL)
    words = "the highest peak leaves room" if level is Level.OK else "the highest peak leaves too little room"
    value, limit = hundredths(sound.true_peak, "dBTP"), f"at most {hundredths(PEAK_FAIL, 'dBTP')}"
    yield Finding(check="true-peak", level=level, message=words, value=value, limit=limit)


def check_clipping(evidence: Evidence) -> Iterator[Finding]:
    """No peak is cut off."""
    sound = evidence.sound
    if sound is None:
        return
    share = Fraction(sound.clipped * 1_000_000, sound.samples * sound.channels)
    level = grade(share, warn=0, fail=CLIPPED_FAIL)
    words = "no peak is cut off" if level is Level.OK else "peaks are cut off: it was recorded or mixed too loud"
    yield Finding(
        check="clipping",
        level=level,
        message=words,
        value=f"{sound.clipped} samples",
        limit="0",
        at=None if sound.clipped_at is None else round(Fraction(sound.clipped_at * 1000, sound.rate)),
    )


def _silence(stretch: TimeRange, sound: SoundFacts) -> Finding:
    length = Fraction(stretch.duration, sound.rate)
    where = ""
    if stretch.start == 0:
        where = " at the start"
    elif stretch.end >= sound.samples:
        where = " at the end"
    return Finding(
        check="silence",
        level=grade(length, warn=SILENCE_WARN, fail=SILENCE_FAIL),
        message=f"nothing is heard for {written(length)}{where}",
        value=written(length),
        limit=written(SILENCE_WARN),
        at=round(Fraction(stretch.start * 1000, sound.rate)),
    )


def _planned_silence(timeline: Timeline | None, sound: SoundFacts) -> Iterator[TimeRange]:
    """Samples of the file at which the timeline has no sound on any track."""
    if timeline is None:
        return
    whole = TimeRange(start=0, duration=frames_to_samples(timeline.duration, timeline.rate))
    tracks = (track for track in timeline.tracks if track.kind.is_sound)
    heard = [TimeRange(start=at, duration=clip.duration) for track in tracks for at, clip in track.clips()]
    for free in outside([whole], heard):
        start = free.start * sound.rate // SAMPLE_RATE
        yield TimeRange(start=start, duration=-(-free.end * sound.rate // SAMPLE_RATE) - start)
