"""Opening a voice as its reference asks for it: options go to the engine that knows them, the sound takes the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reelhouse.model.speech import Utterance, Voice, Word
from reelhouse.voices.base import Session, VoiceProvider
from reelhouse.voices.child import raw_sound
from reelhouse.voices.options import USUAL, Delivery, only, parse_reference

#: Bumped when stretching or shifting gives another sound.
_REVISION: Final = 1
_SOUND: Final = frozenset({"speed", "pitch"})


@contextmanager
def open_voice(engine: VoiceProvider, voice: Voice, folders: Sequence[Path] = ()) -> Iterator[Session]:
    """A session that speaks at the speed and the pitch of the voice's reference.

    Raises:
        ProviderNotInstalled: The engine is missing.
    """
    asked, rest = _shared(engine, voice)
    with engine.open(asked, folders) as session:
        yield session if rest == USUAL else _Adjusted(session, rest)


def delivery_version(engine: VoiceProvider, voice: Voice, folders: Sequence[Path] = ()) -> str:
    """What decides how the voice sounds beside its reference: the engine's word, and ours where we change the sound."""
    asked, rest = _shared(engine, voice)
    plain = asked.model_copy(update={"ref": parse_reference(asked.ref)[0]})
    return engine.version(plain, folders) + ("" if rest == USUAL else f" delivery {_REVISION}")


def _shared(engine: VoiceProvider, voice: Voice) -> tuple[Voice, Delivery]:
    """The voice with the options that its engine knows, and the options that are left to us."""
    plain, delivery = parse_reference(voice.ref)
    own: frozenset[str] = getattr(engine, "adjusts", frozenset())
    asked = only(delivery, own).asked
    return voice.model_copy(update={"ref": plain + asked}), only(delivery, _SOUND - own)


class _Adjusted:
    """A session whose sound is stretched and shifted after the engine spoke."""

    def __init__(self, session: Session, delivery: Delivery) -> None:
        self._session = session
        self._delivery = delivery

    def speak(self, text: str, into: Path) -> Utterance:
        """One line; every word's time is scaled with the sound."""
        from reelhouse.media.wav import read_wav, write_wav  # noqa: PLC0415 (listing voices must not wait for what handles sound)
        from reelhouse.voices.shift import delivered  # noqa: PLC0415 (as above)

        with raw_sound(into) as raw:
            said = self._session.speak(text, raw)
            sound = delivered(read_wav(raw)[0].astype(float), self._delivery.speed, self._delivery.pitch)
            samples = write_wav(into, sound.astype("float32")[None])
        words = tuple(_scaled(word, self._delivery.speed, samples) for word in said.words)
        return said.model_copy(update={"words": words, "samples": samples})


def _scaled(word: Word, speed: float, samples: int) -> Word:
    end = min(round(word.end / speed), samples)
    return Word(text=word.text, start=min(round(word.start / speed), end - 1), end=end)
