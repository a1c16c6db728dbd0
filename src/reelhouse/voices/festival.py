"""Festival: voices of the system's packages, among them Russian and English ones made of recordings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reelhouse.errors import BadNarration
from reelhouse.language.spoken import found_words
from reelhouse.language.tags import primary
from reelhouse.media.wav import inspect_wav, write_wav
from reelhouse.model.speech import Commercial, Timing, Utterance, Voice, Word
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.voices.base import Session, not_installed
from reelhouse.voices.child import raw_sound
from reelhouse.voices.outside import bare_words, find_program, run_engine, told_version
from reelhouse.voices.programs import programs_folder
from reelhouse.voices.share import filled_starts, timed
from reelhouse.voices.sound import engine_sound

#: Bumped when this file or its program changes what is heard or when.
_REVISION: Final = 1
#: Folders of voices by language, as Festival's packages name them.
_LANGUAGES: Final = {
    "us": "en-us", "english": "en", "british": "en-gb", "russian": "ru", "spanish": "es", "romanian": "ro",
    "italian": "it", "finnish": "fi", "czech": "cs", "polish": "pl", "german": "de", "hindi": "hi",
}  # fmt: skip
#: Where voices are beside those that lie relative to the program.
_PLACES: Final = (Path("/usr/share/festival/voices"), Path("/usr/local/share/festival/voices"))
#: Name -> gender, what it is, licence. Others are listed as unknown.
_KNOWN: Final = {
    "msu_ru_nsh_clunits": ("male", "recorded Russian voice, 16 kHz", "BSD-like (festvox-ru; packaging GPL-3.0)"),
    "cmu_us_slt_arctic_hts": ("female", "statistical US English voice, 32 kHz", "BSD-like (CMU ARCTIC, HTS)"),
    "kal_diphone": ("male", "diphone US English voice, 16 kHz", "BSD-like (festvox-kallpc16k)"),
    "ked_diphone": ("male", "diphone US English voice, 16 kHz", "BSD-like (festvox-kdlpc16k)"),
}
_LETTERS: Final = {"ru": re.compile(r"[0-9A-Za-zА-Яа-яЁё]")}
_LATIN: Final = re.compile(r"[0-9A-Za-z]")


class Festival:
    """Every installed voice of a language that is known by its folder."""

    name = "festival"
    installing = "Install it with `apt-get install festival festvox-us-slt-hts festvox-ru`, or choose another voice"

    def voices(self, folders: Sequence[Path] = ()) -> tuple[Voice, ...]:
        """One voice for each folder of a voice, when the program is there."""
        program = find_program(self.name, folders)
        found = {} if program is None else _voice_files(program)
        return tuple(_describe(self.name, file) for _, file in sorted(found.items()))

    def version(self, voice: Voice, folders: Sequence[Path] = ()) -> str:
        """Program, definition of the voice, and this file.

        Raises:
            ProviderNotInstalled: The program or the voice is gone.
            Transient: The program does not answer.
        """
        program, file = self._found(voice, folders)
        definition = hashlib.sha256(file.read_bytes()).hexdigest()
        return f"{told_version(program)} voice {definition} revision {_REVISION}"

    @contextmanager
    def open(self, voice: Voice, folders: Sequence[Path] = ()) -> Iterator[Session]:
        """A session; the program runs once for each line."""
        program, file = self._found(voice, folders)
        yield _Festival(program, file.stem, voice.language)

    def _found(self, voice: Voice, folders: Sequence[Path]) -> tuple[Path, Path]:
        program = find_program(self.name, folders)
        file = _voice_files(program).get(voice.ref.partition(":")[2]) if program else None
        if program is None or file is None:
            raise not_installed(self.name, self.installing)
        return program, file


class _Festival:
    def __init__(self, program: Path, voice: str, language: str) -> None:
        self._program = program
        self._voice = voice
        self._language = language

    def speak(self, text: str, into: Path) -> Utterance:
        """One line; word times are those of the engine's own words."""
        found = found_words(text)
        bare = bare_words(found, _LETTERS.get(primary(self._language), _LATIN))
        said = [word for word in bare if word]
        if not said:
            raise BadNarration("this voice cannot read any letter of the line", remedy="Choose another voice")
        with raw_sound(into) as raw:
            wanted = {"VOICE": self._voice, "TEXT": " ".join(said), "INTO": str(raw.absolute())}
            script = str(programs_folder() / "festival_voice.scm")
            environment = {f"REELHOUSE_{name}": value for name, value in wanted.items()}
            printed = run_engine([str(self._program), "--batch", script], environment)
            sound = engine_sound(raw, inspect_wav(raw).rate)
            spans = _spans(printed, bare)
            words = _words([match.group() for match in found], spans, sound.shape[1], self._language)
        return Utterance(words=words, samples=write_wav(into, sound), timing=_timing(words))


def _timing(words: Sequence[Word]) -> Timing:
    return Timing.EXACT if words else Timing.ESTIMATED


def _spans(printed: str, bare: Sequence[str]) -> list[tuple[int, int] | None] | None:
    """First sample and first sample after each word, None for one without sound; None when tokens are no words."""
    told = [line.split() for line in printed.splitlines() if re.fullmatch(r"[\d.]+ [\d.]+", line)]
    spans = [(_samples(start), _samples(end)) for start, end in told]
    if len(spans) != sum(map(bool, bare)):
        return None
    following = iter(spans)
    placed = [next(following) if word else None for word in bare]
    return [span if span and span[1] > span[0] else None for span in placed]


def _samples(seconds: str) -> int:
    return round(float(seconds) * SAMPLE_RATE)


def _words(
    texts: Sequence[str], spans: Sequence[tuple[int, int] | None] | None, samples: int, language: str
) -> tuple[Word, ...]:
    """Words with their times; none when the engine counted other words than we."""
    if spans is None or not any(spans):
        return ()
    last = max(span[1] for span in spans if span)
    starts = filled_starts(texts, [span[0] if span else None for span in spans], last, language)
    ends = [span[1] if span else following for span, following in zip(spans, [*starts[1:], last], strict=True)]
    return timed(texts, starts, ends, samples)


def _voice_files(program: Path) -> dict[str, Path]:
    """The definition of each voice by its name; the nearest to the program comes first."""
    places = (program.resolve().parents[1] / "share" / "festival" / "voices", *_PLACES)
    found: dict[str, Path] = {}
    for place in places:
        for file in sorted(place.glob("*/*/festvox/*.scm")):
            folder = file.parents[1]
            if file.stem == folder.name and folder.parent.name in _LANGUAGES and file.stem.isidentifier():
                found.setdefault(file.stem, file)
    return found


def _describe(engine: str, file: Path) -> Voice:
    gender, what, licence = _KNOWN.get(file.stem, ("unknown", "voice", "unknown"))
    return Voice(
        ref=f"{engine}:{file.stem}",
        language=_LANGUAGES[file.parents[2].name],
        description=f"Festival, {what}",
        gender=gender,
        licence=licence,
        commercial=Commercial.YES if file.stem in _KNOWN else Commercial.UNKNOWN,
        source=f"{file.stem}, from {file.parents[1]}",
    )


PROVIDER = Festival()
