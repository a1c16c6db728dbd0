"""As long as planned, and sound as long as picture."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reelhouse.media.facts import PictureStream
from reelhouse.model.quality import Finding, Level
from reelhouse.qc.evidence import Evidence
from reelhouse.qc.findings import grade, in_seconds, written

#: Formats that only estimate how long they are.
_ESTIMATED = {"mp3", "aac", "mpeg", "h264", "hevc"}
#: A file that says it is longer than it is by this much was cut off, in seconds.
_CUT_WARN, _CUT_FAIL = Fraction(1, 4), Fraction(1)
#: Sound and picture end together within a frame and what one block of coded sound adds; or the greater of two limits.
_BLOCK = Fraction(1024 + 48, 48_000)
_APART_FAIL = Fraction(1, 20)


def check_duration(evidence: Evidence) -> Iterator[Finding]:
    """Exactly the frames that were planned; without a plan, as long as the file itself says."""
    picture, planned = evidence.media.picture, _planned_frames(evidence)
    if picture is not None and planned is not None:
        yield _against_plan(picture, planned)
    elif evidence.media.declared is not None and evidence.media.container not in _ESTIMATED:
        yield _against_claim(evidence, evidence.media.declared)


def check_lengths(evidence: Evidence) -> Iterator[Finding]:
    """Sound and picture end together."""
    picture, sound = evidence.media.picture, evidence.media.sound
    if picture is None or sound is None:
        return
    frame = 1 / picture.rate.fraction
    off = Fraction(sound.end - picture.end, 1_000_000)
    warn = max(frame, _BLOCK)
    level = grade(abs(off), warn=warn, fail=max(2 * frame, _APART_FAIL))
    words = "sound and picture end together"
    if level is not Level.OK:
        words = f"the sound ends {written(abs(off))} {'after' if off > 0 else 'before'} the picture"
    at = None if level is Level.OK else round(min(sound.end, picture.end) / 1000)
    yield Finding(check="sound-length", level=level, message=words, value=written(off), limit=written(warn), at=at)


def _planned_frames(evidence: Evidence) -> int | None:
    layout, timeline = evidence.planned.layout, evidence.planned.timeline
    if layout is not None:
        return layout.duration
    return timeline.duration if timeline is not None else None


def _against_plan(picture: PictureStream, planned: int) -> Finding:
    off = picture.frames - planned
    seconds = written(in_seconds(picture.frames, picture.rate))
    return Finding(
        check="duration",
        level=Level.FAIL if off else Level.OK,
        message=f"it is {abs(off)} frames too {'long' if off > 0 else 'short'}" if off else "it is as long as planned",
        value=f"{picture.frames} frames ({seconds})",
        limit=f"{planned} frames",
    )


def _against_claim(evidence: Evidence, declared: int) -> Finding:
    real = Fraction(evidence.media.milliseconds, 1000)
    missing = Fraction(declared, 1_000_000) - real
    level = grade(missing, warn=_CUT_WARN, fail=_CUT_FAIL)
    words = "it is as long as it says" if level is Level.OK else f"its last {written(missing)} are missing"
    limit = written(Fraction(declared, 1_000_000))
    return Finding(check="duration", level=level, message=words, value=written(real), limit=limit)
