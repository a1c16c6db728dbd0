"""A database that may only be read, by its own bits or by its folder's: clear words, nothing lost, and a way back."""

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer

from finished import finish
from reelhouse.cli.main import app
from reelhouse.config import Settings
from reelhouse.jobs.installed import open_queue
from reelhouse.model.script import Line, Parts, Role, Scene, Script
from reelhouse.production.documents.versions import write_paper
from reelhouse.storage import open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.approvals import Asking
from reelhouse.storage.publications import Slot, Stage
from reelhouse.storage.register import PAUSED, Asked

DONE, ASKED, STOPPED = "stories-1", "stories-2", "stories-3"
STORY = "# A key\n\nI tried the old key. Then I heard someone breathing.\n"
SHOW = "recipe: stories\nbrief: {source: stories}\nschedule: '0 9 * * *'\n"
REFUSED = "reelhouse.db: the database is read-only\n  Make the file and its folder writable for you\n"
UNMADE = "there is no script yet: it was never made so far\n  Make the episode first; what is finished is kept\n"
Call = Callable[[Path, str], tuple[int, str]]

#: Commands that look at the records: where only the file may not be written, they work.
LOOKS = (
    "episodes list",
    f"episodes show {DONE}",
    f"episodes history {DONE}",
    f"episodes follow {DONE}",
    "episodes failed",
    "desk",
    "releases list",
    "shows list",
    "shows show daily",
    "shows next daily",
    "shows check",
    "shows history kept",
    "shows text kept",
    "backup take SHELF",
    "cache",
    "costs",
)
#: Commands that change something.
CHANGES = (
    "make stories STORY --out OUT",
    "demo --out OUT",
    "episodes start stories STORY --out OUT",
    f"episodes cancel {ASKED}",
    f"episodes pause {ASKED}",
    f"episodes resume {STOPPED}",
    f"episodes restart {DONE} --from 'write script'",
    f"episodes retry {STOPPED}",
    f"episodes duplicate {DONE} --set mood=calm --out OUT",
    f"episodes export {DONE} --out OUT",
    f"episodes pin {DONE}",
    f"episodes unpin {DONE}",
    f"episodes archive {DONE}",
    f"episodes delete {DONE} --yes",
    f"desk approve {ASKED}",
    f"desk reject {ASKED}",
    f"desk reopen {ASKED}",
    "desk remind",
    f"releases posted {DONE} trial:main https://trial.example/1",
    f"releases again {DONE} trial:main",
    "shows start daily",
    "shows pause daily",
    "shows resume daily",
    "shows put SHOW --name other",
    "shows remove kept",
    "cleanup",
    "cache --prune",
    "worker",
    "serve",
)
#: Commands that change something if there is anything to change, which there is not here; and what they say.
IDLE = {
    f"releases anew {DONE} trial:main": "it is unclear, not sent\n  Only what is there can be posted once more\n",
    "shows remove daily": "daily.yaml: this show is a file\n  Delete the file\n",
    f"episodes edit {DONE} script --file STORY --yes": UNMADE,
    f"episodes choose {DONE} script mine --yes": UNMADE,
    f"episodes restore {DONE} script 0 --yes": UNMADE,
}
#: What is tried every time.
QUICK = ("episodes list", f"episodes pause {ASKED}", "worker")
#: Commands that need no records, or none that are there.
ELSEWHERE = {
    "backup list",
    "backup thin",
    "backup verify",
    "check",
    "doctor",
    "probe",
    "recipes",
    "restore",
    "styles",
    "styles preview",
    "voices",
}
BARRED = pytest.mark.parametrize("barred", ["reelhouse.db", ""], ids=["the file", "the folder"])


@pytest.fixture(scope="module")
def call() -> Iterator[Call]:
    """The command line, as somebody whom the bits of files bind: root is asked to do without its right to pass them."""
    program = [sys.executable, str(Path(__file__).with_name("barred_program.py"))]
    if not os.geteuid():
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root cannot be bound by the bits of files here")
        program = [setpriv, "--bounding-set=-dac_override,-dac_read_search", "--", *program]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:

        def ask(home: Path, command: str) -> tuple[int, str]:
            assert started.stdin
            assert started.stdout
            print(json.dumps([str(home), places(home.parent, command)]), file=started.stdin, flush=True)
            code, said = json.loads(started.stdout.readline())
            return code, said

        yield ask


def places(folder: Path, command: str) -> list[str]:
    """The words of a command; those in capitals stand for places beside the home."""
    return [str(folder / word.lower()) if word.isupper() else word for word in shlex.split(command)]


