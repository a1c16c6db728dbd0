"""Flite: small, quick English voices of the system's package. Word times come from its phoneme durations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

from reelhouse.errors import BadNarration
from reelhouse.language.spoken import found_words
from reelhouse.media.wav import inspect_wav, write_wav
from reelhouse.model.speech import Commercial, Timing, Utterance, Voice, Word
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.voices.base import Session, not_installed
from reelhouse.voices.child import raw_sound
from reelhouse.voices.options import parse_reference
from reelhouse.voices.outside import bare_words, find_program, run_engine, told_version
from reelhouse.voices.phonemes import word_spans
from reelhouse.voices.share import filled_starts, timed
from reelhouse.voices.sound import engine_sound

#: Bumped when this file changes what is heard or when.
_REVISION: Final = 1
#: The voices that are built into the program: gender and what they are.
_VOICES: Final = {
    "slt": ("female", "en-us", "statistical US English voice of CMU ARCTIC"),
    "rms": ("male", "en-us", "statistical US English voice of CMU ARCTIC"),
    "awb": ("male", "en-gb-scotland", "statistical Scottish English voice of CMU ARCTIC"),
    "kal16": ("male", "en-us", "diphone US English voice"),
}
_LETTERS: Final = re.compile(r"[0-9A-Za-z]")
#: One character for each phoneme, as the search for words counts characters; a pause is a mark.
_PAUSE: Final = ","
_SEGMENT: Final = re.compile(r"([a-z]+):(\d+\.\d+)")


class Flite:
    """The four voices that its package has at 16 kHz."""

    name = "flite"
    installing = "Install it with `apt-get install flite`, or choose another voice"
    #: Options of a reference that the engine obeys itself.
    adjusts = frozenset({"speed"})

    def voices(self, folders: Sequence[Path] = ()) -> tuple[Voice, ...]:
        """Its voices, when the program is there."""
        return () if find_program(self.name, folders) is None else tuple(map(_describe, sorted(_VOICES)))

    def version(self, voice: Voice, folders: Sequence[Path] = ()) -> str:  # noqa: ARG002 (all are in one program)
        """Program and this file.

        Raises:
            ProviderNotInstalled: The program is gone.
            Transient: It does not answer.
        """
        return f"{told_version(self._program(folders))} revision {_REVISION}"

    @contextmanager
    def open(self, voice: Voice, folders: Sequence[Path] = ()) -> Iterator[Session]:
        """A session; the program runs twice for each line."""
        plain, delivery = parse_reference(voice.ref)
        yield _Flite(self._program(folders), plain.partition(":")[2], delivery.speed, voice.language)

    def _program(self, folders: Sequence[Path]) -> Path:
        program = find_program(self.name, folders)
        if program is None:
            raise not_installed(self.name, self.installing)
        return program


class _Flite:
    def __init__(self, program: Path, voice: str, speed: float, language: str) -> None:
        slower = [] if speed == 1 else ["--setf", f"duration_stretch={1 / speed:.4f}"]
        self._command = [str(program), "-voice", voice, *slower, "-psdur", "-o"]
        self._language = language

    def speak(self, text: str, into: Path) -> Utterance:
        """One line; its words are also read apart, to know which phonemes are whose."""
        found = found_words(text)
        bare = bare_words(found, _LETTERS)
        said = [word for word in bare if word]
        if not said:
            raise BadNarration("this voice cannot read any letter of the line", remedy="Choose another voice")
        with raw_sound(into) as raw:
            apart = run_engine([*self._command, str(raw), "-t", " ".join(f"{_letters(word)}," for word in said)])
            raw.unlink(missing_ok=True)
            printed = run_engine([*self._command, str(raw), "-t", " ".join(said)])
            sound = engine_sound(raw, inspect_wav(raw).rate)
            spans = _spans(printed, apart, bare)
            words = _words([match.group() for match in found], spans, sound.shape[1], self._language)
        timing = Timing.EXACT if words else Timing.ESTIMATED
        return Utterance(words=words, samples=write_wav(into, sound), timing=timing)


def _letters(word: str) -> str:
    return word.rstrip(".,;:!?")


def _spans(printed: str, apart: str, bare: Sequence[str]) -> list[tuple[int, int] | None]:
    """First sample and first sample after each word; None for one that was not found. None at all: nothing known."""
    symbols: dict[str, str] = {"pau": _PAUSE}
    readings = iter(_readings(_segments(apart, symbols)))
    wanted = [next(readings, "") if word else "" for word in bare]
    if next(readings, None) is not None or not all(reading for reading, word in zip(wanted, bare, strict=True) if word):
        return []  # the program heard other words than we
    segments = _segments(printed, symbols)
    ends = [0, *(end for _, end in segments)]
    lengths = [after - before for before, after in pairwise(ends)]
    phonemes = [(symbol, length) for (symbol, _), length in zip(segments, lengths, strict=True)]
    return word_spans(phonemes, wanted)


def _segments(printed: str, symbols: dict[str, str]) -> list[tuple[str, int]]:
    """Each phoneme as one character, and its end in samples; `symbols` learns the ones that it does not know."""
    found = _SEGMENT.findall(printed)
    for name, _ in found:
        symbols.setdefault(name, chr(ord("\ue000") + len(symbols)))
    return [(symbols[name], round(float(end) * SAMPLE_RATE)) for name, end in found]


def _readings(segments: Sequence[tuple[str, int]]) -> list[str]:
    """What is spoken between two pauses."""
    groups = groupby((symbol for symbol, _ in segments), key=lambda symbol: symbol == _PAUSE)
    return ["".join(symbols) for pause, symbols in groups if not pause]


def _words(
    texts: Sequence[str], spans: Sequence[tuple[int, int] | None], samples: int, language: str
) -> tuple[Word, ...]:
    """Words with their times; none when they are not known."""
    if not any(spans):
        return ()
    last = max(span[1] for span in spans if span)
    starts = filled_starts(texts, [span[0] if span else None for span in spans], last, language)
    ends = [span[1] if span else following for span, following in zip(spans, [*starts[1:], last], strict=True)]
    return timed(texts, starts, ends, samples)


def _describe(name: str) -> Voice:
    gender, language, what = _VOICES[name]
    return Voice(
        ref=f"{Flite.name}:{name}",
        language=language,
        description=f"Flite, {what}, 16 kHz",
        gender=gender,
        licence="BSD-like (Carnegie Mellon University)",
        commercial=Commercial.YES,
        source="built into Flite",
    )


PROVIDER = Flite()
