"""Letting a voice speak: sound, word times and subtitles from any text."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any, ClassVar

from reelhouse.captions.cues import calm_cues
from reelhouse.captions.formats.srt import write_srt
from reelhouse.config import Settings
from reelhouse.errors import UnsuitableStory
from reelhouse.language import open_language
from reelhouse.language.sentences import split_sentences
from reelhouse.model.base import Document, Value
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Narration, Voice, Word
from reelhouse.model.time import SAMPLE_RATE, milliseconds_to_samples, samples_to_milliseconds
from reelhouse.operations.output import export, write_text, writing_to
from reelhouse.production.narrate import narrate
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.scripts.spoken import shown, spoken
from reelhouse.storage import Store, open_store

#: Silence between two sentences, in milliseconds.
PAUSE = 300


class TimedWord(Value):
    """A word with its start and end in milliseconds from the beginning of the sound."""

    text: str
    start: int
    end: int


class Said(Document):
    """What was said, and the files that hold it."""

    SCHEMA: ClassVar[str] = "reelhouse.said/1"

    voice: Voice
    milliseconds: int
    words: tuple[TimedWord, ...]
    files: tuple[str, ...]

    def printed(self) -> dict[str, Any]:
        """The object of `--json`."""
        return {"schema": self.SCHEMA, **self.model_dump(mode="json")}


def say_text(text: str, ladder: str, out: Path, settings: Settings, language: str = "en") -> Said:
    """Speak a text into `said.wav`, with `said.json` (word times) and `said.srt` beside it.

    Raises:
        UnsuitableStory: There is nothing to say.
        NoVoice: No voice of the ladder could say it.
    """
    script = _script(text, language)
    with writing_to(out), open_store(settings) as store, Steps(store) as steps:
        narration = narrate(Workshop(steps, store, settings, "say"), script, ladder)
        return _write(narration, store, out)


def _script(text: str, language: str) -> Script:
    tongue = open_language(language)
    lines = tuple(
        Line(id=f"s{number}", text=spoken(sentence, tongue, "keep"), shown=shown(sentence, tongue, "keep"), pause=PAUSE)
        for number, sentence in enumerate(split_sentences(text, tongue), start=1)
    )
    if not any(any(char.isalpha() for char in line.text) for line in lines):
        raise UnsuitableStory("there is nothing to say in this text", remedy="Give at least one word")
    scene = Scene(id="said", role=Role.STORY, lines=lines)
    return Script(title="said", language=language, scenes=(scene,))


def _write(narration: Narration, store: Store, out: Path) -> Said:
    words, sound = _joined(narration, store)
    wav = out / "said.wav"
    aside = out / ".said.wav.aside"
    try:
        with wave.open(str(aside), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
            file.writeframes(sound)
        export(aside, wav)
    finally:
        aside.unlink(missing_ok=True)
    cues = calm_cues(words, narration.language)
    write_text(write_srt(cues), out / "said.srt")
    said = Said(
        voice=narration.voice,
        milliseconds=samples_to_milliseconds(len(sound) // 2),
        words=tuple(_timed(word) for word in words),
        files=tuple(str(out / name) for name in ("said.wav", "said.json", "said.srt")),
    )
    write_text(json.dumps(said.printed(), ensure_ascii=False, indent=1), out / "said.json")
    return said


def _timed(word: Word) -> TimedWord:
    return TimedWord(text=word.text, start=samples_to_milliseconds(word.start), end=samples_to_milliseconds(word.end))


def _joined(narration: Narration, store: Store) -> tuple[tuple[Word, ...], bytes]:
    """Every line one after the other, with a pause between two."""
    words: list[Word] = []
    pieces: list[bytes] = []
    at = 0
    pause = milliseconds_to_samples(PAUSE)
    for speech in narration.lines:
        with wave.open(str(store.artifacts.path(speech.audio)), "rb") as file:
            pieces.append(file.readframes(file.getnframes()))
        words += [word.shifted(at) for word in speech.utterance.words]
        at += speech.utterance.samples + pause
        pieces.append(b"\0\0" * pause)
    return tuple(words), b"".join(pieces[:-1])
