"""Piper: neural voices that run here. Word times come from the phoneme durations of the network itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from reelhouse.language.spoken import words_of
from reelhouse.media.wav import write_wav
from reelhouse.model.speech import Timing, Utterance, Voice, Word
from reelhouse.voices.base import Session, not_installed
from reelhouse.voices.child import SpeechProgram, harmless, raw_sound
from reelhouse.voices.models import described, models, speakers
from reelhouse.voices.phonemes import word_spans
from reelhouse.voices.share import filled_starts, timed
from reelhouse.voices.sound import engine_sound, to_house_samples

#: Bumped when this file, its program or how words are found changes what is heard or when.
_REVISION = 1
#: A little slower than the models' own pace: with the pauses between lines about 175 words a minute.
_PACE: Final = 1.12
#: Noise of the sound and of the durations, a little calmer than the models' own 0.667 and 0.8.
_VARIATION: Final = 0.5
_RHYTHM: Final = 0.5
#: A phoneme is heard about one hop of the network before its durations say so; measured against silence before words
#: and a recogniser that is told the text.
_LAG: Final = 256
_PACKAGES = ("piper", "onnx", "onnxruntime")


class Piper:
    """Voices of the Piper project, from packages and folders."""

    name = "piper"
    # Its own pace rounds every phoneme up to whole frames: asked for 1.25 times, it is 1.1 times faster. So it adjusts
    # nothing, and its sound is stretched.

    def voices(self, folders: Sequence[Path] = ()) -> tuple[Voice, ...]:
        """One voice for each model and each of its speakers, when the engine is installed."""
        if not _is_installed():
            return ()
        return tuple(voice for _, model in sorted(models(folders).items()) for voice in described(model, self.name))

    def version(self, voice: Voice, folders: Sequence[Path] = ()) -> str:
        """Engine, network runtime, random generator, model and settings."""
        engines = " ".join(f"{name} {installed(name)}" for name in ("piper-tts", "onnxruntime", "numpy"))
        model = models(folders)[_model(voice)].fingerprint
        return f"{engines} model {model} pace {_PACE} variation {_VARIATION} rhythm {_RHYTHM} revision {_REVISION}"

    @contextmanager
    def open(self, voice: Voice, folders: Sequence[Path] = ()) -> Iterator[Session]:
        """A session; its model is loaded with the first line (about a second)."""
        model = models(folders).get(_model(voice)) if _is_installed() else None
        if model is None:
            raise not_installed(self.name)
        speaker = speakers(model).get(voice.ref.partition("/")[2])
        with SpeechProgram("piper_voice.py", [str(model.path.absolute())]) as program:
            yield _Piper(program, voice.language, speaker)


class _Piper:
    def __init__(self, program: SpeechProgram, language: str, speaker: int | None) -> None:
        self._program = program
        self._language = language
        self._manner: dict[str, Any] = {"pace": _PACE, "variation": _VARIATION, "rhythm": _RHYTHM}
        if speaker is not None:
            self._manner["speaker"] = speaker

    def speak(self, text: str, into: Path) -> Utterance:
        """One line; an engine that keeps its durations to itself gives no words."""
        words = words_of(text)
        question = {
            "text": harmless(text),
            "words": [harmless(word) for word in words],
            **self._manner,
        }
        with raw_sound(into) as raw:
            answer = self._program.ask({**question, "into": str(raw)})
            sound = engine_sound(raw, answer["rate"])
            known = self._words(words, answer, sound.shape[1])
        timing = Timing.EXACT if known else Timing.ESTIMATED
        return Utterance(words=known, samples=write_wav(into, sound), timing=timing)

    def _words(self, words: Sequence[str], answer: dict[str, Any], samples: int) -> tuple[Word, ...]:
        if answer["phonemes"] is None:
            return ()
        starts, ends = self._times(words, answer)
        return timed(words, starts, ends, samples)

    def _times(self, words: Sequence[str], answer: dict[str, Any]) -> tuple[list[int], list[int]]:
        spans = word_spans(answer["phonemes"], answer["readings"])
        known = [None if span is None else span[0] for span in spans]
        last = max((span[1] for span in spans if span), default=answer["samples"])
        starts = filled_starts(words, known, last, self._language)
        ends = [
            span[1] if span and _told(spans, number + 1) else following
            for number, (span, following) in enumerate(zip(spans, [*starts[1:], last], strict=True))
        ]
        return [_heard(at, answer["rate"]) for at in starts], [_heard(at, answer["rate"]) for at in ends]


def _heard(at: int, rate: int) -> int:
    return to_house_samples(max(at - _LAG, 0), rate)


def _told(spans: Sequence[tuple[int, int] | None], number: int) -> bool:
    return number >= len(spans) or spans[number] is not None


def _model(voice: Voice) -> str:
    """The model of a reference, without its speaker."""
    return voice.ref.partition(":")[2].partition("/")[0]


def _is_installed() -> bool:
    return all(find_spec(package) is not None for package in _PACKAGES)


PROVIDER = Piper()
