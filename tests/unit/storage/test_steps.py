"""Claim, wait, take over, finish with the fence."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from buckets import S3Server
from reelhouse.config import Bucket
from reelhouse.errors import ArtifactMissing, Cancelled
from reelhouse.media.stop import stoppable
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage import Store
from reelhouse.storage import schema as tables
from reelhouse.storage.content import name_of
from reelhouse.storage.runs import Run
from reelhouse.storage.steps import Claim, Found, Wanted

WANTED = Wanted("k" * 64, "render chunk", 3, "x264/9", "salt")
RESULT = {"text": "hello", "count": 3}


@pytest.fixture(params=["alone", "shared"])
def bucket(request: pytest.FixtureRequest) -> Bucket | None:
    """Everything here holds with a bucket behind the folder and without."""
    if request.param == "alone":
        return None
    server: S3Server = request.getfixturevalue("s3")
    return server.bucket("house")


@pytest.fixture
def run(store: Store) -> Iterator[Run]:
    begun = store.runs.begin()
    yield begun
    store.runs.end(begun)


@pytest.fixture
def other(store: Store) -> Iterator[Run]:
    begun = store.runs.begin()
    yield begun
    store.runs.end(begun)


def no_wait(_: float) -> None:
    pytest.fail("nobody else makes it, and yet it waits")


def claimed(store: Store, run: Run) -> Claim:
    claim = store.steps.obtain(WANTED, run, no_wait)
    assert isinstance(claim, Claim)
    return claim


def kept(store: Store, content: bytes = b"bytes") -> Artifact:
    path = store.home / "some.mp4"
    path.write_bytes(content)
    return store.artifacts.put(path, Kind.CHUNK)


def lost(store: Store, artifact: Artifact) -> None:
    """Take the artifact out of the bucket, if there is one."""
    if store.artifacts.remote:
        store.artifacts.remote.remove([name_of(artifact)])


def rows(store: Store) -> list[dict[str, object]]:
    with store.database.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(tables.step.select())]


def test_a_new_step_is_claimed_and_then_found(store: Store, run: Run, other: Run) -> None:
    claim = claimed(store, run)
    assert store.steps.find(WANTED.key) is None
    assert store.steps.finish(claim, RESULT, [kept(store)], attempts=2, seconds=1.5)

    found = store.steps.obtain(WANTED, other, no_wait)
    assert isinstance(found, Found)
    assert found.result == RESULT
    (row,) = rows(store)
    assert {name: row[name] for name in ("name", "version", "provider", "salt", "state", "attempts", "seconds")} == {
        "name": "render chunk",
        "version": 3,
        "provider": "x264/9",
        "salt": "salt",
        "state": "made",
        "attempts": 2,
        "seconds": 1.5,
    }


def test_who_comes_second_waits_and_takes_the_result(store: Store, run: Run, other: Run) -> None:
    claim = claimed(store, run)
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 6:
            store.steps.finish(claim, RESULT, [])

    found = store.steps.obtain(WANTED, other, wait)

    assert isinstance(found, Found)
    assert waits == [0.02, 0.04, 0.08, 0.16, 0.2, 0.2]


def test_two_threads_of_one_run_exclude_each_other(store: Store, run: Run) -> None:
    claim = claimed(store, run)

    def wait(_: float) -> None:
        assert store.steps.finish(claim, RESULT, [])

    assert isinstance(store.steps.obtain(WANTED, run, wait), Found)


def test_a_released_claim_is_free(store: Store, run: Run, other: Run) -> None:
    store.steps.release(claimed(store, run))

    assert rows(store) == []
    assert claimed(store, other).run is other


def killed(store: Store, run: Run) -> None:
    with store.database.writing() as connection:
        connection.execute(tables.run.update().where(tables.run.c.id == run.id).values(born="before us"))


def ended(store: Store, run: Run) -> None:
    with store.database.writing() as connection:
        connection.execute(tables.run.delete().where(tables.run.c.id == run.id))


@pytest.mark.parametrize("leave", [killed, ended])
def test_the_claim_of_a_dead_run_is_taken_over_and_its_late_result_dropped(
    leave: Callable[[Store, Run], None], store: Store, run: Run, other: Run
) -> None:
    sleeper = claimed(store, run)
    leave(store, run)

    claim = claimed(store, other)
    assert claim.fence == sleeper.fence + 1
    assert not store.steps.finish(sleeper, {"late": True}, [kept(store)])
    store.steps.release(sleeper)
    assert store.steps.finish(claim, RESULT, [])
    assert not store.steps.finish(sleeper, {"late": True}, [])

    found = store.steps.find(WANTED.key)
    assert found is not None
    assert found.result == RESULT
    assert store.cache.usage() == ()


def test_a_claim_that_a_run_lost_track_of_is_its_own_again(store: Store, run: Run) -> None:
    lost = claimed(store, run)
    run.let_go(WANTED.key)

    assert claimed(store, run).fence == lost.fence + 1


def test_waiting_ends_when_the_work_is_stopped(store: Store, run: Run, other: Run) -> None:
    claimed(store, run)
    flag = threading.Event()
    with stoppable(flag), pytest.raises(Cancelled):
        store.steps.obtain(WANTED, other, lambda _: flag.set())


def missing(path: Path) -> None:
    path.unlink()


def overwritten(path: Path) -> None:
    path.write_bytes(b"bytEs")


def shorter(path: Path) -> None:
    os.truncate(path, 2)


@pytest.mark.parametrize("damage", [missing, overwritten, shorter])
def test_a_record_with_a_bad_artifact_is_forgotten(
    damage: Callable[[Path], None], store: Store, run: Run, other: Run
) -> None:
    artifact = kept(store)
    store.steps.finish(claimed(store, run), RESULT, [artifact])
    damage(store.artifacts.path(artifact))
    lost(store, artifact)
    again = claimed(store, other)

    store.steps.finish(again, RESULT, [kept(store)])

    assert isinstance(store.steps.obtain(WANTED, run, no_wait), Found)
    store.artifacts.verify(artifact)


def test_a_touched_but_whole_artifact_is_checked_once_and_kept(store: Store, run: Run) -> None:
    artifact = kept(store)
    store.steps.finish(claimed(store, run), RESULT, [artifact])
    os.utime(store.artifacts.path(artifact), (1, 1))
    assert store.steps.find(WANTED.key) is not None

    with store.database.reading() as connection:
        assert connection.execute(tables.artifact.select()).one().mtime_ns == 10**9


def test_finishing_needs_the_files(store: Store, run: Run, other: Run) -> None:
    artifact = kept(store)
    claim = claimed(store, run)
    store.artifacts.remove(artifact)
    lost(store, artifact)

    with pytest.raises(ArtifactMissing):
        store.steps.finish(claim, RESULT, [artifact])
    store.steps.release(claim)
    assert claimed(store, other).fence == 1


def test_two_steps_may_share_an_artifact(store: Store, run: Run) -> None:
    artifact = kept(store)
    store.steps.finish(claimed(store, run), RESULT, [artifact, artifact])
    second = store.steps.obtain(Wanted("2", "other", 1), run, no_wait)
    assert isinstance(second, Claim)
    store.steps.finish(second, RESULT, [artifact])

    (usage,) = store.cache.usage()
    assert (usage.kind, usage.count, usage.size) == (Kind.CHUNK, 1, 5)


def test_forgetting_leaves_a_newer_record_alone(store: Store, run: Run, other: Run) -> None:
    store.steps.finish(claimed(store, run), RESULT, [])
    old = store.steps.find(WANTED.key)
    assert old is not None
    store.steps.forget(old)
    store.steps.finish(claimed(store, other), RESULT, [])

    store.steps.forget(old)

    assert store.steps.find(WANTED.key) is not None


def test_use_is_noted_once_an_hour(store: Store, run: Run, forward: Callable[..., None]) -> None:
    store.steps.finish(claimed(store, run), RESULT, [kept(store)])
    (made,) = rows(store)
    store.steps.find(WANTED.key)
    assert rows(store) == [made]

    forward(hours=2)
    store.steps.find(WANTED.key)

    (used,) = rows(store)
    assert int(str(used["used_at"])) - int(str(made["used_at"])) >= 2 * 3_600_000
    with store.database.reading() as connection:
        assert connection.execute(tables.artifact.select()).one().used_at == used["used_at"]
