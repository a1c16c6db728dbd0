"""Changing what was made, with the real command: an editor, a plan, a video, a history, and two versions."""

import json
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from runs import LETTERS, SHORT, copy_home, started

Json = dict[str, Any]
DRAFT = ("--set", "renditions=draft")


@dataclass
class Desk:
    """A home of its own with one episode in it."""

    reelhouse: Run
    home: Path
    folder: Path
    editors: list[int] = field(default_factory=list)

    @property
    def episode(self) -> str:
        found: str = self.ask("list")[0]["episode"]
        return found

    def make(self, *more: str | Path) -> Json:
        return self.call(0, "make", "stories", self.folder / "story.md", "--out", self.folder / "out", *DRAFT, *more)

    def call(self, code: int, *arguments: str | Path, **more: Any) -> Json:
        done = self.reelhouse(*arguments, "--json", home=self.home, **more)
        assert done.returncode == code, done.stdout + done.stderr
        found: Json = json.loads(done.stdout)
        return found

    def ask(self, *arguments: str | Path) -> Any:
        return self.call(0, "episodes", *arguments)

    def editor(self, script: str) -> dict[str, str]:
        """An editor that does this to the file `$1`."""
        self.editors.append(len(self.editors))
        path = self.folder / f"editor{len(self.editors)}.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return {"EDITOR": str(path), "VISUAL": ""}

    def paper(self, document: str) -> str:
        """What a person sees, looked at and closed again."""
        seen = self.folder / "seen.yaml"
        self.call(0, "episodes", "edit", self.episode, document, "--dry-run", env=self.editor(f'cp "$1" "{seen}"'))
        return seen.read_text()

    def told(self) -> str:
        text = next((self.folder / "out").glob("*.srt")).read_text()
        return " ".join(line for line in text.splitlines() if line and not line[0].isdigit())


Fresh = Callable[[], Desk]


