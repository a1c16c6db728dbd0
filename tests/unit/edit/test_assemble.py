"""Assembling: every track fits, and a scene's dress depends on that scene alone."""

import pytest

from made import IDS, RATE, SCRIPT, made
from reelhouse.edit.assemble import Accent, Cut, Pictures, Score, Shown, assemble, card_name
from reelhouse.edit.lay import lay
from reelhouse.errors import ContentError
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import TimeRange, frames_to_samples
from reelhouse.model.timeline import Clip, ExternalReference, Gap, GeneratorReference, Timeline, TrackKind


def media(mark: str, available: int, kind: Kind = Kind.LOOP) -> ExternalReference:
    art = Artifact(sha256=mark * 64, kind=kind, suffix=".mp4", size=1)
    return ExternalReference(artifact=art, available=available, loops=True)


DING = media("d", 24_000, Kind.MUSIC)
PICTURES = Pictures(
    backgrounds={scene.id: Cut(media=media("a", 300), phase=n * 7) for n, scene in enumerate(SCRIPT.scenes)},
    cards={"title": GeneratorReference(name="title-card"), "end": GeneratorReference(name="end-card")},
)
SCORE = Score(
    accents={
        "title": (Accent(name="whoosh", media=DING, at=0), Accent(name="whoosh", media=DING, at=600, from_end=True)),
        "end": (Accent(name="ding", media=DING, at=250, gain=-300),),
    },
    music=media("b", 999, Kind.MUSIC),
    gain=-100,
)


def assembled(lengths: dict[str, int]) -> Timeline:
    return assemble("T", "en", made(lengths), PICTURES, SCORE)


EVEN = dict.fromkeys(IDS, 96_000)


def test_picture_tracks_last_exactly_as_long_as_the_timeline() -> None:
    timeline = assembled(EVEN)
    pictures = [track for track in timeline.tracks if not track.kind.is_sound]
    assert [track.duration for track in pictures] == [timeline.duration] * 2
    sound = frames_to_samples(timeline.duration, RATE)
    assert all(track.duration <= sound for track in timeline.tracks if track.kind.is_sound)


def test_words_sound_where_their_slots_are() -> None:
    timeline = assembled(EVEN)
    starts = {clip.name: at for at, clip in timeline.track(TrackKind.VOICE)[0].clips()}
    assert list(starts) == IDS
    assert starts["title.0"] == 14_400
    assert starts["s1.0"] == frames_to_samples(timeline.scenes[1].range.start, RATE)


def test_accents_follow_their_scene_from_both_ends() -> None:
    timeline = assembled(EVEN)
    whoosh, ding = timeline.track(TrackKind.EFFECT)
    title, end = timeline.scenes[0].range, timeline.scenes[2].range
    assert [at for at, _ in whoosh.clips()] == [0, frames_to_samples(title.end, RATE) - 28_800]
    assert [(at, clip.gain) for at, clip in ding.clips()] == [(frames_to_samples(end.start, RATE) + 12_000, -300)]


def test_a_scene_that_grows_changes_nothing_in_the_others_but_their_place() -> None:
    before, after = assembled(EVEN), assembled({**EVEN, "s1.1": 240_000})

    def clips(timeline: Timeline) -> list[tuple[str, int, int]]:
        tracks = timeline.track(TrackKind.BACKGROUND) + timeline.track(TrackKind.CARD)
        return [(clip.name, clip.source.start, clip.duration) for track in tracks for _, clip in track.clips()]

    changed = {one[0] for one, other in zip(clips(before), clips(after), strict=True) if one != other}
    assert changed == {"background s1"}


def test_cards_cover_their_scene_and_carry_its_name() -> None:
    timeline = assembled(EVEN)
    cards = list(timeline.track(TrackKind.CARD)[0].clips())
    assert [(at, clip.name, clip.duration) for at, clip in cards] == [
        (mark.range.start, card_name(mark.id), mark.range.duration) for mark in (timeline.scenes[0], timeline.scenes[2])
    ]


def test_music_without_a_known_beat_is_thin_in_hushed_scenes_and_runs_on() -> None:
    score = SCORE.model_copy(update={"hushed": media("e", 999, Kind.MUSIC), "hush": ("s1",), "hush_gain": -400})
    timeline = assemble("T", "en", made(EVEN), PICTURES, score)
    clips = list(timeline.track(TrackKind.MUSIC)[0].clips())
    assert [at for at, _ in clips] == [frames_to_samples(mark.range.start, RATE) for mark in timeline.scenes]
    assert [clip.source.start for _, clip in clips] == [at for at, _ in clips]
    assert [clip.media.artifact.sha256[0] for _, clip in clips if clip.media.type == "external"] == ["b", "e", "b"]
    assert [clip.gain for _, clip in clips] == [-100, -500, -100]


def test_a_timeline_needs_no_music() -> None:
    timeline = assemble("T", "en", made(EVEN), PICTURES, SCORE.model_copy(update={"music": None}))
    assert timeline.track(TrackKind.MUSIC) == ()


def clip(name: str, duration: int) -> Clip:
    return Clip(name=name, media=media("c", 100), source=TimeRange(start=0, duration=duration))


def test_laying_turns_places_into_gaps() -> None:
    track = lay(TrackKind.CARD, "t", [(9, clip("b", 3)), (2, clip("a", 4))], fill=20)
    assert [item.duration for item in track.items] == [2, 4, 3, 3, 8]
    assert [type(item) for item in track.items] == [Gap, Clip, Gap, Clip, Gap]


def test_overlapping_clips_are_named() -> None:
    with pytest.raises(ContentError, match="'b' starts at 3"):
        lay(TrackKind.CARD, "t", [(0, clip("a", 4)), (3, clip("b", 1))])


def test_shots_of_footage_lie_end_to_end_in_place_of_a_background() -> None:
    plan = made(dict.fromkeys(IDS, 48_000))
    first = plan.scenes[0].range.duration
    shots = (
        Shown(name="a.mp4", media=media("b", 20), at=0, frames=20),
        Shown(name="b.mp4", media=media("c", first - 20), at=20, frames=first - 20),
    )
    told = (Finding(check="footage", level=Level.OK, message="two files"),)
    pictures = PICTURES.model_copy(update={"shots": {plan.scenes[0].scene.id: shots}, "findings": told})
    timeline = assemble("T", "en", plan, pictures, Score(accents={}))
    clips = list(timeline.track(TrackKind.BACKGROUND)[0].clips())
    assert [(at, clip.name, clip.source.start) for at, clip in clips[:2]] == [
        (0, "background title: a.mp4", 0),
        (20, "background title: b.mp4", 0),
    ]
    assert clips[2][0] == first
    assert timeline.findings == told
