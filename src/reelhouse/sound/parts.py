"""Sound clips laid out in programme time, and the samples of any stretch of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reelhouse.errors import ArtifactMissing, ContentError
from reelhouse.media.wav import Sound, read_wav
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.model.timeline import Clip, ExternalReference, Gap, Track, TrackKind

#: Fade at both ends of a spoken line or an effect, so that no border clicks.
BORDER = SAMPLE_RATE // 200
#: Fades of music where it begins and where it ends.
MUSIC_IN, MUSIC_OUT = SAMPLE_RATE // 10, SAMPLE_RATE
#: How long two pieces of music that follow each other sound together.
MUSIC_CROSS = SAMPLE_RATE // 25


@dataclass(frozen=True)
class Part:
    """One clip in programme time. All counts are samples; `gain` is a factor.

    `tail` samples sound after `end`, under the clip that follows.
    """

    path: Path
    start: int
    duration: int
    source: int
    available: int
    loops: bool
    gain: float
    fade_in: int
    fade_out: int
    tail: int = 0

    @property
    def end(self) -> int:
        """The first sample after everything that sounds of it."""
        return self.start + self.duration + self.tail


def parts_of(tracks: Iterable[Track], paths: Mapping[str, Path]) -> tuple[Part, ...]:
    """The clips of sound tracks as parts, with their fades.

    Raises:
        ArtifactMissing: A clip's media is not among the paths.
        ContentError: A clip is not media yet, or asks for more than its media holds.
    """
    return tuple(part for track in tracks for part in _parts(track, paths))


def lay(parts: Iterable[Part], start: int, stop: int) -> Sound:
    """What sounds from one programme sample to another, shape (2, samples)."""
    block = np.zeros((2, stop - start), dtype=np.float32)
    for part in parts:
        first, last = max(start, part.start), min(stop, part.end)
        if first < last:
            block[:, first - start : last - start] += _heard(part, first, last)
    return block


def decibels(gain: float) -> float:
    """The factor of a gain in decibels."""
    return float(10 ** (gain / 20))


def _parts(track: Track, paths: Mapping[str, Path]) -> Iterator[Part]:
    fade_in = fade_out = BORDER
    places = [clip.duration for clip in track.items]
    at = 0
    for index, item in enumerate(track.items):
        if isinstance(item, Clip) and item.duration:
            tail = 0
            if track.kind is TrackKind.MUSIC:
                fade_in = MUSIC_CROSS if _is_music(track, index - 1) else MUSIC_IN
                runs_on = _is_music(track, index + 1)
                fade_out = MUSIC_CROSS if runs_on else MUSIC_OUT
                tail = MUSIC_CROSS if runs_on else 0
            yield _part(item, at, paths, (fade_in, fade_out, tail))
        at += places[index]


def _is_music(track: Track, index: int) -> bool:
    return 0 <= index < len(track.items) and not isinstance(track.items[index], Gap)


def _part(clip: Clip, at: int, paths: Mapping[str, Path], fades: tuple[int, int, int]) -> Part:
    media = clip.media
    if not isinstance(media, ExternalReference):
        raise ContentError(f"the sound clip {clip.name!r} is not media yet", remedy="Make the sound before the mix")
    if media.artifact.sha256 not in paths:
        raise ArtifactMissing(
            f"the sound of the clip {clip.name!r} is missing",
            where=media.artifact.sha256,
            remedy="Run again with --refresh: it is made anew",
        )
    if not media.available or (not media.loops and clip.source.end > media.available):
        raise ContentError(
            f"the clip {clip.name!r} uses {clip.source.end} samples of a sound that has {media.available}",
            remedy="Shorten the clip",
        )
    fade_in, fade_out, tail = fades
    if not media.loops:
        tail = min(tail, media.available - clip.source.end)
    return Part(
        path=paths[media.artifact.sha256],
        start=at,
        duration=clip.duration,
        source=clip.source.start,
        available=media.available,
        loops=media.loops,
        gain=decibels(clip.gain / 100),
        fade_in=min(fade_in, clip.duration // 2),
        fade_out=tail or min(fade_out, clip.duration // 2),
        tail=tail,
    )


def _heard(part: Part, first: int, last: int) -> Sound:
    sound = _read(part, part.source + first - part.start, last - first)
    _fade(sound, first - part.start, part.fade_in)
    _fade(sound[:, ::-1], part.end - last, part.fade_out)
    sound *= np.float32(part.gain)
    return sound


def _read(part: Part, at: int, count: int) -> Sound:
    pieces, have = [], 0
    while have < count:
        place = (at + have) % part.available if part.loops else at + have
        piece = read_wav(part.path, place, min(count - have, part.available - place))
        if not piece.shape[1]:
            raise ContentError("a sound is shorter than its clip says", where=str(part.path), remedy="Make it again")
        pieces.append(piece)
        have += piece.shape[1]
    sound = np.concatenate(pieces, axis=1)
    return sound if len(sound) == 2 else np.repeat(sound.mean(axis=0, keepdims=True), 2, axis=0)


def _fade(sound: Sound, before: int, length: int) -> None:
    """Apply the piece of a cosine fade of `length` samples that a sound meets which begins `before` samples into it."""
    count = min(length - before, sound.shape[1])
    if count > 0:
        steps = (np.arange(before, before + count, dtype=np.float32) + np.float32(0.5)) / np.float32(length)
        sound[:, :count] *= np.float32(0.5) - np.float32(0.5) * np.cos(np.float32(np.pi) * steps)
