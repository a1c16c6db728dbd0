from pathlib import Path
from zipfile import ZipFile

import pytest

from reelhouse.destinations.archive import write_zip


def test_the_same_files_give_the_same_bytes_whatever_their_times_and_order(tmp_path: Path) -> None:
    for folder, names in ((tmp_path / "one", "ab"), (tmp_path / "two", "ba")):
        folder.mkdir()
        for name in names:
            (folder / name).write_text(name)
    (tmp_path / "two" / "a").touch()
    (tmp_path / "two" / "a").chmod(0o700)
    write_zip(tmp_path / "one", ["a", "b"], "kit", tmp_path / "one.zip")
    write_zip(tmp_path / "two", ["b", "a"], "kit", tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["kit/a", "kit/b"]
        assert archive.testzip() is None


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../b", "a//b", "", ".", "c:x", "a\\b"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out"):
        write_zip(tmp_path, [name], "kit", tmp_path / "x.zip")
