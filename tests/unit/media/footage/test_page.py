"""Pictures on a page of themselves, drawn here; what the encoder lays is looked at in the tests of chunks."""

import numpy as np
import pytest
from PIL import Image

from reelhouse.media.footage.frame import place_on
from reelhouse.media.footage.page import filled
from reelhouse.model.layout import Box


def striped(size: tuple[int, int]) -> Image.Image:
    """White, with a red column at each side."""
    picture = np.full((size[1], size[0], 3), 255, np.uint8)
    picture[:, : size[0] // 20] = picture[:, -(size[0] // 20) :] = (255, 0, 0)
    return Image.fromarray(picture)


@pytest.mark.parametrize(
    ("size", "place"),
    [((100, 178), None), ((400, 600), None), ((320, 180), (0, 64, 180, 102)), ((60, 20), (0, 84, 180, 60))],
)
def test_a_picture_fills_a_frame_or_lies_whole_on_a_dark_page(
    size: tuple[int, int], place: tuple[int, int, int, int] | None
) -> None:
    drawn = np.asarray(filled(striped(size), (180, 320))).astype(int)
    assert drawn.shape == (320, 180, 3)
    assert drawn[160 if place is None else place[1] + 20, 90].min() > 250
    assert (drawn[-2, 90].max() < 130) == (place is not None)
    seen = bool((drawn[..., 0] - drawn[..., 1] > 200).any())
    assert seen == (size != (400, 600))
    if place is not None:
        assert place_on(size, (180, 320)) == Box(x=place[0], y=place[1], width=place[2], height=place[3])
