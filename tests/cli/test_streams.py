"""Standard streams that are closed, full, ASCII, or a pipe whose reader left."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from runs import SHORT

DRAFT = ("--set", "renditions=draft")


@pytest.fixture(scope="module")
def made(reelhouse: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The arguments of a video that was made before."""
    folder = tmp_path_factory.mktemp("streams")
    (folder / "story.md").write_text(SHORT)
    arguments = ("make", "stories", str(folder / "story.md"), "--out", str(folder / "é [red]"), *DRAFT)
    done = reelhouse(*arguments)
    assert done.returncode == 0, done.stderr
    return arguments


def shell(script: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script, "bash", *arguments],
        env={**os.environ, "REELHOUSE_HOME": str(home), "PYTHON": sys.executable, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('"$PYTHON" -m reelhouse "$@" | true; exit "${PIPESTATUS[0]}"', 0),
        ('"$PYTHON" -m reelhouse "$@" --json | head -c 1 >/dev/null; exit "${PIPESTATUS[0]}"', 0),
        ('"$PYTHON" -m reelhouse "$@" --refresh-nothing 2>&1 | true; exit "${PIPESTATUS[0]}"', 2),
        ('"$PYTHON" -m reelhouse "$@" >&-', 0),
        ('"$PYTHON" -m reelhouse "$@" 2>&-', 0),
        ('"$PYTHON" -m reelhouse "$@" <&- >&- 2>&-', 0),
        ('"$PYTHON" -m reelhouse make stories - <&-', 1),
        ('"$PYTHON" -m reelhouse make stories nosuch.md 2>&-', 2),
        ('"$PYTHON" -m reelhouse voices | true; exit "${PIPESTATUS[0]}"', 0),
    ],
)
def test_a_stream_that_is_gone_changes_no_exit_code(
    script: str, code: int, made: tuple[str, ...], warm_home: Path
) -> None:
    done = shell(script, warm_home, *made)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_standard_output_is_told(made: tuple[str, ...], warm_home: Path) -> None:
    done = shell('"$PYTHON" -m reelhouse "$@" --json >/dev/full', warm_home, *made)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "reelhouse: standard output: cannot write: No space left on device\n  Send the output somewhere else\n"
    )


@pytest.mark.parametrize("how", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "LANG": "C"}, {"NO_COLOR": "1"}])
def test_any_locale_will_do(how: dict[str, str], made: tuple[str, ...], reelhouse: Run) -> None:
    shown = reelhouse(*made, env=how)
    assert shown.returncode == 0, shown.stderr
    assert "[red]" in shown.stdout
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", shown.stdout + shown.stderr)
    printed = reelhouse(*made, "--json", env=how)
    assert "é [red]" in json.loads(printed.stdout)["deliverables"][0]["path"]


def test_json_is_one_object_and_quiet_is_quiet(made: tuple[str, ...], reelhouse: Run) -> None:
    printed = reelhouse(*made, "--json")
    assert printed.stdout.count("\n") == 1
    episode = json.loads(printed.stdout)
    assert list(episode) == ["schema", "episode", "recipe", "status", "deliverables", "steps", "cost_usd"]
    assert episode["status"] == "done"
    quiet = reelhouse(*made, "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_a_failure_is_one_object_too(reelhouse: Run, tmp_path: Path) -> None:
    done = reelhouse("make", "stories", tmp_path / "no.md", "--json")
    assert done.returncode == 2
    episode = json.loads(done.stdout)
    assert episode["status"] == "failed"
    assert episode["error"]["message"] == "there is no such file"
    assert episode["error"]["remedy"] in done.stderr


def test_a_story_comes_through_standard_input(reelhouse: Run, tmp_path: Path) -> None:
    done = reelhouse("make", "stories", "-", "--out", tmp_path / "out", *DRAFT, "--quiet", stdin=SHORT.encode())
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 5
    empty = reelhouse("make", "stories", "-", "--out", tmp_path / "none")
    assert empty.returncode == 1
    assert "stdin: the file is empty" in empty.stderr
