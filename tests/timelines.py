"""Timelines for tests: any that our model allows, and a small one that a person can follow."""

from hypothesis import strategies as st

from reelhouse.edit.exchange.cut import Admitted, Wish
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.script import Role
from reelhouse.model.time import Rate, TimeRange, frames_to_samples
from reelhouse.model.timeline import (
    Clip,
    ExternalReference,
    Gap,
    GeneratorReference,
    Item,
    SceneMark,
    Timeline,
    Track,
    TrackKind,
)

RATE = Rate(num=30)
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
PICTURES = (TrackKind.BACKGROUND, TrackKind.CARD)


def artifact(number: int, kind: Kind = Kind.LOOP, suffix: str = ".mp4") -> Artifact:
    return Artifact(sha256=f"{number:064x}", kind=kind, suffix=suffix, size=10)


def loop(number: int, available: int = 240) -> ExternalReference:
    return ExternalReference(artifact=artifact(number), available=available, loops=True)


def sound(number: int, available: int, *, loops: bool = False) -> ExternalReference:
    return ExternalReference(artifact=artifact(number, Kind.SPEECH, ".wav"), available=available, loops=loops)


def clip(name: str, media: ExternalReference | GeneratorReference, start: int, duration: int, gain: int = 0) -> Clip:
    return Clip(name=name, media=media, source=TimeRange(start=start, duration=duration), gain=gain)


def mark(name: str, start: int, duration: int, role: Role = Role.STORY) -> SceneMark:
    return SceneMark(id=name, role=role, range=TimeRange(start=start, duration=duration))


def small() -> Timeline:
    """Three scenes of 60, 90 and 50 frames; the second background runs over the end of its loop."""
    return Timeline(
        name="A key",
        language="en",
        rate=RATE,
        duration=200,
        scenes=(mark("s1", 0, 60, Role.TITLE), mark("s2", 60, 90), mark("s3", 150, 50, Role.END)),
        tracks=(
            Track(
                kind=TrackKind.BACKGROUND,
                name="background",
                items=(
                    clip("background s1", loop(1), 10, 60),
                    clip("background s2", loop(2), 200, 90),
                    clip("background s3", loop(1), 5, 50),
                ),
            ),
            Track(
                kind=TrackKind.CARD,
                name="cards",
                items=(
                    clip("card s1", GeneratorReference(name="title card", parameters={"part": 1}), 0, 60),
                    Gap(duration=140),
                ),
            ),
            Track(
                kind=TrackKind.VOICE,
                name="voice",
                items=(
                    Gap(duration=14_400),
                    clip("l1", sound(3, 60_000), 0, 60_000, 80),
                    Gap(duration=30_000),
                    clip("l2", sound(4, 90_000), 0, 90_000, -90),
                ),
            ),
            Track(kind=TrackKind.MUSIC, name="music", items=(clip("bed", sound(5, 100_000, loops=True), 0, 320_000),)),
        ),
    )


def known(timeline: Timeline) -> dict[str, ExternalReference]:
    media = (one.media for track in timeline.tracks for _, one in track.clips())
    return {one.artifact.sha256: one for one in media if isinstance(one, ExternalReference)}


def refuse(wish: Wish) -> Admitted:
    raise AssertionError(f"nobody should ask for {wish.url}")


@st.composite
def items(draw: st.DrawFn, kind: TrackKind, most: int) -> tuple[Item, ...]:
    """Items of at most so many units."""
    made: list[Item] = []
    left = most
    for _ in range(draw(st.integers(0, 5))):
        duration = draw(st.integers(0, left))
        left -= duration
        if draw(st.booleans()):
            made.append(Gap(duration=duration))
        elif kind is TrackKind.CARD:
            parameters = draw(st.dictionaries(NAMES, st.one_of(NAMES, st.integers(-5, 5), st.booleans()), max_size=2))
            media = GeneratorReference(name=draw(NAMES), parameters=parameters)
            made.append(clip(draw(NAMES), media, draw(st.integers(0, 100)), duration))
        else:
            number, loops = draw(st.integers(1, 4)), draw(st.booleans())
            start = draw(st.integers(0, 5000))
            # One medium has one set of facts: its number says them all.
            available = 20 + number * 700
            media_of = ExternalReference(
                artifact=artifact(number + 10 * loops), available=available if loops else 10**7, loops=loops
            )
            made.append(clip(draw(NAMES), media_of, start, duration, draw(st.integers(-3000, 3000))))
    return tuple(made)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Picture tracks that fill the programme, sound tracks that are at most as long."""
    rate = draw(st.sampled_from([Rate(num=24), Rate(num=30), Rate(num=24000, den=1001), Rate(num=60000, den=1001)]))
    duration = draw(st.integers(1, 4000))
    samples = frames_to_samples(duration, rate)
    tracks = []
    kinds = draw(st.lists(st.sampled_from(TrackKind), max_size=5))
    for kind in (TrackKind.BACKGROUND, *kinds):
        pictures = kind in PICTURES
        inside = draw(items(kind, duration if pictures else samples))
        left = duration - sum(item.duration for item in inside)
        rest = (Gap(duration=left),) if pictures and left else ()
        tracks.append(Track(kind=kind, name=draw(NAMES), items=(*inside, *rest)))
    return Timeline(
        name=draw(NAMES),
        language="en",
        rate=rate,
        duration=duration,
        scenes=draw(scenes(duration, tracks[0])),
        tracks=tuple(tracks),
    )


@st.composite
def scenes(draw: st.DrawFn, duration: int, ground: Track) -> tuple[SceneMark, ...]:
    """Scenes that begin with backgrounds, as ours do, or anywhere."""
    roles = st.sampled_from(Role)
    if draw(st.booleans()):
        starts = sorted({0, *(at for at, one in ground.clips() if one.duration)})
        ends = [*starts[1:], duration]
        return tuple(
            mark(f"s{at}", at, end - at, draw(roles)) for at, end in zip(starts, ends, strict=True) if end > at
        )
    count = draw(st.integers(0, 3))
    return tuple(
        mark(draw(NAMES), draw(st.integers(0, duration)), draw(st.integers(0, duration)), draw(roles))
        for _ in range(count)
    )
