"""One kind of transition for each kind of border."""

import pytest

from made import narration_of, script_of
from reelhouse.edit.assemble import Cut, Pictures, Score, Shown, assemble
from reelhouse.edit.joins import Joins
from reelhouse.edit.schedule import schedule
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.script import Role
from reelhouse.model.time import Rate
from reelhouse.model.timeline import ExternalReference, GeneratorReference, Timeline, TrackKind, Transition

HOUSE = Joins(block="dip", scene="dip", card="slide")
SCENES = (
    ("title", Role.TITLE, 1), ("s1", Role.STORY, 2), ("s2", Role.STORY, 2), ("twist", Role.TWIST, 1),
    ("end", Role.END, 1),
)  # fmt: skip


def media(number: int, *, loops: bool = True) -> ExternalReference:
    art = Artifact(sha256=f"{number:064x}", kind=Kind.LOOP, suffix=".mp4", size=1)
    return ExternalReference(artifact=art, available=900, loops=loops)


def timeline(
    joins: Joins = HOUSE,
    loops: tuple[int, ...] = (1, 2, 1, 2, 1),
    *,
    footage: bool = False,
    seconds: float = 2.0,
    rate: int = 30,
    cards: dict[str, str] | None = None,
) -> Timeline:
    script = script_of(*SCENES)
    narration = narration_of(script, {line.id: round(seconds * 48_000) for line in script.lines})
    plan = schedule(script, narration, Rate(num=rate))
    shots = {
        at.scene.id: tuple(
            Shown(name=f"{n}", media=media(n + 5 * (n % 2), loops=False), at=n, frames=min(40, at.range.duration - n))
            for n in range(0, at.range.duration, 40)
        )
        for at in plan.scenes
    }
    pictures = Pictures(
        backgrounds={at.scene.id: Cut(media=media(n), phase=0) for at, n in zip(plan.scenes, loops, strict=True)},
        cards={scene: GeneratorReference(name=name) for scene, name in (cards or {}).items()},
        shots=shots if footage else {},
        joins=joins,
    )
    return assemble("T", "en", plan, pictures, Score(accents={}))


def dips(made: Timeline) -> tuple[Transition, ...]:
    return made.track(TrackKind.BACKGROUND)[0].transitions


def names(made: Timeline) -> list[str]:
    """The scenes that a dip leads to."""
    starts = {mark.range.start: mark.id for mark in made.scenes}
    return [starts[dip.at] for dip in dips(made)]


def test_blocks_dip_and_so_do_scenes_whose_background_changes() -> None:
    assert names(timeline()) == ["s1", "s2", "twist", "end"]
    assert names(timeline(loops=(1, 2, 2, 1, 1))) == ["s1", "twist", "end"]


def test_a_style_may_choose() -> None:
    assert names(timeline(Joins(block="dip"))) == ["s1", "end"]
    assert names(timeline(Joins(scene="dip"))) == ["s2", "twist"]
    assert names(timeline(Joins())) == []


@pytest.mark.parametrize(("rate", "half"), [(24, 3), (25, 3), (30, 3), (60, 6)])
def test_a_dip_lasts_a_fifth_of_a_second(rate: int, half: int) -> None:
    found = dips(timeline(rate=rate))
    assert {(dip.in_offset, dip.out_offset) for dip in found} == {(half, half)}


def test_footage_is_cut_but_for_the_blocks() -> None:
    made = timeline(footage=True)
    assert names(made) == ["s1", "end"]
    borders = len(list(made.track(TrackKind.BACKGROUND)[0].clips())) - 1
    assert 1 - len(dips(made)) / borders >= 0.85


def test_a_scene_shorter_than_a_second_is_cut() -> None:
    made = timeline(seconds=0.5)
    short = [mark for mark in made.scenes if mark.range.duration < 30]
    assert short
    near = {mark.range.start for mark in short} | {mark.range.end for mark in short}
    assert not near & {dip.at for dip in dips(made)}


def test_cards_of_one_kind_slide_and_others_do_not() -> None:
    made = timeline(cards={"s1": "line card", "s2": "line card", "twist": "other card"})
    (slide,) = made.track(TrackKind.CARD)[0].transitions
    assert (slide.kind.value, slide.at, slide.in_offset, slide.out_offset) == (
        "slide",
        made.scenes[2].range.start,
        0,
        8,
    )
    cut = timeline(Joins(), cards={"s1": "line card", "s2": "line card"})
    assert cut.track(TrackKind.CARD)[0].transitions == ()


def test_a_timeline_without_transitions_is_written_as_before() -> None:
    assert "transitions" not in timeline(Joins()).model_dump_json()