@pytest.fixture
def lived_in(tmp_path: Path) -> Path:
    """A home with an episode that is made, one that waits for a person, one that was stopped, and two shows."""
    home = tmp_path / "home"
    settings = Settings(home=home)
    finish(settings, DONE, "one", tmp_path / "out")
    scene = Scene(id="s", role=Role.STORY, lines=(Line(id="s.1", text="A key.", shown="A key."),))
    script = Script(title="A key", language="en", scenes=(scene,))
    with open_store(settings) as store:
        open_queue(store)
        for name in (ASKED, STOPPED):
            asked = Asked(name, "stories", "s", "-", "a.md", {}, str(tmp_path), kit=False, text=None)
            store.register.ask(asked)
        store.show_texts.put("kept", SHOW, "somebody")
        paper = write_paper(store, Parts(scripts=(script,)))
        store.approvals.ask(Asking(ASKED, "script", "A key", paper, -60))
        with store.database.writing() as connection:
            assert store.register.move_in(connection, STOPPED, PAUSED, among=("making",))
        slot = Slot(DONE, 1, "trial:main")
        store.publications.plan(slot, "r", "A key")
        store.publications.claim(slot, "gone:1")
        store.publications.move(slot, Stage.UNCLEAR, start={Stage.SENDING}, cause="its process ended")
        with store.database.writing() as connection:
            connection.execute(tables.publication.update().values(at=0))
    (home / "shows" / "stories").mkdir(parents=True)
    (home / "shows" / "daily.yaml").write_text(SHOW, encoding="utf-8")
    (tmp_path / "show").write_text(SHOW, encoding="utf-8")
    for story in (home / "shows" / "stories" / "a.md", tmp_path / "story"):
        story.write_text(STORY, encoding="utf-8")
    return home


def records(home: Path) -> list[str]:
    """Every row of every table."""
    with closing(sqlite3.connect(home / "reelhouse.db")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        return list(connection.iterdump())


def files(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (home / "artifacts").rglob("*") if path.is_file()}


def check(call: Call, home: Path, barred: Path, commands: Iterable[str]) -> None:
    """Each does as it should, nothing is lost, and with the right to write back everything goes on."""
    mode, before, kept = barred.stat().st_mode, records(home), files(home)
    barred.chmod(mode & ~0o222)
    try:
        for command in commands:
            code, said = call(home, command)
            if command in LOOKS and barred != home:
                assert (code, said) == (0, ""), command
            elif command in IDLE and barred != home:
                assert (code, said[-len(IDLE[command]) :]) == (2, IDLE[command]), command
            else:
                assert (code, said[-len(REFUSED) :]) == (1, REFUSED), command
    finally:
        barred.chmod(mode)
    assert files(home).items() >= kept.items()
    assert records(home) == before
    for command in (f"episodes pin {DONE}", f"desk approve {ASKED}", f"episodes resume {STOPPED}"):
        assert call(home, command) == (0, ""), command
    with open_store(Settings(home=home)) as store:
        assert open_queue(store).waiting() == 1


@BARRED
def test_it_is_refused_with_the_way_out_and_nothing_is_lost(call: Call, lived_in: Path, barred: str) -> None:
    check(call, lived_in, lived_in / barred, QUICK)


@pytest.mark.slow
@BARRED
def test_every_command_refuses_with_the_way_out(call: Call, lived_in: Path, barred: str) -> None:
    check(call, lived_in, lived_in / barred, [*LOOKS, *IDLE, *CHANGES])


@pytest.mark.slow
def test_the_doctor_sees_it(call: Call, lived_in: Path) -> None:
    file = lived_in / "reelhouse.db"
    file.chmod(0o444)
    assert call(lived_in, "doctor") == (1, "")
    file.chmod(0o644)
    assert call(lived_in, "doctor") == (0, "")


def test_no_command_is_forgotten() -> None:
    known = set(commands_of(typer.main.get_command(app)))
    tried = {name for name in known for command in (*LOOKS, *IDLE, *CHANGES) if f"{command} ".startswith(f"{name} ")}
    assert tried | ELSEWHERE == known


def commands_of(command: Any, above: str = "") -> Iterator[str]:
    """The commands of a tree, without the groups that do nothing themselves."""
    below = getattr(command, "commands", {})
    if not below or command.invoke_without_command:
        yield above.strip()
    for name, one in below.items():
        yield from commands_of(one, f"{above} {name}")
