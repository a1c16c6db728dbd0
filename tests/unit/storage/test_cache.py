"""What goes and what stays: age, size, pins, living runs, orphans."""

import os
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.config import CacheLimit
from reelhouse.errors import NotWritable
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage import Store
from reelhouse.storage import schema as tables
from reelhouse.storage.cache import DAY, NOTHING, Kept, Usage, surplus
from reelhouse.storage.runs import Run
from reelhouse.storage.steps import Claim, Wanted

Make = Callable[..., Artifact]


def limit(**given: float | None) -> dict[Kind, CacheLimit]:
    return {Kind.CHUNK: CacheLimit.model_validate(given)}


def add(
    store: Store, key: str, *contents: bytes, kind: Kind = Kind.CHUNK, run: Run | None = None
) -> tuple[Artifact, ...]:
    """A finished step with artifacts."""
    using = run or store.runs.begin()
    claim = store.steps.obtain(Wanted(key, "render chunk", 1), using, lambda _: None)
    assert isinstance(claim, Claim)
    artifacts = tuple(put(store, content, kind) for content in contents)
    store.steps.finish(claim, {"key": key}, artifacts)
    if run is None:
        store.runs.end(using)
    return artifacts


def put(store: Store, content: bytes, kind: Kind = Kind.CHUNK) -> Artifact:
    path = store.home / "some.mp4"
    path.write_bytes(content)
    return store.artifacts.put(path, kind)


def files(store: Store) -> int:
    return len(list(store.artifacts.files()))


def test_usage_by_kind_largest_first(store: Store) -> None:
    add(store, "1", b"a", b"bb")
    add(store, "2", b"c" * 100, kind=Kind.MIX)
    (mix,) = add(store, "3", b"d" * 10, kind=Kind.MIX)
    store.cache.pin(mix)

    assert store.cache.usage() == (Usage(Kind.MIX, 2, 110, 1), Usage(Kind.CHUNK, 2, 3, 0))


def test_age(store: Store, forward: Callable[..., None]) -> None:
    (old,) = add(store, "1", b"old")
    forward(days=5)
    (young,) = add(store, "2", b"young")
    forward(days=5)

    pruned = store.cache.prune(limit(days=7))

    assert pruned.artifacts == (old,)
    assert (pruned.steps, pruned.size) == (1, 3)
    assert store.steps.find("1") is None
    assert store.steps.find("2") is not None
    assert not store.artifacts.place(old).exists()
    assert store.artifacts.path(young).exists()


def test_size_takes_the_longest_unused_first(store: Store, forward: Callable[..., None]) -> None:
    made: list[Artifact] = []
    for number in range(4):
        made += add(store, str(number), bytes([number]) * 10)
        forward(hours=2)
    assert store.steps.find("0") is not None

    assert store.cache.prune(limit(size=25)).artifacts == (made[1], made[2])
    assert store.cache.prune(limit(size=25)).artifacts == ()
    assert files(store) == 2


def test_the_limits_of_the_settings_are_used(store: Store, forward: Callable[..., None]) -> None:
    add(store, "1", b"x")
    assert store.cache.prune().artifacts == ()
    forward(days=31)

    assert len(store.cache.prune().artifacts) == 1


def test_a_kind_without_limits_stays(store: Store, forward: Callable[..., None]) -> None:
    add(store, "1", b"x", kind=Kind.MIX)
    forward(days=1000)

    assert store.cache.prune(limit(size=0)).artifacts == ()


def test_a_dry_run_tells_exactly_what_would_go(store: Store, forward: Callable[..., None]) -> None:
    add(store, "1", b"one", b"two")
    add(store, "2", b"three")
    add(store, "document")
    put(store, b"orphan")
    forward(days=400)

    told = store.cache.prune(dry_run=True)
    assert files(store) == 4
    assert store.cache.prune() == told
    assert (len(told.artifacts), told.steps, len(told.orphans), told.size) == (3, 3, 1, 17)
    assert files(store) == 0


def test_pinned_artifacts_stay_with_their_records(store: Store) -> None:
    (pinned,) = add(store, "1", b"x")
    store.cache.pin(pinned)

    assert store.cache.prune(NOTHING).artifacts == ()
    assert store.steps.find("1") is not None

    store.cache.pin(pinned, pinned=False)
    assert store.cache.prune(NOTHING).artifacts == (pinned,)


