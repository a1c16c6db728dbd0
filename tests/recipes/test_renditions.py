"""One story in three shapes at another rate: what they share is made once."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import av
import pytest

from conftest import Run

STORY = """---
title: The key still fit
---

I tried the old key, just once. The door opened. Someone was breathing in my bed.
"""
NAMES = {"draft": (540, 960), "draft-square": (540, 540), "draft-landscape": (960, 540)}
#: What does not depend on the shape.
SHARED = (
    "write script",
    "speak line",
    "write captions",
    "compose music",
    "make effect",
    "mix sound",
    "write subtitles",
)


@pytest.fixture(scope="module")
def printed(reelhouse: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "story.md").write_text(STORY, encoding="utf-8")
    wanted = ("--set", f"renditions={','.join(NAMES)}", "--set", "fps=24", "--json")
    done = reelhouse("make", "stories", folder / "story.md", "--out", folder / "out", *wanted)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def sound_of(path: str) -> list[bytes]:
    with av.open(path) as container:
        return [bytes(packet) for packet in container.demux(container.streams.audio[0])]


def test_every_rendition_has_its_size_and_the_one_rate(printed: dict[str, Any]) -> None:
    videos = printed["deliverables"]
    assert {video["rendition"]: (video["width"], video["height"]) for video in videos} == NAMES
    assert len({video["seconds"] for video in videos}) == 1
    for video in videos:
        with av.open(video["path"]) as container:
            stream = container.streams.video[0]
            assert (stream.width, stream.height) == NAMES[video["rendition"]]
            assert stream.average_rate == 24


def test_what_does_not_depend_on_the_shape_is_made_once(printed: dict[str, Any]) -> None:
    made = Counter((step["name"], step["label"]) for step in printed["steps"] if not step["cached"])
    shared = {key: count for key, count in made.items() if key[0] in SHARED}
    assert {key: count for key, count in shared.items() if count > 1} == {}
    assert {name for name, _ in shared} >= {"speak line", "write captions", "mix sound", "write subtitles"}
    assert sum(name == "mix sound" for name, _ in made) == 1


def test_every_shape_has_backgrounds_and_a_cover_of_its_own_and_upright_and_square_share_cards(
    printed: dict[str, Any],
) -> None:
    made = Counter(step["name"] for step in printed["steps"] if not step["cached"])
    assert made["draw background"] % len(NAMES) == 0
    assert made["draw cover"] == len(NAMES)
    assert made["draw title card"] == made["draw end card"] == len(NAMES) - 1


def test_the_sound_of_all_is_the_same_to_the_byte(printed: dict[str, Any]) -> None:
    first, *others = (sound_of(video["path"]) for video in printed["deliverables"])
    assert first
    assert all(other == first for other in others)


def test_covers_have_the_shape_too(printed: dict[str, Any]) -> None:
    for video in printed["deliverables"]:
        with av.open(video["thumbnail"]) as container:
            stream = container.streams.video[0]
            assert (stream.width, stream.height) == NAMES[video["rendition"]]
            assert Path(video["path"]).with_suffix(".srt").is_file()
