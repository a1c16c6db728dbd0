"""A voice that an outside service would speak, as its provider would be written: a price, a pace, and its own errors.

eSpeak speaks in its place. What the service does instead of answering stands in a file, one word a line: `down` (an
answer 503), `lost` (no answer in time), `busy` (come back in a minute and a half), `refused`. What it billed is written
to another one, a line for each call, as the vendor's own invoice would say.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from reelhouse.errors import BadNarration, Postponed, Transient
from reelhouse.media.wav import read_wav, write_wav
from reelhouse.model.lane import Lane, Pace
from reelhouse.model.money import Price, Unit
from reelhouse.model.speech import Utterance, Voice
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.voices import espeak
from reelhouse.voices.base import Session

#: Samples in which its last word fades.
FADE = SAMPLE_RATE // 6
#: Its reference.
PARROT = "parrot:polly"


class Parrot:
    """An engine that asks a service."""

    name = "parrot"
    lane = Lane(
        service="parrot",
        price=Price.model_validate({"dollars": "15.00", "per": 1_000_000, "unit": Unit.CHARACTER}),
        pace=Pace(calls=1000, seconds=1, burst=100),
    )

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def voices(self, folders: Sequence[Path] = ()) -> tuple[Voice, ...]:
        """Its one voice."""
        return (espeak.PROVIDER.voices(folders)[0].model_copy(update={"ref": PARROT, "language": "en-us"}),)

    def version(self, voice: Voice, folders: Sequence[Path] = ()) -> str:
        """Of the service."""
        return "1"

    @contextmanager
    def open(self, voice: Voice, folders: Sequence[Path] = ()) -> Iterator[Session]:
        """A connection."""
        spoken = next(one for one in espeak.PROVIDER.voices(folders) if one.ref == "espeak:en-us")
        with espeak.PROVIDER.open(spoken, folders) as session:
            yield _Speaking(self.folder, session)


class _Speaking:
    def __init__(self, folder: Path, session: Session) -> None:
        self._mood, self._invoice, self._session = folder / "mood", folder / "invoice", session

    def speak(self, text: str, into: Path) -> Utterance:
        """One call."""
        mood = self._next_mood()
        if mood == "down":
            raise Transient("the service answers 503", refused=True)
        if mood == "busy":
            raise Postponed("the service is used up", after=90)
        if mood == "refused":
            raise BadNarration("the service refuses this text", refused=True)
        with self._invoice.open("a") as invoice:
            invoice.write(f"{len(text)}\n")
        if mood == "lost":
            raise Transient("no answer in time")
        said = self._session.speak(text, into)
        sound = read_wav(into)
        heard = int(np.flatnonzero(np.abs(sound[0]) > 1e-3)[-1]) + 1
        sound[:, heard - FADE : heard] *= np.linspace(1, 0, FADE, dtype=np.float32) ** 2  # a voice dies away
        write_wav(into, sound)
        return said

    def _next_mood(self) -> str:
        moods = self._mood.read_text().split() if self._mood.exists() else []
        self._mood.write_text("\n".join(moods[1:]))
        return moods[0] if moods else "fine"
