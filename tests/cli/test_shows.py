"""The commands for shows, in a terminal."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.storage import open_store
from reelhouse.storage.shows import Due

Cli = Callable[..., tuple[int, str, str]]
SHOW = """recipe: stories
title: Midnight
brief: {source: stories}
approve: script
schedule: 0 9 * * *
zone: Europe/Berlin
budget: {episode: 0.20}
destinations: kit
"""


@pytest.fixture
def shows(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "shows"
    (folder / "stories").mkdir(parents=True)
    (folder / "stories" / "a.md").write_text("# The key\n\nI tried the old key.\n", encoding="utf-8")
    (folder / "midnight.yaml").write_text(SHOW, encoding="utf-8")
    return folder


def test_a_show_from_its_file_to_an_episode(cli: Cli, shows: Path) -> None:
    assert cli("shows", "list")[1].startswith("midnight  on  next ")
    assert cli("shows", "check") == (0, f"{shows / 'midnight.yaml'}  right\n", "")
    code, out, _ = cli("shows", "next", "midnight", "--count", "3")
    assert (code, len(out.splitlines())) == (0, 3)
    assert all("T09:00:00+0" in line for line in out.splitlines())
    assert len(json.loads(cli("shows", "next", "midnight", "--json")[1])) == 5

    started = json.loads(cli("shows", "start", "midnight", "--json")[1])
    assert (started["show"], started["status"]) == ("midnight", "queued")
    assert started["episode"].startswith("midnight-")
    assert started["episode"] in cli("episodes", "list")[1]
    code, _, told = cli("shows", "start", "midnight")
    assert code == 2
    assert "made all of its sources" in told
    (shows / "stories" / "b.md").write_text("# Another\n\nI tried it.\n", encoding="utf-8")
    assert cli("shows", "start", "midnight")[1].endswith("  queued\n")


def test_what_is_known_of_a_show(cli: Cli, shows: Path) -> None:
    with open_store(Settings(home=shows.parent)) as store, store.database.writing() as connection:
        for due in (Due(1_700_000_000_000, "midnight-1"), Due(1_700_086_400_000, "", "nothing new")):
            store.shows.claim_in(connection, "midnight", due)
    code, out, _ = cli("shows", "show", "midnight")
    assert code == 0
    for words in ("Midnight  on", "stories (1 left)", "missed: latest", "$0.20 episode", "script", "kit"):
        assert words in out
    assert "  2023-11-15 23:13 +01:00  nothing new\n  2023-11-14 23:13 +01:00  midnight-1\n" in out
    told = json.loads(cli("shows", "show", "midnight", "--json")[1])
    assert (told["left"], told["approve"], told["budget_usd"]["episode"]) == (1, ["script"], 0.2)
    assert [one["cause"] for one in told["outcomes"]] == ["nothing new", ""]
    (shows / "midnight.yaml").write_text("recipe: stories\nbrief: {source: demo}\n", encoding="utf-8")
    assert "by hand" in cli("shows", "show", "midnight")[1]
    code, _, err = cli("shows", "next", "midnight")
    assert (code, "it has no schedule" in err) == (2, True)


def test_a_show_is_paused_and_goes_on(cli: Cli, shows: Path) -> None:
    assert cli("shows", "pause", "midnight") == (0, "midnight  paused\n", "")
    assert cli("shows", "pause", "midnight") == (0, "midnight  paused (as before)\n", "")
    (listed,) = json.loads(cli("shows", "list", "--json")[1])
    assert (listed["state"], listed["due"]) == ("paused", "")
    told = json.loads(cli("shows", "resume", "midnight", "--json")[1])
    assert told == {"show": "midnight", "paused": False, "changed": True}
    assert cli("shows", "resume", "midnight", "--quiet") == (0, "", "")
    (shows / "midnight.yaml").write_text(f"{SHOW}paused: yes\n", encoding="utf-8")
    code, _, err = cli("shows", "resume", "midnight")
    assert code == 2
    assert "line 9, key paused" in err


def test_files_that_are_wrong(cli: Cli, shows: Path) -> None:
    wrong = shows / "wrong.yaml"
    wrong.write_text("recipe: storys\nzone: Mars\n", encoding="utf-8")
    for given in ("wrong", wrong):
        code, out, _ = cli("shows", "check", given)
        assert code == 2
        assert f"{wrong}, line 1, key recipe: there is no recipe 'storys'\n  Did you mean 'stories'?\n" in out
        assert f"{wrong}, line 2, key zone: there is no time zone 'Mars'" in out
    code, out, _ = cli("shows", "check", "--json")
    assert [len(one["faults"]) for one in json.loads(out)] == [0, 2]
    code, out, _ = cli("shows", "list")
    assert code == 0
    assert "wrong: 2 wrong; see `reelhouse shows check wrong`" in out
    assert cli("shows", "show", "wrong")[0] == 2
    assert cli("shows", "show", "wrnog")[0] == 2


def test_no_shows_yet(cli: Cli) -> None:
    for command in ("list", "check"):
        assert "There are no shows" in cli("shows", command)[1]


def test_a_show_goes_into_the_database_and_out_again(cli: Cli, shows: Path, tmp_path: Path) -> None:
    file = shows / "midnight.yaml"
    code, _, err = cli("shows", "put", file)
    assert (code, f"{file}: this file is the show midnight here" in err) == (2, True)
    file = file.rename(tmp_path / "midnight.yaml")
    file.write_text(f"{SHOW}out: ${{VIDEOS}}/x\n", encoding="utf-8")
    code, out, _ = cli("shows", "put", file, "--who", "anna")
    assert code == 0
    assert out.splitlines() == [
        "midnight  in the database",
        "  the environment variable VIDEOS is not set here; the machine that asks for an episode needs it",
    ]
    file.write_text(SHOW, encoding="utf-8")
    assert json.loads(cli("shows", "put", file, "--json")[1])["changed"]
    assert cli("shows", "put", file)[1] == "midnight  in the database (as before)\n"
    assert cli("shows", "put", file, "--quiet") == (0, "", "")
    assert "into the database by" in cli("shows", "show", "midnight")[1]
    assert cli("shows", "check") == (0, "show midnight in the database  right\n", "")
    assert cli("shows", "text", "midnight") == (0, SHOW, "")
    assert cli("shows", "text", "midnight", "--version", "1")[1].endswith("out: ${VIDEOS}/x\n")
    assert cli("shows", "remove", "midnight", "--quiet") == (0, "", "")
    cli("shows", "put", file, "--name", "other")
    assert cli("shows", "remove", "other")[1] == "other  no longer in the database\n"
    assert cli("shows", "remove", "other", "--json")[0] == 2
    cli("shows", "put", file, "--name", "other")
    assert json.loads(cli("shows", "remove", "other", "--json")[1]) == {"show": "other", "removed": True}
    assert [one["deed"] for one in json.loads(cli("shows", "history", "other", "--json")[1])] == ["put", "remove"] * 2
    assert cli("shows", "history", "midnight")[1].splitlines()[0].endswith("put     anna")
