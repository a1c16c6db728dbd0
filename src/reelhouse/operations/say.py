"""Letting a voice speak: sound, word times and subtitles from any text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from reelhouse.captions.cues import calm_cues
from reelhouse.captions.formats.srt import write_srt
from reelhouse.config import Settings
from reelhouse.errors import UnsuitableStory
from reelhouse.language import language_codes, open_language
from reelhouse.language.detect import foreign_word
from reelhouse.language.follow import follow
from reelhouse.language.sentences import split_sentences
from reelhouse.language.tags import primary
from reelhouse.media.wav import WavWriter, read_wav
from reelhouse.model.base import Document, Value
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Narration, Voice, Word
from reelhouse.model.time import milliseconds_to_samples, samples_to_milliseconds
from reelhouse.operations.output import replacing, write_text, writing_to
from reelhouse.operations.wanted import asked_for
from reelhouse.production.narrate import narrate
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.scripts.spoken import shown, spoken
from reelhouse.storage import Store, open_store
from reelhouse.voices.base import find_voice
from reelhouse.voices.ladder import parse_ladder

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


def say_text(text: str, ladder: str, out: Path, settings: Settings) -> Said:
    """Speak a text into `said.wav`, with `said.json` (word times) and `said.srt` beside it.

    The language is that of the first voice. Numbers and abbreviations are written out where we know the language;
    elsewhere the voice reads the text as it stands.

    Raises:
        UnsuitableStory: There is nothing to say.
        UnknownName: There is no such voice.
        NoVoice: No voice of the ladder could say it.
    """
    with asked_for("voice", ladder, settings, "--voice"):
        _, voice = find_voice(parse_ladder(ladder)[0], settings.voice_folders)
    script = _script(text, primary(voice.language), voice.ref)
    with writing_to(out), open_store(settings) as store, Steps(store) as steps:
        (narration,) = narrate(Workshop(steps, store, settings, "say"), [script], ladder)
        return _write(script, narration, store, out)


def _script(text: str, language: str, voice: str) -> Script:
    said = [line for line in _lines(text, language) if any(letter.isalnum() for letter in line.text)]
    if not said:
        raise _nothing_to_say(text, voice)
    scene = Scene(id="said", role=Role.STORY, lines=tuple(said))
    return Script(title="said", language=language, scenes=(scene,))


def _nothing_to_say(text: str, voice: str) -> UnsuitableStory:
    """Why nothing is left to say: there are no words, or only such as the voice's language is not written with."""
    word = next((word for word in text.split() if any(letter.isalpha() for letter in word)), "")
    if not word:
        return UnsuitableStory("there is nothing to say in this text", remedy="Give at least one word")
    tongues = [open_language(code) for code in language_codes()]
    fits = next((tongue for tongue in tongues if not foreign_word(word, tongue)), None)
    other = f"Choose a voice that reads these letters: --voice {fits.voices.split(' | ')[0]!r}" if fits else ""
    return UnsuitableStory(
        f"the voice {voice} cannot say {word[:40]!r}, nor anything else in this text",
        remedy=other or "Choose a voice of the text's language with --voice; `reelhouse voices` lists them",
    )


def _lines(text: str, language: str) -> Iterator[Line]:
    known = language in language_codes()
    tongue = open_language(language if known else language_codes()[0])
    for number, sentence in enumerate(split_sentences(text, tongue), start=1):
        aloud = spoken(sentence, tongue, "keep") if known else " ".join(sentence.split())
        written = shown(sentence, tongue, "keep") if known else aloud
        yield Line(id=f"s{number}", text=aloud, shown=written, pause=PAUSE)


def _write(script: Script, narration: Narration, store: Store, out: Path) -> Said:
    need = sum(speech.audio.size for speech in narration.lines)
    with replacing(out / "said.wav", need) as part:
        written, words, samples = _joined(script, narration, store, part)
    cues = calm_cues(written, narration.language, until=samples)
    write_text(write_srt(cues), out / "said.srt")
    said = Said(
        voice=narration.voice,
        milliseconds=samples_to_milliseconds(samples),
        words=tuple(_timed(word) for word in words),
        files=tuple(str(out / name) for name in ("said.wav", "said.json", "said.srt")),
    )
    write_text(json.dumps(said.printed(), ensure_ascii=False, indent=1), out / "said.json")
    return said


def _timed(word: Word) -> TimedWord:
    return TimedWord(text=word.text, start=samples_to_milliseconds(word.start), end=samples_to_milliseconds(word.end))


def _joined(
    script: Script, narration: Narration, store: Store, into: Path
) -> tuple[tuple[Word, ...], tuple[Word, ...], int]:
    """Every line one after the other, with a pause between two: words as written, words as spoken, and the samples."""
    written: list[Word] = []
    words: list[Word] = []
    pause = np.zeros((1, milliseconds_to_samples(PAUSE)), np.float32)
    with WavWriter(into, 1) as file:
        for line, speech in zip(script.lines, narration.lines, strict=True):
            if file.samples:
                file.write(pause)
            said = [word.shifted(file.samples) for word in speech.utterance.words]
            words += said
            written += follow(line.shown.split(), said)
            file.write(read_wav(store.artifacts.path(speech.audio)))
    return tuple(written), tuple(words), file.samples
