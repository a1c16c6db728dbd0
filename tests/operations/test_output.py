"""The output folder: one writer at a time, whole files or none, nothing left over."""

import threading
from pathlib import Path

import pytest

from reelhouse.errors import DiskFull, NotWritable, OutputBusy
from reelhouse.operations.output import FOLDER, export, replacing, waiting_for, write_text, writing_to


def test_a_folder_has_one_writer_at_a_time(tmp_path: Path) -> None:
    with writing_to(tmp_path), pytest.raises(OutputBusy, match="another run"), writing_to(tmp_path):
        pass
    with writing_to(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".reelhouse.lock"]
    assert list(tmp_path.iterdir()) == []


def test_a_refused_writer_does_not_free_the_folder(tmp_path: Path) -> None:
    with writing_to(tmp_path):
        for _ in range(2):
            with pytest.raises(OutputBusy), writing_to(tmp_path):
                pass


def test_a_lock_of_a_dead_run_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".reelhouse.lock").touch()
    with writing_to(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_folders_that_nothing_came_into_go_again_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with writing_to(tmp_path / "mine" / "deep" / "deeper"):
        pass
    assert list((tmp_path / "mine").iterdir()) == []
    with writing_to(tmp_path / "mine"):
        pass
    assert (tmp_path / "mine").is_dir()
    with writing_to(tmp_path / "new") as folder:
        (folder / "result").touch()
    assert (tmp_path / "new" / "result").exists()


def test_what_a_killed_run_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "held").mkdir()
    ours = [tmp_path / ".reelhouse-a.mp4.part", tmp_path / "held" / ".reelhouse-a.mp4.part"]
    theirs = [tmp_path / ".a.mp4.part", tmp_path / "download.part", tmp_path / ".reelhouse-notes"]
    for path in (*ours, *theirs):
        path.touch()
    with writing_to(tmp_path):
        assert not any(path.exists() for path in ours)
        assert all(path.exists() for path in theirs)


def test_files_that_belong_together_appear_together(tmp_path: Path) -> None:
    sources = [tmp_path / name for name in ("video", "words")]
    for source in sources:
        source.write_text(source.name)
    out = tmp_path / "out" / "held"
    export((sources[0], out / "a.mp4"), (sources[1], out / "a.srt"))
    assert {path.name: path.read_text() for path in out.iterdir()} == {"a.mp4": "video", "a.srt": "words"}


def test_when_one_of_them_fails_none_appears_and_the_old_ones_stay(tmp_path: Path) -> None:
    for name in ("video", "words"):
        (tmp_path / name).write_text("new")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.srt").write_text("old")
    with pytest.raises(NotWritable, match="cannot write here"):
        export((tmp_path / "video", out / ("x" * 300)), (tmp_path / "words", out / "a.srt"))
    assert (out / "a.srt").read_text() == "old"
    assert sorted(path.name for path in out.iterdir()) == ["a.srt"]


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.srt").mkdir()
    with pytest.raises(NotWritable, match="cannot write here") as caught:
        write_text("words", tmp_path / "a.srt")
    assert caught.value.where == str(tmp_path / "a.srt")
    assert "--out" in caught.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["a.srt"]


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        (FOLDER, "Give a folder that you may write to with --out"),
        (("file", "--repair"), "Give a file that you may write to with --repair"),
    ],
)
def test_the_remedy_names_the_option_that_was_given(asked: tuple[str, str], remedy: str) -> None:
    with pytest.raises(NotWritable) as caught:
        write_text("words", Path("/proc/nowhere/a.srt"), asked)
    assert caught.value.remedy == remedy


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_the_room_that_is_needed_is_counted_in_bytes(tmp_path: Path) -> None:
    (tmp_path / ".reelhouse-a.srt.part").symlink_to("/dev/full")
    with pytest.raises(DiskFull) as caught:
        write_text("д" * 1_500_000, tmp_path / "a.srt")
    assert caught.value.remedy == "Free at least 6 MB there, or give another folder with --out"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_says_how_much_is_needed(tmp_path: Path) -> None:
    def write() -> None:
        with replacing(tmp_path / "a.mp4", need=5 * 10**6) as part:
            part.symlink_to("/dev/full")
            part.write_text("x")

    with pytest.raises(DiskFull) as caught:
        write()
    assert caught.value.remedy == "Free at least 10 MB there, or give another folder with --out"
    assert list(tmp_path.iterdir()) == []


def test_our_own_errors_pass_through_and_leave_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with replacing(tmp_path / "a.mp4") as part:
            part.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_who_is_patient_gets_the_folder_when_it_is_free(tmp_path: Path) -> None:
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with writing_to(tmp_path):
            held.set()
            free.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(OutputBusy), waiting_for(tmp_path, 0):
        pass
    free.set()
    with waiting_for(tmp_path) as folder:
        assert folder == tmp_path
    thread.join()


def test_what_goes_wrong_while_it_is_held_is_not_taken_for_another_writer(tmp_path: Path) -> None:
    with pytest.raises(OutputBusy, match="mine"), waiting_for(tmp_path):
        raise OutputBusy("mine", remedy="None")
