"""Two machines with one bucket: what one keeps the other finds, and what may go goes late."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from buckets import Line, S3Server, cut, damage
from reelhouse.config import Bucket, CacheLimit, Settings
from reelhouse.errors import ArtifactDamaged, ArtifactMissing, DiskFull, ProviderNotInstalled, StoreUnusable
from reelhouse.media.retry import RetryPolicy
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage import Store, open_store
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.cache import NOTHING
from reelhouse.storage.connect import connect
from reelhouse.storage.content import is_marked, name_of
from reelhouse.storage.grace import GRACE
from reelhouse.storage.remote import PIECE, Remote
from reelhouse.storage.shared import Cleared, clear_shared
from reelhouse.storage.steps import Claim, Wanted


@pytest.fixture
def bucket(s3: S3Server, line: Line) -> Bucket:
    return s3.bucket("house", line.port)


@pytest.fixture
def remote(bucket: Bucket) -> Remote:
    return replace(connect(bucket), retry=RetryPolicy(tries=4, base=0))


@pytest.fixture
def here(tmp_path: Path, remote: Remote) -> Artifacts:
    return Artifacts(tmp_path / "here", remote)


@pytest.fixture
def there(tmp_path: Path, remote: Remote) -> Artifacts:
    return Artifacts(tmp_path / "there", remote)


def file(folder: Path, content: bytes = b"hello", name: str = "a.mp4") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_what_one_machine_keeps_another_finds(here: Artifacts, there: Artifacts, tmp_path: Path, line: Line) -> None:
    artifact = here.put(file(tmp_path), Kind.CHUNK)
    assert here.path(artifact).read_bytes() == b"hello"
    assert line.count("GET") == 0

    assert not there.place(artifact).exists()
    assert there.path(artifact).read_bytes() == b"hello"
    assert there.path(artifact).read_bytes() == b"hello"
    there.verify(artifact)
    assert line.count("GET") == 1
    assert [path.parent.name for path in there.files()] == [artifact.sha256[:2]]


def test_a_copy_is_known_to_be_whole_on_every_machine(
    here: Artifacts, there: Artifacts, tmp_path: Path, line: Line
) -> None:
    artifact = here.put(file(tmp_path), Kind.CHUNK)
    known = here.stamp(artifact)
    os.utime(there.path(artifact), ns=(0, there.stamp(artifact) + 3 * 10**9))  # fetched at another time

    assert is_marked(known, artifact)
    for artifacts in (here, there):
        assert artifacts.intact(artifact, known) == known
    there.path(artifact).write_bytes(b"hellO")
    os.utime(there.path(artifact), ns=(0, 5 * 10**9))
    assert there.intact(artifact, known) == known  # the damaged copy is gone, the bucket holds it
    assert not there.place(artifact).exists()
    assert line.count("HEAD") == 1


def test_what_is_only_in_the_bucket_is_intact_and_stays_there(
    here: Artifacts, there: Artifacts, tmp_path: Path, remote: Remote
) -> None:
    artifact = here.put(file(tmp_path), Kind.CHUNK)

    assert there.intact(artifact, 7) == 7
    assert is_marked(there.stamp(artifact), artifact)
    assert list(there.files()) == []
    remote.remove([name_of(artifact)])
    assert there.intact(artifact, 7) is None
    for ask in (there.path, there.verify, there.stamp, lambda one: there.read_range(one, 0, 2)):
        with pytest.raises(ArtifactMissing, match=r"shared store|is gone"):
            ask(artifact)


def test_a_part_is_read_without_the_whole(here: Artifacts, there: Artifacts, tmp_path: Path) -> None:
    artifact = here.put(file(tmp_path, b"0123456789"), Kind.DELIVERABLE)

    for artifacts in (here, there):
        assert artifacts.read_range(artifact, 2, 5) == b"234"
        assert artifacts.read_range(artifact, 8, 50) == b"89"
        assert artifacts.read_range(artifact, 10, 12) == artifacts.read_range(artifact, 5, 5) == b""
    assert list(there.files()) == []


def test_a_damaged_copy_is_fetched_again(here: Artifacts, tmp_path: Path) -> None:
    artifact = here.put(file(tmp_path), Kind.CHUNK)
    here.path(artifact).write_bytes(b"hellO")

    here.verify(artifact)
    assert here.path(artifact).read_bytes() == b"hello"


def test_damage_on_the_way_is_not_believed(here: Artifacts, there: Artifacts, tmp_path: Path, line: Line) -> None:
    artifact = here.put(file(tmp_path), Kind.CHUNK)
    line.fail("GET", damage(0))
    line.fail("GET", damage(1))

    assert there.path(artifact).read_bytes() == b"hello"
    for number in range(4):
        line.fail("GET", damage(number))
    there.remove(artifact)
    with pytest.raises(StoreUnusable, match="damaged on the way"):
        there.path(artifact)
    assert list(there.files()) == []


def test_a_damaged_object_goes_and_is_made_anew(
    here: Artifacts, there: Artifacts, tmp_path: Path, s3: S3Server, bucket: Bucket
) -> None:
    artifact = here.put(file(tmp_path), Kind.CHUNK)
    (s3.folder / bucket.name / "house" / name_of(artifact)).write_bytes(b"hellO")

    with pytest.raises(ArtifactDamaged, match="made anew"):
        there.path(artifact)
    assert list(there.files()) == []
    assert there.intact(artifact, 7) is None
    here.put(file(tmp_path), Kind.CHUNK)
    assert there.path(artifact).read_bytes() == b"hello"


def test_nothing_counts_as_kept_that_the_bucket_does_not_hold(tmp_path: Path, bucket: Bucket, remote: Remote) -> None:
    nowhere = connect(bucket.model_copy(update={"url": "s3://nowhere"}))
    with pytest.raises(StoreUnusable):
        Artifacts(tmp_path / "here", nowhere).put(file(tmp_path), Kind.CHUNK)
    artifact = Artifacts(tmp_path / "here", remote).put(file(tmp_path), Kind.CHUNK)

    assert remote.look(name_of(artifact)) is not None


def test_a_full_disk_while_fetching_leaves_nothing(here: Artifacts, there: Artifacts, tmp_path: Path) -> None:
    artifact = here.put(file(tmp_path, bytes(300_000)), Kind.CHUNK)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(DiskFull, match=r"300\.0 kB needed"):
            there.path(artifact)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(there.files()) == []
    assert there.path(artifact).stat().st_size == 300_000


FETCH = """
import sys
from pathlib import Path
from reelhouse.config import Bucket
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.connect import connect
url, endpoint, folder, what, argument = sys.argv[1:]
bucket = Bucket(url=url, endpoint=endpoint, key={key!r}, secret={secret!r})
artifacts = Artifacts(Path(folder), connect(bucket))
print("begun", flush=True)
if what == "put":
    artifacts.put(Path(argument), Kind.CHUNK)
