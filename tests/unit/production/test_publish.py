"""Bringing a post to a platform that refuses, loses its answer, or lists things late."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from packing import package
from reelhouse.config import Settings
from reelhouse.destinations.base import Post, Published
from reelhouse.errors import ProviderError
from reelhouse.production.publish import LOOKS, Courier
from reelhouse.storage import Store, open_store
from reelhouse.storage.publications import Publication, Slot, Stage
from trial import Board, Site, Uploads

SLOT = Slot("e", 1, "trial")


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return package(tmp_path / "package").posts[0]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Settings(home=tmp_path / "home")) as opened:
        yield opened


def bring(store: Store, site: Uploads | Board, post: Post, waits: list[float]) -> Publication:
    run = store.runs.begin()
    try:
        planned = store.publications.plan(SLOT, "r", post.words.title)
        return Courier(store, run.id, waits.append).bring(planned, site, post, "")
    finally:
        store.runs.end(run)


@pytest.mark.parametrize("kind", [Uploads, Board])
def test_it_is_posted_and_then_never_again(kind: type, store: Store, post: Post, tmp_path: Path) -> None:
    site = kind(tmp_path / "site")
    first, second = bring(store, site, post, []), bring(store, site, post, [])
    assert (first.stage, second.place) == (Stage.SENT, first.place)
    assert site.posted() == ["A key"]


def test_a_lost_answer_is_looked_up(store: Store, post: Post, tmp_path: Path) -> None:
    waits: list[float] = []
    sent = bring(store, Board(tmp_path / "site", lost=["the line was cut"]), post, waits)
    assert (sent.stage, waits) == (Stage.SENT, [0.0])


@pytest.mark.parametrize("kind", [Uploads, Board])
def test_a_new_edition_is_posted_beside_the_old_one_once(kind: type, store: Store, post: Post, tmp_path: Path) -> None:
    site = kind(tmp_path / "site")
    bring(store, site, post, [])
    store.publications.renew(SLOT)
    for _ in range(2):
        assert bring(store, site, post, []).slot.edition == 2
    assert site.posted() == ["A key", "A key"]


def test_the_old_edition_is_not_taken_for_a_new_one_that_was_lost(store: Store, post: Post, tmp_path: Path) -> None:
    site = Board(tmp_path / "site")
    bring(store, site, post, [])
    store.publications.renew(SLOT)
    site.lost.append("the line was cut")
    assert bring(store, site, post, []).stage is Stage.UNCLEAR


def test_what_cannot_be_found_is_a_persons_to_decide_and_not_sent_again(
    store: Store, post: Post, tmp_path: Path
) -> None:
    waits: list[float] = []
    site = Board(tmp_path / "site", listed=False, lost=["the line was cut"])
    unclear = bring(store, site, post, waits)
    assert (unclear.stage, unclear.cause) == (Stage.UNCLEAR, "it was sent, and then: the line was cut")
    assert waits == list(LOOKS)
    assert bring(store, site, post, []).stage is Stage.UNCLEAR
    assert site.posted() == ["A key"]
    assert bring(store, Board(tmp_path / "site"), post, []).stage is Stage.SENT  # it was listed at last


def test_what_was_refused_may_be_sent_again(store: Store, post: Post, tmp_path: Path) -> None:
    class Strict(Board):
        def send(self, post: Post, to: str) -> Published:
            raise ProviderError("the title is too long", refused=True)

    with pytest.raises(ProviderError):
        bring(store, Strict(tmp_path / "site"), post, [])
    assert store.publications.every()[0].stage is Stage.READY
    assert bring(store, Board(tmp_path / "site"), post, []).stage is Stage.SENT


def test_a_resumable_that_fails_goes_on_with_the_same_upload(store: Store, post: Post, tmp_path: Path) -> None:
    class Tired(Uploads):
        def finish(self, post: Post, to: str, session: str) -> Published:
            raise ProviderError("not now")

    with pytest.raises(ProviderError):
        bring(store, Tired(tmp_path / "site"), post, [])
    (before,) = store.publications.every()
    assert bring(store, Uploads(tmp_path / "site"), post, []).stage is Stage.SENT
    assert [path.name for path in (tmp_path / "site" / "posts").iterdir()] == [before.session]


def test_a_destination_of_neither_kind_is_a_mistake_of_its_maker(store: Store, post: Post, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="neither resumable nor one-shot"):
        bring(store, Site(tmp_path / "site"), post, [])  # type: ignore[arg-type]  # the mistake
