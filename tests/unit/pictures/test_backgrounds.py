"""The law every moving background keeps, in dark and in light colours and in every shape."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, ease, grid
from reelhouse.pictures.backgrounds.palette import Palette, is_light, mix
from reelhouse.pictures.backgrounds.planes import BLACK, colours_of, parts
from reelhouse.pictures.backgrounds.ramped import between
from reelhouse.pictures.backgrounds.veil import SOFT, SQUARE, UPRIGHT, WIDE, Veil, calm, caption_rows
from reelhouse.pictures.colour import luminance
from reelhouse.pictures.loops import loop_names, loop_seconds, painting
from reelhouse.styles.style import Background, Colours, Style

Picture = NDArray[np.float32]
PAINTED: dict[str, Painting] = {}
SHAPES = [(9, 16), (1, 1), (16, 9)]
#: A page like paper, with dark figures.
LIGHT = {
    "bg0": "#f7f1e4", "bg1": "#eadfc8", "surface": "#fffdf7", "ink": "#1d1a16", "muted": "#6a6155",
    "accent": "#b8361f", "accent2": "#1f5f5b", "line": "#dccfb4", "on_accent": "#ffffff", "edge": "#1d1a16",
}  # fmt: skip


@pytest.fixture(params=loop_names())
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def dark(name: str, style: Style) -> Palette:
    own = {one.loop: one for one in style.backgrounds}
    return Palette.of(own.get(name, Background(loop=name)), style.colours)


@pytest.fixture
def light(name: str) -> Palette:
    return Palette.of(Background(loop=name), Colours.model_validate(LIGHT))


def painted_on(name: str, palette: Palette, seed: int, aspect: tuple[int, int] = (9, 16)) -> Painting:
    """Painted once for all tests: a frame depends on its number alone, as one of them shows."""
    key = f"{name} {palette.model_dump_json()} {seed} {aspect}"
    if key not in PAINTED:
        PAINTED[key] = painting(name, Sheet(palette, seed, aspect))
    return PAINTED[key]


def frames_of(name: str) -> int:
    return loop_seconds(name) * 30


def seen(painted: Painting, i: int, n: int) -> Picture:
    return colours_of(painted.frame(i, n))


def luma(painted: Painting, i: int, n: int) -> Picture:
    return parts(painted.frame(i, n))[0].astype(np.float32)


def test_the_end_joins_the_start(name: str, dark: Palette) -> None:
    painted, n = painted_on(name, dark, 1), frames_of(name)
    before, last, first, second = (luma(painted, i, n) for i in (n - 2, n - 1, 0, 1))
    assert np.array_equal(first, luma(painted, n, n))
    seam = float(np.abs(last - first).mean())
    assert 0 < seam < 1.25 * max(float(np.abs(last - before).mean()), float(np.abs(second - first).mean()))


def test_a_frame_depends_on_nothing_but_its_number(name: str, dark: Palette) -> None:
    n = frames_of(name)
    one, other = painted_on(name, dark, 1), painting(name, Sheet(dark, 1))
    for i in (0, n - 1):
        luma(one, i, n)
    assert np.array_equal(luma(one, 40, n), luma(other, 40, n))
    assert not np.array_equal(luma(one, 40, n), luma(painting(name, Sheet(dark, 6)), 40, n))


def test_it_moves_but_never_flashes(name: str, dark: Palette) -> None:
    painted, n = painted_on(name, dark, 1), frames_of(name)
    means = []
    for i in range(0, 90, 15):
        one, other = seen(painted, i, n), seen(painted, i + 6, n)
        assert float(np.abs(one - other).mean()) > 0.15 / 255
        means.append(float(luminance(one).mean()))
    assert max(abs(a - b) for a, b in pairwise(means)) < 0.05


@pytest.mark.parametrize("aspect", SHAPES)
def test_dark_captions_rows_stay_dark(name: str, dark: Palette, aspect: tuple[int, int]) -> None:
    zone = _caption_zone(name, dark, aspect)
    assert max(float(luminance(rows).max()) for rows in zone) <= 0.45


@pytest.mark.parametrize("aspect", SHAPES[::2])
def test_light_caption_rows_stay_light(name: str, light: Palette, aspect: tuple[int, int]) -> None:
    zone = _caption_zone(name, light, aspect)
    assert light.light
    assert min(float(luminance(rows).min()) for rows in zone) >= 0.30


def _caption_zone(name: str, palette: Palette, aspect: tuple[int, int]) -> list[Picture]:
    """The rows that captions stand on, in two frames."""
    painted, n = painted_on(name, palette, 1, aspect), frames_of(name)
    first, last = (int(part * painted.size.height) for part in caption_rows(aspect))
    return [seen(painted, i, n)[first:last] for i in (n // 5, n // 2)]


@pytest.mark.parametrize("aspect", SHAPES)
def test_a_field_has_the_shape_that_was_asked_for(name: str, dark: Palette, aspect: tuple[int, int]) -> None:
    painted = painted_on(name, dark, 1, aspect)
    width, height = painted.size
    assert width * aspect[1] == pytest.approx(height * aspect[0], rel=0.01)
    assert (width % 2, height % 2) == (0, 0)
    assert painted.frame(3, 90).shape == (height * 3 // 2, width)
    # Something happens in every third of it, across and down.
    moved = np.abs(luma(painted, 0, 90) - luma(painted, 20, 90))
    thirds = [part.mean() for part in (*np.array_split(moved, 3, axis=0), *np.array_split(moved, 3, axis=1))]
    assert min(thirds) > 0.02


def test_captions_have_rows_of_their_own_in_every_shape() -> None:
    assert [caption_rows(aspect) for aspect in ((9, 16), (4, 5), (1, 1), (16, 9))] == [UPRIGHT, UPRIGHT, SQUARE, WIDE]


def test_even_white_is_held_down_where_captions_stand(style: Style) -> None:
    palette = Palette.of(style.backgrounds[0], style.colours)
    field = Veil(palette, 960, UPRIGHT).lay(np.ones((960, 540, 3), np.float32))
    rows = luminance(field)[:, 0]
    assert float(rows[int(UPRIGHT[0] * 960) : int(UPRIGHT[1] * 960)].max()) <= 0.45
    assert float(rows[int((UPRIGHT[0] - SOFT) * 960) - 4]) > 0.9
    assert float(np.abs(np.diff(field[:, 0, 0])).max()) < 0.02


def test_ramps_are_not_used_up_behind_captions() -> None:
    share = calm(480, UPRIGHT)
    assert float(share[480 * 30 // 100]) == pytest.approx(1)
    assert float(share[480 * 65 // 100 :].max()) < 0.75


def test_the_grid_counts_in_parts_of_the_shorter_side() -> None:
    x, y = grid(Size(90, 160))
    assert float(x[0, 0]) == pytest.approx(0.5 / 90)
    assert float(y[-1, 0]) == pytest.approx(159.5 / 90)
    across, _ = grid(Size(160, 90))
    assert float(across[0, -1]) == pytest.approx(159.5 / 90)


def test_ease_is_flat_at_both_ends() -> None:
    assert ease([-1, 0, 0.5, 1, 2]).tolist() == [0, 0, 0.5, 1, 1]


def test_a_palette_without_a_ramp_runs_from_page_to_accent(style: Style) -> None:
    palette = Palette.of(Background(loop="gears"), style.colours)
    assert palette.stops[0] == (0, style.colours.bg1)
    brightness = luminance(palette.table)
    assert float(np.diff(brightness).min()) >= 0
    assert not palette.light
    own = Palette.of(Background(loop="gears", ramp=((0, "#000000"), (100, "#ffffff"))), style.colours)
    assert own.stops == ((0, "#000000"), (100, "#ffffff"))
    assert is_light("#f7f1e4")
    assert mix("#000000", "#ffffff", 100) == "#ffffff"


def test_slow_places_are_drawn_at_their_keys_only() -> None:
    drawn: list[float] = []

    def places(t: float) -> NDArray[np.float32]:
        drawn.append(t)
        return np.full((1, 1), np.cos(t), np.float32)

    mixed = between(places, 60)
    found = [float(mixed(2 * np.pi * i / 240)[0, 0]) for i in range(240)]
    assert len(drawn) <= 62
    assert np.abs(np.array(found) - np.cos(2 * np.pi * np.arange(240) / 240)).max() < 0.002


def test_slow_ground_shows_no_steps(style: Style) -> None:
    """Runs of one value along a row are short where colours change slowly: the dither breaks them up."""
    painted = painting("aurora", Sheet(Palette.of(style.backgrounds[0], style.colours), 3))
    row = parts(painted.frame(10, 300))[0][60:70].astype(int)
    runs = [int(np.diff(np.flatnonzero(np.diff(line, prepend=-1, append=-1))).max()) for line in row]
    assert np.median(runs) <= 16
    assert row.min() >= BLACK
