"""Clips with alpha are read back as they were written, by a decoder that is not ours."""

import resource
import threading
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from reelhouse.errors import Cancelled, DiskFull, ProgramFailed
from reelhouse.media.animation import WHOLE, code_picture, write_animation
from reelhouse.media.packets import read_packets
from reelhouse.media.stop import stoppable
from reelhouse.model.time import Rate

RATE = Rate(num=30)
Picture = NDArray[np.uint8]


def read(path: Path) -> list[Picture]:
    with av.open(path) as container:
        return [np.array(frame.to_ndarray()) for frame in container.decode(video=0)]


def striped(rng: np.random.Generator, high: int, wide: int) -> Picture:
    """Runs of all lengths, some of single pixels."""
    lengths = rng.choice([1, 2, 3, 4, 5, 127, 128, 129, 254, 255, 256, 300], size=high * wide)
    colours = rng.integers(0, 3, size=(high * wide, 4)).astype(np.uint8) * 100
    return np.repeat(colours, lengths, axis=0)[: high * wide].reshape(high, wide, 4)


def changed(rng: np.random.Generator, picture: Picture) -> Picture:
    """The picture with another one in a part of it, which may be empty."""
    high, wide = picture.shape[:2]
    top, left = (int(rng.integers(0, side)) for side in (high, wide))
    end, right = int(rng.integers(top, high + 1)), int(rng.integers(left, wide + 1))
    new = np.array(picture)
    new[top:end, left:right] = striped(rng, high, wide)[top:end, left:right]
    return new


def written(folder: Path, pictures: list[Picture]) -> Path:
    high, wide = pictures[0].shape[:2]
    path = folder / "clip.mov"
    write_animation(pictures, (wide, high), RATE, path)
    return path


@given(st.integers(0, 2**32), st.integers(1, 5), st.sampled_from([1, 2, 3, 5, 130, 700]))
def test_what_is_read_is_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, seed: int, high: int, wide: int
) -> None:
    rng = np.random.default_rng(seed)
    pictures = [striped(rng, high, wide)]
    pictures += [changed(rng, pictures[0]) for _ in range(2)]
    found = read(written(tmp_path_factory.mktemp("clip"), [*pictures, pictures[-1]]))
    assert len(found) == 4
    assert all((one == other).all() for one, other in zip(found, [*pictures, pictures[-1]], strict=True))


def test_rows_beyond_what_is_coded_at_once_are_told_too(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pictures = [rng.integers(0, 256, size=(300, 40, 4)).astype(np.uint8) for _ in range(2)]
    found = read(written(tmp_path, pictures))
    assert all((one == other).all() for one, other in zip(found, pictures, strict=True))


def test_one_array_may_be_every_picture(tmp_path: Path) -> None:
    page = np.zeros((2, 6, 4), np.uint8)

    def pictures() -> Iterator[Picture]:
        for number in range(WHOLE + 3):
            page[:] = number
            yield page

    write_animation(pictures(), (6, 2), RATE, tmp_path / "clip.mov")
    facts = read_packets(tmp_path / "clip.mov")
    assert (facts.frames, facts.rate) == (WHOLE + 3, RATE.fraction)
    assert [int(one.max()) for one in read(tmp_path / "clip.mov")] == list(range(WHOLE + 3))
    with av.open(tmp_path / "clip.mov") as container:
        keys = [n for n, packet in enumerate(container.demux(video=0)) if packet.size and packet.is_keyframe]
    assert keys == [0, WHOLE]


def test_what_stays_costs_next_to_nothing_and_bytes_repeat(tmp_path: Path) -> None:
    page = np.arange(4000, dtype=np.uint8).reshape(20, 50, 4)
    rows = page.view(np.uint32)[:, :, 0]
    still, point = np.zeros(rows.shape, np.bool_), np.zeros(rows.shape, np.bool_)
    point[7, 9] = True
    assert len(code_picture(rows, still)) == 4
    assert len(code_picture(rows, point)) == 24
    first = written(tmp_path, [page, page]).read_bytes()
    assert written(tmp_path, [page, page]).read_bytes() == first


def test_it_says_where_it_cannot_write_and_stops_when_told(tmp_path: Path) -> None:
    page = np.zeros((2, 2, 4), np.uint8)
    with pytest.raises(ProgramFailed, match="cannot be written"):
        written(tmp_path / "none", [page])
    stop = threading.Event()
    stop.set()
    with stoppable(stop), pytest.raises(Cancelled):
        written(tmp_path, [page])
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pictures = [rng.integers(0, 256, size=(200, 200, 4)).astype(np.uint8) for _ in range(4)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(DiskFull):
            written(tmp_path, pictures)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())
