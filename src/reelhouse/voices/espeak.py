"""eSpeak NG: a small synthetic voice for a hundred languages, and the last rung of every ladder."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version as installed
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from reelhouse.language.spoken import found_words
from reelhouse.media.wav import write_wav
from reelhouse.model.speech import Commercial, Timing, Utterance, Voice
from reelhouse.voices.base import Session, not_installed
from reelhouse.voices.child import SpeechProgram, harmless, raw_sound
from reelhouse.voices.options import parse_reference
from reelhouse.voices.share import filled_starts, timed
from reelhouse.voices.sound import Curve, engine_sound, to_house_samples

#: Bumped when this file, its program or the chain changes what is heard or when.
_REVISION = 1
#: Words a minute; clearer than the engine's own 175.
_PACE: Final = 165
_RANGE: Final = 60
#: Steps of the engine's scale of pitch in a semitone; 50 of them are an octave.
_SEMITONE: Final = 50 / 12
#: The variants that a speech recogniser understands best, and the pitch that suits each.
_VARIANTS: Final = {"": ("male", 46), "f2": ("female", 50), "m3": ("male", 48)}

#: Less rumble and boxiness, a little warmth, and the buzz between 3 and 6 kHz taken back; nothing above 9 kHz.
_PLEASANT: Final[Curve] = (
    (30, -24), (60, -9), (90, -2), (180, 2), (400, 0.5), (900, 0), (2000, -0.5), (3200, -3), (4500, -1.5),
    (6500, -3), (7600, -6), (9000, -16), (11000, -40),
)  # fmt: skip


class Espeak:
    """Every language of eSpeak NG, plain and in the variants that are pleasant enough."""

    name = "espeak"
    #: Options of a reference that the engine obeys itself.
    adjusts = frozenset({"speed", "pitch"})

    def voices(self, folders: Sequence[Path] = ()) -> tuple[Voice, ...]:  # noqa: ARG002 (its voices are not files)
        """One voice for each language and variant, when the engine is installed."""
        return _voices(self.name)

    def version(self, voice: Voice, folders: Sequence[Path] = ()) -> str:  # noqa: ARG002 (as above)
        """Engine and settings; the voice is in its reference."""
        return f"espeakng-loader {installed('espeakng-loader')} pace {_PACE} range {_RANGE} revision {_REVISION}"

    @contextmanager
    def open(self, voice: Voice, folders: Sequence[Path] = ()) -> Iterator[Session]:  # noqa: ARG002 (as above)
        """A session; the engine starts with the first line."""
        if _data() is None:
            raise not_installed(self.name)
        with SpeechProgram("espeak_voice.py") as program:
            yield _Espeak(program, voice)


class _Espeak:
    def __init__(self, program: SpeechProgram, voice: Voice) -> None:
        self._program = program
        self._language = voice.language
        plain, self._delivery = parse_reference(voice.ref)
        self._voice = plain.partition(":")[2]

    def speak(self, text: str, into: Path) -> Utterance:
        """One line; starts are the engine's, ends are where the next word or a pause begins."""
        words = found_words(text)
        pitch = round(_VARIANTS[self._voice.partition("+")[2]][1] + self._delivery.pitch * _SEMITONE)
        pace = round(_PACE * self._delivery.speed)
        question = {"text": harmless(text), "voice": self._voice, "pace": pace, "pitch": pitch, "range": _RANGE}
        with raw_sound(into) as raw:
            answer = self._program.ask({**question, "into": str(raw)})
            sound = engine_sound(raw, answer["rate"], _PLEASANT)
            timed_words = self._words(words, answer, sound.shape[1])
        return Utterance(words=timed_words, samples=write_wav(into, sound), timing=Timing.EXACT)

    def _words(self, found: Sequence[re.Match[str]], answer: dict[str, Any], samples: int) -> tuple[Any, ...]:
        texts = [match.group() for match in found]
        known = _first_events(found, answer["words"])
        silence = [
            at for at in answer["pauses"] if at > max((start for start in known if start is not None), default=0)
        ]
        last = silence[0] if silence else answer["samples"]
        starts = filled_starts(texts, known, last, self._language)
        ends = [_end(start, after, answer["pauses"]) for start, after in pairwise([*starts, last])]
        house = [[to_house_samples(at, answer["rate"]) for at in times] for times in (starts, ends)]
        return timed(texts, house[0], house[1], samples)


def _first_events(words: Sequence[re.Match[str]], events: Sequence[tuple[int, int]]) -> list[int | None]:
    """The sample of the first event inside each word; a number has several, a merged word none."""
    return [next((at for place, at in events if word.start() <= place < word.end()), None) for word in words]


def _end(start: int, following: int, pauses: Sequence[int]) -> int:
    at = bisect_right(pauses, start)
    return min(following, pauses[at]) if at < len(pauses) else following


@cache
def _voices(engine: str) -> tuple[Voice, ...]:
    data = _data()
    files = sorted(file for file in (data / "lang").rglob("*") if file.is_file()) if data else []
    described = (_describe(engine, file, variant) for file in files for variant in _VARIANTS)
    return tuple(sorted(described, key=lambda voice: voice.ref))


def _describe(engine: str, file: Path, variant: str) -> Voice:
    # Of several `language` lines the first is the voice's own.
    keyed = [line.split(maxsplit=1) for line in reversed(file.read_text("utf-8").splitlines())]
    lines = {line[0]: line[1] for line in keyed if len(line) > 1}
    return Voice(
        ref=f"{engine}:{file.name.lower()}" + (f"+{variant}" if variant else ""),
        language=lines.get("language", file.name).split()[0],
        description=f"{lines.get('name', file.name).strip()}, synthetic",
        gender=_VARIANTS[variant][0],
        licence="GPL-3.0-or-later (the program; what it speaks is yours)",
        commercial=Commercial.YES,
        source="eSpeak NG, rules and formants, no recordings",
    )


def _data() -> Path | None:
    found = find_spec("espeakng_loader")
    return Path(found.origin).parent / "espeak-ng-data" if found and found.origin else None


PROVIDER = Espeak()
