"""The safe area."""

import pytest

from reelhouse.captions.safe import judge_box, safe_area
from reelhouse.model.layout import DRAFT, PORTRAIT, Box
from reelhouse.model.quality import Level


def test_it_scales_with_the_rendition() -> None:
    assert safe_area(PORTRAIT) == Box(x=60, y=220, width=890, height=1280)
    assert safe_area(DRAFT) == Box(x=30, y=110, width=445, height=640)


@pytest.mark.parametrize(
    ("box", "level"),
    [
        (Box(x=61, y=221, width=888, height=1278), Level.OK),
        (Box(x=60, y=300, width=10, height=10), Level.WARN),
        (Box(x=100, y=220, width=10, height=10), Level.WARN),
        (Box(x=940, y=300, width=10, height=10), Level.WARN),
        (Box(x=100, y=1490, width=10, height=10), Level.WARN),
        (Box(x=59, y=300, width=10, height=10), Level.FAIL),
        (Box(x=100, y=1491, width=10, height=10), Level.FAIL),
    ],
)
def test_boxes_inside_at_the_edge_and_outside(box: Box, level: Level) -> None:
    assert judge_box(box, safe_area(PORTRAIT)) is level
