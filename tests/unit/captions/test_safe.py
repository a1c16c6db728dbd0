"""The safe area."""

import pytest

from reelhouse.captions.safe import judge_box, safe_area
from reelhouse.model.layout import DRAFT, PORTRAIT, RENDITIONS, Box, Margins
from reelhouse.model.quality import Level


def test_it_scales_with_the_rendition() -> None:
    assert safe_area(PORTRAIT) == Box(x=60, y=220, width=890, height=1280)
    assert safe_area(DRAFT) == Box(x=30, y=110, width=445, height=640)


def test_every_shape_has_its_own() -> None:
    assert safe_area(RENDITIONS["square"]) == Box(x=54, y=54, width=972, height=972)
    assert safe_area(RENDITIONS["landscape"]) == Box(x=96, y=54, width=1728, height=972)
    assert safe_area(RENDITIONS["draft-landscape"]) == Box(x=48, y=27, width=864, height=486)


def test_what_an_app_covers_takes_the_place_of_what_is_usual() -> None:
    covered = Margins(top=100, bottom=200, left=20, right=40)
    assert safe_area(DRAFT.model_copy(update={"covered": covered})) == Box(x=10, y=50, width=510, height=810)


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
