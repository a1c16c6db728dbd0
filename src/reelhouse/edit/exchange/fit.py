"""Tracks made to fit their programme: pictures fill it, sound ends with it."""

from __future__ import annotations

from reelhouse.edit.exchange.notes import Notes
from reelhouse.model.time import Rate, TimeRange, frames_to_samples
from reelhouse.model.timeline import Clip, Gap, Item, Track, TrackKind


def fitted(tracks: tuple[Track, ...], duration: int, rate: Rate, notes: Notes) -> tuple[Track, ...]:
    """Fill every picture track up to `duration` frames, and cut sound off there."""
    _tell_of_holes(tracks, duration, rate, notes)
    samples = frames_to_samples(duration, rate)
    return tuple(
        _cut_off(track, samples, notes) if track.kind.is_sound else _filled(track, duration) for track in tracks
    )


def _filled(track: Track, duration: int) -> Track:
    missing = duration - track.duration
    return track.model_copy(update={"items": (*track.items, Gap(duration=missing))}) if missing else track


def _cut_off(track: Track, samples: int, notes: Notes) -> Track:
    if track.duration <= samples:
        return track
    at, items = 0, list[Item]()
    for item in track.items:
        left = samples - at
        at += item.duration
        if left > 0:
            items.append(_first(item, min(left, item.duration)))
    if any(isinstance(item, Clip) for item in track.items):
        notes.tell("it is longer than the pictures: the rest is cut off", f"track {track.name!r}")
    return track.model_copy(update={"items": tuple(items)})


def _first(item: Item, samples: int) -> Item:
    if isinstance(item, Gap):
        return Gap(duration=samples)
    return item.model_copy(update={"source": TimeRange(start=item.source.start, duration=samples)})


def _tell_of_holes(tracks: tuple[Track, ...], duration: int, rate: Rate, notes: Notes) -> None:
    """Where no background is, the picture is black: that may be meant, and may be a slip."""
    grounds = [track for track in tracks if track.kind is TrackKind.BACKGROUND]
    covered = sorted((at, at + clip.duration) for track in grounds for at, clip in track.clips())
    at = 0
    for start, end in [*covered, (duration, duration)]:
        if start > at:
            length = float((start - at) / rate.fraction)
            notes.tell(f"nothing is seen for {length:.1f} s", "the pictures", at / rate.fraction)
        at = max(at, end)
