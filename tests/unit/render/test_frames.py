from pathlib import Path

import pytest

from films import film
from reelhouse.errors import PathNotFound
from reelhouse.media.ffmpeg import encode
from reelhouse.model.layout import Box, Rendition
from reelhouse.model.time import Rate
from reelhouse.render.frames import sample_region

FRAME = Rendition(name="frame", width=180, height=320, rate=Rate(num=30))


@pytest.fixture
def halves(tmp_path: Path) -> Path:
    """Two seconds whose upper half is white, whose lower half is blue for a second and then red."""
    tags = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
    graph = (
        "color=c=white:s=90x160:r=30:d=2[w];color=c=0x2040d0:s=90x80:r=30:d=2[b];color=c=0xd02020:s=90x80:r=30:d=2[r];"
        "[w][b]overlay=y=80[wb];[wb][r]overlay=y=80:enable='gte(n,30)',"
        f"scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,{tags}[v]"
    )
    codec = ("-c:v", "libx264", "-crf", "4", "-g", "10", "-bf", "0")
    encode(("-filter_complex", graph, "-map", "[v]", *codec, "-f", "mp4", "halves.mp4"), cwd=tmp_path)
    return tmp_path / "halves.mp4"


def test_light_and_hue_of_a_part(halves: Path) -> None:
    lower, upper = Box(x=20, y=200, width=100, height=60), Box(x=20, y=20, width=100, height=60)
    blue = sample_region(halves, [0, 5, 10], lower, FRAME)
    assert blue.hue == 225
    assert blue.luminance_p95 == pytest.approx(85, abs=8)
    red = sample_region(halves, [45, 59], lower, FRAME)
    assert red.hue in {5, 355}
    white = sample_region(halves, [0, 59], upper, FRAME)
    assert white.hue is None
    assert white.luminance_p95 >= 970


def test_the_lightest_part_decides(halves: Path) -> None:
    assert sample_region(halves, [0], Box(x=0, y=140, width=180, height=40), FRAME).luminance_p95 >= 970


def test_frames_of_a_loop_run_past_its_end(halves: Path) -> None:
    lower = Box(x=20, y=200, width=100, height=60)
    assert sample_region(halves, [60], lower, FRAME).hue == 225
    assert sample_region(halves, [60 + 45], lower, FRAME).hue in {5, 355}


def test_a_box_outside_the_frame_takes_its_edge(halves: Path) -> None:
    assert sample_region(halves, [0], Box(x=500, y=900, width=10, height=10), FRAME).hue == 225


@pytest.mark.parametrize(("shape", "strip"), [("320x180", "x=120:w=80"), ("180x640", "y=280:h=80")])
def test_a_background_of_another_shape_is_measured_as_it_is_cut(tmp_path: Path, shape: str, strip: str) -> None:
    """White in its middle, of which a frame shows more than it does of the whole."""
    picture = f"color=black:s={shape}:r=30,drawbox={strip}:color=white:t=fill,format=yuv420p"
    film(tmp_path / "cut.mp4", picture=picture, sound=None, seconds=0.5)
    middle = Box(x=50, y=130, width=80, height=60) if "x" in strip else Box(x=50, y=125, width=80, height=70)
    beside = Box(x=0, y=130, width=10, height=60) if "x" in strip else Box(x=50, y=60, width=80, height=40)
    assert sample_region(tmp_path / "cut.mp4", [0], middle, FRAME).luminance_p05 >= 900
    assert sample_region(tmp_path / "cut.mp4", [0], beside, FRAME).luminance_p95 <= 20


def test_a_background_that_is_laid_is_measured_where_it_lies(halves: Path) -> None:
    """Its middle is as bright as it was, and the page around it is a dark copy of it."""
    place = Box(x=45, y=64, width=90, height=160)
    inside = sample_region(halves, [0], Box(x=50, y=70, width=80, height=60), FRAME, place)
    assert inside.luminance_p05 >= 900
    assert sample_region(halves, [0], Box(x=50, y=160, width=80, height=60), FRAME, place).hue == 225
    beside = sample_region(halves, [0], Box(x=5, y=70, width=30, height=60), FRAME, place)
    assert 50 < beside.luminance_p95 < 250


def test_a_missing_background_is_named(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound):
        sample_region(tmp_path / "gone.mp4", [0], Box(x=0, y=0, width=1, height=1), FRAME)
