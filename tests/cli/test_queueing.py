"""The commands for episodes that workers make, in a terminal."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.jobs import installed
from reelhouse.storage import Store, open_store
from reelhouse.storage.legs import Failure, Leg, Progress
from reelhouse.storage.publications import Slot, Stage
from reelhouse.storage.register import Made

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def name(cli: Cli, tmp_path: Path) -> str:
    """An episode in the queue."""
    story = tmp_path / "story.md"
    story.write_text("# The key\n\nI tried the old key.\n", encoding="utf-8")
    code, out, _ = cli("episodes", "start", "stories", story, "--set", "renditions=draft", "--out", tmp_path, "--json")
    told = json.loads(out)
    assert (code, told["status"]) == (0, "queued")
    return str(told["episode"])


@pytest.fixture
def store(name: str, tmp_path: Path) -> Store:
    return open_store(Settings(home=tmp_path / "home"))


def test_an_episode_goes_through_the_hands_of_a_person(cli: Cli, name: str) -> None:
    for command, status in (("pause", "paused"), ("resume", "queued"), ("cancel", "cancelled"), ("resume", "queued")):
        assert cli("episodes", command, name) == (0, f"{name}  {status}\n", "")
    assert cli("episodes", "restart", name, "--from", "join", "--quiet") == (0, "", "")
    assert "waits for a worker" in cli("episodes", "list")[1]
    code, _, told = cli("episodes", "retry", name)
    assert code == 2
    assert "it cannot be retried: it is queued" in told


def test_failures_say_what_to_do(cli: Cli, name: str, store: Store) -> None:
    with store:
        for leg in ("one", "two"):
            store.legs.fail(Failure(name, leg, "join", "DiskFull", "no \x1b[31mroom", "/out", "Free some space"))
    _, out, _ = cli("episodes", "failed")
    for words in (name, "failed at join", "2 times by now", "/out: no \\x1b[31mroom", "Free some space", "retry"):
        assert words in out
    assert "\x1b" not in out
    (told,) = json.loads(cli("episodes", "failed", "--json")[1])
    assert (told["episode"], told["step"], told["count"]) == (name, "join", 2)
    assert cli("episodes", "follow", name)[0] == 1
    assert cli("episodes", "retry", name)[0] == 0
    assert "No episode has failed" in cli("episodes", "failed")[1]


def test_who_follows_is_told_how_far_it_came(cli: Cli, name: str, store: Store) -> None:
    leg = Leg(name, "asked", "w")
    with store:
        store.legs.take(leg)
        store.legs.note({leg: Progress(40, "mix sound", 12.0)})
        store.register.finish(name, "held", Made("The key", []))
    assert cli("episodes", "follow", name) == (4, "held\n", "")
    code, out, _ = cli("episodes", "follow", name, "--json")
    event = json.loads(out)
    assert (code, event["status"], event["percent"]) == (4, "held", 100)


@pytest.mark.parametrize(("to", "code", "line"), [("trial", 3, "done, unclear at trial\n"), ("other", 0, "done\n")])
def test_who_follows_is_told_what_a_person_has_to_look_for(
    cli: Cli, name: str, store: Store, to: str, code: int, line: str
) -> None:
    slot = Slot(name, 1, "trial")
    with store:
        entry = store.register.find(name)
        assert entry is not None
        store.register.ask(replace(entry.asked, destinations=(to,)))
        store.publications.plan(slot, "r", "The key")
        store.publications.move(slot, Stage.UNCLEAR, start={Stage.READY}, cause="it died")
        store.register.finish(name, "done", Made("The key", []))
    ended, out, err = cli("episodes", "follow", name)
    assert (ended, out, "releases posted" in err) == (code, line, code == 3)
    told = json.loads(cli("episodes", "follow", name, "--json")[1])
    assert (told["status"], told["unclear"]) == ("done", ["trial"] if code else [])


def test_who_follows_is_told_what_happened(cli: Cli, name: str, store: Store) -> None:
    with store:
        store.diary.note(name, "begun", "worker 7 on here")
        store.diary.note(name, "ended", "worker 7 on here", "failed: no \x1b[31mroom")
        store.register.finish(name, "done", Made("The key", []))
    code, out, _ = cli("episodes", "follow", name, "--log")
    begun, ended, last = out.splitlines()
    assert (code, begun[-23:], last) == (0, "begun  worker 7 on here", "done")
    assert ended.endswith("ended  worker 7 on here  failed: no \\x1b[31mroom")
    lines = [json.loads(line) for line in cli("episodes", "follow", name, "--log", "--json")[1].splitlines()]
    assert [(one["happened"], one["who"]) for one in lines[:2]] == [(w, "worker 7 on here") for w in ("begun", "ended")]
    assert lines[2]["status"] == "done"


def test_who_follows_what_was_rejected_ends_as_make_would(cli: Cli, name: str, store: Store) -> None:
    with store:
        store.register.finish(name, "rejected", Made("The key", []))
    assert cli("episodes", "follow", name) == (3, "rejected\n", "")


def test_without_the_extra_everything_else_goes_on(cli: Cli, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda _: None)
    for command in (["worker"], ["serve"], ["episodes", "restart", name, "--from", "join"]):
        code, _, told = cli(*command)
        assert code == 1
        assert "pip install 'reelhouse[serve]'" in told
    assert cli("episodes", "cancel", name)[0] == 0
    assert cli("episodes", "failed")[0] == 0
