"""What is made of footage: its frames, its sizes, its colours and its upright corner."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from clips import BROWN, ORANGE
from films import X264, damage, film, run_encoder
from reelhouse.errors import UnreadableMedia, UsageError
from reelhouse.media.footage.conform import Conformed, conform, frames_in
from reelhouse.media.footage.facts import Hdr
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.wanted import Fit, Wanted
from reelhouse.media.packets import read_packets
from reelhouse.media.probe import probe as facts_of
from reelhouse.model.time import Rate, TimeRange

Clip = Callable[[str], Path]
THIRTY = Wanted(rate=Rate(num=30), size=(108, 192))
#: As large as the marked film, so that nothing is cut off.
LYING = Wanted(rate=Rate(num=30), size=(192, 108))


def made(source: Path, into: Path, start: int, duration: int, wanted: Wanted = THIRTY) -> Conformed:
    return conform(source, probe(source), TimeRange(start=start, duration=duration), wanted, into)


def pictures(path: Path) -> list[NDArray[np.uint8]]:
    """Every frame as red, green and blue, taken for BT.709."""
    with av.open(str(path)) as container:
        shown = (frame.to_ndarray(format="rgb24", src_colorspace="ITU709") for frame in container.decode(video=0))
        return [picture.astype(np.uint8) for picture in shown]


def numbers(path: Path) -> list[int]:
    """The number that each frame of counted footage carries."""
    with av.open(str(path)) as container:
        greys = [frame.to_ndarray()[20, 20] for frame in container.decode(video=0)]
    return [round((int(grey) - 16) / 3) for grey in greys]


def combing(picture: NDArray[np.int_]) -> float:
    """How much every second line differs from those around it."""
    return float(np.abs(picture[2:-2:2] - (picture[1:-3:2] + picture[3:-1:2]) / 2).mean())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.mp4"


def test_it_is_always_the_same_kind_of_picture(clip: Clip, out: Path) -> None:
    for name in ("jitter.mp4", "r90.mp4", "fields.mpg", "pq.mp4", "clear.mov", "full.mp4", "odd.mp4"):
        result = made(clip(name), out, 0, 9)
        facts = facts_of(out).picture
        assert facts is not None
        assert (facts.codec, facts.pixel_format, facts.aspect, facts.rotation) == ("h264", "yuv420p", (1, 1), 0)
        assert (facts.colour.primaries, facts.colour.transfer, facts.colour.matrix) == (1, 1, 1)
        assert facts.colour.full is False
        assert (facts.rate, facts.frames, facts.start, facts.irregular_at) == (Rate(num=30), 9, 0, None)
        assert (facts.width, facts.height) == result.size
        assert not facts.width % 2
        assert not facts.height % 2
        assert facts.longest_gap <= 15
        assert facts_of(out).sound is None


@pytest.mark.parametrize("name", ["30.mp4", "30.mkv", "30.ts", "jitter.mp4"])
@pytest.mark.parametrize("start", [0, 1, 29, 46])
def test_every_frame_is_the_one_that_was_asked_for(clip: Clip, out: Path, name: str, start: int) -> None:
    result = made(clip(name), out, start, 14)
    assert numbers(out) == list(range(start, start + 14))
    assert (result.frames, result.lead, result.held) == (14, 0, 0)


@pytest.mark.parametrize(
    ("name", "start", "shown"),
    [
        ("25.mp4", 0, [0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 8]),
        ("60.mp4", 10, [20, 22, 24, 26, 28, 30]),
        ("240.mp4", 0, [0, 8, 16, 24, 32, 40, 48, 56]),
        ("film.mkv", 30, [24, 25, 26, 26, 27]),
        ("late.mp4", 7, [7, 8, 9]),
        ("fragments.mp4", 7, [7, 8, 9]),
        ("pause.mp4", 0, [0, 0, 0, 1, 1, 1, 2, 2]),
        ("pause.mp4", 40, [9, 9, 9, 9]),
        ("pause.mp4", 96, [18, 18, 19, 19]),
    ],
)
def test_other_rates_show_the_nearest_frame(clip: Clip, out: Path, name: str, start: int, shown: list[int]) -> None:
    made(clip(name), out, start, len(shown))
    pairs = list(zip(numbers(out), shown, strict=True))
    # Halfway between two frames either is right.
    assert all(abs(found - wanted) <= (name == "pause.mp4") for found, wanted in pairs), pairs


def test_a_cut_far_into_a_film_is_as_exact_as_one_at_its_start(tmp_path: Path, out: Path) -> None:
    graph = "nullsrc=s=64x64:r=24000/1001:d=40,format=yuv420p,geq=lum='16+mod(N,70)*3':cb=128:cr=128"
    path = tmp_path / "long.mkv"
    run_encoder("-f", "lavfi", "-i", graph, *X264, "-g", "250", str(path))
    wanted = THIRTY.model_copy(update={"rate": Rate(num=24_000, den=1001)})
    for start in (0, 301, 900):
        made(path, out, start, 5, wanted)
        assert numbers(out) == [n % 70 for n in range(start, start + 5)]
    assert read_packets(out).rate == wanted.rate.fraction


@pytest.mark.parametrize(
    "codec",
    [
        ("-c:v", "libx264", "-x264-params", "keyint=250:scenecut=0"),
        ("-c:v", "libx264", "-x264-params", "keyint=25:scenecut=0:open-gop=1:bframes=5:b-pyramid=strict:ref=8"),
        ("-c:v", "libx265", "-x265-params", "log-level=error:keyint=25:scenecut=0:open-gop=1:bframes=8"),
    ],
)
def test_pictures_that_wait_for_later_ones_are_those_that_were_asked_for(
    tmp_path: Path, out: Path, codec: tuple[str, ...]
) -> None:
    """Only a few frames are decoded before the first wanted one, of however many since the last key frame."""
    graph = "nullsrc=s=64x64:r=30:d=6,format=yuv420p,geq=lum='16+mod(N,70)*3':cb=128:cr=128"
    path = tmp_path / "waiting.mp4"
    run_encoder("-f", "lavfi", "-i", graph, *codec, "-qp", "4", "-output_ts_offset", "3", str(path))
    for start in (0, 21, 25, 49, 101, 176):
        made(path, out, start, 4)
        assert numbers(out) == [n % 70 for n in range(start, start + 4)], start


def test_what_is_too_short_holds_its_last_picture(clip: Clip, out: Path) -> None:
    result = made(clip("30.mp4"), out, 55, 10)
    assert numbers(out) == [55, 56, 57, 58, 59, 59, 59, 59, 59, 59]
    assert (result.frames, result.held) == (10, 5)
    assert made(clip("one.mp4"), out, 0, 4).held == 3
    assert numbers(out) == [0, 0, 0, 0]


def test_handles_reach_as_far_as_the_source(clip: Clip, out: Path) -> None:
    wanted = THIRTY.model_copy(update={"handles": 8})
    result = made(clip("30.mp4"), out, 20, 10, wanted)
    assert numbers(out) == list(range(12, 38))
    assert (result.frames, result.lead, result.held) == (26, 8, 0)
    result = made(clip("30.mp4"), out, 3, 55, wanted)
    assert numbers(out) == list(range(60))
    assert (result.frames, result.lead, result.held) == (60, 3, 0)


def test_what_cannot_be_asked_for(clip: Clip, out: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableMedia, match=r"ends before 2\.00 s"):
        made(clip("30.mp4"), out, 60, 1)
    with pytest.raises(UsageError, match="no frames"):
        made(clip("30.mp4"), out, 0, 0)
    sound = film(tmp_path / "a.wav", picture=None, seconds=0.1, audio=("-c:a", "pcm_s16le"), mux=())
    with pytest.raises(UnreadableMedia, match="no picture"):
        made(sound, out, 0, 1)
    assert frames_in(probe(sound), Rate(num=30)) == 0
    assert not out.exists()
    assert sorted(tmp_path.iterdir()) == [sound]


@pytest.mark.parametrize(
    ("name", "corner"),
    [
        ("upright.mp4", (0, 0)),
        ("r90.mp4", (0, -1)),
        ("r180.mp4", (-1, -1)),
        ("r270.mp4", (-1, 0)),
        ("mirrored.mp4", (0, -1)),
        ("upside.mp4", (-1, 0)),
        ("r90-mirrored.mp4", (-1, -1)),
        ("r270-mirrored.mp4", (0, 0)),
    ],
)
def test_the_marked_corner_ends_where_players_show_it(
    clip: Clip, out: Path, name: str, corner: tuple[int, int]
) -> None:
    facts = probe(clip(name)).picture
    assert facts is not None
    size = (facts.display_width, facts.display_height)
    assert made(clip(name), out, 0, 3, THIRTY.model_copy(update={"size": size})).size == size
    first = pictures(out)[0]
    for row, column in ((0, 0), (0, -1), (-1, 0), (-1, -1)):
        red, green, _ = (int(value) for value in first[row * 5, column * 5])
        assert green < 40
        assert (red > 200) == ((row, column) == corner)
    run_encoder("-i", str(clip(name)), "-frames:v", "3", *X264, str(out.with_name("played.mp4")))
    played = pictures(out.with_name("played.mp4"))[0]
    assert np.abs(played.astype(int) - first.astype(int)).mean() < 3


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        *((name, ORANGE) for name in ("bt709.mp4", "bt601.mp4", "untagged.y4m", "full.mp4", "phone.avi", "444.mp4")),
        *((name, ORANGE) for name in ("odd.mp4", "422-10.mkv", "ten-untold.mp4", "wide.mp4", "rgb.mkv", "vp9.webm")),
        *((name, tuple(value // 2 for value in ORANGE)) for name in ("clear.mov", "clear-prores.mov")),
        ("pq.mp4", BROWN),
        ("hlg.mp4", BROWN),
    ],
)
def test_a_colour_stays_the_colour_that_it_is(clip: Clip, out: Path, name: str, colour: tuple[int, int, int]) -> None:
    made(clip(name), out, 2, 4)
    for picture in pictures(out):
        middle = picture[picture.shape[0] // 2, picture.shape[1] // 2]
        assert np.abs(middle.astype(int) - colour).max() <= 5, middle


@pytest.mark.parametrize("name", ["pq-white.mp4", "hlg-white.mp4"])
def test_white_of_both_kinds_of_hdr_becomes_the_same_bright_grey(clip: Clip, out: Path, name: str) -> None:
    """Highlights above it need room, so white itself is a little below the top: 0.66 of the light, 215 of 255."""
    made(clip(name), out, 0, 2)
    assert np.abs(pictures(out)[0].astype(int) - 215).max() <= 5


def test_ten_bits_that_say_nothing_are_taken_for_what_one_says(clip: Clip, out: Path) -> None:
    made(clip("ten-untold.mp4"), out, 0, 2)
    as_ordinary = pictures(out)[0].astype(int)
    made(clip("ten-untold.mp4"), out, 0, 2, THIRTY.model_copy(update={"untagged": Hdr.PQ}))
    assert np.abs(pictures(out)[0].astype(int) - as_ordinary).max() > 40


@pytest.mark.parametrize("name", ["fields.mpg", "fields.mp4"])
def test_fields_become_whole_pictures(clip: Clip, out: Path, name: str) -> None:
    wanted = Wanted(rate=Rate(num=50), size=(320, 180), fit=Fit.WHOLE)
    facts = probe(clip(name)).picture
    assert facts is not None
    result = made(clip(name), out, 4, 20, wanted)
    assert result.size == (facts.display_width // 2 * 2, 108)
    frames = [picture.astype(int) for picture in pictures(out)]
    moved = [np.abs(after - before).mean() for before, after in pairwise(frames)]
    assert min(moved) > 0.1  # each field is a picture of its own time
    assert max(combing(frame) for frame in frames) < 3
    run_encoder("-i", str(clip(name)), *X264, "-qp", "0", str(out))
    assert min(combing(frame.astype(int)) for frame in pictures(out)) > 6


@pytest.mark.parametrize(
    ("size", "fit", "becomes"),
    [
        ((108, 192), Fit.COVER, (60, 108)),
        ((96, 54), Fit.COVER, (96, 54)),
        ((1080, 1920), Fit.COVER, (60, 108)),
        ((54, 96), Fit.COVER, (54, 96)),
        ((1080, 1920), Fit.WHOLE, (192, 108)),
        ((96, 96), Fit.WHOLE, (96, 54)),
        ((51, 51), Fit.COVER, (50, 50)),
        ((108, 192), Fit.LAID, (108, 60)),
        ((96, 96), Fit.LAID, (96, 54)),
        ((108, 192), Fit.AUTO, (108, 60)),
        ((96, 72), Fit.AUTO, (96, 72)),
    ],
)
def test_nothing_is_made_larger_than_it_is(
    clip: Clip, out: Path, size: tuple[int, int], fit: Fit, becomes: tuple[int, int]
) -> None:
    result = made(clip("upright.mp4"), out, 0, 2, Wanted(rate=Rate(num=30), size=size, fit=fit))
    assert result.size == becomes
    assert pictures(out)[0].shape == (becomes[1], becomes[0], 3)


def test_damage_is_counted_with_its_time_and_the_rest_is_used(tmp_path: Path, out: Path) -> None:
    whole = film(tmp_path / "film.mp4", seconds=4, sound=None)
    broken = damage(whole, tmp_path / "broken.mp4")
    result = made(broken, out, 0, 120)
    assert result.damage.errors > 0
    assert all(1_500_000 < at < 2_600_000 for at in result.damage.times)
    assert read_packets(out).frames == 120
    clean = made(broken, out, 0, 30)
    assert clean.damage.errors == 0
    good = pictures(out)
    made(whole, out, 0, 30)
    assert all(np.array_equal(a, b) for a, b in zip(good, pictures(out), strict=True))


def test_a_film_that_is_cut_off_gives_what_is_there(tmp_path: Path, out: Path) -> None:
    whole = film(tmp_path / "film.mp4", seconds=2, sound=None)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * 0.7)])
    there = frames_in(probe(cut), Rate(num=30))
    result = made(cut, out, 0, 60)
    assert (result.frames, result.held) == (60, 60 - there)
    with pytest.raises(UnreadableMedia, match="ends before"):
        made(cut, out, 59, 1)


def test_a_part_of_which_nothing_can_be_decoded(tmp_path: Path, out: Path) -> None:
    whole = film(tmp_path / "film.mp4", seconds=1, sound=None)
    facts = probe(whole)
    content = bytearray(whole.read_bytes())
    start = content.index(b"mdat") + 4
    content[start:] = bytes(range(7, 23)) * (len(content) // 16)
    whole.write_bytes(content)
    with pytest.raises(UnreadableMedia, match=r"damaged|can be decoded"):
        conform(whole, facts, TimeRange(start=0, duration=10), THIRTY, out)
    assert not out.exists()


def test_the_same_again_gives_the_same_bytes(clip: Clip, out: Path) -> None:
    contents = set()
    for _ in range(2):
        made(clip("pq.mp4"), out, 1, 8)
        contents.add(out.read_bytes())
    assert len(contents) == 1


def test_frames_are_reported_while_they_are_written(clip: Clip, out: Path) -> None:
    told: list[int] = []
    source = clip("30.mp4")
    conform(source, probe(source), TimeRange(start=0, duration=40), THIRTY, out, on_frame=told.append)
    assert told[-1] == 40


def test_names_are_no_filters_and_no_options(
    clip: Clip, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("-y.mp4", "a%03d,[x]'.mp4", "x:y.mp4", "two\nlines.mp4", "http:x"):
        Path("./" + name).symlink_to(clip("30.mp4"))
        made(Path(name), out, 5, 3)
        assert numbers(out) == [5, 6, 7]
