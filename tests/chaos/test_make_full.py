"""No room: for the result, for the home, for one file."""

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run
from disks import small_disk
from runs import SHORT, contents

DRAFT = ("--set", "renditions=draft")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.md").write_text(SHORT)
    return tmp_path / "story.md"


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    with small_disk(tmp_path / "disk", 1) as folder:
        yield folder


def test_a_full_output_disk_leaves_nothing_there_and_says_how_much_is_needed(
    story: Path, tiny: Path, reelhouse: Run
) -> None:
    done = reelhouse("make", "stories", story, "--out", tiny / "out", *DRAFT)
    assert done.returncode == 1
    assert "no space is left for the result" in done.stderr
    assert re.search(r"Free at least \d+ MB there, or give another folder", done.stderr)
    assert contents(tiny) == {}


def test_a_full_home_says_so_and_nothing_falls_down_the_voice_ladder(
    story: Path, tiny: Path, tmp_path: Path, reelhouse: Run
) -> None:
    done = reelhouse("make", "stories", story, "--out", tmp_path / "out", *DRAFT, home=tiny / "home")
    assert done.returncode == 1
    assert "full" in done.stderr
    assert "Free some space" in done.stderr
    assert "voice" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_limit_on_the_size_of_a_file_is_told_as_a_full_disk(
    story: Path, tmp_path: Path, warm_home: Path, reelhouse: Run
) -> None:
    first = reelhouse("make", "stories", story, "--out", tmp_path / "first", *DRAFT)
    assert first.returncode == 0, first.stderr
    size = next((tmp_path / "first").glob("*.mp4")).stat().st_size
    done = subprocess.run(
        [sys.executable, "-m", "reelhouse", "make", "stories", str(story), "--out", str(tmp_path / "out"), *DRAFT],
        env={**os.environ, "REELHOUSE_HOME": str(warm_home)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1, size - 1)),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"no space is left for the result" in done.stderr
    assert not (tmp_path / "out").exists()
