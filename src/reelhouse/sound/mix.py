"""The mix: every sound track of a timeline in one stereo file, music stepping back wherever somebody speaks.

Levels are the house's, so that a clip with gain 0 is right: the narration as a whole is brought to `VOICE` and each
piece of music to `MUSIC`; a clip's own gain comes on top. Effects are played as they are. The sound is read
and written in blocks, so that memory does not grow with the programme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from reelhouse.media.loudness import SILENCE, Meter, to_lufs
from reelhouse.media.stop import check_stop
from reelhouse.media.wav import Depth, WavWriter
from reelhouse.model.base import Value
from reelhouse.model.time import SAMPLE_RATE, Count, frames_to_samples
from reelhouse.model.timeline import Timeline, TrackKind
from reelhouse.sound.clipping import FlatTops
from reelhouse.sound.ducking import STEP, Steps, duck, gains, levels, spoken
from reelhouse.sound.parts import Part, decibels, lay, parts_of
from reelhouse.sound.roomtone import room_tone

#: Loudness in LUFS of the narration in the mix, and of music where nobody speaks.
VOICE, MUSIC = -15.0, -23.0
#: Levels are corrected by at most this many decibels; beyond, a recording is wrong and not just quiet.
REACH = 15.0
#: Samples in one block; whole steps of the ducking curve and of the meter.
BLOCK = 5 * SAMPLE_RATE


class MixFacts(Value):
    """What was mixed. Loudness is in hundredths of LUFS, `SILENCE` for nothing; `flat_tops` counts clipped peaks."""

    samples: Count
    voice: int
    music_clear: int
    music_spoken: int
    spoken: Count
    flat_tops: Count


@dataclass(frozen=True)
class _Listened:
    """What the first pass heard in the narration: its gain, the music's curve, where speech is (in steps)."""

    gain: float
    lufs: float
    curve: Steps
    speech: Steps
    flat_tops: int


def mix(timeline: Timeline, paths: Mapping[str, Path], into: Path) -> MixFacts:
    """Mix all sound of a timeline into a stereo WAV of 32-bit floats, exactly as long as its picture.

    Args:
        timeline: Its sound tracks hold clips of media in the store.
        paths: Where each medium lies, by its SHA-256.
        into: The file to write.

    Raises:
        ArtifactMissing: A clip's media is not among the paths.
        ContentError: A clip is not media yet, or asks for more than there is.
        UnreadableMedia: A sound is no WAV file at 48 kHz.
    """
    length = frames_to_samples(timeline.duration, timeline.rate)
    voice = parts_of(timeline.track(TrackKind.VOICE), paths)
    music = _levelled(parts_of(timeline.track(TrackKind.MUSIC), paths))
    effects = parts_of(timeline.track(TrackKind.EFFECT), paths)
    heard = _listen(voice, length)
    meter = Meter(2)
    with WavWriter(into, 2, Depth.F32) as file:
        for start, stop in _blocks(length):
            bed = lay(music, start, stop) * gains(heard.curve, start, stop)
            meter.add(bed)
            centre = lay(voice, start, stop).mean(axis=0) * np.float32(heard.gain)
            file.write(bed + centre + lay(effects, start, stop) + room_tone(start, stop))
    return _facts(length, heard, meter)


def _listen(voice: tuple[Part, ...], length: int) -> _Listened:
    meter, flat, level = Meter(1), FlatTops(), [np.zeros(0)]
    for start, stop in _blocks(length):
        centre = lay(voice, start, stop).mean(axis=0)
        meter.add(centre[np.newaxis])
        flat.add(centre)
        level.append(levels(centre))
    speech = spoken(np.concatenate(level))
    # One voice in both loudspeakers has twice the power of one channel.
    lufs = meter.lufs + 3.01 if meter.lufs > SILENCE else SILENCE
    gain = _correction(lufs, VOICE)
    return _Listened(
        gain=decibels(gain),
        lufs=lufs + gain if lufs > SILENCE else SILENCE,
        curve=duck(speech),
        speech=speech.astype(np.float64),
        flat_tops=flat.count,
    )


def _levelled(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Each piece of music at `MUSIC` by its own loudness, times what its clip asks for."""
    known: dict[Path, float] = {}
    for part in parts:
        if part.path not in known:
            known[part.path] = decibels(_correction(_loudness(part), MUSIC))
    return tuple(replace(part, gain=part.gain * known[part.path]) for part in parts)


def _loudness(part: Part) -> float:
    whole = replace(
        part, start=0, duration=part.available, source=0, loops=False, gain=1.0, fade_in=0, fade_out=0, tail=0
    )
    meter = Meter(2)
    for start, stop in _blocks(part.available):
        meter.add(lay([whole], start, stop))
    return meter.lufs


def _correction(lufs: float, target: float) -> float:
    return 0.0 if lufs <= SILENCE else max(-REACH, min(REACH, target - lufs))


def _blocks(length: int) -> Iterator[tuple[int, int]]:
    for start in range(0, length, BLOCK):
        check_stop()
        yield start, min(start + BLOCK, length)


def _facts(length: int, heard: _Listened, music: Meter) -> MixFacts:
    powers = music.powers
    hops = heard.speech[: len(powers) * 10].reshape(-1, 10).mean(axis=1) if len(powers) else np.zeros(0)
    down = heard.curve[: len(powers) * 10].reshape(-1, 10).mean(axis=1) if len(powers) else np.zeros(0)
    during, clear = powers[hops > 0.99], powers[down > -0.01]
    return MixFacts(
        samples=length,
        voice=round(heard.lufs * 100),
        music_clear=round(to_lufs(float(clear.mean())) * 100) if len(clear) else round(SILENCE * 100),
        music_spoken=round(to_lufs(float(during.mean())) * 100) if len(during) else round(SILENCE * 100),
        spoken=int(heard.speech.sum()) * STEP,
        flat_tops=heard.flat_tops,
    )
