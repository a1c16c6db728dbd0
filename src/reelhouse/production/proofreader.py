"""The second reader: the same lines in another voice, to hear whether the first one said what it should."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reelhouse.errors import ContentError, ProviderError, ProviderNotInstalled
from reelhouse.language.tables import read_lines
from reelhouse.language.tags import primary
from reelhouse.model.script import Script
from reelhouse.model.speech import Voice
from reelhouse.production.workshop import Workshop
from reelhouse.voices.base import Session, VoiceProvider, provider
from reelhouse.voices.ladder import in_language

if TYPE_CHECKING:
    from reelhouse.analysis.align import Reference

#: The engine that reads along: quick, repeatable, and there for every language.
READER = "espeak"
#: With three other texts to compare with, every wrong text that was tried was heard.
DECOYS = 3


@dataclass(frozen=True)
class Evidence:
    """A line read by the second reader, and other texts by the same one. Empty when there is no such reader."""

    reference: Reference | None = None
    decoys: tuple[Path, ...] = ()


@dataclass
class Proofreader:
    """Reads lines of one script on demand, each once, and lives as long as the block."""

    shop: Workshop
    script: Script
    _stack: ExitStack = field(default_factory=ExitStack)
    _session: Session | None = None
    _readings: dict[str, Reference] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._folder = self._stack.enter_context(self.shop.steps.scratch("second reader"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def version(self) -> str:
        """Everything that decides what the second reader says, or `none`: part of the key of each line it judges."""
        try:
            engine, voice = self._find()
        except ProviderNotInstalled:
            return "none"
        return f"{voice.ref} {engine.version(voice)}"

    def evidence(self, text: str) -> Evidence:
        """The line as the second reader says it, and three other texts that are most like it in length.

        They come from the language's list, so that a line is judged alike in every script; a language without a list
        takes the script's other lines.
        """
        try:
            return Evidence(self._read(text), tuple(self._read(other).sound for other in self._others(text)))
        except (ProviderError, ContentError):
            return Evidence()

    def _others(self, text: str) -> Sequence[str]:
        code = primary(self.script.language)
        listed = read_lines(code, "decoys.txt") or (line.text for line in self.script.lines)
        others = set(listed) - {text}
        return sorted(others, key=lambda other: (abs(len(other) - len(text)), other))[:DECOYS]

    def _read(self, text: str) -> Reference:
        from reelhouse.analysis.align import Reference

        if text not in self._readings:
            sound = self._folder / f"{len(self._readings)}.wav"
            said = self._reader().speak(text, sound)
            self._readings[text] = Reference(sound, said.words)
        return self._readings[text]

    def _reader(self) -> Session:
        if self._session is None:
            engine, voice = self._find()
            self._session = self._stack.enter_context(engine.open(voice))
        return self._session

    def _find(self) -> tuple[VoiceProvider, Voice]:
        engine = provider(READER)
        voices = in_language(engine.voices(), self.script.language)
        if not voices:
            raise ProviderNotInstalled("there is no second reader for this language")
        return engine, voices[0]
