"""Moving backgrounds as files."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from reelhouse.errors import UnknownName
from reelhouse.media.packets import read_packets
from reelhouse.media.pixels import read_pictures
from reelhouse.model.time import Rate
from reelhouse.pictures.loops import loop_names, make_loop, painter
from reelhouse.styles.style import Background, Style


def test_three_backgrounds_at_least() -> None:
    assert {"aurora", "pendulum", "silk"} <= set(loop_names())


@pytest.mark.parametrize("name", ["auroara", "canvas", "../aurora", "os"])
def test_an_unknown_background_is_refused(name: str) -> None:
    with pytest.raises(UnknownName):
        painter(Background(loop=name, ramp=((0, "#000000"), (100, "#ffffff"))), 0)


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


def test_key_frames_are_close(tmp_path: Path, style: Style) -> None:
    make_loop(style.backgrounds[0], 1, 64, Rate(num=30), tmp_path / "a.mp4")
    assert read_packets(tmp_path / "a.mp4").key_distances == (30, 30, 4)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, style: Style) -> None:
    for background in style.backgrounds:
        files = [tmp_path / f"{background.loop}{n}.mp4" for n in range(2)]
        for file in files:
            make_loop(background, 9, 3, Rate(num=30), file)
        one, other = (file.read_bytes() for file in files)
        assert one == other


def test_the_file_shows_what_was_painted_and_closes(loop: Path) -> None:
    pictures = [picture.astype(float) for _, picture in read_pictures(loop, range(12))]
    steps = [float(np.abs(a - b).mean()) for a, b in pairwise(pictures)]
    assert float(np.abs(pictures[-1] - pictures[0]).mean()) < 2 * max(steps)
