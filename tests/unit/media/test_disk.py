"""Full disks, however they are told."""

import errno
import os

import pytest

from reelhouse.media.disk import disk_is_full, readable, tells_full_disk

FULL = [errno.ENOSPC, errno.EDQUOT, errno.EFBIG]
OTHER = [errno.EACCES, errno.EROFS, errno.EPIPE, errno.ENOENT]


@pytest.mark.parametrize("code", FULL)
def test_a_full_disk_a_quota_and_the_limit_of_a_file(code: int) -> None:
    assert disk_is_full(OSError(code, "any words"))
    assert tells_full_disk(f"Error writing trailer: {os.strerror(code)}\n")


@pytest.mark.parametrize("code", OTHER)
def test_anything_else_is_not_a_full_disk(code: int) -> None:
    assert not disk_is_full(OSError(code, "No space left on device"))
    assert not tells_full_disk(os.strerror(code))


def test_an_error_without_a_number_is_not_one() -> None:
    assert not disk_is_full(OSError("No space left on device"))


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (12_340_000, "12.3 MB"),
        (5 * 10**9, "5.0 GB"),
        (2 * 10**12, "2.0 TB"),
    ],
)
def test_sizes_as_people_read_them(size: int, text: str) -> None:
    assert readable(size) == text
