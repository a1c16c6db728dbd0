"""Shows in the database: the last text holds, and nothing of what was done is lost."""

from dataclasses import replace

import sqlalchemy as sa

from reelhouse.storage import Store
from reelhouse.storage.show_texts import ShowText
from reelhouse.storage.shows import Standing, Terms


def done(store: Store, show: str) -> list[tuple[int, str, str, str]]:
    return [(one.number, one.deed, one.who, one.text) for one in store.show_texts.history(show)]


def test_the_last_text_holds_and_every_one_is_remembered(store: Store) -> None:
    texts = store.show_texts
    assert texts.current() == {}
    assert [texts.put("s", "a", "anna"), texts.put("s", "a", "bob"), texts.put("s", "b ${X}", "bob")] == [
        True,
        False,
        True,
    ]
    texts.put("t", "c", "anna")
    assert {name: one.text for name, one in texts.current().items()} == {"s": "b ${X}", "t": "c"}
    assert [texts.remove("s", "anna"), texts.remove("s", "anna"), texts.remove("u", "anna")] == [True, False, False]
    assert list(texts.current()) == ["t"]
    assert texts.put("s", "b ${X}", "anna")
    assert done(store, "s") == [
        (1, "put", "anna", "a"),
        (2, "put", "bob", "b ${X}"),
        (3, "remove", "anna", ""),
        (4, "put", "anna", "b ${X}"),
    ]
    assert texts.history("u") == ()


def test_what_was_due_before_a_show_came_back_was_not_missed(store: Store) -> None:
    def at(moment: int) -> Store:
        there = sa.literal(moment, sa.BigInteger())
        return replace(
            store, shows=replace(store.shows, moment=there), show_texts=replace(store.show_texts, moment=there)
        )

    at(1000).show_texts.put("s", "a", "anna")
    assert store.show_texts.current()["s"] == ShowText("s", 1, "put", "anna", 1000, "a")
    at(1000).shows.meet("s", "daily", Terms())
    at(2000).show_texts.put("s", "b", "anna")
    assert at(2000).shows.meet("s", "daily", Terms()) == Standing(paused=False, since=1000)
    at(3000).show_texts.remove("s", "anna")
    at(4000).show_texts.put("s", "b", "anna")
    assert store.shows.standing("s") == Standing(paused=False, since=4000)
