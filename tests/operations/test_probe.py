"""Looking at several files, of which some cannot be read."""

from pathlib import Path

from clips import CLIPS
from films import damage, film
from reelhouse.operations.probe import Viewing, look_at


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    good, text = tmp_path / "good.mp4", tmp_path / "text.mp4"
    CLIPS["30.mp4"](good)
    text.write_text("a story")
    seen = tuple(look_at([tmp_path / "none.mp4", good, text]))
    assert [one.exit_code for one in seen] == [2, 0, 1]
    assert [one.probe is not None for one in seen] == [False, True, False]
    assert seen[0].error is not None
    assert seen[0].error.remedy
    assert Viewing(files=seen).exit_code == 2
    assert Viewing(files=seen[1:]).exit_code == 1
    assert Viewing(files=seen[1:2]).exit_code == 0


def test_damage_is_looked_for_only_when_asked(tmp_path: Path) -> None:
    broken = damage(film(tmp_path / "film.mp4", seconds=2), tmp_path / "broken.mp4")
    (quick,) = look_at([broken])
    (deep,) = look_at([broken], deep=True)
    assert quick.damage is None
    assert deep.damage is not None
    assert deep.damage.errors > 0


def test_json_has_milliseconds_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "late.mp4"
    CLIPS["pause.mp4"](path)
    (printed,) = Viewing(files=tuple(look_at([path], deep=True))).printed()["files"]
    assert (printed["path"], printed["milliseconds"], printed["start"]) == (str(path), 3400, 0)
    (track,) = printed["video"]
    assert (track["end"], track["longest_pause_milliseconds"], track["constant"]) == (3400, 1500, False)
    assert "duration" not in printed
    assert printed["damage"] == {"errors": 0, "at": []}
    assert "its frames come unevenly" in printed["conform"]
    (missing,) = Viewing(files=tuple(look_at([tmp_path / "no"]))).printed()["files"]
    assert missing["error"]["message"] == "there is no such file"


def test_sound_needs_nothing_that_pictures_need(tmp_path: Path) -> None:
    sound = film(tmp_path / "a.wav", picture=None, seconds=0.2, audio=("-c:a", "pcm_s16le"), mux=())
    (seen,) = look_at([sound])
    assert seen.reasons == ()
