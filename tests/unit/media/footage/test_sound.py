"""The sound of footage: exactly as long as asked, in time, on two channels."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from clips import MARKED, TONE, sounding
from films import X264, film, run_encoder
from reelhouse.errors import UnreadableMedia, UsageError
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.sound import conform_sound
from reelhouse.media.wav import read_wav
from reelhouse.model.time import SAMPLE_RATE, TimeRange

#: A click of 10 ms every quarter of a second.
CLICKS = "aevalsrc=0.8*sin(2*PI*1000*t)*lt(mod(t\\,0.25)\\,0.01):s={rate}:d=2"


def made(source: Path, start: int, duration: int, track: int = 0) -> tuple[np.ndarray, bool]:
    into = source.with_name("out.wav")
    heard = conform_sound(source, probe(source), TimeRange(start=start, duration=duration), into, track=track)
    return read_wav(into), heard


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [
        ("a.mp4", ("-c:a", "aac"), 48_000),
        ("a.mkv", ("-c:a", "libopus"), 48_000),
        ("a.mov", ("-c:a", "pcm_s16le"), 44_100),
        ("a.ts", ("-c:a", "aac"), 44_100),
        ("b.mkv", ("-c:a", "libmp3lame"), 32_000),
    ],
)
def test_it_is_in_time_and_exactly_as_long(tmp_path: Path, name: str, codec: tuple[str, ...], rate: int) -> None:
    path = tmp_path / name
    sounding(CLICKS.format(rate=rate), *codec)(path)
    for start in (0, 30_000, 66_001):
        sound, heard = made(path, start, 24_000)
        assert heard
        assert sound.shape == (2, 24_000)
        loud = np.flatnonzero(np.abs(sound[0]) > 0.3) + start
        assert len(loud)
        after = loud % 12_000
        assert np.all((after < 700) | (after > 11_850)), after
        assert np.allclose(sound[0], sound[1], atol=1e-3)


def test_silence_where_there_is_no_sound(tmp_path: Path) -> None:
    path = film(tmp_path / "silent.mp4", sound=None, seconds=0.5)
    sound, heard = made(path, 100, 4801)
    assert not heard
    assert sound.shape == (2, 4801)
    assert not sound.any()


def test_silence_after_the_end_and_before_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "a.mov"
    sounding(TONE, "-c:a", "pcm_s16le")(path)
    sound, _ = made(path, 24_000, 48_000)
    assert np.abs(sound[:, :23_000]).max() > 0.4
    assert not sound[:, 25_000:].any()
    late = tmp_path / "late.mkv"
    tone = ("-itsoffset", "0.25", "-f", "lavfi", "-t", "0.5", "-i", TONE)
    run_encoder("-f", "lavfi", "-i", MARKED, *tone, *X264, "-c:a", "pcm_s16le", str(late))
    sound, _ = made(late, 0, 24_000)
    assert sound.shape == (2, 24_000)
    assert not sound[:, :11_900].any()
    assert np.abs(sound[:, 12_200:23_000]).max() > 0.4
    assert not made(late, 90_000, 1000)[0].any()


@pytest.mark.parametrize(
    ("layout", "channel", "sides"),
    [
        ("mono", 0, (1, 1)),
        ("stereo", 0, (1, 0)),
        ("stereo", 1, (0, 1)),
        ("5.1", 0, (1, 0)),
        ("5.1", 1, (0, 1)),
        ("5.1", 2, (1, 1)),
        ("5.1", 3, (0, 0)),
        ("5.1", 4, (1, 0)),
        ("5.1", 5, (0, 1)),
        ("7.1", 6, (1, 0)),
    ],
)
def test_every_channel_goes_to_its_side(tmp_path: Path, layout: str, channel: int, sides: tuple[int, int]) -> None:
    count = {"mono": 1, "stereo": 2, "5.1": 6, "7.1": 8}[layout]
    signals = "|".join("0.5*sin(2*PI*440*t)" if number == channel else "0" for number in range(count))
    path = tmp_path / "a.mov"
    sounding(f"aevalsrc={signals}:s=48000:d=0.5:c={layout}", "-c:a", "pcm_s16le")(path)
    assert probe(path).audio[0].channels == count
    sound, _ = made(path, 2400, 12_000)
    levels = np.abs(sound).max(axis=1)
    for side in (0, 1):
        assert (levels[side] > 0.1) == bool(sides[side]), levels
    assert levels.max() <= 0.51


def test_which_track(tmp_path: Path) -> None:
    path = tmp_path / "two.mkv"
    one, silence = tmp_path / "one.mkv", ("-f", "lavfi", "-i", "aevalsrc=0:s=48000:d=1")
    sounding(TONE, "-c:a", "pcm_s16le")(one)
    run_encoder("-i", str(one), *silence, "-map", "0", "-map", "1", "-c:a", "pcm_s16le", str(path))
    assert np.abs(made(path, 0, 9000, track=0)[0]).max() > 0.4
    assert not made(path, 0, 9000, track=1)[0].any()
    with pytest.raises(UnreadableMedia, match="only 2 tracks"):
        made(path, 0, 9000, track=2)
    with pytest.raises(UsageError, match="no samples"):
        made(path, 0, 0)
    assert not list(tmp_path.glob(".making*"))


def test_a_film_that_begins_late_keeps_its_sound_in_time(clip: Callable[[str], Path], tmp_path: Path) -> None:
    path = tmp_path / "a.ts"
    sounding(CLICKS.format(rate=48_000), "-c:a", "aac", "-output_ts_offset", "5")(path)
    found = probe(path)
    assert found.start > 5_000_000
    sound, _ = made(path, 0, SAMPLE_RATE)
    loud = np.flatnonzero(np.abs(sound[0]) > 0.3) % 12_000
    assert np.all((loud < 700) | (loud > 11_850))
