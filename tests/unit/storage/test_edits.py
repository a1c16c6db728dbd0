"""What people did to documents, the episodes that they belong to, and papers that no limit lets go of."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from reelhouse.config import Settings
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage import Store, open_store
from reelhouse.storage.cache import NOTHING
from reelhouse.storage.edits import Deed, Draft, Line
from reelhouse.storage.noted import note
from reelhouse.storage.register import Asked, Made, Original

LINE = Line("stories/a", "script", 0)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    clock = iter(range(1_700_000_000, 1_800_000_000))
    with open_store(settings, clock=lambda: next(clock)) as opened:
        yield opened


def asked(name: str, text: Artifact | None = None) -> Asked:
    return Asked(name, "stories", "stories/a", "/a.md", "a.md", {"part": 60}, "/out", kit=False, text=text)


def draft(store: Store, words: bytes, deed: Deed = Deed.EDIT) -> Draft:
    base, after = store.papers.keep(b"{}"), store.papers.keep(words)
    return Draft("stories-1", deed, "anna", "origin", base, base, after)


def test_versions_count_from_one_and_say_everything(store: Store) -> None:
    first = store.versions.add(LINE, draft(store, b"1"), 0)
    second = store.versions.add(LINE, draft(store, b"2", Deed.RESTORE), 1)
    assert first is not None
    assert (first.number, first.who, first.deed) == (1, "anna", Deed.EDIT)
    assert store.versions.history(LINE) == (first, second)
    assert [store.papers.read(one.after) for one in store.versions.history(LINE)] == [b"1", b"2"]
    assert store.versions.history(Line("stories/a", "captions", 1)) == ()


def test_who_is_slower_is_told_and_overwrites_nothing(store: Store) -> None:
    drafts = [draft(store, str(number).encode()) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda one: store.versions.add(LINE, one, 0), drafts))
    assert sum(one is not None for one in kept) == 1
    assert len(store.versions.history(LINE)) == 1


def test_an_episode_is_found_again_with_all_it_was_made_of(store: Store) -> None:
    text = store.papers.keep(b"A story.", ".txt")
    store.register.ask(asked("stories-1", text))
    store.register.ask(asked("stories-2"))
    store.register.finish(
        "stories-1", "done", Made("A story", [{"title": "A story", "rendition": "draft", "path": "/v"}])
    )
    entry = store.register.find("stories-1")
    assert entry is not None
    assert (entry.asked, entry.status, entry.title) == (asked("stories-1", text), "done", "A story")
    assert [one.asked.episode for one in store.register.entries()] == ["stories-1", "stories-2"]
    assert store.register.find("stories") is None


def test_episodes_are_found_by_how_they_begin_letter_by_letter(store: Store) -> None:
    for name in ("stories-b", "stories-a", "reel-a"):
        store.register.ask(asked(name))
    assert [one.asked.episode for one in store.register.beginning("stor")] == ["stories-a", "stories-b"]
    assert store.register.beginning("STOR") == store.register.beginning("%") == ()


def test_a_paper_that_a_step_made_as_well_stays_for_good(store: Store) -> None:
    paper = store.papers.keep(b"{}")
    with store.database.writing() as connection:
        note(store.database, connection, paper, stamp=1, now=1)
    store.cache.prune(NOTHING)
    assert store.papers.read(paper) == b"{}"


def test_an_edit_leaves_its_episode_to_be_made_again(store: Store) -> None:
    store.register.ask(asked("stories-1"))
    store.versions.add(LINE, draft(store, b"1"), 0)
    store.register.finish("stories-1", "done", Made("A story", []))
    entry = store.register.find("stories-1")
    assert entry is not None
    assert entry.status == "edited", "a run that began before the edit did not make it"
    store.register.ask(asked("stories-1"))
    store.register.finish("stories-1", "done", Made("A story", []))
    assert [one.status for one in store.register.entries()] == ["done"]


def test_documents_of_parts_that_are_gone_are_forgotten(store: Store) -> None:
    paper = store.papers.keep(b"{}")
    originals = [Original("script", 0, "x", paper), *(Original("captions", part, "y", paper) for part in (1, 2, 3))]
    for original in originals:
        store.register.meet("stories-1", original)
    store.register.meet("stories-1", Original("captions", 1, "z", paper))
    store.register.forget("stories-1", 2)
    found = [(one.kind, one.part, one.origin) for one in store.register.originals("stories-1")]
    assert found == [("script", 0, "x"), ("captions", 1, "z"), ("captions", 2, "y")]


def test_papers_stay_when_everything_else_goes(store: Store) -> None:
    paper = store.papers.keep(b"my words", ".txt")
    assert store.papers.keep(b"my words", ".txt") == paper
    assert paper.kind is Kind.DOCUMENT
    assert store.cache.prune(NOTHING).artifacts == ()
    assert store.papers.read(paper) == b"my words"


def test_salts_follow_an_episode_to_its_new_name(store: Store) -> None:
    store.episodes.refresh("old", "salt")
    store.episodes.adopt("new", "old")
    store.episodes.adopt("other", "unknown")
    assert (store.episodes.salts("new").base, store.episodes.salts("other").base) == ("salt", "")
    store.episodes.refresh("new", "later")
    store.episodes.adopt("new", "old")
    assert store.episodes.salts("new").base == "later"


def test_the_pace_of_steps_is_what_they_took_here(store: Store) -> None:
    assert store.steps.pace() == {}
