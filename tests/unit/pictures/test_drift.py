"""Stills that move: in parts of a pixel, at an even pace, without changing their colours."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from reelhouse.media.focus import Focus
from reelhouse.media.pixels import read_pictures
from reelhouse.media.window import REACH
from reelhouse.model.time import Rate
from reelhouse.pictures.drift import Drift, drawn, large, make_drift, planes_of, window_at

RATE = Rate(num=30)
SIZE = (90, 160)
ALL = [Drift.of(number, 3, place, seed) for number in range(3) for place in range(2) for seed in range(2)]


def luma(picture: Image.Image, drift: Drift, frames: int, size: tuple[int, int] = SIZE) -> NDArray[np.uint8]:
    """Brightness of every frame, frames x rows x columns."""
    count = size[0] * size[1]
    films = b"".join(piece for one in drawn(planes_of(picture, size), drift, frames, RATE, size) for piece in one)
    return np.frombuffer(films, np.uint8).reshape(frames, count * 3 // 2)[:, :count].reshape(frames, size[1], size[0])


def dot(x: int, y: int) -> Image.Image:
    """A soft white dot on black."""
    rows, columns = np.mgrid[0:176, 0:100]
    glow = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / 32) * 255
    return Image.fromarray(np.repeat(glow.astype(np.uint8)[:, :, None], 3, axis=2))


def centre(frame: NDArray[np.uint8]) -> tuple[float, float]:
    light = frame.astype(float) - 16
    rows, columns = np.mgrid[0 : frame.shape[0], 0 : frame.shape[1]]
    return float((light * columns).sum() / light.sum()), float((light * rows).sum() / light.sum())


def test_all_kinds_of_movement_are_there() -> None:
    assert {(drift.across, drift.down) for drift in ALL} == {(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)}
    assert {drift.nearer for drift in ALL if not drift.across and not drift.down} == {True, False}


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 99))
def test_no_movement_follows_itself_in_a_scene_or_over_its_border(counts: list[int], seed: int) -> None:
    moves = [Drift.of(number, count, place, seed) for place, count in enumerate(counts) for number in range(count)]
    assert all(one != other for one, other in pairwise(moves))
    zooms = [move.nearer for move in moves if not move.across and not move.down]
    assert all(one != other for one, other in pairwise(zooms))


@pytest.mark.parametrize("size", [(1166, 2074), (1080, 1080), (2074, 1166)])
@pytest.mark.parametrize("frames", [24, 75, 300, 900])
@pytest.mark.parametrize("drift", ALL, ids=str)
def test_it_never_goes_faster_or_farther_than_it_may(drift: Drift, frames: int, size: tuple[int, int]) -> None:
    """At most 1.3 % a second and 8 % in all, or 6 % of the width across."""
    windows = [window_at(drift, frame, frames, RATE, size) for frame in range(frames)]
    wide = [right - left for left, _, right, _ in windows]
    larger = [size[0] / one for one in wide]
    assert min(larger) >= 1 - 1e-9
    assert max(larger) <= 1.08 + 1e-9
    assert max(abs(one - other) for one, other in pairwise(larger)) * 30 <= 0.013 * frames / (frames - 1)
    if drift.across or drift.down:
        x, y = ([(one[axis] + one[axis + 2]) / 2 for one in windows] for axis in (0, 1))
        for places in (x, y):
            assert (max(places) - min(places)) / wide[0] <= 0.06 + 1e-9
            most = max(abs(one - other) for one, other in pairwise(places))
            assert most / wide[0] * 30 <= 0.013 * frames / (frames - 1)


@pytest.mark.parametrize("focus", [Focus(), Focus(0, 1), Focus(0.9, 0.2)])
@pytest.mark.parametrize("drift", ALL, ids=str)
@pytest.mark.parametrize("frames", [1, 2, 75, 150, 400])
def test_the_window_stays_in_the_picture_and_keeps_its_shape(drift: Drift, frames: int, focus: Focus) -> None:
    for frame in range(frames):
        left, top, right, bottom = window_at(drift, frame, frames, RATE, (1166, 2074), focus)
        assert left >= -1e-6 <= top
        assert right <= 1166 + 1e-6
        assert bottom <= 2074 + 1e-6
        assert (right - left) / (bottom - top) == pytest.approx(1166 / 2074)


@pytest.mark.parametrize("nearer", [True, False])
@pytest.mark.parametrize("focus", [Focus(0.2, 0.3), Focus(0.95, 0.6)])
def test_a_zoom_grows_around_its_focus_and_keeps_it_in_its_place(nearer: bool, focus: Focus) -> None:
    for frame in range(0, 200, 10):
        left, top, right, bottom = window_at(Drift(nearer=nearer), frame, 200, RATE, (1000, 2000), focus)
        assert (focus.x * 1000 - left) / (right - left) == pytest.approx(focus.x)
        assert (focus.y * 2000 - top) / (bottom - top) == pytest.approx(focus.y)


def test_a_film_of_a_still_keeps_what_stands_out_in_its_place(tmp_path: Path) -> None:
    """A bright dot near a corner, which a zoom on the middle would push three pixels out."""
    wide = (180, 320)
    dot(84, 150).resize(wide, Image.Resampling.BICUBIC).save(tmp_path / "still.png")
    make_drift(tmp_path / "still.png", Drift(nearer=True), 180, RATE, wide, tmp_path / "film.mp4")
    (_, first), (_, last) = read_pictures(tmp_path / "film.mp4", [0, 179])
    (x, y), (later_x, later_y) = (centre(np.clip(one[:, :, 1], 60, 255) - 44) for one in (first, last))
    assert x > 145
    assert y > 265
    assert abs(later_x - x) < 1.5
    assert abs(later_y - y) < 3


@pytest.mark.parametrize("drift", [Drift(nearer=True), Drift(nearer=False), Drift(nearer=True, across=1)], ids=str)
def test_what_moves_glides_by_parts_of_a_pixel(drift: Drift) -> None:
    """Between two frames it goes far less than a pixel, always the same way, at a pace that hardly changes."""
    places = [centre(frame)[0] for frame in luma(dot(20, 60), drift, 75)]
    steps = np.diff(places)
    moved = places[-1] - places[0]
    assert abs(moved) > 0.5
    assert np.abs(steps).max() < 0.2
    assert (steps * np.sign(moved) > -0.01).all()
    assert np.abs(np.diff(steps)).max() < 0.04


@pytest.mark.parametrize("drift", ALL, ids=str)
def test_frames_are_what_the_image_library_would_draw_of_the_same_window(drift: Drift) -> None:
    random = np.random.default_rng(7)
    fine = random.integers(0, 256, (88, 50, 3), np.uint8)
    picture = Image.fromarray(fine).resize((100, 176), Image.Resampling.BICUBIC)
    planes = planes_of(picture, SIZE)
    found = luma(picture, drift, 4).astype(int)
    light = Image.fromarray(planes.luma[REACH:-REACH, REACH:-REACH])
    assert light.size == planes.size == large(SIZE)
    for frame, shown in enumerate(found):
        box = window_at(drift, frame, 4, RATE, planes.size)
        wanted = np.asarray(light.resize(SIZE, Image.Resampling.BICUBIC, box=box), int)
        assert np.abs(shown - wanted).max() <= 12
        assert np.abs(shown - wanted).mean() <= 1


def test_no_two_frames_in_the_middle_are_the_same() -> None:
    rows, columns = np.mgrid[0:176, 0:100]
    fine = ((rows * 7 + columns * 13) % 32 * 8).astype(np.uint8)
    frames = luma(Image.fromarray(np.repeat(fine[:, :, None], 3, axis=2)), Drift(nearer=True), 30, (360, 640))
    assert all((one != other).any() for one, other in pairwise(frames[5:-5]))


def test_colours_stay_what_they_are(tmp_path: Path) -> None:
    picture = Image.new("RGB", (100, 176), (200, 100, 40))
    picture.save(tmp_path / "still.png")
    make_drift(tmp_path / "still.png", Drift(nearer=True), 5, RATE, SIZE, tmp_path / "made.mp4")
    found = [frame[80, 45] for _, frame in read_pictures(tmp_path / "made.mp4", range(5))]
    assert len(found) == 5
    assert np.abs(np.array(found, int) - [200, 100, 40]).max() <= 3


@pytest.mark.parametrize("size", [(100, 176), (101, 177)], ids=str)
def test_colours_move_with_the_brightness(size: tuple[int, int]) -> None:
    """A red spot is where the light of it is, in pictures with even and with odd sides."""
    rows, columns = np.mgrid[0 : size[1], 0 : size[0]]
    glow = np.exp(-((columns - 30) ** 2 + (rows - 60) ** 2) / 32) * 255
    spot = Image.fromarray(np.stack([glow, 0 * glow, 0 * glow], 2).astype(np.uint8))
    planes = list(drawn(planes_of(spot, SIZE), Drift(nearer=True), 3, RATE, SIZE))
    for at in range(0, len(planes), 3):
        light, _, red = (np.frombuffer(b"".join(plane), np.uint8) for plane in planes[at : at + 3])
        of_light = centre(16 + np.maximum(light.reshape(SIZE[1], SIZE[0]), 20) - 20)
        of_colour = centre(16 + np.maximum(red.reshape(SIZE[1] // 2, SIZE[0] // 2), 138) - 138)
        assert [2 * place + 0.5 for place in of_colour] == pytest.approx(of_light, abs=0.2)


def test_the_same_still_gives_the_same_bytes(tmp_path: Path) -> None:
    dot(40, 60).save(tmp_path / "still.png")
    for name in ("one.mp4", "two.mp4"):
        make_drift(tmp_path / "still.png", Drift(nearer=False), 8, RATE, SIZE, tmp_path / name)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()