def test_what_a_living_run_uses_stays(store: Store, clock: Callable[[], float], forward: Callable[..., None]) -> None:
    add(store, "unused", b"u")
    add(store, "met", b"m")
    forward(hours=5)
    run = store.runs.begin()
    add(store, "made", b"x", run=run)
    store.steps.find("met")
    making = put(store, b"not yet recorded")
    os.utime(store.artifacts.path(making), (clock(), clock()))
    forward(hours=5)

    pruned = store.cache.prune(NOTHING)

    assert [artifact.size for artifact in pruned.artifacts] == [1]
    assert store.steps.find("unused") is None
    assert store.steps.find("met") is not None
    assert store.steps.find("made") is not None
    assert store.artifacts.path(making).exists()
    store.runs.end(run)
    assert len(store.cache.prune(NOTHING).artifacts) == 2


def test_the_other_artifacts_of_a_lost_record_go_too(store: Store) -> None:
    (gone,) = add(store, "1", b"loop", kind=Kind.LOOP)
    (shared,) = add(store, "2", b"shared", kind=Kind.MIX)
    run = store.runs.begin()
    claim = store.steps.obtain(Wanted("3", "all", 1), run, lambda _: None)
    assert isinstance(claim, Claim)
    alone = put(store, b"alone", Kind.SIDECAR)
    store.steps.finish(claim, {}, [gone, alone, shared])
    store.runs.end(run)

    pruned = store.cache.prune({Kind.LOOP: CacheLimit(size=0)})

    assert pruned.artifacts == (gone, alone)
    assert pruned.steps == 2
    assert store.steps.find("2") is not None
    assert store.steps.find("3") is None


def test_orphans_go_after_an_hour(store: Store, forward: Callable[..., None]) -> None:
    orphan = store.artifacts.path(put(store, b"orphan"))
    aside = store.home / "artifacts" / "aside" / "half.mp4"
    aside.write_bytes(b"half")
    add(store, "1", b"known")

    assert store.cache.prune().orphans == ()
    forward(hours=1.1)
    assert store.cache.prune().orphans == tuple(sorted((orphan, aside)))
    assert files(store) == 1


def test_old_records_of_documents_go(store: Store, forward: Callable[..., None]) -> None:
    add(store, "1")
    forward(days=300)
    assert store.cache.prune().steps == 0
    store.steps.find("1")
    forward(days=300)
    assert store.cache.prune().steps == 0
    forward(days=100)
    assert store.cache.prune().steps == 1


def test_claims_that_nobody_holds_go(store: Store) -> None:
    held, left = store.runs.begin(), store.runs.begin()
    store.steps.obtain(Wanted("held", "render chunk", 1), held, lambda _: None)
    store.steps.obtain(Wanted("left", "render chunk", 1), left, lambda _: None)
    store.runs.end(left)

    store.cache.prune()

    with store.database.reading() as connection:
        assert [row.key for row in connection.execute(tables.step.select())] == ["held"]
    store.runs.end(held)


def test_a_file_that_cannot_be_removed_is_named_and_nothing_forgotten(store: Store) -> None:
    (artifact,) = add(store, "1", b"x")
    place = store.artifacts.path(artifact)
    place.unlink()
    place.mkdir()

    with pytest.raises(NotWritable):
        store.cache.prune(NOTHING)
    place.rmdir()
    put(store, b"x")
    assert store.steps.find("1") is not None


kept_lists = st.lists(
    st.builds(
        Kept,
        artifact=st.builds(
            Artifact,
            sha256=st.integers(0, 10**9).map(lambda number: f"{number:064x}"),
            kind=st.sampled_from([Kind.CHUNK, Kind.MIX]),
            suffix=st.just(".mp4"),
            size=st.integers(0, 1000),
        ),
        used_at=st.integers(0, 100 * DAY),
        safe=st.booleans(),
    ),
    max_size=20,
)


@given(kept_lists, st.integers(0, 5000), st.integers(0, 100))
def test_what_is_left_is_within_the_limits_or_safe(kept: list[Kept], size: int, days: int) -> None:
    now = 100 * DAY
    gone = surplus(kept, limit(size=size, days=days), now)
    chunks = [one for one in kept if one.artifact.kind is Kind.CHUNK]
    left = [one for one in chunks if one.artifact not in gone]
    free = [one for one in left if not one.safe]

    assert all(artifact.kind is Kind.CHUNK for artifact in gone)
    assert all(now - one.used_at <= days * DAY for one in free)
    assert not free or sum(one.artifact.size for one in left) <= size
    assert len(gone) == len([one for one in chunks if one.artifact in gone and not one.safe])
