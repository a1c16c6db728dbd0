import numpy as np
import pytest

from reelhouse.model.layout import ProgressBar
from reelhouse.render.bar import draw_bar, yuv
from reelhouse.render.content import BarSpan

BAR = ProgressBar(height=4, gap=2, colour="#ffffff", ground="#000000")


def luma(frame: bytes, width: int) -> list[int]:
    return list(frame[:width])


def alpha(frame: bytes, width: int) -> list[int]:
    return list(frame[-width * BAR.height :][:width])


def test_segments_fill_one_after_the_other() -> None:
    span = BarSpan(frames=2, index=1, count=3, done=2, length=4)
    half, full = draw_bar(BAR, [span], 34)
    assert len(half) == 34 * 4 * 5 // 2
    shown = [255] * 10 + [0, 0] + [255] * 10 + [0, 0] + [255] * 10
    assert alpha(half, 34) == alpha(full, 34) == shown
    white = [value == 235 for value in luma(half, 34)]
    assert [number for number, lit in enumerate(white) if lit] == [*range(10), *range(12, 19)]  # 7.5 of 10 columns
    assert luma(half, 34)[19] == 126
    assert [number for number, value in enumerate(luma(full, 34)) if value == 235] == [*range(10), *range(12, 22)]


def test_a_line_fills_its_part_of_the_segment() -> None:
    half, full = draw_bar(BAR, [BarSpan(frames=2, index=0, count=1, done=0, length=2, filled=1, fills=2, parts=4)], 40)
    assert [sum(value == 235 for value in luma(frame, 40)) for frame in (half, full)] == [20, 30]


def test_many_scenes_leave_no_room_for_gaps() -> None:
    [frame] = draw_bar(BAR, [BarSpan(frames=1, index=0, count=20, done=0, length=10)], 34)
    assert min(alpha(frame, 34)) == 255


@pytest.mark.parametrize(
    ("colour", "expected"), [("#ffffff", (235, 128, 128)), ("#000000", (16, 128, 128)), ("#ff0000", (63, 102, 240))]
)
def test_colours_are_bt709(colour: str, expected: tuple[int, int, int]) -> None:
    assert np.round(yuv(colour)).tolist() == list(expected)
