"""What other programs find in our documents; the library itself reads them where it is installed."""

import json
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import pytest

from reelhouse.edit.exchange.cut import Cut
from reelhouse.edit.exchange.flat import flat
from reelhouse.edit.exchange.formats import check_installed, compose
from reelhouse.edit.exchange.write import Drawn, write_cut
from reelhouse.errors import ContentError, ProviderNotInstalled
from reelhouse.model.artifact import Kind
from reelhouse.model.time import Rate
from timelines import RATE, artifact, small

URLS = {f"{number:064x}": f"media/clip-{number}.mp4" for number in range(1, 8)}
needs_library = pytest.mark.skipif(find_spec("opentimelineio") is None, reason="the extra `editor` is not installed")


def document() -> dict[str, Any]:
    card = Drawn(artifact=artifact(7, Kind.CARD, ".mov"), frames=60, x=20, y=40, rendition="draft")
    return write_cut(Cut(timeline=small(), shown={"l1": "The key fit."}), URLS, {"card s1": card})


def clips(made: dict[str, Any], track: int) -> list[dict[str, Any]]:
    children = made["tracks"]["children"][track]["children"]
    return [child for child in children if child["OTIO_SCHEMA"] == "Clip.2"]


def media(clip: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = clip["media_references"]["DEFAULT_MEDIA"]
    return found


def test_every_clip_names_a_file_and_lies_inside_it() -> None:
    made = document()
    for track in range(len(made["tracks"]["children"])):
        for clip in clips(made, track):
            reference = media(clip)
            assert reference["target_url"] in URLS.values()
            span, there = clip["source_range"], reference["available_range"]["duration"]
            assert span["start_time"]["rate"] == span["duration"]["rate"] == there["rate"]
            assert span["start_time"]["value"] + span["duration"]["value"] <= there["value"]


def test_a_loop_that_begins_again_is_two_clips() -> None:
    spans = [
        (clip["name"], clip["source_range"]["start_time"]["value"], clip["source_range"]["duration"]["value"])
        for clip in clips(document(), 0)
    ]
    assert spans == [
        ("background s1", 10, 60),
        ("background s2", 200, 40),
        ("background s2", 0, 50),
        ("background s3", 5, 50),
    ]


def test_our_facts_are_in_the_metadata() -> None:
    made = document()
    ours = made["metadata"]["reelhouse"]
    assert ours["schema"] == "reelhouse.exchange/1"
    assert (ours["rate"], ours["duration"], ours["part"]) == ({"num": 30, "den": 1}, 200, 1)
    assert [marker["name"] for marker in made["tracks"]["markers"]] == ["s1", "s2", "s3"]
    (voice, _) = clips(made, 2)
    assert voice["metadata"]["reelhouse"]["gain"] == 80
    assert voice["markers"][0]["name"] == "The key fit."
    (card,) = clips(made, 1)
    facts = media(card)["metadata"]["reelhouse"]
    assert facts["media"]["parameters"] == {"part": 1}
    assert (facts["x"], facts["y"], facts["rendition"]) == (20, 40, "draft")


def test_a_card_that_was_not_drawn_is_a_description() -> None:
    (card,) = clips(write_cut(Cut(timeline=small()), URLS), 1)
    assert media(card)["OTIO_SCHEMA"] == "GeneratorReference.1"


def test_opentimelineio_itself_needs_nothing_and_is_the_same_each_time() -> None:
    check_installed("otio")
    text = compose(document(), "otio", RATE)
    assert json.loads(text) == document()
    assert text == compose(document(), "otio", RATE)


@pytest.mark.parametrize("form", ["fcpxml", "edl"])
def test_without_the_extra_a_format_says_what_to_install(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("reelhouse.edit.exchange.formats.import_module", missing)
    with pytest.raises(ProviderNotInstalled, match=form) as caught:
        check_installed(form)
    assert 'pip install "reelhouse[editor]"' in caught.value.remedy
    check_installed("otio")


def test_a_library_without_the_adapter_is_no_help(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = SimpleNamespace(adapters=SimpleNamespace(available_adapter_names=lambda: ["otio_json"]))
    monkeypatch.setattr("reelhouse.edit.exchange.formats.import_module", lambda _: bare)
    with pytest.raises(ProviderNotInstalled):
        check_installed("edl")


def test_formats_of_cuts_get_whole_frames_and_nothing_else() -> None:
    """Three clips of a third of a frame are one frame long, and the others are not there."""
    made = document()
    voice = made["tracks"]["children"][2]["children"]
    for child in voice:
        child["source_range"]["duration"]["value"] = 1600 / 3
    voice.insert(0, {"OTIO_SCHEMA": "Transition.1", "in_offset": None})
    plain = flat(made, RATE)
    lengths = [
        [child["source_range"]["duration"]["value"] for child in track["children"]]
        for track in plain["tracks"]["children"]
    ]
    assert lengths == [[60, 40, 50, 50], [60, 140], [1], [62, 63, 63, 12]]
    assert flat(made, RATE, only_ground=True)["tracks"]["children"] == plain["tracks"]["children"][:1]


def test_formats_of_cuts_name_no_file_that_is_not_ours() -> None:
    """What was kept of another program stands in the document as it was, with its own files."""
    made = document()
    card = made["tracks"]["children"][1]["children"][0]
    other = {"OTIO_SCHEMA": "ExternalReference.1", "target_url": "/elsewhere/card.mov"}
    card["media_references"]["DEFAULT_MEDIA"] = other
    kept = flat(made, RATE)["tracks"]["children"][1]["children"][0]
    assert (kept["OTIO_SCHEMA"], kept["source_range"]["duration"]["value"]) == ("Gap.1", 60)


@needs_library
def test_the_library_reads_what_we_write_and_finds_nothing_wrong() -> None:
    import opentimelineio as otio  # noqa: PLC0415 - it may be missing

    timeline = otio.adapters.read_from_string(compose(document(), "otio", RATE), "otio_json")
    assert timeline.duration().to_seconds() == pytest.approx(200 / 30)
    assert [track.kind for track in timeline.tracks] == ["Video", "Video", "Audio", "Audio"]
    assert json.loads(timeline.to_json_string())["metadata"]["reelhouse"] == document()["metadata"]["reelhouse"]
    for clip in timeline.find_clips():
        assert not clip.media_reference.is_missing_reference
        assert clip.source_range.end_time_exclusive() <= clip.available_range().end_time_exclusive()


@needs_library
def test_a_decision_list_has_the_cuts_of_the_lowest_pictures() -> None:
    lines = compose(document(), "edl", RATE).splitlines()
    assert lines[0] == "TITLE: A key"
    cuts = [line.split()[4:] for line in lines if line[:3].isdigit()]
    assert cuts == [
        ["00:00:00:10", "00:00:02:10", "00:00:00:00", "00:00:02:00"],
        ["00:00:06:20", "00:00:08:00", "00:00:02:00", "00:00:03:10"],
        ["00:00:00:00", "00:00:01:20", "00:00:03:10", "00:00:05:00"],
        ["00:00:00:05", "00:00:01:25", "00:00:05:00", "00:00:06:20"],
    ]
    assert "* FROM CLIP: media/clip-2.mp4" in lines


@needs_library
def test_final_cut_finds_every_file_beside_the_document() -> None:
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - what we wrote ourselves a moment ago

    root = ET.fromstring(compose(document(), "fcpxml", RATE))  # noqa: S314 - as above
    sources = [asset.attrib["src"] for asset in root.iter("asset")]
    assert sorted(sources) == sorted({f"./media/clip-{number}.mp4" for number in (1, 2, 3, 4, 5, 7)})
    spine = root.find("./project/sequence/spine")
    assert spine is not None
    assert [clip.get("offset") for clip in spine.findall("clip")] == ["0s", "2s", "10/3s", "5s"]


@needs_library
def test_a_rate_that_a_format_does_not_know_is_refused() -> None:
    with pytest.raises(ContentError, match="cannot be written as edl") as caught:
        compose(document(), "edl", Rate(num=7, den=3))
    assert "otio" in caught.value.remedy
