"""What happened to episodes of late: in order, by episode, and not without end."""

from reelhouse.storage import Store
from reelhouse.storage.diary import BEGUN, ENDED, KEPT
from reelhouse.storage.register import Asked


def test_each_episode_has_its_own(store: Store) -> None:
    store.diary.note("a", BEGUN, "me")
    store.diary.note("b", BEGUN, "you")
    store.diary.note("a", ENDED, "me", "done")
    first, second = store.diary.of("a")
    assert (first.what, first.who, first.note) == (BEGUN, "me", "")
    assert (second.what, second.note) == (ENDED, "done")
    assert 0 < first.at <= second.at
    assert store.diary.of("a", first.number) == (second,)
    assert [one.who for one in store.diary.of("b")] == ["you"]


def test_what_is_long_ago_is_forgotten(store: Store) -> None:
    store.diary.note("b", BEGUN, "you")
    for number in range(KEPT + 3):
        store.diary.note("a", BEGUN, "me", str(number))
    assert [one.note for one in store.diary.of("a")] == [str(number) for number in range(3, KEPT + 3)]
    assert len(store.diary.of("b")) == 1


def test_it_goes_with_its_episode(store: Store) -> None:
    store.register.ask(Asked("a", "stories", "s", "-", "a.md", {}, "/out", kit=False, text=None))
    store.diary.note("a", BEGUN, "me")
    store.register.remove("a")
    assert store.diary.of("a") == ()
