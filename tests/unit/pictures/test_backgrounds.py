"""The law every moving background keeps."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.pictures.backgrounds.canvas import SOFT, ZONE, Size, calm, grid, veil
from reelhouse.pictures.colour import luminance
from reelhouse.pictures.loops import loop_names, painter
from reelhouse.styles.style import Background, Style

FRAMES = 300
BRIGHT = ((0, "#333333"), (100, "#ffffff"))


@pytest.fixture(params=loop_names())
def background(request: pytest.FixtureRequest, style: Style) -> Background:
    own = {one.loop: one for one in style.backgrounds}
    found: Background = own.get(request.param, Background(loop=request.param, ramp=BRIGHT))
    return found


def _frame(background: Background, seed: int, i: int) -> NDArray[np.float32]:
    return np.array(painter(background, seed)[0](i, FRAMES))


def test_the_end_joins_the_start(background: Background) -> None:
    paint, _ = painter(background, 1)
    first, second, last = (np.array(paint(i, FRAMES)) for i in (0, 1, FRAMES - 1))
    assert float(np.abs(first - np.array(paint(FRAMES, FRAMES))).max()) < 1e-6
    step = float(np.abs(second - first).mean())
    assert 0 < float(np.abs(first - last).mean()) < 1.5 * step


def test_it_moves_but_never_flashes(background: Background) -> None:
    paint, _ = painter(background, 2)
    means = []
    for i in range(0, 90, 15):
        one, other = np.array(paint(i, FRAMES)), np.array(paint(i + 6, FRAMES))
        assert float(np.abs(one - other).mean()) > 0.15 / 255
        means.append(float(luminance(np.clip(one, 0, 1)).mean()))
    assert max(abs(a - b) for a, b in pairwise(means)) < 0.05


def test_one_seed_is_one_picture_and_another_is_another(background: Background) -> None:
    assert np.array_equal(_frame(background, 5, 40), _frame(background, 5, 40))
    assert not np.array_equal(_frame(background, 5, 40), _frame(background, 6, 40))


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_captions_have_a_calm_ground(background: Background, seed: int) -> None:
    paint, size = painter(background, seed)
    lay = veil(size.height)
    for i in (0, 100, 200):
        field = np.clip(lay(np.array(paint(i, FRAMES))), 0, 1)
        zone = field[int(ZONE[0] * size.height) : int(ZONE[1] * size.height)]
        assert float(luminance(zone).max()) <= 0.45


def test_even_white_is_held_down_where_captions_stand() -> None:
    field = veil(960)(np.ones((960, 540, 3), np.float32))
    rows = luminance(field)[:, 0]
    assert float(rows[int(ZONE[0] * 960) : int(ZONE[1] * 960)].max()) <= 0.45
    assert float(rows[int((ZONE[0] - SOFT) * 960) - 4]) > 0.9
    assert float(np.abs(np.diff(field[:, 0, 0])).max()) < 0.02


def test_ramps_are_not_used_up_behind_captions() -> None:
    share = calm(480)[:, 0]
    assert float(share[480 * 30 // 100]) == pytest.approx(1)
    assert float(share[480 * 65 // 100 :].max()) < 0.75


def test_the_grid_counts_in_widths() -> None:
    x, y = grid(Size(90, 160))
    assert float(x[0, 0]) == pytest.approx(0.5 / 90)
    assert float(y[-1, 0]) == pytest.approx(159.5 / 90)