else:
    artifacts.path(Artifact.model_validate_json(argument))
"""


def killed_while(bucket: Bucket, folder: Path, what: str, argument: str, until: Callable[[], bool]) -> None:
    """Start a process that puts or fetches, and kill it once `until` says so."""
    code = FETCH.format(key=bucket.key.get_secret_value(), secret=bucket.secret.get_secret_value())
    command = [sys.executable, "-c", code, bucket.url, bucket.endpoint, str(folder), what, argument]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        deadline = time.monotonic() + 60
        while not until():
            assert time.monotonic() < deadline
            assert child.poll() is None
        child.kill()


def test_a_process_killed_while_it_uploads_leaves_nothing_to_see(
    tmp_path: Path, s3: S3Server, bucket: Bucket, line: Line, here: Artifacts
) -> None:
    source = file(tmp_path, os.urandom(4 * PIECE))
    killed_while(bucket, tmp_path / "other", "put", str(source), lambda: line.count("PUT") >= 2)

    assert s3.artifacts(bucket) == {}
    artifact = here.put(source, Kind.CHUNK)
    assert set(s3.artifacts(bucket)) == {f"house/{name_of(artifact)}"}


def test_a_process_killed_while_it_fetches_leaves_no_file(
    tmp_path: Path, bucket: Bucket, line: Line, here: Artifacts, there: Artifacts
) -> None:
    artifact = here.put(file(tmp_path, os.urandom(2 * PIECE)), Kind.CHUNK)
    line.fail("GET", cut(PIECE), times=50)
    coming = there.folder / "aside"

    def half() -> bool:
        return any(path.stat().st_size > 0 for path in coming.glob("*"))

    killed_while(bucket, there.folder, "get", artifact.model_dump_json(), half)
    assert [path.parent.name for path in there.files()] == ["aside"]
    line.faults.clear()
    there.verify(artifact)


def made(store: Store, key: str, content: bytes, kind: Kind = Kind.CHUNK) -> Artifact:
    run = store.runs.begin()
    claim = store.steps.obtain(Wanted(key, "render chunk", 1), run, lambda _: None)
    assert isinstance(claim, Claim)
    artifact = store.artifacts.put(file(store.home, content, "some.mp4"), kind)
    assert store.steps.finish(claim, {}, [artifact])
    store.runs.end(run)
    return artifact


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Bucket, str], Store]]:
    """Opens stores in homes of their own."""
    with ExitStack() as stack:
        yield lambda bucket, name: stack.enter_context(
            open_store(Settings(home=tmp_path / name, artifacts=bucket, record_days=365))
        )


def test_letting_go_here_leaves_records_and_bucket_alone(
    opened: Callable[[Bucket, str], Store], bucket: Bucket, s3: S3Server
) -> None:
    store = opened(bucket, "home")
    artifact, orphan = made(store, "1", b"one"), store.artifacts.put(file(store.home), Kind.CHUNK)
    store.cache.pin(pinned := made(store, "2", b"two"))

    pruned = store.cache.prune(NOTHING)

    assert (pruned.artifacts, pruned.steps, pruned.size) == ((artifact,), 0, 3)
    assert not store.artifacts.place(artifact).exists()
    assert store.artifacts.place(pinned).exists()
    assert len(s3.artifacts(bucket)) == 3
    assert store.steps.find("1") is not None
    assert not store.artifacts.place(artifact).exists()
    assert store.artifacts.path(artifact).read_bytes() == b"one"
    assert store.artifacts.place(orphan).exists()  # too young to be one


def test_what_no_record_names_goes_from_the_bucket_after_its_grace(
    opened: Callable[[Bucket, str], Store], bucket: Bucket, s3: S3Server, line: Line
) -> None:
    store = opened(bucket, "home")
    assert store.artifacts.remote is not None
    kept = made(store, "1", b"one")
    store.artifacts.put(file(store.home, b"lost"), Kind.CHUNK)
    (s3.folder / bucket.name / "house" / "somebody's.txt").write_bytes(b"not ours")

    assert clear_shared(store.cache, store.artifacts.remote) == Cleared()
    remote = replace(store.artifacts.remote, clock=lambda: datetime.now(UTC) + GRACE + timedelta(minutes=5))
    assert clear_shared(store.cache, remote, dry_run=True) == Cleared(1, 4, 0)
    assert len(s3.artifacts(bucket)) == 3
    assert clear_shared(store.cache, remote) == Cleared(1, 4, 0)
    assert set(s3.artifacts(bucket)) == {f"house/{name_of(kept)}", "house/somebody's.txt"}


def test_forgotten_records_free_their_objects(
    opened: Callable[[Bucket, str], Store], bucket: Bucket, s3: S3Server
) -> None:
    store = opened(bucket, "home")
    assert store.artifacts.remote is not None
    chunk, mix = made(store, "1", b"one"), made(store, "2", b"mix", Kind.MIX)
    remote = replace(store.artifacts.remote, clock=lambda: datetime.now(UTC) + GRACE + timedelta(minutes=5))

    limits = {Kind.CHUNK: CacheLimit(size=0)}
    assert clear_shared(store.cache, remote, limits, dry_run=True) == Cleared(1, 3, 1)
    assert store.steps.find("1") is not None
    assert clear_shared(store.cache, remote, limits) == Cleared(1, 3, 1)
    assert store.steps.find("1") is None
    assert store.steps.find("2") is not None
    assert set(s3.artifacts(bucket)) == {f"house/{name_of(mix)}"}
    assert store.artifacts.place(chunk).exists()  # an orphan of this machine, in an hour


def test_an_object_that_is_kept_again_is_not_let_go_of(
    opened: Callable[[Bucket, str], Store], bucket: Bucket, s3: S3Server
) -> None:
    store = opened(bucket, "home")
    assert store.artifacts.remote is not None
    orphan = store.artifacts.put(file(store.home, b"lost"), Kind.CHUNK)
    old = time.time() - 2 * GRACE.total_seconds()
    os.utime(s3.folder / bucket.name / "house" / name_of(orphan), (old, old))
    store.artifacts.put(file(store.home, b"lost"), Kind.CHUNK)  # another step makes the same just now

    assert clear_shared(store.cache, store.artifacts.remote) == Cleared()
    assert len(s3.artifacts(bucket)) == 1


def test_two_databases_do_not_let_go_of_each_others_artifacts(
    opened: Callable[[Bucket, str], Store], bucket: Bucket, s3: S3Server
) -> None:
    one, other = opened(bucket, "one"), opened(bucket, "other")
    artifact = made(one, "1", b"one")
    assert one.artifacts.remote is not None
    clear_shared(one.cache, one.artifacts.remote)
    made(other, "1", b"one")
    for store in (one, other):
        assert store.artifacts.remote is not None
        with pytest.raises(StoreUnusable, match=r"another database keeps artifacts in s3://.*folder of its own"):
            clear_shared(store.cache, store.artifacts.remote, NOTHING)
    assert set(s3.artifacts(bucket)) == {f"house/{name_of(artifact)}"}


def test_a_missing_extra_is_named(bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reelhouse.storage.connect", None)

    with pytest.raises(ProviderNotInstalled, match=r"reelhouse\[shared\]"):
        open_store(Settings(home=tmp_path / "home", artifacts=bucket))