@pytest.fixture(scope="module")
def first(reelhouse: Run, warm_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warm home, in which a story like these was made once."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "story.md").write_text(SHORT)
    done = reelhouse("make", "stories", folder / "story.md", "--out", folder / "out", *DRAFT)
    assert done.returncode == 0, done.stderr
    return warm_home


@pytest.fixture
def desk(first: Path, reelhouse: Run, tmp_path: Path) -> Desk:
    """An episode, made of what is warm."""
    (tmp_path / "story.md").write_text(SHORT)
    made = Desk(reelhouse, copy_home(first, tmp_path / "home"), tmp_path)
    made.make()
    return made


def anew(printed: Json, name: str) -> list[str]:
    return [step["label"] for step in printed["result"]["steps"] if step["name"] == name and not step["cached"]]


def test_a_corrected_caption_remakes_its_chunk_alone_as_was_foretold(desk: Desk) -> None:
    paper = desk.paper("captions")
    assert re.search(r"^  0:00\.\d\d - 0:0\d\.\d\d: The key still fit", paper, re.MULTILINE)
    assert list((desk.home / "drafts").iterdir()) == []

    edit = desk.editor("sed -i s/breathing/snoring/ $1")
    done = desk.call(0, "episodes", "edit", desk.episode, "captions", "--yes", "--who", "anna", env=edit)

    assert done["outlook"]["chunks"] == 1 == len(anew(done, "render chunk"))
    foretold, made = set(done["outlook"]["steps"]), {s["name"] for s in done["result"]["steps"] if not s["cached"]}
    assert made - {"write captions", "place captions"} <= foretold
    # Whether the stills of the chunk show the word is seen only when they were taken.
    assert foretold - made <= {"draw contact sheet"}
    assert done["outlook"]["seconds"] > 0
    assert anew(done, "speak line") == anew(done, "mix sound") == []
    assert "someone snoring" in desk.told()
    (past,) = desk.ask("history", desk.episode)
    assert (past["document"], past["version"], past["deed"], past["who"]) == ("captions", 1, "edit", "anna")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", past["at"])
    assert ("breathing" in past["changes"][0]["before"], "snoring" in past["changes"][0]["after"]) == (True, True)

    again = desk.make()
    assert all(step["cached"] for step in again["steps"])
    assert again["edits"] == [{"document": "captions", "part": 1, "version": 1, "who": "anna", "carried_over": False}]
    back = desk.call(0, "episodes", "restore", desk.episode, "captions", "0", "--yes")
    assert anew(back, "render chunk") == []
    assert back["version"] == 2
    assert "someone breathing" in desk.told()
    assert [one["used"] for one in desk.ask("history", desk.episode, "captions")] == [False, True]


def test_a_changed_line_of_the_script_is_spoken_again_and_no_other(desk: Desk) -> None:
    edit = desk.editor("sed -i 's/old key/brass key/' $1")
    plan = desk.call(0, "episodes", "edit", desk.episode, "script", "--dry-run", env=edit)
    assert plan["version"] is None
    assert plan["changes"] == [{"at": "s1.1", "before": "I tried the old key.", "after": "I tried the brass key."}]
    assert plan["outlook"]["steps"]["speak line"] == 1
    assert desk.ask("history", desk.episode) == []
    (draft,) = (desk.home / "drafts").iterdir()

    done = desk.call(0, "episodes", "edit", desk.episode, "script", "--yes", "--file", draft)

    assert anew(done, "speak line") == ["s1.1"]
    assert len(anew(done, "render chunk")) < len(
        [step for step in done["result"]["steps"] if step["name"] == "render chunk"]
    )
    assert "brass key" in desk.told()
    twice = desk.call(0, "episodes", "edit", desk.episode, "script", "--yes", "--file", draft)
    assert twice["changes"] == []
    assert twice["result"] is None


def test_a_story_from_standard_input_can_be_changed_and_made_again(first: Path, reelhouse: Run, tmp_path: Path) -> None:
    desk = Desk(reelhouse, copy_home(first, tmp_path / "home"), tmp_path)
    out = ("--out", tmp_path / "out", *DRAFT)
    made = desk.call(0, "make", "stories", "-", *out, stdin=SHORT.encode())
    name = made["episode"]
    edit = desk.editor("sed -i s/breathing/snoring/ $1")
    done = desk.call(0, "episodes", "edit", name, "captions", "--yes", env=edit)
    assert done["result"]["episode"] == name
    whole = desk.ask("show", name)
    assert (whole["source"], whole["status"]) == ("-", "done")
    assert [(one["document"], one["used"]) for one in whole["documents"]] == [("script", 0), ("captions", 1)]


def test_a_changed_source_carries_an_edit_over_or_waits_for_a_choice(desk: Desk) -> None:
    edit = desk.editor("sed -i s/breathing/snoring/ $1")
    desk.call(0, "episodes", "edit", desk.episode, "script", "--yes", "--who", "anna", env=edit)
    story = desk.folder / "story.md"

    story.write_text(SHORT.replace("old key", "other key"))
    carried = desk.make()
    assert carried["edits"][0]["carried_over"] is True
    assert "I tried the other" in desk.told()
    assert "someone snoring" in desk.told()

    story.write_text(SHORT.replace("someone breathing", "a strange voice"))
    waiting = desk.call(3, "make", "stories", story, "--out", desk.folder / "out", *DRAFT)
    assert waiting["status"] == "waiting"
    assert f"reelhouse episodes choose {desk.episode} script" in waiting["error"]["remedy"]
    assert "snoring" in desk.told(), "nothing was overwritten"
    assert desk.ask("show", desk.episode)["status"] == "waiting"
    seen = desk.reelhouse("episodes", "choose", desk.episode, "script", home=desk.home).stdout
    assert "- Then I heard a strange voice." in seen
    assert "+ Then I heard someone snoring." in seen

    origin = desk.call(0, "episodes", "choose", desk.episode, "script", "origin", "--yes")
    assert origin["deed"] == "choose"
    assert "a strange voice" in desk.told()
    done = desk.reelhouse("episodes", "choose", desk.episode, "script", "mine", "--yes", home=desk.home)
    assert done.returncode == 2
    assert "only one version" in done.stderr
    deeds = [one["deed"] for one in desk.ask("history", desk.episode, "script")]
    assert deeds == ["edit", "carry over", "choose"]


def test_an_edit_whose_making_is_killed_is_kept_and_made_by_the_next_run(desk: Desk) -> None:
    paper = desk.folder / "mine.yaml"
    paper.write_text(desk.paper("captions").replace("breathing", "snoring"))
    arguments = ("episodes", "edit", desk.episode, "captions", "--yes", "--file", paper)
    with started(*arguments, home=desk.home) as run:
        run.wait_for("render chunk")
        run.send(signal.SIGKILL)
        run.finish(60)
    assert [one["version"] for one in desk.ask("history", desk.episode)] == [1]
    assert desk.ask("show", desk.episode)["status"] == "interrupted"
    done = desk.call(0, *arguments)
    assert done["result"]["status"] == "done"
    assert len(desk.ask("history", desk.episode)) == 1
    assert "snoring" in desk.told()


def test_of_two_who_change_the_same_the_second_is_told_and_loses_nothing(desk: Desk) -> None:
    paper = desk.paper("captions")
    mine, other = desk.folder / "mine.yaml", desk.folder / "other.yaml"
    mine.write_text(paper.replace("breathing", "snoring"))
    other.write_text(paper.replace("breathing", "singing"))
    desk.call(0, "episodes", "edit", desk.episode, "captions", "--yes", "--file", mine)
    late = desk.reelhouse("episodes", "edit", desk.episode, "captions", "--yes", "--file", other, home=desk.home)
    assert late.returncode == 2
    assert "there is a newer version of the captions" in late.stderr
    assert len(desk.ask("history", desk.episode)) == 1
    piped = ("episodes", "edit", desk.episode, "captions", "--yes", "--file", "-")
    late = desk.reelhouse(*piped, home=desk.home, stdin=other.read_bytes())
    (draft,) = (desk.home / "drafts").iterdir()
    assert f"--file {draft}" in late.stderr
    assert draft.read_bytes() == other.read_bytes()


def test_the_parts_of_a_series_have_captions_of_their_own(first: Path, reelhouse: Run, tmp_path: Path) -> None:
    desk = Desk(reelhouse, copy_home(first, tmp_path / "home"), tmp_path)
    (tmp_path / "letters.txt").write_text(LETTERS)
    wanted = ("--out", tmp_path / "out", "--set", "part=20", *DRAFT)
    made = desk.call(0, "make", "stories", tmp_path / "letters.txt", *wanted)
    assert len(made["deliverables"]) == 2
    standing = [(one["document"], one["part"]) for one in desk.ask("show", desk.episode)["documents"]]
    assert standing == [("script", 0), ("captions", 1), ("captions", 2)]

    unsaid = desk.reelhouse("episodes", "edit", desk.episode, "captions", "--yes", home=desk.home)
    assert unsaid.returncode == 2
    assert "--part 1 to 2" in unsaid.stderr

    edit = desk.editor("sed -i s/four/five/ $1")
    done = desk.call(0, "episodes", "edit", desk.episode, "captions", "--part", "2", "--yes", env=edit)
    assert done["outlook"]["chunks"] == len(anew(done, "render chunk")) > 0
    assert anew(done, "speak line") == anew(done, "mix sound") == []
    told = {path.stem: path.read_text() for path in (tmp_path / "out").glob("*.srt")}
    assert [("day five" in text, "day four" in text) for _, text in sorted(told.items())] == [
        (False, False),
        (True, False),
    ]

    used = {one["part"]: one["used"] for one in desk.ask("show", desk.episode)["documents"]}
    assert used == {0: 0, 1: 0, 2: 1}
    (past,) = desk.ask("history", desk.episode)
    assert (past["document"], past["part"], past["version"]) == ("captions", 2, 1)
    assert desk.ask("history", desk.episode, "captions", "--part", "1") == []


WRONG = (
    ("s/breathing/дыхание/", "is not written in English"),
    ("s/^    s1.1:.*/    s1.9: hi/", "there is no such line"),
    ("/^  s1:/,$d", "this is gone"),
    ("s/^    s1.1:.*/    s1.1:/", "this is empty"),
    ("s/^title:/titel:/", "there is no such key"),
    ("s/^episode:.*/episode: stories-other/", "this is the document of another one"),
)


def test_whatever_is_wrong_names_its_line_and_keeps_the_text(desk: Desk) -> None:
    for number, (change, said) in enumerate(WRONG, 1):
        edit = desk.editor(f"sed -i '{change}' $1")
        done = desk.reelhouse("episodes", "edit", desk.episode, "script", "--yes", home=desk.home, env=edit)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert said in done.stderr
        assert re.search(r"line \d+", done.stderr) or "gone" in said or "key" in said
        kept = sorted((desk.home / "drafts").iterdir())
        assert len(kept) == number
        assert any(f"--file {path}" in done.stderr for path in kept)
    killed = desk.reelhouse(
        *("episodes", "edit", desk.episode, "script", "--yes"),
        home=desk.home,
        env=desk.editor("sed -i s/old/new/ $1; kill -9 $$"),
    )
    assert killed.returncode == 1
    assert "was killed by signal 9" in killed.stderr
    assert "Your text is kept" in killed.stderr
    assert desk.ask("history", desk.episode) == []


def test_nobody_is_asked_where_nobody_is(desk: Desk) -> None:
    done = desk.reelhouse("episodes", "edit", desk.episode, "script", home=desk.home, env=desk.editor("exit 0"))
    assert done.returncode == 2
    assert "Add --yes" in done.stderr
    same = desk.call(0, "episodes", "edit", desk.episode, "script", "--yes", env=desk.editor("exit 0"))
    assert (same["changes"], same["version"], same["result"]) == ([], None, None)
    unknown = desk.reelhouse("episodes", "show", "stories-x", home=desk.home)
    assert unknown.returncode == 2
    assert "there is no episode 'stories-x'" in unknown.stderr
    assert list((desk.home / "drafts").iterdir()) == []
