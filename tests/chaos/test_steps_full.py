"""A disk without room: the error says so, nothing is half there, and with room everything goes on."""

from pathlib import Path

import pytest

from disks import fill
from reelhouse.config import Settings
from reelhouse.errors import DiskFull
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.production.steps import Scratch, Step, Steps
from reelhouse.storage import Store, open_store

WANTED = Step("render chunk", 1, {"chunk": 1}, Artifact)


def outside(folder: Path) -> Path:
    path = folder / "outside.bin"
    path.write_bytes(bytes(3_000_000))
    return path


def test_an_artifact_that_does_not_fit(small: Path, tmp_path: Path) -> None:
    source = outside(tmp_path)

    def work(scratch: Scratch) -> Artifact:
        half = scratch.path("half.bin")
        half.write_bytes(bytes(1_500_000))
        return scratch.keep(source, Kind.CHUNK)

    with open_store(Settings(home=small)) as store, Steps(store) as steps:
        with pytest.raises(DiskFull, match=r"3\.0 MB needed, 2\.\d MB free"):
            steps.make(WANTED, work)

        assert list(store.artifacts.files()) == []
        assert steps.make(WANTED, lambda scratch: scratch.keep(source, Kind.CHUNK)).size == 3_000_000


def test_a_scratch_file_that_does_not_fit(small: Path) -> None:
    def work(scratch: Scratch) -> Artifact:
        path = scratch.path("big.bin")
        path.write_bytes(bytes(5_000_000))
        return scratch.keep(path, Kind.CHUNK)

    with open_store(Settings(home=small)) as store, Steps(store) as steps:
        with pytest.raises(DiskFull, match="free"):
            steps.make(WANTED, work)

        assert list((small / "scratch").glob("*/*")) == []


def small_work(scratch: Scratch) -> Artifact:
    path = scratch.path("small.bin")
    path.write_bytes(b"x")
    return scratch.keep(path, Kind.CHUNK)


def check_database(store: Store) -> None:
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("pragma integrity_check").scalar_one() == "ok"


def test_no_room_to_begin(small: Path) -> None:
    with open_store(Settings(home=small)) as store:
        filler = fill(small)
        with pytest.raises(DiskFull), Steps(store) as steps:
            steps.make(WANTED, small_work)

        filler.unlink()
        with Steps(store) as steps:
            assert steps.make(WANTED, small_work).size == 1
        check_database(store)


def test_the_disk_fills_while_a_step_is_made(small: Path) -> None:
    fillers: list[Path] = []

    def work(scratch: Scratch) -> Artifact:
        kept = small_work(scratch)
        fillers.append(fill(small))
        return kept

    with open_store(Settings(home=small)) as store, Steps(store) as steps:
        with pytest.raises(DiskFull, match=r"reelhouse\.db: the disk is full"):
            steps.make(WANTED, work)

        fillers.pop().unlink()
        steps.make(WANTED, small_work)
        assert [record.cached for record in steps.records] == [False]
        check_database(store)
