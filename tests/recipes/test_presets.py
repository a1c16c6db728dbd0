"""What every platform and every rate of `--set` promises, of finished files: real media, a quarter of the size."""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from clips import TAGGED, source
from reelhouse.captions.safe import USUAL
from reelhouse.cli.main import run
from reelhouse.config.platforms import open_platform
from reelhouse.model.layout import RENDITIONS, Margins

#: A story of one line: about four seconds of video with its cards.
STORY = "# The key\n\nThe old key still fits.\n"
#: A dark picture that moves: whatever is bright in the video was drawn over it.
DUSK = f"color=0x101830:s=96x96:r=30:d=8,noise=alls=24:allf=t:all_seed=7,format=yuv420p,{TAGGED}"
#: Frames a second, platforms and renditions of a run, and the sizes that come of it, a quarter of the real ones.
PRESETS = {
    24: ("tiktok,feed", "", {"portrait": (270, 480), "square": (270, 270)}),
    25: ("reels", "portrait-720p", {"portrait": (270, 480), "portrait-720p": (180, 320)}),
    30: ("shorts", "landscape-720p", {"portrait": (270, 480), "landscape-720p": (320, 180)}),
    60: ("shorts,youtube", "", {"portrait": (270, 480), "landscape": (480, 270)}),
}
#: What is known of each platform, and checked.
LIMITS = {
    "tiktok": {"platform-duration", "platform-size", "platform-rate"},
    "shorts": {"platform-duration", "platform-size", "platform-bitrate"},
    "reels": {"platform-duration", "platform-size", "platform-rate", "platform-bitrate"},
    "youtube": {"platform-size", "platform-bitrate"},
    "feed": {"platform-duration", "platform-rate", "platform-bitrate"},
}


@dataclass(frozen=True)
class Film:
    """One finished file: what was asked for, and what was printed about it."""

    fps: int
    platforms: tuple[str, ...]
    size: tuple[int, int]
    printed: dict[str, Any]

    @property
    def levels(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.printed["quality"]["findings"]:
            found.setdefault(one["check"], []).append(one["level"])
        return found


@pytest.fixture
def films(
    fps: int, warm_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[Film]:
    platforms, renditions, sizes = PRESETS[fps]
    for name, one in list(RENDITIONS.items()):
        small = {"width": one.width // 4, "height": one.height // 4}
        monkeypatch.setitem(RENDITIONS, name, one if "draft" in name else one.model_copy(update=small))
    for name in ("draft", "draft-square", "draft-landscape"):
        monkeypatch.delitem(RENDITIONS, name)  # footage is made for the largest of a shape
    monkeypatch.setenv("REELHOUSE_HOME", str(warm_home))
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "footage").mkdir()
    source(DUSK)(tmp_path / "footage" / "dusk.mp4")
    wanted = {"platforms": platforms, "renditions": renditions, "fps": fps, "footage": tmp_path / "footage"}
    chosen = [word for key, value in wanted.items() if value for word in ("--set", f"{key}={value}")]
    story, out = str(tmp_path / "story.md"), str(tmp_path / "out")
    assert run(["make", "stories", story, "--out", out, "--json", *chosen]) == 0, capsys.readouterr()
    made = json.loads(capsys.readouterr().out)["deliverables"]
    assert sorted(one["rendition"] for one in made) == sorted(sizes)
    return [Film(fps, tuple(platforms.split(",")), sizes[one["rendition"]], one) for one in made]


def body_at(film: Film) -> Fraction:
    """The middle of the last line that is spoken before the end card, in seconds."""
    blocks = Path(film.printed["path"]).with_suffix(".srt").read_text(encoding="utf-8").split("\n\n")
    first, last = next(block for block in blocks if "still fits" in block).split("\n")[1].split(" --> ")
    return (seconds(first) + seconds(last)) / 2


def seconds(stamp: str) -> Fraction:
    hours, minutes, rest = stamp.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + Fraction(rest)


def kept_free(film: Film) -> Margins:
    """What the apps cover that this film is for, and what its shape leaves free where none of them says."""
    own = [one for one in map(open_platform, film.platforms) if one.rendition == film.printed["rendition"]]
    told = [one.covered.margins for one in own if one.covered]
    return told[0] if told else USUAL[RENDITIONS[film.printed["rendition"]].shape]


def clear_of_apps(film: Film, shown: NDArray[Any]) -> None:
    """A caption is seen on a picture, and all that is bright on it is where no app covers it."""
    width, height = film.size
    bright = shown > 150
    bright[: height // 40] = False  # the progress bar
    rows, columns = np.flatnonzero(bright.any(axis=1)), np.flatnonzero(bright.any(axis=0))
    free, scale = kept_free(film), min(film.size) / 1080
    assert rows.size > height // 100, "no caption is seen"
    assert rows[0] >= free.top * scale
    assert rows[-1] < height - free.bottom * scale
    assert columns[0] >= free.left * scale
    assert columns[-1] < width - free.right * scale


@pytest.mark.parametrize("fps", [24, *(pytest.param(fps, marks=pytest.mark.slow) for fps in (25, 30)), 60])
def test_a_preset_keeps_its_size_rate_length_sound_and_margins(films: list[Film]) -> None:
    for film in films:
        at = body_at(film)
        with av.open(str(film.printed["path"])) as file:
            picture, sound = file.streams.video[0], file.streams.audio[0]
            assert (picture.width, picture.height) == film.size
            assert picture.average_rate == picture.guessed_rate == film.fps
            assert (sound.rate, sound.channels, sound.codec_context.name) == (48_000, 2, "aac")
            assert sound.duration is not None
            assert sound.time_base is not None
            heard = sound.duration * sound.time_base
            step = picture.time_base
            assert step is not None
            frames = [((frame.pts or 0) * step, frame) for frame in file.decode(picture)]
        assert [time for time, _ in frames] == [Fraction(number, film.fps) for number in range(len(frames))]
        assert abs(film.printed["seconds"] - len(frames) / film.fps) < 0.001
        assert abs(heard - Fraction(len(frames), film.fps)) <= Fraction(1024, 48_000)
        assert 3 <= film.printed["seconds"] <= 8

        clear_of_apps(film, next(frame for time, frame in frames if time >= at).to_ndarray(format="gray"))
        own = [one for one in film.platforms if open_platform(one).rendition == film.printed["rendition"]]
        levels = {check: found for check, found in film.levels.items() if check.startswith("platform-")}
        assert levels.keys() == set().union(*(LIMITS[name] for name in own))
        assert film.levels["captions-safe-area"] == ["ok"]
        assert {level for found in levels.values() for level in found} <= {"ok"}
