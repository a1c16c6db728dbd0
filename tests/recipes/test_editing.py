"""The editor's round trip with real media: a short story, exported, changed as an editing program would, made again."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from clips import counted, source
from conftest import Run
from runs import SHORT

Json = dict[str, Any]
HALF = 15


@dataclass(frozen=True)
class Made:
    """What one run gave."""

    printed: Json

    @property
    def video(self) -> Json:
        found: Json = self.printed["deliverables"][0]
        return found

    @property
    def bundle(self) -> Path:
        return Path(self.printed["timelines"][0]).parent

    def anew(self, name: str) -> list[str]:
        return [step["label"] for step in self.printed["steps"] if step["name"] == name and not step["cached"]]

    def kept(self, name: str) -> list[str]:
        return [step["label"] for step in self.printed["steps"] if step["name"] == name and step["cached"]]

    def findings(self) -> list[str]:
        return [one["message"] for one in self.video["quality"]["findings"] if one["check"] == "edited-timeline"]

    def subtitles(self, kind: str = "srt") -> str:
        (path,) = (one["path"] for one in self.video["sidecars"] if one["kind"] == kind)
        return Path(path).read_text()

    def told(self) -> str:
        """The subtitles in one line, without their times."""
        return " ".join(line for line in self.subtitles().splitlines() if line and not line[0].isdigit())


Make = Callable[..., Made]


@pytest.fixture(scope="module")
def make(reelhouse: Run, tmp_path_factory: pytest.TempPathFactory) -> Make:
    story = tmp_path_factory.mktemp("edited") / "story.md"
    story.write_text(SHORT)

    def run(*more: str | Path) -> Made:
        out = tmp_path_factory.mktemp("out")
        done = reelhouse("make", "stories", story, "--set", "renditions=draft", "--json", "--out", out, *more)
        assert done.returncode in {0, 4}, done.stdout + done.stderr
        return Made(json.loads(done.stdout))

    return run


@pytest.fixture(scope="module")
def first(make: Make) -> Made:
    return make("--export", "otio", "--export", "fcpxml", "--export", "edl")


def opened(made: Made) -> Json:
    found: Json = json.loads((made.bundle / "timeline.otio").read_text())
    return found


def saved(made: Made, document: Json, name: str) -> Path:
    path = made.bundle / name
    path.write_text(json.dumps(document))
    return path


def track(document: Json, name: str) -> list[Json]:
    """The clips and gaps of a track, without what joins them."""
    children = next(one["children"] for one in document["tracks"]["children"] if one["name"] == name)
    return [child for child in children if not child["OTIO_SCHEMA"].startswith("Transition")]


def stretch(thing: Json, by: float, *, start: float = 0) -> None:
    thing["source_range"]["duration"]["value"] += by
    thing["source_range"]["start_time"]["value"] += start


def pictures(path: str) -> np.ndarray:
    with av.open(path) as film:
        frames = [frame.reformat(90, 160, format="gray").to_ndarray() for frame in film.decode(video=0)]
    return np.stack(frames).astype(np.int16)


def sound(path: str) -> np.ndarray:
    with av.open(path) as film:
        return np.concatenate([frame.to_ndarray().mean(axis=0) for frame in film.decode(audio=0)])


def first_cut(document: Json) -> tuple[Json, Json, int]:
    """The last clip of the first scene, the first one of the second, and the frame between them."""
    at = 0
    ground = track(document, "background")
    for before, after in pairwise(ground):
        at += int(before["source_range"]["duration"]["value"])
        if before["name"] != after["name"]:
            return before, after, at
    raise AssertionError("there is one scene only")


def test_the_bundle_holds_every_file_that_the_timeline_names(first: Made) -> None:
    text = (first.bundle / "timeline.otio").read_text()
    document = json.loads(text)
    references = [
        media["target_url"]
        for one in document["tracks"]["children"]
        for child in one["children"]
        for media in child.get("media_references", {}).values()
    ]
    assert references
    assert all(not url.startswith("/") and (first.bundle / url).is_file() for url in references)
    assert str(first.bundle.parent) not in text


def test_an_edit_that_changes_nothing_makes_nothing(first: Made, make: Make) -> None:
    again = make("--timeline", first.bundle / "timeline.otio", "--export", "otio")
    assert all(step["cached"] for step in again.printed["steps"])
    assert again.video["sha256"] == first.video["sha256"]
    assert opened(again) == opened(first)


def test_a_cut_moved_by_half_a_second_changes_the_picture_there_and_two_chunks(first: Made, make: Make) -> None:
    library = pytest.importorskip("opentimelineio")
    timeline = library.adapters.read_from_file(str(first.bundle / "timeline.otio"))
    ground = [child for child in timeline.tracks[0] if isinstance(child, library.schema.Clip)]
    place = next(number for number in range(1, len(ground)) if ground[number].name != ground[number - 1].name)
    before, after = ground[place - 1], ground[place]
    half = library.opentime.RationalTime(HALF, 30)
    at = int(after.range_in_parent().start_time.value)
    span = library.opentime.TimeRange
    before.source_range = span(before.source_range.start_time, before.source_range.duration + half)
    after.source_range = span(after.source_range.start_time + half, after.source_range.duration - half)
    library.adapters.write_to_file(timeline, str(first.bundle / "moved.otio"))

    edited = make("--timeline", first.bundle / "moved.otio")

    assert len(edited.anew("render chunk")) == 2
    assert len(edited.kept("render chunk")) >= 1
    assert edited.anew("mix sound") == []
    assert edited.findings() == []
    old, new = pictures(first.video["path"]), pictures(edited.video["path"])
    assert len(old) == len(new)
    changed = np.abs(old - new).mean(axis=(1, 2))
    assert changed[at : at + HALF].min() > 4
    dip = 3  # frames on both sides of a cut
    assert np.delete(changed, range(at - dip, at + HALF + dip)).max() < 2


def test_a_scene_made_longer_on_all_tracks_takes_its_voice_and_captions_along(first: Made, make: Make) -> None:
    document = opened(first)
    before, _, at = first_cut(document)
    stretch(before, HALF)
    later = at * 1600
    for one in document["tracks"]["children"]:
        if one["kind"] == "Audio" and one["name"] != "music":
            place = 0
            for number, child in enumerate(one["children"]):
                if place + child["source_range"]["duration"]["value"] > later:
                    gap = {"OTIO_SCHEMA": "Gap.1", "source_range": json.loads(json.dumps(child["source_range"]))}
                    gap["source_range"]["duration"]["value"] = HALF * 1600
                    one["children"].insert(number, gap)
                    break
                place += child["source_range"]["duration"]["value"]
    card = next(child for child in track(document, "cards") if "Gap" in child["OTIO_SCHEMA"])
    stretch(card, HALF)

    edited = make("--timeline", saved(first, document, "longer.otio"))

    assert edited.video["seconds"] == pytest.approx(first.video["seconds"] + 0.5, abs=0.001)
    assert len(edited.anew("mix sound")) == 1
    assert edited.kept("render chunk")
    begin = round(said_at(first, "breathing") * 48_000)
    assert said_at(edited, "breathing") - said_at(first, "breathing") == pytest.approx(0.5, abs=0.002)
    said, shifted = sound(first.video["path"]), sound(edited.video["path"])
    word = said[begin : begin + 24_000]
    assert likeness(word, shifted[begin + 24_000 : begin + 48_000]) > 0.7
    assert likeness(word, shifted[begin : begin + 24_000]) < 0.4


def said_at(made: Made, word: str) -> float:
    """When a word that does not begin a cue is said, in seconds, as the VTT tells it."""
    found = re.search(rf"<(\d+):(\d+):([\d.]+)>{word}", made.subtitles("vtt"))
    assert found is not None, made.subtitles("vtt")
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def test_captions_and_footage_can_be_changed_and_come_back_the_same_way(first: Made, make: Make) -> None:
    document = opened(first)
    counted("25", 4)(first.bundle / "sea.mkv")
    _, after, _ = first_cut(document)
    for clip in track(document, "background"):
        if clip["name"] == after["name"]:
            clip["media_references"]["DEFAULT_MEDIA"] = {
                "OTIO_SCHEMA": "ExternalReference.1",
                "target_url": "sea.mkv",
            }
            clip["source_range"]["start_time"]["value"] = 0
    after["effects"] = [{"OTIO_SCHEMA": "Effect.1", "name": "", "effect_name": "Blur", "metadata": {}}]
    for clip in track(document, "voice"):
        for marker in clip.get("markers", []):
            marker["name"] = marker["name"].replace("old key", "brass key")

    edited = make("--timeline", saved(first, document, "sea.otio"), "--export", "otio")

    assert "brass key" in edited.told()
    assert "old key" not in edited.told()
    assert len(edited.anew("conform media")) >= 1
    assert any("the effect 'Blur' is not used" in message for message in edited.findings())
    assert pictures(edited.video["path"]).shape == pictures(first.video["path"]).shape
    back = opened(edited)
    assert [clip["effects"][0]["effect_name"] for clip in track(back, "background") if clip.get("effects")] == ["Blur"]

    again = make("--timeline", edited.bundle / "timeline.otio", "--export", "otio")

    assert again.video["sha256"] == edited.video["sha256"]
    assert again.anew("render chunk") == []
    assert opened(again) == back


def test_a_removed_scene_is_gone_from_picture_sound_and_captions(first: Made, make: Make) -> None:
    document = opened(first)
    before, _, at = first_cut(document)
    document["tracks"]["children"][0]["children"] = [
        clip for clip in track(document, "background") if clip["name"] != before["name"]
    ]
    for one in document["tracks"]["children"][1:]:
        one["children"] = dropped(one["children"], at if one["kind"] == "Video" else at * 1600)

    edited = make("--timeline", saved(first, document, "shorter.otio"))

    assert edited.video["seconds"] == pytest.approx(first.video["seconds"] - at / 30, abs=0.001)
    assert first.told().startswith("The key still fit I tried")
    assert edited.told().startswith("I tried")


def dropped(children: list[Json], units: float) -> list[Json]:
    """What is left of a track without its first so many units."""
    left: list[Json] = []
    at = 0.0
    for child in children:
        length = child["source_range"]["duration"]["value"]
        cut = min(length, max(0.0, units - at))
        at += length
        if cut < length:
            stretch(child, -cut, start=cut)
            left.append(child)
    return left


WRONG: tuple[tuple[str, Callable[[Json], None], int, str, str], ...] = (
    ("missing", lambda clip: clip.update(url("nowhere.mp4")), 2, "there is no media file 'nowhere.mp4'", "--media"),
    ("outside", lambda clip: clip.update(url("/etc/hostname")), 1, "outside of the folders", "--media"),
    ("above", lambda clip: clip.update(url("../../../../../../etc/hostname")), 1, "outside of the folders", "--media"),
    (
        "address",
        lambda clip: clip.update(url("https://example.org/a.mp4")),
        1,
        "not a file on this machine",
        "Download",
    ),
    ("no media", lambda clip: clip.update(url("timeline.otio")), 1, "no video, sound or picture", "another file"),
    ("overlap", lambda clip: stretch(clip, -10_000), 1, "overlaps the one before", "Correct the time"),
)


def url(name: str) -> Json:
    return {"media_references": {"DEFAULT_MEDIA": {"OTIO_SCHEMA": "ExternalReference.1", "target_url": name}}}


@pytest.mark.parametrize("case", WRONG, ids=[case[0] for case in WRONG])
def test_what_cannot_be_made_says_which_clip_and_what_to_do(
    first: Made, reelhouse: Run, tmp_path: Path, case: tuple[str, Callable[[Json], None], int, str, str]
) -> None:
    name, spoil, code, words, remedy = case
    document = opened(first)
    spoil(track(document, "background")[0])
    path = saved(first, document, f"wrong {name}.otio")
    (tmp_path / "story.md").write_text(SHORT)
    done = reelhouse(
        *("make", "stories", tmp_path / "story.md", "--set", "renditions=draft", "--out", tmp_path / "out"),
        *("--timeline", path),
    )
    assert done.returncode == code
    for part in (words, remedy, "track 'background', item 1"):
        assert part in done.stderr


def foreign(library: Any, folder: Path) -> Path:
    """A timeline as another program writes it: two clips of its own, and much that we do not have."""
    marked = "color=blue:s=192x108:r=25:d=3,drawbox=0:0:48:27:red:t=fill,format=yuv420p"
    counted("25", 2.8)(folder / "hour.mp4")
    source(marked)(folder / "wide.mp4")
    time, schema = library.opentime, library.schema

    def span(start: float, seconds: float, rate: float = 25) -> Any:
        return time.TimeRange(time.RationalTime(start * rate, rate), time.RationalTime(seconds * rate, rate))

    def clip(name: str, used: Any, available: Any, **more: Any) -> Any:
        media = schema.ExternalReference(target_url=name, available_range=available)
        return schema.Clip(name=name, media_reference=media, source_range=used, **more)

    quick = schema.LinearTimeWarp(time_scalar=2)
    half = time.RationalTime(6, 25)
    dissolve = schema.Transition("fade", schema.TransitionTypes.SMPTE_Dissolve, in_offset=half, out_offset=half)
    nest = schema.Stack(name="nest", source_range=span(0, 1, 24))
    nest.append(clip("wide.mp4", span(0, 1), span(0, 3)))
    hour = clip("hour.mp4", span(3601, 1), span(3600, 2.8), effects=[quick])
    pictures = schema.Track("V1", [hour, dissolve, clip("wide.mp4", span(0, 2), None), nest], kind="Video")
    timeline = schema.Timeline("cut elsewhere")
    timeline.tracks.append(pictures)
    path = folder / "foreign.otio"
    library.adapters.write_to_file(timeline, str(path))
    return path


def coloured(path: str, wanted: tuple[int, ...]) -> list[np.ndarray]:
    with av.open(path) as film:
        return [f.to_ndarray(format="rgb24").astype(int) for n, f in enumerate(film.decode(video=0)) if n in wanted]


def share_of_red(picture: np.ndarray) -> float:
    return float((picture[..., 0] - np.maximum(picture[..., 1], picture[..., 2]) > 100).mean())


def test_a_timeline_of_another_program_becomes_videos_of_its_own_pictures(
    first: Made, make: Make, tmp_path: Path
) -> None:
    library = pytest.importorskip("opentimelineio")
    edit = foreign(library, tmp_path)
    assert first.video["sha256"]  # its words and drawings are found again

    made = make("--timeline", edit, "--export", "otio", "--set", "renditions=draft,draft-landscape")

    upright, wide = (one["path"] for one in made.printed["deliverables"])
    # Frame n of the clip that begins at one hour is a grey of 3n: from its second second on, at its own speed.
    numbers = (0, 10, 20, 29)
    for path in (upright, wide):
        middle = [
            picture[int(0.36 * len(picture)), picture.shape[1] // 2].mean() for picture in coloured(path, numbers)
        ]
        assert middle == pytest.approx([3 * (25 + round(n * 25 / 30)) * 255 / 219 for n in numbers], abs=2)
    # The wide clip has a red sixteenth, which is seen in both shapes: all of it in the wide one, as in the clip.
    (high,), (broad,), (empty,) = coloured(upright, (60,)), coloured(wide, (60,)), coloured(wide, (105,))
    assert share_of_red(broad) == pytest.approx(1 / 16, abs=0.01)
    assert share_of_red(high) == pytest.approx(1 / 16 * (9 / 16) ** 2, abs=0.01)
    assert share_of_red(broad[: len(broad) // 4, : broad.shape[1] // 4]) > 0.95
    assert empty.max() < 20
    told = {
        (one["message"], one["at"]) for one in made.video["quality"]["findings"] if one["check"] == "edited-timeline"
    }
    change = "the change of speed (LinearTimeWarp) is not used: the clip runs at its own speed"
    assert told >= {
        (f"track 'V1', item 1 'hour.mp4': {change}", 0),
        ("track 'V1', item 2: the transition is not used: it is a cut", 1000),
        ("track 'V1', item 4: a nest of several clips is not used", 3000),
    }
    back = library.adapters.read_from_file(str(made.bundle / "timeline.otio"))
    given = library.adapters.read_from_file(str(edit))
    (hour, fade, _, nest), (old_hour, old_fade, _, old_nest) = back.tracks[0], given.tracks[0]
    assert hour.effects[0].is_equivalent_to(old_hour.effects[0])
    assert fade.is_equivalent_to(old_fade)
    assert nest.is_equivalent_to(old_nest)

    again = make("--timeline", made.bundle / "timeline.otio", "--set", "renditions=draft,draft-landscape")

    assert again.anew("render chunk") == []
    assert [one["sha256"] for one in again.printed["deliverables"]] == [
        one["sha256"] for one in made.printed["deliverables"]
    ]


def shown(made: Made) -> list[tuple[int, int, int, str]]:
    """The lowest pictures of the timeline: where each clip begins, its frames, its first one and its file."""
    at, found = 0, []
    for clip in track(opened(made), "background"):
        start, length = (int(clip["source_range"][key]["value"]) for key in ("start_time", "duration"))
        found.append((at, length, start, clip["media_references"]["DEFAULT_MEDIA"]["target_url"]))
        at += length
    return found


def test_a_decision_list_has_the_cuts_of_the_timeline_and_its_files(first: Made) -> None:
    library = pytest.importorskip("opentimelineio")
    text = (first.bundle / "timeline.edl").read_text()
    files = re.findall(r"^\* FROM CLIP: (.+)$", text, re.MULTILINE)
    (pictures,) = library.adapters.read_from_string(text, "cmx_3600", rate=30).tracks
    found = [
        (int(clip.range_in_parent().start_time.value), int(span.duration.value), int(span.start_time.value), file)
        for clip, file in zip(pictures, files, strict=True)
        for span in [clip.source_range]
    ]
    assert found == shown(first)
    assert len(found) > 2
    assert all((first.bundle / file).is_file() for file in files)


def test_final_cut_has_the_cuts_of_the_timeline_and_its_files(first: Made) -> None:
    pytest.importorskip("opentimelineio")
    root = ET.fromstring((first.bundle / "timeline.fcpxml").read_text())  # noqa: S314 - our own file
    files = {asset.attrib["id"]: asset.attrib["src"].removeprefix("./") for asset in root.iter("asset")}
    times = ("offset", "duration", "start")
    found = [
        (*(frames_of(clip.get(key, "0s")) for key in times), files[next(clip.iterfind("video")).attrib["ref"]])
        for clip in root.findall(".//spine/clip")
    ]
    assert found == shown(first)
    document = opened(first)
    named = {
        media["target_url"]
        for one in document["tracks"]["children"]
        for clip in one["children"]
        for media in clip.get("media_references", {}).values()
    }
    assert set(files.values()) == named
    assert all((first.bundle / file).is_file() for file in files.values())


def frames_of(time: str) -> Fraction:
    return Fraction(time.removesuffix("s")) * 30
