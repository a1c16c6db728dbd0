"""Bringing a post to a platform that refuses, loses its answer, or lists things late."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from packing import package
from reelhouse.config import Settings
from reelhouse.destinations.base import Post, Published, UploadGone
from reelhouse.errors import ProviderError
from reelhouse.production.publish import LOOKS, OTHER, Courier
from reelhouse.storage import Store, open_store
from reelhouse.storage.publications import Publication, Slot, Stage
from trial import Board, Site, Uploads

SLOT = Slot("e", 1, "trial")


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return package(tmp_path / "package").posts[0]


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


def bring(
    store: Store, site: Uploads | Board, post: Post, waits: list[float] | None = None, release: str = "r"
) -> Publication:
    run = store.runs.begin()
    try:
        planned = store.publications.plan(SLOT, release, post.words.title)
        pause = ([] if waits is None else waits).append
        return Courier(store, run.id, pause).bring(planned, site, post, "", release)
    finally:
        store.runs.end(run)


@pytest.mark.parametrize("kind", [Uploads, Board])
def test_it_is_posted_and_then_never_again(kind: type, store: Store, post: Post, tmp_path: Path) -> None:
    site = kind(tmp_path / "site")
    first, second = bring(store, site, post), bring(store, site, post)
    assert (first.stage, second.place) == (Stage.SENT, first.place)
    assert site.posted() == ["A key"]


def test_a_lost_answer_is_looked_up(store: Store, post: Post, tmp_path: Path) -> None:
    waits: list[float] = []
    sent = bring(store, Board(tmp_path / "site", lost=["the line was cut"]), post, waits)
    assert (sent.stage, waits) == (Stage.SENT, [0.0])


@pytest.mark.parametrize("kind", [Uploads, Board])
def test_a_new_edition_is_posted_beside_the_old_one_once(kind: type, store: Store, post: Post, tmp_path: Path) -> None:
    site = kind(tmp_path / "site")
    bring(store, site, post)
    store.publications.renew(SLOT)
    for _ in range(2):
        assert bring(store, site, post).slot.edition == 2
    assert site.posted() == ["A key", "A key"]


def test_the_old_edition_is_not_taken_for_a_new_one_that_was_lost(store: Store, post: Post, tmp_path: Path) -> None:
    site = Board(tmp_path / "site")
    bring(store, site, post)
    store.publications.renew(SLOT)
    site.lost.append("the line was cut")
    assert bring(store, site, post).stage is Stage.UNCLEAR


def test_what_cannot_be_found_is_a_persons_to_decide_and_not_sent_again(
    store: Store, post: Post, tmp_path: Path
) -> None:
    waits: list[float] = []
    site = Board(tmp_path / "site", listed=False, lost=["the line was cut"])
    unclear = bring(store, site, post, waits)
    assert (unclear.stage, unclear.cause) == (Stage.UNCLEAR, "it was sent, and then: the line was cut")
    assert waits == list(LOOKS)
    assert bring(store, site, post).stage is Stage.UNCLEAR
    assert site.posted() == ["A key"]
    assert bring(store, Board(tmp_path / "site"), post).stage is Stage.SENT  # it was listed at last


def test_what_was_refused_may_be_sent_again(store: Store, post: Post, tmp_path: Path) -> None:
    class Strict(Board):
        def send(self, post: Post, to: str) -> Published:
            raise ProviderError("the title is too long", refused=True)

    with pytest.raises(ProviderError):
        bring(store, Strict(tmp_path / "site"), post)
    assert store.publications.every()[0].stage is Stage.READY
    assert bring(store, Board(tmp_path / "site"), post).stage is Stage.SENT


def test_a_resumable_that_fails_goes_on_with_the_same_upload(store: Store, post: Post, tmp_path: Path) -> None:
    class Tired(Uploads):
        def finish(self, post: Post, to: str, session: str) -> Published:
            raise ProviderError("not now")

    with pytest.raises(ProviderError):
        bring(store, Tired(tmp_path / "site"), post)
    (before,) = store.publications.every()
    assert bring(store, Uploads(tmp_path / "site"), post).stage is Stage.SENT
    assert [path.name for path in (tmp_path / "site" / "posts").iterdir()] == [before.session]


def broken_off(store: Store, tmp_path: Path, post: Post) -> Uploads:
    """A platform where an upload was begun by somebody who is gone."""

    def fault(point: str) -> None:
        if point == "before finish":
            raise ProviderError("not now")

    with pytest.raises(ProviderError):
        bring(store, Uploads(tmp_path / "site", fault), post)
    return Uploads(tmp_path / "site")


def forget_uploads(site: Uploads) -> None:
    for path in (site.folder / "uploads").iterdir():
        path.unlink()


def settle(store: Store) -> None:
    """A person looked, and it is not there."""
    store.publications.move(SLOT, Stage.READY, start={Stage.UNCLEAR})


def test_an_upload_gets_nothing_but_what_it_was_begun_for(store: Store, post: Post, tmp_path: Path) -> None:
    site = broken_off(store, tmp_path, post)
    unclear = bring(store, site, post, release="edited")
    assert (unclear.stage, unclear.cause, unclear.release, site.posted()) == (Stage.UNCLEAR, OTHER, "r", [])
    assert bring(store, site, post, release="edited").stage is Stage.UNCLEAR
    settle(store)
    assert bring(store, site, post, release="edited").stage is Stage.SENT
    (found,) = store.publications.every()
    assert (found.release, site.posted()) == ("edited", ["A key"])


def test_what_was_changed_back_goes_on_with_its_upload(store: Store, post: Post, tmp_path: Path) -> None:
    site = broken_off(store, tmp_path, post)
    (begun,) = store.publications.every()
    bring(store, site, post, release="edited")
    sent = bring(store, site, post)
    assert (sent.stage, sent.session, sent.cause, site.posted()) == (Stage.SENT, begun.session, "", ["A key"])


def test_what_a_living_process_sends_is_left_to_it_when_it_was_changed(
    store: Store, post: Post, tmp_path: Path
) -> None:
    seen = []

    def edited(point: str) -> None:
        if point == "before finish":
            seen.append(bring(store, Uploads(tmp_path / "site"), post, release="edited").stage)

    assert bring(store, Uploads(tmp_path / "site", edited), post).stage is Stage.SENT
    assert seen == [Stage.SENDING]


def test_whether_an_upload_that_is_gone_was_posted_is_a_persons_to_find_out(
    store: Store, post: Post, tmp_path: Path
) -> None:
    site = broken_off(store, tmp_path, post)
    forget_uploads(site)
    unclear = bring(store, site, post)
    assert (unclear.stage, unclear.cause) == (Stage.UNCLEAR, "its upload is gone: nobody knows it here")
    (before,) = store.publications.every()
    assert bring(store, site, post).stage is Stage.UNCLEAR
    assert store.publications.every()[0].at == before.at  # how long it has been so is not begun anew
    settle(store)
    assert bring(store, site, post).stage is Stage.SENT
    assert site.posted() == ["A key"]


def test_what_was_certainly_never_posted_is_uploaded_anew_at_once(store: Store, post: Post, tmp_path: Path) -> None:
    forget_uploads(broken_off(store, tmp_path, post))
    site = Uploads(tmp_path / "site", sure=True)
    assert bring(store, site, post).stage is Stage.SENT
    assert site.posted() == ["A key"]


def test_a_platform_that_loses_every_upload_is_not_tried_for_ever(store: Store, post: Post, tmp_path: Path) -> None:
    def fault(point: str) -> None:
        if point == "before finish":
            forget_uploads(Uploads(tmp_path / "site"))

    with pytest.raises(UploadGone):
        bring(store, Uploads(tmp_path / "site", fault, sure=True), post)
    (found,) = store.publications.every()
    assert (found.stage, found.session) == (Stage.READY, "")


def test_an_upload_that_another_process_replaced_is_not_thrown_away(store: Store, post: Post, tmp_path: Path) -> None:
    """Both hear that the first one is gone; the slower one finds that the other is at the second one."""
    broken_off(store, tmp_path, post)
    site = Uploads(tmp_path / "site", sure=True)
    finishes = []

    def quicker(point: str) -> None:
        if point == "before finish":
            finishes.append(point)
            if len(finishes) == 2:
                raise ProviderError("not now")

    def slower(point: str) -> None:
        if point == "before finish":
            forget_uploads(site)
            with pytest.raises(ProviderError):
                bring(store, Uploads(site.folder, quicker, sure=True), post)

    left = bring(store, Uploads(site.folder, slower, sure=True), post)
    assert (left.stage, site.posted()) == (Stage.SENDING, [])
    assert (bring(store, site, post).session, site.posted()) == (left.session, ["A key"])


@pytest.mark.parametrize("kind", [Uploads, Board])
def test_what_nobody_knows_of_after_a_restore_is_not_sent(kind: type, store: Store, post: Post, tmp_path: Path) -> None:
    """It had not begun when the backup was taken; it may have gone out since."""
    store.publications.plan(SLOT, "r", "A key")
    store.publications.move(SLOT, Stage.UNCLEAR, start={Stage.READY}, cause="since the backup")
    site = kind(tmp_path / "site")
    assert bring(store, site, post).stage is Stage.UNCLEAR
    assert site._there("posts") == site._there("uploads") == []


def test_a_destination_of_neither_kind_is_a_mistake_of_its_maker(store: Store, post: Post, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="neither resumable nor one-shot"):
        bring(store, Site(tmp_path / "site"), post)  # type: ignore[arg-type]  # the mistake
