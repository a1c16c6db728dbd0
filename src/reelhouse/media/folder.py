"""The private folder of one encoder run: plain names inside, one whole file or nothing outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reelhouse.errors import ReelhouseError
from reelhouse.media.disk import disk_full, disk_is_full
from reelhouse.media.sync import sync_file


@contextmanager
def private_folder(into: Path) -> Iterator[Path]:
    """A folder beside the output that is gone afterwards, whatever happens.

    Inside the block a full disk is a `DiskFull`, whoever notices it, and an error about a link names the real file.

    Raises:
        DiskFull: There is not enough space.
    """
    try:
        with TemporaryDirectory(dir=into.parent, prefix=".making-") as folder, _real_names(Path(folder)):
            yield Path(folder)
    except OSError as error:
        if not disk_is_full(error):
            raise
        raise disk_full(into.parent) from error


def publish(made: Path, into: Path) -> None:
    """Move a finished file to its place, whole, once its bytes are on the disk."""
    sync_file(made)
    made.replace(into)


@contextmanager
def _real_names(work: Path) -> Iterator[None]:
    try:
        yield
    except ReelhouseError as error:
        blamed = Path(error.where)
        if blamed.parent == work and blamed.is_symlink():
            error.where = str(blamed.readlink())
        raise
