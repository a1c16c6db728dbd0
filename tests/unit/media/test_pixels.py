from pathlib import Path

import pytest

from reelhouse.errors import UnreadableMedia
from reelhouse.media.ffmpeg import encode
from reelhouse.media.pixels import read_key_pictures, read_pictures


def ramp(folder: Path, gop: int, *more: str) -> Path:
    """90 grey frames; frame n has the luma 16 + 2n."""
    source = "color=c=black:s=64x32:r=30,format=yuv420p,geq=lum=16+2*N:cb=128:cr=128"
    codec = ("-c:v", "libx264", "-crf", "0", "-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0")
    encode(("-f", "lavfi", "-i", source, "-frames:v", "90", *codec, "-f", "mp4", *more, "ramp.mp4"), cwd=folder)
    return folder / "ramp.mp4"


def grey(number: int) -> int:
    return round(2 * number * 255 / 219)


@pytest.mark.parametrize("gop", [5, 90])
def test_the_frames_asked_for_and_no_others(tmp_path: Path, gop: int) -> None:
    path = ramp(tmp_path, gop)
    found = dict(read_pictures(path, [70, 3, 4, 70, 89]))
    assert list(found) == [3, 4, 70, 89]
    for number, picture in found.items():
        assert picture.shape == (32, 64, 3)
        assert abs(int(picture.mean()) - grey(number)) <= 1


def test_pictures_keep_their_shape_when_they_are_made_small(tmp_path: Path) -> None:
    [(_, picture)] = read_pictures(ramp(tmp_path, 30), [10], width=32)
    assert picture.shape == (16, 32, 3)


def test_a_file_whose_times_are_whole_milliseconds(tmp_path: Path) -> None:
    """Frames are then a little off their numbers, and no index is relied on."""
    for number, picture in read_pictures(ramp(tmp_path, 10, "-f", "matroska"), [2, 75]):
        assert abs(int(picture.mean()) - grey(number)) <= 3


def test_a_frame_after_the_end_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableMedia, match="before frame 90"):
        list(read_pictures(ramp(tmp_path, 30), [90]))


@pytest.mark.parametrize(("gop", "expected"), [(10, list(range(0, 90, 10))), (90, list(range(0, 90, 15)))])
def test_key_frames_when_they_are_dense_and_every_so_many_when_not(
    tmp_path: Path, gop: int, expected: list[int]
) -> None:
    numbers, pictures = read_key_pictures(ramp(tmp_path, gop), width=16, every=15)
    assert numbers == expected
    for number, picture in zip(numbers, pictures, strict=True):
        assert picture.shape == (8, 16, 3)
        assert abs(int(picture.mean()) - grey(number)) <= 2
