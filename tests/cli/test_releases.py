"""`reelhouse releases`: what went where, and what a person says about it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.storage import open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.publications import Slot, Stage

Cli = Callable[..., tuple[int, str, str]]
NAME = "stories-0123456789"


@pytest.fixture
def unclear(tmp_path: Path) -> Callable[[int], None]:
    """Makes a record of something that was being sent when its process died, so many seconds ago."""

    def record(ago: int, part: int = 1) -> None:
        with open_store(Settings(home=tmp_path / "home")) as store:
            slot = Slot(NAME, part, "trial:main")
            store.publications.plan(slot, "r", f"A \x1b[31mkey, part {part}")
            store.publications.claim(slot, "gone:1")
            store.publications.move(slot, Stage.UNCLEAR, start={Stage.SENDING}, cause="its process ended")
            with store.database.writing() as connection:
                at = tables.publication.c.at
                connection.execute(tables.publication.update().values(at=at - ago * 1000))

    return record


def test_nothing_went_out_yet(cli: Cli) -> None:
    assert cli("releases", "list")[1].startswith("Nothing went out yet")
    assert '"releases": []' in cli("releases", "list", "--json")[1]


def test_what_is_unclear_says_why_and_what_to_do(cli: Cli, unclear: Callable[[int], None]) -> None:
    unclear(0)
    _, out, _ = cli("releases", "list", "stories-0123")
    assert "at trial:main  unclear" in out
    assert "its process ended. Look there, then say `reelhouse releases posted`" in out
    assert "\x1b" not in out
    assert cli("releases", "list", "other")[1].startswith("Nothing")


def test_what_is_unclear_lies_on_the_desk_until_it_is_settled(cli: Cli, unclear: Callable[..., None]) -> None:
    unclear(0, 2)
    code, out, _ = cli("desk", "--list")
    assert (code, "\x1b" in out) == (0, False)
    for words in (
        f"{NAME}  post  trial:main  unclear",
        "part 2  A \\x1b[31mkey",
        "its process ended",
        "releases posted",
    ):
        assert words in out
    (told,) = json.loads(cli("desk", "--json")[1])
    assert (told["key"], told["episode"], told["gate"], told["state"]) == ("", NAME, "post", "unclear")
    assert (told["destination"], told["part"], told["note"]) == ("trial:main", 2, "its process ended")
    assert told["asked"].endswith("Z")
    assert "trial:main  unclear" in cli("desk", "--keys")[1]
    cli("releases", "posted", NAME, "trial:main", "https://trial.example/1")
    assert cli("desk", "--list")[1] == "Nothing waits for you.\n"


def test_a_person_found_it(cli: Cli, unclear: Callable[[int], None]) -> None:
    unclear(0)
    code, out, _ = cli("releases", "posted", NAME, "trial:main", "https://trial.example/1")
    assert (code, "sent" in out, "https://trial.example/1" in out) == (0, True, True)
    code, _, err = cli("releases", "posted", NAME, "trial:main", "https://trial.example/2")
    assert code == 2
    assert "it is sent, not unclear" in err


def test_a_person_did_not_find_it_and_waits_for_sleepers(cli: Cli, unclear: Callable[[int], None]) -> None:
    unclear(30)
    code, _, err = cli("releases", "again", NAME, "trial:main")
    assert code == 3
    assert "Try again in 10 minutes" in err


def test_ten_minutes_later_it_may_be_sent_again(cli: Cli, unclear: Callable[[int], None]) -> None:
    unclear(601)
    code, out, _ = cli("releases", "again", NAME, "trial:main")
    assert (code, "ready" in out) == (0, True)


def test_what_is_there_is_posted_once_more_when_a_person_says_so(cli: Cli, unclear: Callable[[int], None]) -> None:
    unclear(0)
    code, _, err = cli("releases", "anew", NAME, "trial:main")
    assert (code, "it is unclear, not sent" in err, "Only what is there" in err) == (2, True, True)
    cli("releases", "posted", NAME, "trial:main", "https://trial.example/1")
    code, out, _ = cli("releases", "anew", NAME, "trial:main")
    assert (code, "part 1 at trial:main, edition 2  ready" in out) == (0, True)
    assert cli("releases", "list")[1].count("trial:main") == 2
    assert "it is ready, not sent" in cli("releases", "anew", NAME, "trial:main")[2]
    assert "it is ready, not unclear" in cli("releases", "posted", NAME, "trial:main", "x")[2]


def test_of_several_parts_one_has_to_be_named(cli: Cli, unclear: Callable[..., None]) -> None:
    unclear(0, 1)
    unclear(0, 2)
    code, _, err = cli("releases", "posted", NAME, "trial:main", "x")
    assert (code, "2 parts of it are unclear" in err, "--part" in err) == (2, True, True)
    assert cli("releases", "posted", NAME, "trial:main", "x", "--part", "2")[0] == 0
    code, _, err = cli("releases", "posted", NAME, "trail", "x")
    assert (code, f"{NAME} at trial:main" in err) == (2, True)
