"""The disk's refusals in our words."""

import errno
from pathlib import Path

import pytest

from reelhouse.errors import DiskFull, NotWritable
from reelhouse.media.sync import sync_folder
from reelhouse.storage.disk import room_in, writing_to


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_says_how_much_was_needed(code: int, tmp_path: Path) -> None:
    with (
        pytest.raises(DiskFull, match=r"2\.5 MB needed, .* free.*cache --prune"),
        writing_to(tmp_path / "a/b", 2_500_000),
    ):
        raise OSError(code, "full")
    with pytest.raises(DiskFull, match=r"the disk is full: .* free"), room_in(tmp_path):
        raise OSError(code, "full")


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ENOTDIR, errno.EEXIST])
def test_a_refusal_names_the_path(code: int, tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="/some/file: nothing can be written here"), writing_to(tmp_path):
        raise OSError(code, "no", "/some/file")


def test_other_errors_pass() -> None:
    with pytest.raises(ConnectionError), writing_to(Path("/")):
        raise ConnectionError
    with pytest.raises(PermissionError), room_in(Path("/")):
        raise PermissionError(errno.EACCES, "no")


def test_a_folder_can_be_synced(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "none")
