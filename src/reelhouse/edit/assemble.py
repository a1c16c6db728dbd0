"""Assembling: a schedule, its pictures and its score become a timeline.

Everything in a scene depends on the scene alone: which background, where in its loop it begins, when an effect
sounds. So a scene that grows moves the others in time and changes nothing in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import Field

from reelhouse.edit.joins import Joins, join_cards, join_pictures
from reelhouse.edit.lay import lay
from reelhouse.edit.music import runs_of
from reelhouse.edit.schedule import Schedule, SlottedScene
from reelhouse.model.base import Value
from reelhouse.model.quality import Finding
from reelhouse.model.script import Role
from reelhouse.model.time import TimeRange, frames_to_samples, milliseconds_to_samples
from reelhouse.model.timeline import (
    Clip,
    ExternalReference,
    GeneratorReference,
    SceneMark,
    Timeline,
    Track,
    TrackKind,
)

#: A teller's dynamics, in hundredths of a decibel: the title is announced, the story told, the turn brought home.
DYNAMICS = {Role.TITLE: 80, Role.STORY: -90, Role.TWIST: 160, Role.END: 40}


class Cut(Value):
    """A background for one scene: looping media, entered at frame `phase`."""

    media: ExternalReference
    phase: int


class Accent(Value):
    """An effect in a scene: `at` milliseconds from the scene's start, or before its end when `from_end`."""

    name: str
    media: ExternalReference
    at: int
    from_end: bool = False
    gain: int = 0


class Shown(Value):
    """A shot of a scene: media from its first frame, from frame `at` of the scene on. `name` is for people."""

    name: str
    media: ExternalReference
    at: int
    frames: int


class Pictures(Value):
    """What is seen, by scene id: a background or shots for every scene, a card for some."""

    backgrounds: dict[str, Cut]
    cards: dict[str, GeneratorReference]
    #: Footage, end to end; a scene that has shots needs no background.
    shots: dict[str, tuple[Shown, ...]] = Field(default_factory=dict)
    #: How one picture follows another.
    joins: Joins = Joins()
    findings: tuple[Finding, ...] = ()


class Score(Value):
    """What is heard besides the voice: a music bed, and accents by scene id.

    `hushed` is the same bed, thin, beat for beat; it takes over in the scenes of `hush` and under the last line before
    the end. Gains are hundredths of a decibel. `bar` is how many samples a bar has, 0 when nobody knows; `full` is the
    first bar in which everybody plays, counted from 0.
    """

    music: ExternalReference | None = None
    hushed: ExternalReference | None = None
    hush: tuple[str, ...] = ()
    gain: int = 0
    hush_gain: int = 0
    bar: int = 0
    full: int = 0
    accents: dict[str, tuple[Accent, ...]]


def assemble(name: str, language: str, schedule: Schedule, pictures: Pictures, score: Score) -> Timeline:
    """Put a schedule, its pictures and its score together.

    Returns:
        A timeline whose picture tracks last exactly as long as the schedule.
    """
    tracks = (
        _backgrounds(schedule, pictures),
        _cards(schedule, pictures),
        _voice(schedule),
        *_music(schedule, score),
        *_effects(schedule, score.accents),
    )
    marks = (SceneMark(id=at.scene.id, role=at.scene.role, range=at.range) for at in schedule.scenes)
    return Timeline(
        name=name,
        language=language,
        rate=schedule.rate,
        duration=schedule.duration,
        scenes=tuple(marks),
        tracks=tracks,
        findings=pictures.findings,
    )


def card_name(scene: str) -> str:
    """The name of a scene's card clip, by which a layout finds its box."""
    return f"card {scene}"


def _backgrounds(schedule: Schedule, pictures: Pictures) -> Track:
    placed = [(at.range.start + start, clip) for at in schedule.scenes for start, clip in _background(at, pictures)]
    track = lay(TrackKind.BACKGROUND, "background", placed)
    dips = join_pictures(schedule.scenes, track, pictures.joins, schedule.rate)
    return track.model_copy(update={"transitions": dips})


def _background(at: SlottedScene, pictures: Pictures) -> list[tuple[int, Clip]]:
    """What is behind one scene, with the frames of the scene on which each piece begins."""
    name = f"background {at.scene.id}"
    shots = pictures.shots.get(at.scene.id, ())
    if shots:
        whole = [(shot, TimeRange(start=0, duration=shot.frames)) for shot in shots]
        return [(shot.at, Clip(name=f"{name}: {shot.name}", media=shot.media, source=used)) for shot, used in whole]
    cut = pictures.backgrounds[at.scene.id]
    return [(0, Clip(name=name, media=cut.media, source=TimeRange(start=cut.phase, duration=at.range.duration)))]


def _cards(schedule: Schedule, pictures: Pictures) -> Track:
    placed = []
    for at in schedule.scenes:
        media = pictures.cards.get(at.scene.id)
        if media is not None:
            source = TimeRange(start=0, duration=at.range.duration)
            placed.append((at.range.start, Clip(name=card_name(at.scene.id), media=media, source=source)))
    track = lay(TrackKind.CARD, "cards", placed, fill=schedule.duration)
    return track.model_copy(update={"transitions": join_cards(track, pictures.joins, schedule.rate)})


def _voice(schedule: Schedule) -> Track:
    placed = []
    for at in schedule.scenes:
        origin = frames_to_samples(at.range.start, schedule.rate)
        for line in at.lines:
            media = ExternalReference(artifact=line.audio, available=line.samples)
            source = TimeRange(start=0, duration=line.samples)
            clip = Clip(name=line.line.id, media=media, source=source, gain=DYNAMICS[at.scene.role])
            placed.append((origin + line.start, clip))
    return lay(TrackKind.VOICE, "voice", placed)


def _music(schedule: Schedule, score: Score) -> tuple[Track, ...]:
    if score.music is None:
        return ()
    clips = []
    for run in runs_of(schedule, score.hush, score.bar, score.full):
        media = (score.hushed or score.music) if run.thin else score.music
        gain = score.gain + (score.hush_gain if run.thin else 0)
        source = TimeRange(start=run.source, duration=run.end - run.start)
        clips.append((run.start, Clip(name="bed", media=media, source=source, gain=gain)))
    return (lay(TrackKind.MUSIC, "music", clips),)


def _effects(schedule: Schedule, accents: Mapping[str, Sequence[Accent]]) -> tuple[Track, ...]:
    placed: dict[str, list[tuple[int, Clip]]] = {}
    for at in schedule.scenes:
        for accent in accents.get(at.scene.id, ()):
            start = _sounds_at(at, accent, schedule)
            room = frames_to_samples(schedule.duration, schedule.rate) - start
            source = TimeRange(start=0, duration=min(accent.media.available, room))
            clip = Clip(name=accent.name, media=accent.media, source=source, gain=accent.gain)
            placed.setdefault(accent.name, []).append((start, clip))
    return tuple(lay(TrackKind.EFFECT, name, clips) for name, clips in placed.items())


def _sounds_at(at: SlottedScene, accent: Accent, schedule: Schedule) -> int:
    if accent.from_end:
        return frames_to_samples(at.range.end, schedule.rate) - milliseconds_to_samples(accent.at)
    return frames_to_samples(at.range.start, schedule.rate) + milliseconds_to_samples(accent.at)
