"""Our own transitions go to an editing program and come back."""

import json
from typing import Any

import pytest

from reelhouse.edit.exchange.cut import Cut
from reelhouse.edit.exchange.flat import flat
from reelhouse.edit.exchange.read import read_cut
from reelhouse.edit.exchange.write import write_cut
from reelhouse.model.timeline import GeneratorReference, Timeline, Track, TrackKind, Transition, TransitionKind
from timelines import clip, known, refuse, small

DIP = Transition(kind=TransitionKind.DIP, at=60, in_offset=3, out_offset=3)
SLIDE = Transition(kind=TransitionKind.SLIDE, at=60, in_offset=0, out_offset=8)


def joined() -> Timeline:
    base = small()
    ground, _, *sound = base.tracks
    card = GeneratorReference(name="line card")
    cards = Track(
        kind=TrackKind.CARD, name="cards", items=(clip("a", card, 0, 60), clip("b", card, 0, 140)), transitions=(SLIDE,)
    )
    return base.model_copy(update={"tracks": (ground.model_copy(update={"transitions": (DIP,)}), cards, *sound)})


def written(timeline: Timeline) -> Any:
    return write_cut(Cut(timeline=timeline), {})


def read(document: Any, base: Timeline) -> Cut:
    return read_cut(json.dumps(document).encode(), "cut.otio", base, known(base), refuse)


def ground(document: Any) -> list[Any]:
    found: list[Any] = document["tracks"]["children"][0]["children"]
    return found


def test_what_goes_out_comes_back_and_changes_nothing() -> None:
    base = joined()
    back = read(written(base), base)
    assert back.timeline == base
    assert back.findings == ()
    assert back.kept == ()


def test_they_stand_between_the_clips_as_the_standard_wants() -> None:
    kinds = [child["OTIO_SCHEMA"] for child in ground(written(joined()))]
    assert kinds[:3] == ["Clip.2", "Transition.1", "Clip.2"]
    dip = ground(written(joined()))[1]
    assert (dip["name"], dip["in_offset"]["value"], dip["in_offset"]["rate"]) == ("dip", 3, 30)
    otio = pytest.importorskip("opentimelineio")
    made = otio.adapters.read_from_string(json.dumps(written(joined())), "otio_json")
    assert made.tracks[0][1].transition_type == "Custom_Transition"
    assert made.duration().value == 200


def test_a_moved_cut_takes_its_dip_along_and_a_removed_dip_is_a_cut() -> None:
    base = joined()
    document = written(base)
    ground(document)[0]["source_range"]["duration"]["value"] -= 10
    ground(document)[2]["source_range"]["duration"]["value"] += 10
    (dip,) = read(document, base).timeline.tracks[0].transitions
    assert dip == DIP.model_copy(update={"at": 50})
    del ground(document)[1]
    assert read(document, base).timeline.tracks[0].transitions == ()


def test_a_dip_without_room_is_named_and_is_a_cut() -> None:
    base = joined()
    cases = (("in_offset", 70, "up to 1 s"), ("out_offset", 0, ""), ("in_offset", 16, "up to 1 s"))
    for key, value, words in cases:
        document = written(base)
        ground(document)[1][key]["value"] = value
        back = read(document, base)
        assert bool(back.timeline.tracks[0].transitions) is not bool(words)
        assert [words in finding.message for finding in back.findings] == ([True] if words else [])
    document = written(base)
    ground(document).append(ground(document).pop(1))
    back = read(document, base)
    assert back.timeline.tracks[0].transitions == ()
    assert "not between two clips" in back.findings[0].message
    document = written(base)
    ground(document).insert(1, ground(document)[1])
    assert "there is one already" in read(document, base).findings[0].message


def test_those_of_other_programs_are_kept_and_not_used() -> None:
    base = joined()
    document = written(base)
    ground(document)[1]["metadata"] = {}
    back = read(document, base)
    assert back.timeline.tracks[0].transitions == ()
    assert "the transition is not used" in back.findings[0].message
    assert [one.slot.value for one in back.kept] == ["before"]


def test_formats_that_only_know_cuts_get_cuts() -> None:
    base = joined()
    plain = flat(written(base), base.rate)
    assert {child["OTIO_SCHEMA"] for track in plain["tracks"]["children"] for child in track["children"]} <= {
        "Clip.2",
        "Gap.1",
    }
