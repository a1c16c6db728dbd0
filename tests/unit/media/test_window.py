"""Parts of pictures between pixels: they are where they should be, and look as the image library would draw them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reelhouse.media.window import REACH, draw_window, span_of, with_edges

SIZES = (80, 540, 1080, 1920)


@given(st.sampled_from(SIZES), st.floats(1.04, 1.14), st.floats(REACH, REACH + 40))
def test_whole_numbers_stand_for_a_window_within_a_twentieth_of_a_pixel(size: int, larger: float, start: float) -> None:
    end = start + size * larger
    span = span_of(start, end, size)
    assert span.wrong < 0.05
    assert span.first >= 0
    assert span.first + span.taken <= end + REACH
    assert 0 < span.skipped < span.made - size
    step = span.taken / span.made
    assert span.first + span.skipped * step == pytest.approx(start, abs=span.wrong + 1e-9)
    assert span.first + (span.skipped + size) * step == pytest.approx(end, abs=span.wrong + 1e-9)


def test_most_windows_are_met_within_a_hundredth_of_a_pixel() -> None:
    found = [span_of(60 + at, 60 + at + 1080 / (0.89 + at / 1500), 1080).wrong for at in np.linspace(0, 60, 200)]
    assert float(np.median(found)) <= 0.01
    assert max(found) < 0.05


@pytest.mark.parametrize("window", [(0, 0, 112, 200), (3.3, 8.1, 108.8, 196.4), (1.9, 0.4, 47.2, 90.7)], ids=str)
def test_a_window_looks_as_the_image_library_draws_it(window: tuple[float, float, float, float]) -> None:
    coarse = np.random.default_rng(3).integers(0, 256, (50, 28), np.uint8)
    picture = Image.fromarray(coarse).resize((112, 200), Image.Resampling.BICUBIC)
    drawn = draw_window(with_edges(np.asarray(picture)), window, (90, 160))
    wanted = np.asarray(picture.resize((90, 160), Image.Resampling.BICUBIC, box=window), int)
    assert drawn.shape == (160, 90)
    assert np.abs(drawn - wanted).mean() < 1
    assert np.abs(drawn - wanted).max() <= 12


def test_even_ground_stays_even_to_its_edges() -> None:
    drawn = draw_window(with_edges(np.full((200, 112), 77, np.uint8)), (0, 0, 112, 200), (90, 160))
    assert (drawn == 77).all()


def test_the_same_window_gives_the_same_pixels() -> None:
    plane = with_edges(np.random.default_rng(4).integers(0, 256, (200, 112), np.uint8))
    one, two = (draw_window(plane, (3.3, 8.1, 105.2, 190.4), (90, 160)) for _ in range(2))
    assert (one == two).all()
