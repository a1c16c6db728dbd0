"""The workbench: names stay inside, files are moved or copied."""

from pathlib import Path

import pytest

from reelhouse.errors import ArtifactMissing
from reelhouse.model.artifact import Kind
from reelhouse.model.money import Unit
from reelhouse.production.scratch import Scratch
from reelhouse.production.till import Counter
from reelhouse.storage import Store
from reelhouse.storage.volumes import Volume


@pytest.fixture
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def scratch(store: Store, tmp_path: Path, told: list[tuple[int, int]], counter: Counter) -> Scratch:
    folder = tmp_path / "bench"
    folder.mkdir()
    return Scratch(
        folder,
        store.artifacts,
        lambda done, total: told.append((done, total)),
        counter.count,
    )


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "/etc/passwd"])
def test_a_name_never_leads_out(name: str, scratch: Scratch) -> None:
    with pytest.raises(ValueError, match="not the name of a file"):
        scratch.path(name)


def test_a_file_of_the_folder_is_moved(scratch: Scratch) -> None:
    path = scratch.path("a.wav")
    path.write_bytes(b"sound")

    artifact = scratch.keep(path, Kind.SPEECH)

    assert not path.exists()
    assert scratch.file(artifact).read_bytes() == b"sound"


def test_any_other_file_is_copied(scratch: Scratch, tmp_path: Path) -> None:
    outside = tmp_path / "font.ttf"
    outside.write_bytes(b"font")
    link = scratch.path("link.ttf")
    link.symlink_to(outside)

    for path in (outside, link):
        assert scratch.file(scratch.keep(path, Kind.FONT)).read_bytes() == b"font"
        assert path.exists()
    assert outside.read_bytes() == b"font"


def test_a_missing_artifact_says_so(scratch: Scratch, store: Store) -> None:
    path = scratch.path("a.wav")
    path.write_bytes(b"sound")
    artifact = scratch.keep(path, Kind.SPEECH)
    store.artifacts.remove(artifact)

    with pytest.raises(ArtifactMissing):
        scratch.file(artifact)


def test_progress_is_passed_on(scratch: Scratch, told: list[tuple[int, int]]) -> None:
    scratch.progress(3, 9)

    assert told == [(3, 9)]


def test_what_is_counted_reaches_the_counter(scratch: Scratch, counter: Counter) -> None:
    scratch.count("piper", Unit.CHARACTER, 7)
    assert counter.volumes == [Volume("piper", "character", 7)]
