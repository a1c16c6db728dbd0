import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelhouse.errors import (
    Cancelled,
    DiskFull,
    NotWritable,
    PathNotFound,
    ProgramFailed,
    ProgramMissing,
    ProgramTimedOut,
    UnreadableMedia,
)
from reelhouse.media.ffmpeg import encode, encoder, encoder_version
from reelhouse.media.stop import stoppable

SOURCE = ("-f", "lavfi", "-i", "testsrc2=s=64x64:r=30")
RAW = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", "64x64", "-i", "-")


def children() -> list[str]:
    """The command lines of every process that has this one as its parent."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            line = (stat.parent / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and "ffmpeg" in line:
            found.append(line)
    return found


def test_the_encoder_is_there_and_names_its_build() -> None:
    assert os.access(encoder(), os.X_OK)
    assert encoder_version() == encoder_version()
    assert encoder_version()[0] in "n0123456789"


def test_a_missing_encoder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "nowhere"))
    encoder.cache_clear()
    try:
        with pytest.raises(ProgramMissing, match="IMAGEIO_FFMPEG_EXE"):
            encoder()
    finally:
        encoder.cache_clear()


def test_an_absent_encoder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> str:
        raise RuntimeError("No ffmpeg exe could be found")

    monkeypatch.setattr("imageio_ffmpeg.get_ffmpeg_exe", nothing)
    encoder.cache_clear()
    try:
        with pytest.raises(ProgramMissing, match="imageio-ffmpeg"):
            encoder()
    finally:
        encoder.cache_clear()


def test_one_that_is_killed_before_it_told_its_build_is_not_taken_for_another_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    killed = tmp_path / "ffmpeg"
    killed.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    killed.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(killed))
    encoder.cache_clear()
    encoder_version.cache_clear()
    try:
        with pytest.raises(ProgramFailed, match="killed by the system"):
            encoder_version()
    finally:
        encoder.cache_clear()
        encoder_version.cache_clear()


def test_frames_are_reported_and_the_last_number_is_the_total(tmp_path: Path) -> None:
    seen: list[int] = []
    encode((*SOURCE, "-frames:v", "7", "-f", "rawvideo", "out"), cwd=tmp_path, on_frame=seen.append)
    assert seen[-1] == 7
    assert (tmp_path / "out").stat().st_size > 0


def test_what_it_measures_is_returned(tmp_path: Path) -> None:
    said = encode((*SOURCE, "-vf", "trim=end_frame=3,showinfo", "-f", "null", "-"), cwd=tmp_path, log="info")
    assert said.count(" checksum:") == 3


def test_pictures_can_be_fed(tmp_path: Path) -> None:
    encode((*RAW, "-f", "rawvideo", "out"), cwd=tmp_path, feed=(bytes([shade]) * 4096 for shade in (1, 2, 3)))
    assert (tmp_path / "out").read_bytes() == bytes([1]) * 4096 + bytes([2]) * 4096 + bytes([3]) * 4096


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound) as caught:
        encode(("-i", "gone.mp4", "out.mp4"), cwd=tmp_path)
    assert caught.value.where == str(tmp_path / "gone.mp4")
    assert caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"once upon a time\n" * 40, b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"])
def test_a_damaged_input_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.mp4").write_bytes(content)
    with pytest.raises(UnreadableMedia) as caught:
        encode(("-i", "bad.mp4", "out.mp4"), cwd=tmp_path)
    assert caught.value.where == str(tmp_path / "bad.mp4")
    assert not (tmp_path / "out.mp4").exists()


def test_our_own_mistake_carries_the_last_words(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailed) as caught:
        encode((*SOURCE, "-vf", "nosuchfilter", "out.mp4"), cwd=tmp_path)
    assert caught.value.code > 0
    assert "nosuchfilter" in caught.value.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        encode((*SOURCE, "-frames:v", "50", "-f", "rawvideo", "out"), cwd=tmp_path)
    assert not (tmp_path / "out").is_symlink()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotWritable):
            encode((*SOURCE, "-frames:v", "1", "-f", "rawvideo", "out"), cwd=tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_killed_encoder_suggests_memory(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield bytes(4096)
        for line in Path("/proc").glob("[0-9]*/stat"):
            fields = line.read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid() and "ffmpeg" in (line.parent / "cmdline").read_text():
                os.kill(int(line.parent.name), 9)
        while True:
            yield bytes(4096)

    with pytest.raises(ProgramFailed, match="memory") as caught:
        encode((*RAW, "-f", "rawvideo", "out"), cwd=tmp_path, feed=pieces())
    assert caught.value.code == -9
    assert list(tmp_path.iterdir()) == []


def test_too_long_is_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ProgramTimedOut):
        encode(("-re", *SOURCE, "-f", "mp4", "out.mp4"), cwd=tmp_path, timeout=0.3)
    assert list(tmp_path.iterdir()) == []
    assert children() == []


def test_a_stop_leaves_no_file_and_no_child(tmp_path: Path) -> None:
    flag = threading.Event()
    with stoppable(flag), pytest.raises(Cancelled):
        encode(("-re", *SOURCE, "-f", "mp4", "out.mp4"), cwd=tmp_path, on_frame=lambda _: flag.set())
    assert list(tmp_path.iterdir()) == []
    assert children() == []
