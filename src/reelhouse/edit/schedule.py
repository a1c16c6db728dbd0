"""When every line is spoken: scenes and slots, in whole frames.

A line sits in a *slot*: its speech and its pause, rounded up to a fifth of a second and then to a whole frame. The
rounding is what absorbs small edits: a word that becomes a little longer takes its time from the pause, and nothing
after it moves.
"""

from __future__ import annotations

from fractions import Fraction

from reelhouse.errors import ContentError
from reelhouse.model.artifact import Artifact
from reelhouse.model.base import Value
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Narration, Speech, Utterance, Word
from reelhouse.model.time import (
    SAMPLE_RATE,
    Count,
    Rate,
    TimeRange,
    frames_to_samples,
    seconds,
    seconds_to_frames_ceil,
)

#: Slots are whole multiples of this many seconds before they become whole frames.
GRAIN = seconds("0.2")
#: Silence before the first word: a card lands, then the voice begins (never later than 0.4 s).
LEAD_IN = seconds("0.3")
#: How long a scene without words is, so that its picture can be read.
SILENT_SCENE = seconds("1.6")
#: What an end card stays for after its last word.
LINGER = seconds("0.8")


class SlottedLine(Value):
    """A spoken line in its slot: `start` (samples) and `slot` (frames) count from the start of the scene."""

    line: Line
    audio: Artifact
    samples: Count
    words: tuple[Word, ...]
    start: Count
    slot: TimeRange

    def spoken(self) -> tuple[Word, ...]:
        """The spoken words, counted from the scene's start."""
        return tuple(word.shifted(self.start) for word in self.words)


class SlottedScene(Value):
    """A scene with its place in the whole (`range`, frames) and its slotted lines."""

    scene: Scene
    range: TimeRange
    lines: tuple[SlottedLine, ...]


class Schedule(Value):
    """Every scene of a script in time."""

    rate: Rate
    scenes: tuple[SlottedScene, ...]

    @property
    def duration(self) -> int:
        """Frames of the whole."""
        return self.scenes[-1].range.end if self.scenes else 0


def schedule(script: Script, narration: Narration, rate: Rate) -> Schedule:
    """Give every line its slot and every scene its frames.

    Raises:
        ContentError: The narration lacks a line of the script.
    """
    speeches = {speech.line: speech for speech in narration.lines}
    scenes: list[SlottedScene] = []
    at = 0
    for scene in script.scenes:
        slotted = _slot_scene(scene, speeches, rate, first=at == 0)
        duration = _scene_frames(scene, slotted, rate)
        scenes.append(SlottedScene(scene=scene, range=TimeRange(start=at, duration=duration), lines=slotted))
        at += duration
    return Schedule(rate=rate, scenes=tuple(scenes))


def slot_frames(utterance: Utterance, pause: int, rate: Rate) -> int:
    """Frames of the slot for an utterance and the silence, in milliseconds, between its last word and the next.

    The quiet edges of recordings count as silence, so the pause is what is heard; a slot is never shorter than its
    sound.
    """
    first, last = utterance.words[0].start, utterance.words[-1].end
    speech = Fraction(last - first, SAMPLE_RATE) + Fraction(pause, 1000)
    length = max(speech, Fraction(utterance.samples, SAMPLE_RATE))
    return seconds_to_frames_ceil(-(-length // GRAIN) * GRAIN, rate)


def _slot_scene(scene: Scene, speeches: dict[str, Speech], rate: Rate, *, first: bool) -> tuple[SlottedLine, ...]:
    at = seconds_to_frames_ceil(LEAD_IN, rate) if first else 0
    slotted = []
    for line in scene.lines:
        speech = speeches.get(line.id)
        if speech is None:
            raise ContentError(f"the narration has no line {line.id!r}", remedy="Narrate the script again")
        frames = slot_frames(speech.utterance, line.pause, rate)
        slotted.append(
            SlottedLine(
                line=line,
                audio=speech.audio,
                samples=speech.utterance.samples,
                words=speech.utterance.words,
                start=frames_to_samples(at, rate),
                slot=TimeRange(start=at, duration=frames),
            )
        )
        at += frames
    return tuple(slotted)


def _scene_frames(scene: Scene, lines: tuple[SlottedLine, ...], rate: Rate) -> int:
    if not lines:
        return seconds_to_frames_ceil(SILENT_SCENE, rate)
    linger = seconds_to_frames_ceil(LINGER, rate) if scene.role is Role.END else 0
    return lines[-1].slot.end + linger
