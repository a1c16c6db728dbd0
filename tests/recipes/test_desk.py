"""An episode that stops for people, with the real command: what is made before an answer, and what after it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from runs import SHORT, copy_home

Json = dict[str, Any]
Call = Callable[..., Any]
DRAFT = ("--set", "renditions=draft")


@pytest.fixture
def home(reelhouse: Run, warm_home: Path, tmp_path: Path) -> Path:
    """A home in which a story like this one was made once, and the story beside it."""
    (tmp_path / "first").mkdir()
    for folder in (tmp_path, tmp_path / "first"):
        (folder / "story.md").write_text(SHORT)
    story = tmp_path / "first" / "story.md"
    done = reelhouse("make", "stories", story, "--out", tmp_path / "first", *DRAFT)
    assert done.returncode == 0, done.stderr
    return copy_home(warm_home, tmp_path / "home")


@pytest.fixture
def call(reelhouse: Run, home: Path) -> Call:
    def run(code: int, *arguments: str | Path, **more: Any) -> Any:
        done = reelhouse(*arguments, "--json", home=home, **more)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout)

    return run


def made_anew(printed: Json) -> set[str]:
    return {step["name"] for step in printed["steps"] if not step["cached"]}


def nobody_is_there(home: Path) -> bool:
    """Whether no run, claim or scratch folder is left."""
    with closing(sqlite3.connect(home / "reelhouse.db")) as database:
        runs, claims = database.execute(
            "select (select count(*) from run), (select count(*) from step where result is null)"
        ).fetchone()
    return runs == claims == 0 and not list((home / "scratch").iterdir())


def test_nothing_that_costs_is_made_before_the_script_is_approved(call: Call, home: Path, tmp_path: Path) -> None:
    make = ("make", "stories", tmp_path / "story.md", *DRAFT, "--set", "approve=script", "--out", tmp_path / "out")
    first = call(3, *make)
    assert (first["status"], {step["name"] for step in first["steps"]}) == ("waiting", {"read story", "write script"})
    assert nobody_is_there(home)

    (tmp_path / "editor.sh").write_text("#!/bin/sh\nsed -i 's/breathing/snoring/' $1\n")
    (tmp_path / "editor.sh").chmod(0o755)
    editor = {"EDITOR": str(tmp_path / "editor.sh"), "VISUAL": ""}
    outlook = call(0, "episodes", "edit", first["episode"], "script", "--dry-run", env=editor)["outlook"]
    assert (outlook["gate"], outlook["steps"]) == ("script", {})
    call(3, "episodes", "edit", first["episode"], "script", "--yes", env=editor)
    (script,) = call(0, "desk")
    assert script["gate"] == "script"

    decided = call(0, "desk", "approve", first["episode"], "--make", "--who", "anna")
    (made,) = decided["results"]
    assert (decided["decided"][0]["laid"]["key"], made["status"]) == (script["key"], "done")
    assert "snoring" in next((tmp_path / "out").glob("*.srt")).read_text(), "the edited version is what was approved"
    states = [one["state"] for one in call(0, "episodes", "show", first["episode"])["approvals"]]
    assert states == ["outdated", "approved"]


def test_nothing_leaves_before_the_release_is_approved(call: Call, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    free = call(0, "make", "stories", tmp_path / "story.md", *DRAFT, "--out", tmp_path / "free")
    make = ("make", "stories", tmp_path / "story.md", *DRAFT, "--set", "approve=release", "--kit", "--out", out)
    first = call(3, *make)
    name = first["episode"]
    assert (name, made_anew(first), out.exists()) == (free["episode"], set(), False)
    assert nobody_is_there(home)

    call(0, "desk", "reject", name, "--note", "too dark", "--who", "ben")
    refused = call(3, *make)
    assert (refused["status"], refused["error"]["message"]) == ("rejected", "ben rejected what was made: too dark")
    assert [one["status"] for one in call(0, "episodes", "list") if one["episode"] == name] == ["rejected"]
    assert not out.exists()

    call(0, "desk", "reopen", name)
    (last,) = call(0, "desk", "approve", "--all", "--gate", "release", "--make")["results"]
    assert (last["status"], made_anew(last)) == ("done", set())
    assert Path(last["kit"]["archive"]).exists()
    assert made_anew(call(0, *make)) == set(), "what was approved stays so"

    archived = call(0, "episodes", "archive", name)
    assert (archived["listed"]["kept"], archived["listed"]["status"]) == ("archived", "done")
    again = call(0, "episodes", "export", name, "--out", tmp_path / "again")
    assert Path(again["videos"][0]["path"]).read_bytes() == Path(last["deliverables"][0]["path"]).read_bytes()
