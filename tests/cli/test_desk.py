"""`reelhouse desk`: what waits is listed, read, approved and rejected, by names, by keys and in a real terminal."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.model.approval import GateName
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Document
from reelhouse.model.deliverable import Deliverable, Release
from reelhouse.model.layout import DRAFT
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.model.release import Words
from reelhouse.model.script import Line, Parts, Role, Scene, Script
from reelhouse.production.documents.versions import write_paper
from reelhouse.storage import open_store
from reelhouse.storage.approvals import Asking
from reelhouse.storage.register import Asked

Cli = Callable[..., tuple[int, str, str]]
Type = Callable[[str], tuple[int, str, str]]


def script(count: int = 1) -> Parts:
    lines = tuple(Line(id=f"s1.{n}", text=f"Line {n}.", shown=f"Line {n}\x1b[31m.") for n in range(1, count + 1))
    scenes = (Scene(id="s1", role=Role.STORY, lines=lines),)
    return Parts(scripts=(Script(title="A key", language="en", scenes=scenes),))


def release(video: Artifact) -> Release:
    findings = (Finding(check="x", level=Level.WARN, message="a little dark"),)
    made = Deliverable(
        title="A key",
        slug="a-key",
        rendition=DRAFT,
        frames=45,
        video=video,
        thumbnail=video,
        sidecars=(),
        quality=QualityReport(findings=findings),
        words=Words(title="A key", description="Two\nlines", tags=("key",), language="en"),
    )
    return Release(videos=(made,))


def lay(home: Path, episode: str, gate: GateName, shown: Document, within: int | None = None) -> str:
    """Lay something on the desk, as a run does that stops there; returns its key. Nobody can make it again."""
    brief = {"gone": 1}
    with open_store(Settings(home=home)) as store:
        store.register.ask(Asked(episode, "stories", "s", "-", "a.md", brief, str(home), kit=False, text=None))
        return store.approvals.ask(Asking(episode, gate, "A key\x07", write_paper(store, shown), within)).key


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Type:
    """The session, with these lines on standard input."""

    def session(text: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", StringIO(text))
        return cli("desk", "--keys", "--who", "anna")

    return session


def test_an_empty_desk_says_so(cli: Cli, typed: Type) -> None:
    assert cli("desk")[:2] == (0, "Nothing waits for you.\n")
    assert typed("a\n")[:2] == (0, "Nothing waits for you.\n")
    assert cli("desk", "--json")[1] == "[]\n"
    assert cli("desk", "approve", "--all")[:2] == (0, "Nothing waits for you.\n")
    assert cli("desk", "remind")[:2] == (0, "")


def test_what_waits_is_listed_with_what_is_overdue_first(cli: Cli, home: Path) -> None:
    lay(home, "stories-1", "script", script())
    lay(home, "stories-2", "script", script(), within=-60)
    code, out, _ = cli("desk")
    assert code == 0
    first, second, how = out.splitlines()
    assert ("stories-2" in first, "overdue since" in first, "A key\\x07" in first) == (True, True, True)
    assert ("stories-1" in second, "overdue" in second, "desk approve EPISODE" in how) == (True, False, True)
    assert [one["overdue"] for one in json.loads(cli("desk", "--json")[1])] == [True, False]
    assert "stories-2" in cli("desk", "remind")[1]
    assert json.loads(cli("desk", "remind", "--json")[1]) == []


def test_approving_twice_says_who_was_first_and_rejecting_then_changes_nothing(cli: Cli, home: Path) -> None:
    key = lay(home, "stories-1", "script", script())
    code, out, _ = cli("desk", "approve", "stories", "--who", "anna", "--note", "fine")
    assert (code, "approved: fine" in out, "desk approve stories-1 --make" in out) == (0, True, True)
    code, out, _ = cli("desk", "approve", "stories-1", "--who", "ben")
    assert (code, "approved before, by anna: fine" in out) == (0, True)
    code, out, _ = cli("desk", "reject", "stories-1", "--json", "--who", "ben")
    (decided,) = json.loads(out)["decided"]
    assert (code, decided["first"], decided["laid"]["key"], decided["laid"]["who"]) == (3, False, key, "anna")
    assert "approved, to be made" in cli("episodes", "list")[1]
    assert "stories-1  script  is approved: nothing was rejected" in cli("desk", "reopen", "stories-1")[1]


def test_many_are_answered_at_once_and_by_gate(cli: Cli, home: Path) -> None:
    for number in range(4):
        lay(home, f"stories-{number}", "script" if number % 2 else "release", script())
    code, out, _ = cli("desk", "reject", "--all", "--gate", "script", "--note", "no")
    assert (code, out.count("rejected: no")) == (0, 2)
    code, out, _ = cli("desk", "approve", "stories-0", "stories-2")
    assert (code, out.count("approved\n"), "desk approve stories-0 stories-2 --make" in out) == (0, 2, True)
    code, out, _ = cli("desk", "reopen", "stories-1", "--json")
    assert json.loads(out)["reopened"][0]["laid"]["state"] == "open"
    assert cli("desk", "approve", "--all", "--quiet")[:2] == (0, "")


def test_a_key_names_one_thing_alone(cli: Cli, home: Path) -> None:
    lay(home, "stories-1", "script", script())
    key = lay(home, "stories-1", "release", script())
    assert cli("desk", "approve", key[:12])[1].startswith("stories-1  release  approved")
    assert [one["gate"] for one in json.loads(cli("desk", "--json")[1])] == ["script"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["approve"], "nothing was named"),
        (["approve", "stories-1", "--all"], "cannot both be meant"),
        (["approve", "nobody"], "there is no episode 'nobody'"),
        (["reject", "stories-"], "2 episodes begin like this"),
        (["approve", "stories-1", "--gate", "release"], "nothing of it waits"),
        (["approve", "--gate", "door"], "door"),
    ],
)
def test_what_does_not_wait_is_named(arguments: list[str], said: str, cli: Cli, home: Path) -> None:
    lay(home, "stories-1", "script", script())
    lay(home, "stories-2", "script", script())
    code, _, err = cli("desk", *arguments)
    assert (code, said in err) == (2, True)


def test_a_session_reads_goes_on_rejects_and_approves(typed: Type, cli: Cli, home: Path) -> None:
    lay(home, "stories-1", "script", script(20))
    lay(home, "stories-2", "script", script())
    code, out, err = typed("t\nn\nn\np\nx\nr\ntoo long\na\n")
    assert (code, "Why?" in err) == (0, True)
    assert ("and 4 more lines" in out, "Line 20\\x1b[31m." in out, "\x1b[31m" in out) == (True, True, False)
    assert ("1 of 2" in out, "2 of 2" in out, "1 of 1" in out) == (True, True, True)
    assert "stories-1  script  rejected: too long" in out
    assert out.endswith("Nothing waits for you.\nApproved, and to be made: stories-2\n")
    shown = {one["episode"]: one["status"] for one in json.loads(cli("episodes", "list", "--json")[1])}
    assert shown == {"stories-1": "rejected", "stories-2": "approved"}


def test_a_session_ends_with_its_input_or_by_key(typed: Type, cli: Cli, home: Path) -> None:
    lay(home, "stories-1", "script", script())
    assert typed("n\n")[0] == 0
    assert typed("q\na\n")[0] == 0
    assert len(json.loads(cli("desk", "--json")[1])) == 1


def test_a_video_is_shown_with_its_path_its_findings_and_its_words(typed: Type, home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"frames")
    with open_store(Settings(home=home)) as store:
        video = store.artifacts.put(tmp_path / "a.mp4", Kind.DELIVERABLE)
        path = store.artifacts.path(video)
    lay(home, "stories-1", "release", release(video))
    code, out, _ = typed("t\nq\n")
    assert (code, str(path) in out, "a little dark" in out, "draft, 1.5 s  passed" in out) == (0, True, True, True)
    assert out.index("    Two\n") < out.index("    lines\n") < out.index("    #key\n")
    path.unlink()
    assert "its file was let go of" in typed("q\n")[1]


def test_what_cannot_be_made_is_told_and_leaves_the_rest_be(typed: Type, cli: Cli, home: Path) -> None:
    for number in range(3):
        lay(home, f"stories-{number}", "script", script())
    code, out, err = typed("a\nm\na\nq\n")
    assert (code, "options are those of another version" in err) == (0, True)
    assert out.endswith("Approved, and to be made: stories-1\n")
    code, out, err = cli("desk", "approve", "stories-0", "stories-2", "--make", "--json")
    printed = json.loads(out)
    assert (code, [one["first"] for one in printed["decided"]]) == (2, [False, True])
    made = [(one["episode"], one["recipe"], one["status"]) for one in printed["results"]]
    assert made == [("stories-0", "stories", "failed"), ("stories-2", "stories", "failed")]


def test_what_somebody_else_decided_meanwhile_is_told(typed: Type, cli: Cli, home: Path) -> None:
    lay(home, "stories-1", "script", script())
    code, _, err = typed("e\nq\n")
    assert (code, "there is no script yet" in err) == (0, True), "nothing was made of it, so nothing can be edited"


def test_single_keys_are_enough_in_a_terminal(home: Path) -> None:
    for number in (1, 2):
        lay(home, f"stories-{number}", "script", script())
    near, far = pty.openpty()
    environment = {**os.environ, "REELHOUSE_HOME": str(home), "PYTHONWARNINGS": "ignore", "TERM": "dumb"}
    command = [sys.executable, "-m", "reelhouse", "desk", "--who", "anna"]
    with subprocess.Popen(
        command, stdin=far, stdout=subprocess.PIPE, stderr=far, env=environment, text=True
    ) as session:
        os.close(far)
        assert session.stdout is not None
        seen = ""
        for key, expected in ((b"\x1b[B", "1 of 2"), (b"a", "2 of 2"), (b"q", "1 of 1")):
            while expected not in seen:
                line = session.stdout.readline()
                assert line, seen
                seen += line
            while "q quit" not in seen.rpartition(expected)[2]:
                seen += session.stdout.readline()
            os.write(near, key)
        while "Approved, and to be made" not in seen:
            seen += session.stdout.readline()
        os.write(near, b"n\n")
        assert session.wait(timeout=30) == 0
    os.close(near)
    assert "stories-2  script  approved" in seen
    with open_store(Settings(home=home)) as store:
        assert [one.who for one in store.approvals.of("stories-2")] == ["anna"]
