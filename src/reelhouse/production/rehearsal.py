"""A rehearsal: a run that makes nothing of weight, and says what a real one would make.

What is quick and decides how much follows (documents, places of captions) is really made and kept, as always. What is
not, and is not there yet, is counted, and something of about its size stands in for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from reelhouse.language import open_language
from reelhouse.language.spoken import words_of
from reelhouse.language.syllables import syllables
from reelhouse.language.tags import primary
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.layout import PORTRAIT, Box
from reelhouse.model.quality import QualityReport
from reelhouse.model.speech import Recording, Timing, Utterance, Word
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.production.chunks import RENDER, Footage, kept_stills
from reelhouse.production.easel import CardMade
from reelhouse.production.keys import Step, T, step_key
from reelhouse.production.poster import Cover
from reelhouse.production.restarts import Restarts
from reelhouse.production.scratch import Scratch
from reelhouse.production.shoot import Sound
from reelhouse.production.steps import Steps
from reelhouse.qc.seen import PictureFacts
from reelhouse.render.layout import DrawnCard
from reelhouse.storage import Store

#: Seconds of a step of which nothing was measured here yet.
UNKNOWN = 1.0


@dataclass(frozen=True)
class Forecast:
    """What a run would make: steps by name in the order of work, how many chunks there are in all, seconds of work."""

    steps: Mapping[str, int]
    chunks: int
    seconds: float


class Rehearsal(Steps):
    """Steps that are looked up, and counted where they are missing."""

    def __init__(self, store: Store, *, salt: str = "", again: Restarts | None = None) -> None:
        super().__init__(store, salt=salt, again=again)
        self._missing = Counter[str]()
        self._frames = dict[str, int]()

    def expect(self, name: str, units: Mapping[str, int]) -> None:
        """Remember how many frames the chunks of a rendition have."""
        if name == RENDER:
            with self._guard:
                self._frames.update(units)

    def make(self, step: Step[T], work: Callable[[Scratch], T], *, label: str = "") -> T:
        """The step's result where there is one or where it is quick; else something that stands in for it."""
        stand_in = _STAND_INS.get(step.name)
        if stand_in is None or self._store.steps.find(self.wanted(step).key) is not None:
            return super().make(step, work, label=label)
        with self._guard:
            self._missing[step.name] += 1
            frames = self._frames.get(label, 1)
        value = stand_in(_Missing(step_key(step), step.inputs, frames))
        return cast("T", value)

    def attempt(self, step: Step[T], work: Callable[[Scratch], T], *, label: str = "") -> T | None:
        """The same: nobody has to wait for what stands in."""
        return self.make(step, work, label=label)

    def offer(self, *_: object) -> None:
        """Nobody is to make what is only rehearsed."""

    def forecast(self) -> Forecast:
        """What was missing so far, and how long it takes by what was measured here."""
        pace = self._store.steps.pace()
        missing = {name: self._missing[name] for name in _STAND_INS if self._missing[name]}
        seconds = sum(count * pace.get(name, UNKNOWN) for name, count in missing.items())
        return Forecast(missing, len(self._frames), seconds)


@dataclass(frozen=True)
class _Missing:
    """A step that was not made: its key, its inputs, and how many frames it has if it is a chunk."""

    key: str
    inputs: Mapping[str, Any]
    frames: int

    def artifact(self) -> Artifact:
        return Artifact(sha256=self.key, kind=Kind.STILL, suffix="", size=0)


def _recording(missing: _Missing) -> Value:
    """A line as long as its syllables take."""
    language = open_language(primary(missing.inputs["language"]))
    count = syllables(missing.inputs["text"], language)
    seconds = count / (language.words_per_minute * language.syllables_per_word / 60)
    words = words_of(missing.inputs["text"]) or ("-",)
    each = max(1, round(seconds * SAMPLE_RATE / len(words)))
    timed = tuple(Word(text=word, start=at * each, end=(at + 1) * each) for at, word in enumerate(words))
    said = Utterance(words=timed, samples=each * len(words), timing=Timing.ESTIMATED)
    return Recording(audio=missing.artifact(), utterance=said)


def _card(missing: _Missing) -> Value:
    box = Box(x=0, y=0, width=2, height=2)
    card = DrawnCard(artifact=missing.artifact(), frames=missing.inputs["frames"], box=box)
    return CardMade(card=card, plate=box, findings=())


def _footage(missing: _Missing) -> Value:
    seen = {"luma": (), "change": (), "black": (), "still": (), "first": "", "last": ""}
    facts = PictureFacts(rate=PORTRAIT.rate, width=2, height=2, frames=missing.frames, **seen)
    stills = dict.fromkeys(kept_stills(missing.frames), missing.artifact())
    return Footage(artifact=missing.artifact(), frames=missing.frames, facts=facts, stills=stills, packets="")


def _artifact(missing: _Missing) -> Value:
    return missing.artifact()


def _sound(missing: _Missing) -> Value:
    return Sound(artifact=missing.artifact(), findings=())


def _cover(missing: _Missing) -> Value:
    return Cover(artifact=missing.artifact(), findings=())


def _report(_: _Missing) -> Value:
    return QualityReport(findings=())


#: What stands in for steps that take long, in the order of work. All others are made.
_STAND_INS: Mapping[str, Callable[[_Missing], Value]] = MappingProxyType(
    {
        "speak line": _recording,
        "bleep line": _artifact,
        "mix sound": _sound,
        "draw title card": _card,
        "draw end card": _card,
        RENDER: _footage,
        "join": _artifact,
        "draw contact sheet": _artifact,
        "draw cover": _cover,
        "write subtitles": _artifact,
        "check quality": _report,
    }
)
