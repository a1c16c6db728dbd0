"""Golden sounds as coarse fingerprints: loudness and the energy of 32 bands, which survive another processor."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np

from golden.studio import Studio
from reelhouse.media.loudness import measure
from reelhouse.media.wav import Sound, read_wav, write_wav
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import Gap
from reelhouse.sound import mood_names
from reelhouse.sound.bed import compose_bed
from reelhouse.sound.bleep import bleep
from reelhouse.sound.effects import effect_names, make_effect
from reelhouse.sound.programme import mix_programme
from takes import Desk, babble, drone

#: Loudness in LUFS, samples, and each band in decibels below the loudest.
Fingerprint: TypeAlias = list[float]
#: Band borders in hertz, and the level below which a band counts as silent.
BORDERS, SILENT = np.geomspace(40, 20_000, 33), -60.0
#: How far two measurements of the same sound may lie apart: one step of their rounding, in each field.
APART = (0.11, 0.5, *[0.51] * 32)


def fingerprint(sound: Sound) -> Fingerprint:
    power = (np.abs(np.fft.rfft(sound.astype(np.float64), axis=1)) ** 2).sum(axis=0)
    hertz = np.fft.rfftfreq(sound.shape[1], 1 / 48_000)
    edges = np.searchsorted(hertz, BORDERS)
    bands = np.array([power[start:end].sum() for start, end in pairwise(edges)])
    levels = 10 * np.log10(np.maximum(bands / bands.max(), 1e-12))
    coarse = np.maximum(SILENT, np.round(levels * 2) / 2)
    return [round(measure(sound), 1), float(sound.shape[1]), *(coarse + 0.0).tolist()]


def music(studio: Studio) -> dict[str, Fingerprint]:
    made = {}
    for mood in mood_names():
        path = studio.folder / f"{mood}.wav"
        compose_bed(mood, 1, 8, path)
        made[mood] = fingerprint(read_wav(path))
    compose_bed("suspense", 1, 8, studio.folder / "thin.wav", thin=True)
    return made | {"suspense, thin": fingerprint(read_wav(studio.folder / "thin.wav"))}


def effects(studio: Studio) -> dict[str, Fingerprint]:
    made = {}
    for name in effect_names():
        path = studio.folder / f"{name}.wav"
        make_effect(name, path)
        made[name] = fingerprint(read_wav(path))
    return made


def covered(studio: Studio) -> dict[str, Fingerprint]:
    voice, into = studio.folder / "voice.wav", studio.folder / "covered.wav"
    write_wav(voice, babble(1.2))
    bleep(voice, [TimeRange(start=9_600, duration=14_400)], into)
    return {"covered": fingerprint(read_wav(into))}


def mix(studio: Studio) -> dict[str, Fingerprint]:
    desk = Desk(studio.folder)
    voice, bed = desk.media(babble(1.2)), desk.media(drone(2.0), loops=True)
    lines = [item for _ in range(2) for item in (desk.clip(voice), Gap(duration=38_400))]
    timeline = desk.timeline(120, voice=lines, music=[desk.clip(bed, duration=48_000 * 4)])
    path = studio.folder / "mix.m4a"
    mix_programme(timeline, desk.paths, path)
    return {"mix": fingerprint(_decode(path))}


#: What is heard of the steps that make sound.
HEARD: dict[str, Callable[[Studio], dict[str, Fingerprint]]] = {
    "bleep line": covered,
    "compose music": music,
    "make effect": effects,
    "mix sound": mix,
}


def alike(first: dict[str, Fingerprint], second: dict[str, Fingerprint]) -> bool:
    """Whether these are the same sounds."""
    return first.keys() == second.keys() and all(
        len(first[name]) == len(second[name]) == len(APART)
        and all(abs(a - b) <= most for a, b, most in zip(first[name], second[name], APART, strict=True))
        for name in first
    )


def _decode(path: Path) -> Sound:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1, dtype=np.float32)
