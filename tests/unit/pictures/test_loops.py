"""Moving backgrounds as files."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from reelhouse.errors import UnknownName
from reelhouse.media.packets import read_packets
from reelhouse.media.pixels import read_pictures
from reelhouse.model.time import Rate
from reelhouse.pictures.backgrounds.canvas import Sheet
from reelhouse.pictures.backgrounds.palette import Palette
from reelhouse.pictures.loops import loop_names, loop_seconds, make_loop, painting
from reelhouse.styles.style import Style


@pytest.fixture
def sheet(style: Style) -> Sheet:
    return Sheet(Palette.of(style.backgrounds[0], style.colours), 1)


def test_twelve_backgrounds_at_least_and_the_house_style_has_them_all(style: Style) -> None:
    assert len(loop_names()) >= 12
    assert {background.loop for background in style.backgrounds} == set(loop_names())


def test_every_loop_takes_whole_seconds() -> None:
    assert all(4 <= loop_seconds(name) <= 10 for name in loop_names())


@pytest.mark.parametrize("name", ["auroara", "canvas", "../aurora", "os"])
def test_an_unknown_background_is_refused(name: str, sheet: Sheet) -> None:
    with pytest.raises(UnknownName):
        painting(name, sheet)


def test_a_loop_has_its_frames_tags_and_no_sound(loop: Path) -> None:
    facts = read_packets(loop)
    assert (facts.frames, int(facts.rate), facts.pixel_format) == (12, 30, "yuv420p")
    assert (facts.width, facts.height) == (270, 480)
    assert (facts.colour.primaries, facts.colour.transfer, facts.colour.matrix, facts.colour.full_range) == (
        1,
        1,
        1,
        False,
    )
    assert facts.audio_duration is None
    assert facts.index_first


def test_key_frames_are_close(tmp_path: Path, sheet: Sheet) -> None:
    make_loop("aurora", sheet, 64, Rate(num=30), tmp_path / "a.mp4")
    assert read_packets(tmp_path / "a.mp4").key_distances == (30, 30, 4)


@pytest.mark.parametrize("name", ["pendulum", "silk", "rings"])
def test_the_same_seed_gives_the_same_bytes(name: str, tmp_path: Path, sheet: Sheet) -> None:
    files = [tmp_path / f"{n}.mp4" for n in range(2)]
    for file in files:
        make_loop(name, sheet, 2, Rate(num=30), file)
    one, other = (file.read_bytes() for file in files)
    assert one == other


def test_the_file_shows_what_was_painted_and_closes(loop: Path) -> None:
    pictures = [picture.astype(float) for _, picture in read_pictures(loop, range(12))]
    steps = [float(np.abs(a - b).mean()) for a, b in pairwise(pictures)]
    assert float(np.abs(pictures[-1] - pictures[0]).mean()) < 2 * max(steps)
