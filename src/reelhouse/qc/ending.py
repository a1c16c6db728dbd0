"""The first second and the last moment: where viewers decide to stay, and where a video must not just run out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import SAMPLE_RATE, TimeRange, frames_to_samples
from reelhouse.model.timeline import Timeline, TrackKind
from reelhouse.qc.evidence import Evidence
from reelhouse.qc.findings import grade, in_seconds, written
from reelhouse.qc.narration import spoken_lines

#: Seconds until something is seen, and until something is heard.
SEEN_BY, HEARD_BY = Fraction(1, 2), Fraction(4, 10)
#: Seconds before the end in which nothing has to happen any more.
TAIL = Fraction(3, 10)


def check_start(evidence: Evidence) -> Iterator[Finding]:
    """Something is seen within half a second, and the voice starts at once."""
    seen, heard = _first_seen(evidence), _first_heard(evidence)
    if seen is None and heard is None:
        return
    late_picture = grade(seen or 0, warn=SEEN_BY) is Level.WARN
    late_sound = grade(heard or 0, warn=HEARD_BY) is Level.WARN
    words = "it begins at once"
    if late_picture or late_sound:
        words = "nothing is seen at first" if late_picture else "nothing is said at first"
    times = [
        f"seen {written(seen)}" if seen is not None else "",
        f"heard {written(heard)}" if heard is not None else "",
    ]
    yield Finding(
        check="first-second",
        level=Level.WARN if late_picture or late_sound else Level.OK,
        message=words,
        value=", ".join(time for time in times if time),
        limit=f"seen {written(SEEN_BY)}, heard {written(HEARD_BY)}",
        at=0 if late_picture or late_sound else None,
    )


def check_end(evidence: Evidence) -> Iterator[Finding]:
    """Speech, a card or a call to action until the end."""
    timeline = evidence.planned.timeline
    idle = _idle_tail(timeline) if timeline is not None else _empty_tail(evidence)
    if idle is None:
        return
    level = grade(idle, warn=TAIL)
    words = "something happens until the end" if level is Level.OK else "nothing happens at the end"
    yield Finding(check="dead-end", level=level, message=words, value=written(idle), limit=written(TAIL))


def _first_seen(evidence: Evidence) -> Fraction | None:
    picture = evidence.picture
    if picture is None:
        return None
    dark = next((stretch for stretch in picture.black if stretch.start == 0), TimeRange(start=0, duration=0))
    return in_seconds(dark.duration, picture.rate)


def _first_heard(evidence: Evidence) -> Fraction | None:
    """When the first word starts; without a narration, when the first silence ends."""
    lines = spoken_lines(evidence.planned)
    if lines:
        return Fraction(min(line.words[0].start for line in lines), SAMPLE_RATE)
    if evidence.sound is None:
        return None
    silent = next((stretch for stretch in evidence.sound.silences if stretch.start == 0), None)
    return Fraction(silent.duration if silent else 0, evidence.sound.rate)


def _idle_tail(timeline: Timeline) -> Fraction:
    """Seconds after the last word's line and the last card."""
    length = frames_to_samples(timeline.duration, timeline.rate)
    cards = (
        frames_to_samples(at + clip.duration, timeline.rate)
        for track in timeline.track(TrackKind.CARD)
        for at, clip in track.clips()
    )
    voices = (at + clip.duration for track in timeline.track(TrackKind.VOICE) for at, clip in track.clips())
    last = max((*cards, *voices), default=length)
    return Fraction(max(0, length - last), SAMPLE_RATE)


def _empty_tail(evidence: Evidence) -> Fraction | None:
    """Seconds at the end in which nothing moves or shows and nothing is heard."""
    picture, sound = evidence.picture, evidence.sound
    if picture is None or sound is None:
        return None
    still = [r for r in (*picture.still, *picture.black) if r.end == picture.frames]
    silent = [r for r in sound.silences if r.end >= sound.samples]
    seen = max((in_seconds(r.duration, picture.rate) for r in still), default=Fraction(0))
    heard = max((Fraction(r.duration, sound.rate) for r in silent), default=Fraction(0))
    return min(seen, heard)
