"""What goes where: each change starts from the stage that it names, and the first one stays."""

import sqlite3

import pytest

from reelhouse.storage import Store
from reelhouse.storage import schema as tables
from reelhouse.storage.publications import Slot, Stage

SLOT = Slot("stories-1", 1, "trial:main")


def test_a_slot_takes_the_newest_release_until_something_was_sent(store: Store) -> None:
    table = store.publications
    assert table.plan(SLOT, "first", "A key").stage is Stage.READY
    assert table.plan(SLOT, "second", "The key").release == "second"
    assert table.claim(SLOT, "run:1")
    assert table.plan(SLOT, "third", "Key").release == "second"
    (found,) = table.every("stories-1")
    assert (found.title, found.stage, found.holder) == ("The key", Stage.SENDING, "run:1")
    assert 0 <= found.silence < 60_000
    assert table.every("stories") == ()


def test_one_upload_is_adopted_and_belongs_to_its_release(store: Store) -> None:
    table = store.publications
    table.plan(SLOT, "first", "A key")
    assert table.adopt(SLOT, "other", "u0", "run1").stage is Stage.READY
    assert table.adopt(SLOT, "first", "u1", "run1").session == "u1"
    assert table.adopt(SLOT, "first", "u2", "run2").session == "u1"
    kept = table.plan(SLOT, "second", "A key")
    assert (kept.session, kept.release, kept.holder) == ("u1", "first", "run1")


def test_who_goes_on_with_an_upload_is_known_as_long_as_it_is_that_one(store: Store) -> None:
    table = store.publications
    table.plan(SLOT, "first", "A key")
    table.adopt(SLOT, "first", "u1", "run1")
    table.join(SLOT, "u2", "run2")
    assert table.every()[0].holder == "run1"
    table.join(SLOT, "u1", "run2")
    assert table.every()[0].holder == "run2"
    table.move(SLOT, Stage.UNCLEAR, start={Stage.SENDING})
    table.join(SLOT, "u1", "run3")
    assert table.every()[0].holder == "run2"


def test_what_may_be_sent_again_begins_without_an_upload(store: Store) -> None:
    table = store.publications
    table.plan(SLOT, "first", "A key")
    table.adopt(SLOT, "first", "u1", "run1")
    unclear = table.move(SLOT, Stage.UNCLEAR, start={Stage.SENDING}, cause="it is gone")
    assert (unclear.session, unclear.cause) == ("u1", "it is gone")
    assert table.adopt(SLOT, "first", "u2", "run2").session == "u1"
    again = table.move(SLOT, Stage.READY, start={Stage.UNCLEAR})
    assert (again.session, again.cause) == ("", "")
    assert table.adopt(SLOT, "first", "u2", "run2").session == "u2"


def test_one_may_send_and_asking_again_is_no_second_right(store: Store) -> None:
    table = store.publications
    table.plan(SLOT, "first", "A key")
    assert table.claim(SLOT, "run:1")
    assert table.claim(SLOT, "run:1")
    assert not table.claim(SLOT, "run:2")
    sent = table.move(SLOT, Stage.SENT, start={Stage.SENDING}, holder="run:1", place="trial:1")
    assert (sent.stage, sent.place) == (Stage.SENT, "trial:1")
    assert not table.claim(SLOT, "run:1")


def test_who_comes_second_changes_nothing(store: Store) -> None:
    table = store.publications
    table.plan(SLOT, "first", "A key")
    table.claim(SLOT, "run:1")
    assert table.move(SLOT, Stage.READY, start={Stage.SENDING}, holder="run:2").stage is Stage.SENDING
    table.move(SLOT, Stage.SENT, start={Stage.SENDING}, place="trial:1")
    late = table.move(SLOT, Stage.UNCLEAR, start={Stage.SENDING}, cause="it died")
    assert (late.stage, late.place, late.cause) == (Stage.SENT, "trial:1", "")


def test_what_is_unclear_is_told_from_the_rest_the_oldest_first(store: Store) -> None:
    table = store.publications
    slots = [Slot("stories-2", 1, "trial"), Slot("stories-1", 1, "trial"), Slot("stories-3", 1, "trial")]
    for slot in slots:
        table.plan(slot, "r", "A key")
    for ago, slot in enumerate(slots[:2]):
        table.move(slot, Stage.UNCLEAR, start={Stage.READY})
        with store.database.writing() as connection:
            column = tables.publication.c
            older = tables.publication.update().where(column.episode == slot.episode)
            connection.execute(older.values(at=column.at - ago * 1000))
    first, second = table.unclear()
    assert (first.slot, second.slot) == (slots[1], slots[0])
    assert first.at < second.at


def test_parts_destinations_and_editions_are_places_of_their_own(store: Store) -> None:
    table = store.publications
    others = [Slot("stories-1", 2, "trial:main"), Slot("stories-1", 1, "trial"), Slot("stories-2", 1, "trial:main")]
    for slot in (SLOT, *others):
        table.plan(slot, "r", "A key")
        assert table.claim(slot, "run:1")
    assert len(table.every()) == 4
    assert table.find(Slot("stories-1", 1, "trial", edition=2)) is None


def test_another_edition_is_opened_once_when_the_last_one_was_sent(store: Store) -> None:
    table = store.publications
    table.plan(SLOT, "first", "A key")
    assert table.renew(SLOT).slot == SLOT
    table.claim(SLOT, "run:1")
    table.move(SLOT, Stage.SENT, start={Stage.SENDING}, place="trial:1")
    again = table.renew(SLOT)
    assert (again.slot.edition, again.stage, again.place, again.title) == (2, Stage.READY, "", "A key")
    assert table.renew(SLOT).slot == again.slot
    planned = table.plan(SLOT, "second", "A key")
    assert (planned.slot.edition, planned.release) == (2, "second")
    assert table.claim(planned.slot, "run:2")
    first = table.find(SLOT)
    assert first is not None
    assert (first.stage, first.place) == (Stage.SENT, "trial:1")


def test_commits_of_a_file_reach_the_disk_and_those_of_others_need_not(store: Store) -> None:
    if store.database.shared:
        pytest.skip("a server syncs every commit by itself")
    with store.database.lasting() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        assert raw.execute("pragma synchronous").fetchone() == (2,)
    with store.database.writing() as connection:
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 1
