"""Stories, from a text file to finished files: real voices, real encoder, a small size."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from clips import source
from conftest import Run
from films import X264
from runs import LETTERS

STORY = """---
title: The key still fit
board: Short Confessions
teller: night_owl
votes: 812
---

I moved out four years ago. Last night I tried the old key, just once.

The door opened. My room was exactly as I left it.

But then I heard someone breathing in my bed. It was my brother, and he had been waiting.
"""
DRAFT = ("--set", "renditions=draft", "--json")


@dataclass(frozen=True)
class Made:
    """What one run gave."""

    folder: Path
    printed: dict[str, Any]

    @property
    def video(self) -> dict[str, Any]:
        found: dict[str, Any] = self.printed["deliverables"][0]
        return found

    def steps(self, name: str = "", *, cached: bool | None = None) -> list[str]:
        return [
            f"{step['name']} {step['label']}".strip()
            for step in self.printed["steps"]
            if (not name or step["name"] == name) and (cached is None or step["cached"] is cached)
        ]


Make = Callable[..., Made]


@pytest.fixture(scope="module")
def make(reelhouse: Run, tmp_path_factory: pytest.TempPathFactory) -> Make:
    def run(text: str, *more: str, name: str = "story.md") -> Made:
        folder = tmp_path_factory.mktemp("made")
        (folder / name).write_text(text, encoding="utf-8")
        done = reelhouse("make", "stories", folder / name, "--out", folder / "out", *DRAFT, *more)
        assert done.returncode in {0, 4}, done.stderr
        return Made(folder / "out", json.loads(done.stdout))

    return run


@pytest.fixture(scope="module")
def first(make: Make) -> Made:
    return make(STORY)


def size_of(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as image:
        return image.size


def test_it_gives_back_a_finished_video_with_everything_that_belongs_to_it(first: Made) -> None:
    assert first.printed["schema"] == "reelhouse.episode/1"
    assert first.printed["status"] == "done"
    video = first.video
    assert sorted(path.name for path in first.folder.iterdir()) == [
        "the-key-still-fit-draft.contact.jpg",
        "the-key-still-fit-draft.jpg",
        "the-key-still-fit-draft.mp4",
        "the-key-still-fit-draft.srt",
        "the-key-still-fit-draft.vtt",
    ]
    assert video["bytes"] == Path(video["path"]).stat().st_size
    with av.open(video["path"]) as file:
        picture, sound = file.streams.video[0], file.streams.audio[0]
        assert (picture.width, picture.height, picture.average_rate) == (540, 960, 30)
        assert (sound.rate, sound.channels, sound.language) == (48_000, 2, "eng")
        assert file.metadata["title"] == "The key still fit"
        frames = sum(1 for _ in file.decode(picture))
    assert frames == round(video["seconds"] * 30)
    assert 12 < video["seconds"] < 30
    assert size_of(Path(video["thumbnail"])) == (540, 960)
    assert size_of(first.folder / "the-key-still-fit-draft.contact.jpg")[0] > 1000


def test_what_it_was_made_of_is_counted_and_cost_nothing(first: Made, reelhouse: Run) -> None:
    """Only what this run made: what was kept from other stories is theirs."""
    costs = json.loads(reelhouse("costs", "--by", "episode", "--json").stdout)
    (own,) = (row for row in costs["rows"] if row["name"] == first.printed["episode"])
    counted = {(one["service"], one["unit"]): one["quantity"] for one in own["counted"]}
    drawn = [step for step in first.steps(cached=False) if step.startswith("draw ") and "scrim" not in step]
    assert first.printed["cost_usd"] == own["cost_usd"] == 0.0
    assert own["title"] == "The key still fit"
    assert counted.get(("drawing", "picture"), 0) == len(drawn)
    for name, key in (("render chunk", ("encoder", "millisecond")), ("compose music", ("music", "millisecond"))):
        assert (key in counted) == bool(first.steps(name, cached=False))
    if not first.steps("render chunk", cached=True):
        assert counted["encoder", "millisecond"] == pytest.approx(first.video["seconds"] * 1000, abs=20)


def test_everything_in_the_quality_report_was_looked_at_and_passed(first: Made) -> None:
    quality = first.video["quality"]
    assert quality["passed"]
    levels = {finding["check"]: finding["level"] for finding in quality["findings"]}
    assert {"fail"}.isdisjoint(levels.values())
    asked = {
        "duration", "decode-errors", "black", "frozen", "silence", "loudness", "true-peak", "clipping",
        "captions-in-duration", "captions-safe-area", "captions-contrast", "av-offset", "container-order",
        "colour-tags", "narration-complete", "voice-licence",
    }  # fmt: skip
    assert asked <= levels.keys()


def test_subtitles_carry_every_shown_word_in_order(first: Made) -> None:
    text = (first.folder / "the-key-still-fit-draft.srt").read_text()
    spoken = re.sub(r"\d+\n[\d:,]+ --> [\d:,]+\n", "", text)
    words = re.findall(r"\w+", spoken)
    body = "The key still fit I moved out four years ago Last night I tried the old key just once"
    assert " ".join(words).startswith(body)
    assert "<00:00:" in (first.folder / "the-key-still-fit-draft.vtt").read_text()


def test_a_second_run_does_no_step_and_gives_the_same_bytes(first: Made, make: Make) -> None:
    again = make(STORY)
    assert again.steps(cached=False) == []
    assert again.video["sha256"] == first.video["sha256"]
    assert {path.name: path.read_bytes() for path in first.folder.iterdir()} == {
        path.name: path.read_bytes() for path in again.folder.iterdir()
    }


def test_one_changed_word_remakes_its_line_and_the_picture_around_it(first: Made, make: Make) -> None:
    changed = make(STORY.replace("the old key, just once", "the old key, only once"))
    assert changed.steps("speak line", cached=False) == ["speak line s1.2"]
    chunks, made = changed.steps("render chunk"), changed.steps("render chunk", cached=False)
    assert 1 <= len(made) <= len(chunks) / 2 + 1  # the dip after its scene touches the first chunk of the next one
    assert len(chunks) <= len(first.steps("render chunk")) + 1
    for name in ("draw background", "compose music", "draw title card", "cast font"):
        assert changed.steps(name, cached=False) == []


def test_a_new_teller_changes_the_card_and_no_sound(first: Made, make: Make) -> None:
    changed = make(STORY.replace("night_owl", "early_bird"))
    made = {step.partition(" ")[0] for step in changed.steps(cached=False)}
    assert "draw title card title" in changed.steps(cached=False)
    assert "speak" not in made
    assert "mix" not in made
    assert changed.video["sha256"] != first.video["sha256"]


def test_from_makes_a_step_and_all_after_it_again(first: Made, make: Make) -> None:
    again = make(STORY, "--from", "join")
    assert set(again.steps(cached=False)) & {"mix sound", "speak line s1.1"} == set()
    assert "join draft" in again.steps(cached=False)
    assert again.video["sha256"] == first.video["sha256"]


def test_own_footage_is_shown_silently_and_named(make: Make, tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    (clips / "city").mkdir(parents=True)
    moving = "testsrc2=s={}:r={}:d=6,format=yuv420p"
    source(moving.format("108x192", 30))(clips / "old-door.mp4")
    source(moving.format("192x108", 25), "-c:v", "mpeg4")(clips / "city/night.mkv")
    uneven = (*X264, "-fps_mode", "vfr", "-enc_time_base", "1:1000")
    late = "settb=1/1000,setpts='N*33+mod(N,2)*9'"
    source(f"{moving.format('120x90', 30)},{late}", *uneven)(clips / "uneven.mp4")
    rows, columns = np.mgrid[0:400, 0:300]
    Image.fromarray(((rows + columns) % 256).astype(np.uint8)).save(clips / "my-brother.jpg")
    frames = [Image.fromarray(((rows + columns + 20 * n) % 256).astype(np.uint8)[:96, :64]) for n in range(12)]
    frames[0].save(clips / "loop.gif", save_all=True, append_images=frames[1:], duration=100)
    (clips / "broken.mp4").write_text("no video")
    made = make(STORY, "--set", f"footage={clips}")
    assert [finding for finding in made.video["quality"]["findings"] if finding["level"] == "fail"] == []
    findings = {finding["check"]: finding for finding in made.video["quality"]["findings"]}
    assert all(name in findings["footage"]["message"] for name in ("old-door.mp4", "my-brother.jpg"))
    assert "sound is not used" in findings["footage"]["message"]
    assert findings["footage-left-out"]["message"].startswith("broken.mp4 was left out: ")
    assert findings["captions-contrast"]["level"] == "ok"
    assert made.steps("draw background") == []
    assert "move still my-brother.jpg" in made.steps("move still")
    again = make(STORY.replace("breathing in my bed", "breathing in our bed"), "--set", f"footage={clips}")
    assert again.steps("look at footage", cached=False) == []
    assert len(again.steps("conform footage", cached=False)) <= 2


def test_a_folder_of_footage_that_is_not_there_is_told_at_once(reelhouse: Run, tmp_path: Path) -> None:
    done = reelhouse("make", "stories", "demo", "--out", tmp_path, "--set", "footage=/nowhere/at/all", *DRAFT)
    assert done.returncode == 2
    assert "no such folder" in done.stderr + done.stdout


def test_a_long_story_becomes_numbered_parts_that_share_their_backgrounds(make: Make) -> None:
    made = make(LETTERS, "--set", "part=20", name="letters.txt")
    titles = [video["title"] for video in made.printed["deliverables"]]
    assert len(titles) > 1
    assert titles == [f"The letters (Part {n} of {len(titles)})" for n in range(1, len(titles) + 1)]
    assert all(Path(video["path"]).exists() for video in made.printed["deliverables"])


def test_a_voice_that_fails_falls_down_the_ladder_for_the_whole_narration(
    warm_home: Path, first: Made, make: Make
) -> None:
    folder = warm_home / "voices"
    folder.mkdir(exist_ok=True)
    (folder / "broken.onnx").write_bytes(b"this is no model")
    (folder / "broken.onnx.json").write_text(
        json.dumps({"audio": {"sample_rate": 22050}, "espeak": {"voice": "en-us"}, "language": {"code": "en_US"}})
    )
    made = make(STORY, "--set", "voice=piper:broken | espeak:en-us")
    findings = {finding["check"]: finding for finding in made.video["quality"]["findings"]}
    assert "piper:broken" in findings["voice-ladder"]["message"]
    assert made.video["sha256"] != first.video["sha256"]


@pytest.mark.slow
def test_another_home_with_the_same_history_gives_the_same_bytes(reelhouse: Run, tmp_path: Path) -> None:
    """Two homes that never made anything. What a home made before decides which backgrounds are free, once."""
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")

    def made(home: str, *more: str) -> str:
        asked = ("make", "stories", tmp_path / "story.md", "--out", tmp_path / f"out-{home}", *DRAFT, *more)
        done = reelhouse(*asked, home=tmp_path / home)
        return str(json.loads(done.stdout)["deliverables"][0]["sha256"])

    assert made("one") == made("other")


@pytest.mark.slow
def test_refresh_makes_everything_again_and_a_later_run_keeps_it(first: Made, make: Make) -> None:
    fresh = make(STORY, "--refresh")
    made = fresh.steps(cached=False)
    assert set(made) == {*first.steps(cached=False), *first.steps(cached=True)}
    assert set(fresh.steps(cached=True)) <= set(made)  # met a second time, after it was made
    assert fresh.video["sha256"] == first.video["sha256"]
    assert make(STORY).steps(cached=False) == []
