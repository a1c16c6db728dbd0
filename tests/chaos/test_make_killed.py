"""A run that is stopped or killed anywhere loses nothing, leaves nothing half done, and goes on where it was."""

import json
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import Run
from runs import SHORT, Started, contents, copy_home, finished_steps, started

DRAFT = ("--set", "renditions=draft")


@dataclass(frozen=True)
class Undisturbed:
    """What a run gives that nobody disturbs."""

    files: dict[str, bytes]
    steps: list[tuple[str, bool]]

    def borders_before(self, name: str) -> int:
        """About how many borders lie before the first step of a name: two when kept, five when made."""
        names = [step for step, _ in self.steps]
        return sum(2 if cached else 5 for _, cached in self.steps[: names.index(name)])


@dataclass(frozen=True)
class Stage:
    """A home that has the backgrounds and the music, a story that it never saw, and a place for the result."""

    home: Path
    story: Path
    out: Path

    def arguments(self) -> tuple[str | Path, ...]:
        return ("make", "stories", self.story, "--out", self.out, *DRAFT)


@pytest.fixture(scope="module")
def warm(reelhouse: Run, warm_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warm")
    (folder / "story.md").write_text(SHORT)
    done = reelhouse("make", "stories", folder / "story.md", "--out", folder / "out", *DRAFT)
    assert done.returncode == 0, done.stderr
    return warm_home


@pytest.fixture
def stage(warm: Path, tmp_path: Path) -> Stage:
    return _stage(warm, tmp_path)


def _stage(warm: Path, folder: Path) -> Stage:
    (folder / "story.md").write_text(SHORT.replace("old key", "other key").replace("night_owl", "early_bird"))
    return Stage(copy_home(warm, folder / "home", workers=1), folder / "story.md", folder / "out")


@pytest.fixture(scope="module")
def undisturbed(warm: Path, reelhouse: Run, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    place = _stage(warm, tmp_path_factory.mktemp("undisturbed"))
    done = reelhouse(*place.arguments(), "--json", home=place.home)
    assert done.returncode == 0, done.stderr
    steps = [(step["name"], step["cached"]) for step in json.loads(done.stdout)["steps"]]
    return Undisturbed(contents(place.out), steps)


@pytest.fixture
def goes_on(stage: Stage, undisturbed: Undisturbed, reelhouse: Run) -> Callable[[], None]:
    def check() -> None:
        before = finished_steps(stage.home)
        done = reelhouse(*stage.arguments(), home=stage.home)
        assert done.returncode == 0, done.stderr
        assert contents(stage.out) == undisturbed.files
        after = finished_steps(stage.home)
        assert {key: after.get(key) for key in before} == before
        assert not list((stage.home / "scratch").iterdir())

    return check


def is_clean(stage: Stage, run: Started) -> None:
    assert run.children_left() == []
    assert not stage.out.exists() or set(contents(stage.out)) <= {".reelhouse.lock"}


@pytest.mark.parametrize(("number", "after"), [(signal.SIGINT, "write script"), (signal.SIGTERM, "draw title card")])
def test_a_stopped_run_says_so_leaves_nothing_and_goes_on_later(
    number: signal.Signals, after: str, stage: Stage, goes_on: Callable[[], None]
) -> None:
    with started(*stage.arguments(), "--json", home=stage.home) as run:
        run.wait_for(after)
        run.send(number)
        code, out, err = run.finish(60)
        assert code == 130
        assert "reelhouse: cancelled; what was finished is kept" in err
        assert "Traceback" not in err
        told = json.loads(out)
        assert told["status"] == "cancelled"
        assert f"reelhouse: {told['error']['message']}\n" in err
        assert told["episode"].startswith("stories-")
        assert after in [step["name"] for step in told["steps"]]
        is_clean(stage, run)
    assert not stage.out.exists()
    goes_on()


@pytest.mark.parametrize("phase", ["speak line", "render chunk", "join", "check quality"])
def test_a_killed_run_goes_on_with_the_step_it_died_in(
    phase: str, stage: Stage, undisturbed: Undisturbed, goes_on: Callable[[], None]
) -> None:
    border = undisturbed.borders_before(phase) + 3
    with started(*stage.arguments(), home=stage.home, env={"REELHOUSE_CRASH_AT": str(border)}) as run:
        code, _, err = run.finish()
        assert code == -signal.SIGKILL, err
        is_clean(stage, run)
    goes_on()


def test_a_run_that_is_killed_by_force_takes_its_children_with_it(stage: Stage, goes_on: Callable[[], None]) -> None:
    with started(*stage.arguments(), home=stage.home) as run:
        run.wait_for("draw title card")
        run.send(signal.SIGKILL)
        run.finish(60)
        is_clean(stage, run)
    (stage.out / ".reelhouse-the-key-still-fit-draft.mp4.part").write_bytes(b"half of it")
    goes_on()


@pytest.mark.slow
def test_a_run_may_be_killed_at_every_border(
    stage: Stage, undisturbed: Undisturbed, reelhouse: Run, warm: Path
) -> None:
    """One home dies at its first border, then at its second ...: each run goes one border further."""
    for border in range(1, 1000):
        before = finished_steps(stage.home)
        done = reelhouse(*stage.arguments(), home=stage.home, env={"REELHOUSE_CRASH_AT": str(border)})
        after = finished_steps(stage.home)
        assert {key: after.get(key) for key in before} == before
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert not stage.out.exists() or set(contents(stage.out)) <= {".reelhouse.lock"}
    assert border > 2 * len(undisturbed.steps)
    assert contents(stage.out) == undisturbed.files


def test_a_second_run_on_the_same_folder_is_refused_and_the_first_one_finishes(
    stage: Stage, undisturbed: Undisturbed, reelhouse: Run
) -> None:
    with started(*stage.arguments(), home=stage.home) as first:
        first.wait_for("write script")
        first.send(signal.SIGSTOP)
        second = reelhouse(*stage.arguments(), home=stage.home)
        first.send(signal.SIGCONT)
        assert second.returncode == 1
        assert second.stderr == (
            f"reelhouse: {stage.out}: another run is writing to this folder\n"
            "  Wait for it, or give another folder with --out\n"
        )
        code, _, err = first.finish()
    assert code == 0, err
    assert contents(stage.out) == undisturbed.files


def test_two_runs_in_one_home_share_the_work(stage: Stage, undisturbed: Undisturbed) -> None:
    other = Stage(stage.home, stage.story, stage.out.with_name("other"))
    with (
        started(*stage.arguments(), "--json", home=stage.home) as one,
        started(*other.arguments(), "--json", home=stage.home) as two,
    ):
        ends = [one.finish(), two.finish()]
    assert [code for code, _, _ in ends] == [0, 0], ends
    assert contents(stage.out) == contents(other.out) == undisturbed.files
    steps = [step for _, out, _ in ends for step in json.loads(out)["steps"]]
    made = sorted(step["name"] for step in steps if not step["cached"])
    assert made == sorted(name for name, cached in undisturbed.steps if not cached)


def test_progress_into_a_file_has_no_control_characters(warm: Path, stage: Stage, reelhouse: Run) -> None:
    done = reelhouse(*stage.arguments(), home=stage.home, env={"FORCE_COLOR": "", "TERM": "xterm-256color"})
    assert done.returncode == 0, done.stderr
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", done.stdout + done.stderr)
    assert "render chunk draft 1 of" in done.stderr
    assert "The key still fit  passed" in done.stdout
