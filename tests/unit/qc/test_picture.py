"""What one decode shows, of whole files and of pieces put together."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from films import FAST_START, PICTURE, X264, empty, film
from reelhouse.errors import UnreadableMedia
from reelhouse.model.time import Rate, TimeRange
from reelhouse.qc.picture import PictureFacts, difference, join_facts, look_at_picture
from reelhouse.qc.show import brightness_jumps

#: One second moving, two black, one moving, four standing still, one moving.
STORY = (
    f"{PICTURE},drawbox=t=fill:color=black:enable='between(n,30,89)',"
    "loop=loop=119:size=1:start=119,setpts=N/30/TB,trim=end_frame=270"
)


def cut(path: Path, at: int, frames: int) -> Path:
    """A piece of the story, encoded on its own as the pieces of a programme are."""
    part = f"{STORY},trim=start_frame={at}:end_frame={at + frames},setpts=N/30/TB"
    return film(path / f"{at}.mp4", picture=part, sound=None, seconds=9, mux=FAST_START)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> PictureFacts:
    return look_at_picture(film(tmp_path_factory.mktemp("w") / "w.mp4", picture=STORY, sound=None, seconds=9))


def test_what_a_whole_file_shows(whole: PictureFacts) -> None:
    assert (whole.frames, whole.rate, whole.width, whole.height) == (270, Rate(num=30), 54, 96)
    assert whole.black == (TimeRange(start=30, duration=60),)
    assert [r for r in whole.still if r.duration > 30] == [
        TimeRange(start=30, duration=60),
        TimeRange(start=118, duration=120),
    ]
    assert len(whole.luma) == len(whole.change) == 270
    assert whole.change[0] == 0
    assert (max(whole.luma[30:90]), whole.damage, whole.damaged_at) == (0, (), None)
    assert min(whole.luma[:30]) > 300


def test_pieces_joined_are_the_whole(whole: PictureFacts, tmp_path: Path) -> None:
    borders = [0, 50, 70, 140, 200, 270]
    pieces = [(a, look_at_picture(cut(tmp_path, a, b - a))) for a, b in pairwise(borders)]
    joined = join_facts(list(reversed(pieces)))
    assert joined.black == whole.black
    assert [r for r in joined.still if r.duration > 30] == [r for r in whole.still if r.duration > 30]
    assert (joined.frames, joined.first, joined.rate) == (whole.frames, pieces[0][1].first, whole.rate)
    assert max(abs(a - b) for a, b in zip(joined.luma, whole.luma, strict=True)) <= 10
    assert joined.change[50] < 50
    assert joined.change[140] < 1000
    assert len(joined.change) == 270


def test_different_pictures_at_a_border_are_no_stretch(tmp_path: Path) -> None:
    dark, light = (
        look_at_picture(film(tmp_path / f"{name}.mp4", picture=f"color={name}:s=180x320:r=30", sound=None, seconds=1))
        for name in ("black", "gray")
    )
    joined = join_facts([(0, dark), (30, light)])
    assert joined.still == (TimeRange(start=0, duration=30), TimeRange(start=30, duration=30))
    assert joined.black == (TimeRange(start=0, duration=30),)
    assert joined.change[30] > 50_000


def test_damage_keeps_its_place(whole: PictureFacts) -> None:
    hurt = whole.model_copy(update={"damage": ("broken",), "damaged_at": 12})
    joined = join_facts([(0, whole), (270, hurt), (540, hurt)])
    assert (joined.damage, joined.damaged_at) == (("broken", "broken"), 282)


def test_pieces_must_meet(whole: PictureFacts) -> None:
    with pytest.raises(ValueError, match="starts at frame 269"):
        join_facts([(0, whole), (269, whole)])
    with pytest.raises(ValueError, match="2 sizes or rates"):
        join_facts([(0, whole), (270, whole.model_copy(update={"rate": Rate(num=25)}))])


def test_facts_are_json_and_small(whole: PictureFacts) -> None:
    text = whole.model_dump_json()
    assert PictureFacts.model_validate_json(text) == whole
    assert len(text) < 20_000


@pytest.mark.parametrize("form", ["yuv444p", "yuv420p10le", "gray", "gbrp"])
def test_brightness_of_every_pixel_form(tmp_path: Path, form: str) -> None:
    half = f"color=0x808080:s=64x64:r=30,format={form}"
    codec = ("-c:v", "ffv1") if form in {"gray", "gbrp"} else X264
    facts = look_at_picture(film(tmp_path / "f.mkv", picture=half, sound=None, seconds=0.5, video=codec, mux=()))
    assert facts.frames == 15
    assert abs(facts.luma[0] - 500) < 20


def test_a_wide_picture(tmp_path: Path) -> None:
    facts = look_at_picture(film(tmp_path / "w.mp4", picture="testsrc2=s=320x180:r=25", sound=None, seconds=1))
    assert (facts.width, facts.height, facts.frames) == (96, 54, 25)


def test_a_sampled_look_sees_the_same(whole: PictureFacts, tmp_path: Path) -> None:
    path = film(
        tmp_path / "b.mp4", picture=STORY, sound=None, seconds=9, video=("-c:v", "libx264", "-preset", "veryfast")
    )
    some = look_at_picture(path, sampled=True)
    assert (some.frames, some.sampled, len(some.luma), len(some.change)) == (270, True, 270, 270)
    (black,) = some.black
    assert abs(black.start - 30) <= 4
    assert abs(black.end - 90) <= 4
    assert [abs(r.start - 118) <= 4 for r in some.still if r.duration > 100] == [True]
    assert join_facts([(0, whole), (270, some)]).sampled
    assert not whole.sampled


def test_stills_are_kept_on_the_way(tmp_path: Path) -> None:
    """Frame n of the film has the luma 16 + 2n."""
    ramp = "color=c=black:s=540x960:r=30,format=yuv420p,geq=lum=16+2*N:cb=128:cr=128"
    folder = tmp_path / "100% mine"
    folder.mkdir()
    path = film(folder / "r.mp4", picture=ramp, sound=None, seconds=3, video=("-c:v", "libx264", "-crf", "8"))
    stills = {number: folder / f"{number}.png" for number in (0, 11, 45)}
    facts = look_at_picture(path, sampled=True, stills=stills)
    assert facts == look_at_picture(path, sampled=True)
    for number, still in stills.items():
        with Image.open(still) as image:
            assert (image.format, image.size, image.mode) == ("PNG", (270, 480), "RGB")
            frame = np.asarray(image).mean() * 219 / 255 / 2
        assert number - 1 < frame < number + 4


@pytest.mark.parametrize("length", [2, 3, 4, 5, 7])
def test_a_sampled_look_sees_a_strobe(tmp_path: Path, length: int) -> None:
    strobe = f"{PICTURE},drawbox=t=fill:color=white:enable='lt(mod(n,{length}),{length // 2})'"
    video = ("-c:v", "libx264", "-preset", "veryfast", "-x264-params", "scenecut=0")
    path = film(tmp_path / "s.mp4", picture=strobe, sound=None, seconds=2, video=video)
    facts = look_at_picture(path, sampled=True)
    assert len(brightness_jumps(facts.luma)) > 8


def test_no_picture_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(UnreadableMedia, match="no picture"):
        look_at_picture(film(tmp_path / "a.m4a", picture=None, seconds=1))


def test_a_picture_of_which_nothing_comes_out(tmp_path: Path) -> None:
    path = empty(film(tmp_path / "v.mp4", sound=None, seconds=0.2), 0)
    with pytest.raises(UnreadableMedia, match=r"no picture of v\.mp4 can be decoded"):
        look_at_picture(path)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.integers(0, 1000))
def test_joining_is_the_same_in_one_or_in_two_goes(lengths: list[int], seed: int) -> None:
    pieces, at = [], 0
    for number, length in enumerate(lengths):
        pieces.append((at, piece(length, (seed >> number) & 1)))
        at += length
    whole = join_facts(pieces)
    middle = len(pieces) // 2
    if middle:
        left = join_facts(pieces[:middle])
        right = join_facts([(start - left.frames, facts) for start, facts in pieces[middle:]])
        assert join_facts([(0, left), (left.frames, right)]) == whole
    assert sum(r.duration for r in whole.still) <= whole.frames == at


def piece(frames: int, kind: int) -> PictureFacts:
    """A piece of one black or one grey picture."""
    picture = PACKED[kind]
    every = (TimeRange(start=0, duration=frames),)
    return PictureFacts(
        rate=Rate(num=30),
        width=2,
        height=2,
        frames=frames,
        luma=(kind * 500,) * frames,
        change=(0,) * frames,
        black=() if kind else every,
        still=every,
        first=picture,
        last=picture,
    )


PACKED = ("eNoTEBAQAAAApABB", "eNpraGhoAAAFBAIB")


def test_difference_is_a_mean_in_thousandths() -> None:
    one = np.array([0, 10, 255, 4], np.uint8)
    other = np.array([255, 10, 0, 5], np.uint8)
    assert difference(one, other) == round((255 + 255 + 1) / 4 * 1000)
