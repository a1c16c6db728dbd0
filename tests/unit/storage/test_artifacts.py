"""Files by content: complete, verified, or not there at all."""

import hashlib
import os
import resource
import threading
from pathlib import Path

import pytest

from buckets import S3Server
from reelhouse.config import Bucket
from reelhouse.errors import ArtifactDamaged, ArtifactMissing, Cancelled, DiskFull, NotWritable, PathNotFound
from reelhouse.media.stop import stoppable
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.connect import connect
from reelhouse.storage.content import name_of, sha256


@pytest.fixture(params=["alone", "shared"])
def bucket(request: pytest.FixtureRequest) -> Bucket | None:
    """Everything here holds with a bucket behind the folder and without."""
    if request.param == "alone":
        return None
    server: S3Server = request.getfixturevalue("s3")
    return server.bucket("house")


@pytest.fixture
def artifacts(tmp_path: Path, bucket: Bucket | None) -> Artifacts:
    return Artifacts(tmp_path / "artifacts", connect(bucket) if bucket else None)


def lost(artifacts: Artifacts, artifact: Artifact) -> None:
    """Take the artifact out of the bucket, if there is one."""
    if artifacts.remote:
        artifacts.remote.remove([name_of(artifact)])


def file(folder: Path, content: bytes = b"hello", name: str = "a.MP4") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_named_by_its_content(artifacts: Artifacts, tmp_path: Path) -> None:
    source = file(tmp_path)
    artifact = artifacts.put(source, Kind.CHUNK)
    name = hashlib.sha256(b"hello").hexdigest()

    assert artifact == Artifact(sha256=name, kind=Kind.CHUNK, suffix=".mp4", size=5)
    assert artifacts.path(artifact) == tmp_path / "artifacts" / name[:2] / f"{name[2:]}.mp4"
    assert artifacts.path(artifact).read_bytes() == b"hello"
    assert source.exists()
    assert list(artifacts.files()) == [artifacts.path(artifact)]


def test_a_file_can_be_used_up(artifacts: Artifacts, tmp_path: Path) -> None:
    source = file(tmp_path)
    artifact = artifacts.put(source, Kind.CHUNK, move=True)

    assert not source.exists()
    assert sha256(artifacts.path(artifact)) == artifact.sha256


def test_what_is_there_is_not_written_again(artifacts: Artifacts, tmp_path: Path) -> None:
    place = artifacts.path(artifacts.put(file(tmp_path), Kind.CHUNK))
    os.utime(place, (1, 1))

    again = artifacts.put(file(tmp_path, name="b.mp4"), Kind.CHUNK)

    assert artifacts.path(again) == place
    assert place.stat().st_mtime == 1
    assert list(artifacts.files()) == [place]


def test_a_damaged_file_is_replaced(artifacts: Artifacts, tmp_path: Path) -> None:
    artifact = artifacts.put(file(tmp_path), Kind.CHUNK)
    artifacts.path(artifact).write_bytes(b"hellO")
    lost(artifacts, artifact)

    with pytest.raises((ArtifactDamaged, ArtifactMissing), match=r"damaged|not in the shared store"):
        artifacts.verify(artifact)
    artifacts.put(file(tmp_path), Kind.CHUNK)
    artifacts.verify(artifact)


def test_a_truncated_file_is_damaged(artifacts: Artifacts, tmp_path: Path) -> None:
    artifact = artifacts.put(file(tmp_path), Kind.CHUNK)
    os.truncate(artifacts.path(artifact), 3)
    lost(artifacts, artifact)

    with pytest.raises((ArtifactDamaged, ArtifactMissing)):
        artifacts.verify(artifact)


def test_a_missing_file_says_so(artifacts: Artifacts, tmp_path: Path) -> None:
    artifact = artifacts.put(file(tmp_path), Kind.CHUNK)
    artifacts.remove(artifact)
    artifacts.remove(artifact)
    lost(artifacts, artifact)

    for look in (artifacts.path, artifacts.verify):
        with pytest.raises(ArtifactMissing, match=r"gone|not in the shared store"):
            look(artifact)


@pytest.mark.parametrize("suffix", ["/../../x", ".mp4/..", "mp4", ".MP4", ". ", ".a\0b"])
def test_a_suffix_never_leads_out_of_the_store(suffix: str, artifacts: Artifacts) -> None:
    with pytest.raises(ArtifactMissing, match="file ending"):
        artifacts.path(Artifact(sha256="0" * 64, kind=Kind.CHUNK, suffix=suffix, size=1))


def test_an_odd_ending_is_refused_before_anything_is_kept(artifacts: Artifacts, tmp_path: Path) -> None:
    with pytest.raises(ArtifactMissing):
        artifacts.put(file(tmp_path, name="a.b c"), Kind.CHUNK)
    assert list(artifacts.files()) == []


def test_only_files_are_kept(artifacts: Artifacts, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(PathNotFound):
            artifacts.put(path, Kind.CHUNK)


def test_a_store_that_is_no_folder_cannot_be_written(tmp_path: Path) -> None:
    blocked = Artifacts(file(tmp_path, name="blocked") / "artifacts")

    with pytest.raises(NotWritable, match=r"REELHOUSE_HOME"):
        blocked.put(file(tmp_path), Kind.CHUNK)


def test_a_file_that_does_not_fit_leaves_nothing(artifacts: Artifacts, tmp_path: Path) -> None:
    source = file(tmp_path, bytes(300_000))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(DiskFull, match=r"300\.0 kB needed"):
            artifacts.put(source, Kind.CHUNK)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(artifacts.files()) == []


def test_a_copy_that_fails_leaves_nothing(
    artifacts: Artifacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: int) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(os, "fsync", breaks)
    with pytest.raises(OSError, match="input/output"):
        artifacts.put(file(tmp_path), Kind.CHUNK)

    assert list(artifacts.files()) == []


def test_a_file_is_not_read_to_its_end_when_the_work_is_stopped(artifacts: Artifacts, tmp_path: Path) -> None:
    source, flag = file(tmp_path), threading.Event()
    flag.set()
    with stoppable(flag), pytest.raises(Cancelled):
        sha256(source)
    with stoppable(flag), pytest.raises(Cancelled):
        artifacts.put(source, Kind.CHUNK)
    assert not list(artifacts.files())
