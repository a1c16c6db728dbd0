"""A narration, music and effects as real files, and timelines that use them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from reelhouse.media.wav import Depth, Sound, write_wav
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.time import SAMPLE_RATE, Rate, TimeRange
from reelhouse.model.timeline import Clip, ExternalReference, Gap, Timeline, Track, TrackKind


def babble(seconds: float, *, level: float = 0.12, seed: int = 3) -> Sound:
    """A voice without words: a buzz of 120 Hz and its partials in syllables, mono."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    angle = 2 * np.pi * (120 * time + 3 * np.sin(2 * np.pi * 0.7 * time + seed))
    buzz = sum(np.sin(partial * angle + partial) / partial for partial in range(1, 25))
    syllables = np.clip(0.7 + 0.6 * np.sin(2 * np.pi * 4.3 * time + seed), 0.05, 1)
    return np.asarray(level * buzz * syllables, dtype=np.float32)[np.newaxis]


def drone(seconds: float, *, level: float = 0.05) -> Sound:
    """Steady music without events: five partials, the same at its end as at its start, stereo."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    sides = [sum(np.sin(2 * np.pi * hertz * time) for hertz in row) for row in ((220, 330, 550), (220, 440, 660))]
    return np.asarray(level * np.stack(sides), dtype=np.float32)


@dataclass
class Desk:
    """Writes sounds into a folder and makes clips and timelines of them."""

    folder: Path
    paths: dict[str, Path] = field(default_factory=dict)

    def media(self, sound: Sound, *, loops: bool = False, depth: Depth = Depth.F32) -> ExternalReference:
        path = self.folder / f"{len(self.paths)}.wav"
        write_wav(path, sound, depth)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self.paths[digest] = path
        artifact = Artifact(sha256=digest, kind=Kind.SPEECH, suffix=".wav", size=path.stat().st_size)
        return ExternalReference(artifact=artifact, available=sound.shape[1], loops=loops)

    def clip(self, media: ExternalReference, *, start: int = 0, duration: int | None = None, gain: int = 0) -> Clip:
        used = TimeRange(start=start, duration=media.available - start if duration is None else duration)
        return Clip(name="clip", media=media, source=used, gain=gain)

    def timeline(self, frames: int, **tracks: Sequence[Clip | Gap]) -> Timeline:
        """A timeline at 30 frames a second; keywords are track kinds."""
        return Timeline(
            name="test",
            language="en",
            rate=Rate(num=30),
            duration=frames,
            scenes=(),
            tracks=tuple(Track(kind=TrackKind(kind), name=kind, items=tuple(items)) for kind, items in tracks.items()),
        )
