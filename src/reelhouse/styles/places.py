"""Where cards, captions and covers stand in frames that are not upright, before a style has its own say.

The shorter side of a frame is always 1080 units of the design grid: a square one is 1080 x 1080, a wide one 1920 x
1080. Captions stand where backgrounds keep calm for them; cards are never shown with captions, so they may have the
middle of the frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reelhouse.model.layout import Shape
from reelhouse.styles.looks import LOOKS, CaptionLook


def _captions(x: int, y: int, width: int, words: int, letters: int, space: int) -> dict[str, dict[str, int]]:
    place = {"centre_x": x, "centre_y": y, "width": width}
    return {**dict.fromkeys(LOOKS, place), "pop": {**place, "words": words, "letters": letters, "space": space}}


#: Tokens by shape; portrait is what styles are written for.
PLACES: Mapping[Shape, Mapping[str, Any]] = {
    "portrait": {},
    "square": {
        # As much room as an upright frame has for them: so they are as large there, and drawn once for both.
        "cards": {"centre_y": 540, "top": 115, "bottom": 965},
        "lettering": _captions(540, 800, 940, 3, 17, 36),
        "cover": {"middle": 540},
    },
    "landscape": {
        "cards": {"x": 310, "width": 1300, "centre_y": 540, "top": 64, "bottom": 1016},
        "lettering": _captions(960, 884, 1500, 5, 24, 46),
        "cover": {"middle": 540},
    },
}


def widened(upright: CaptionLook, shaped: Mapping[str, Any]) -> int:
    """How many columns the captions of another shape have: as many more as their rows are wider and letters smaller.

    Args:
        upright: The look in upright frames.
        shaped: Its tokens in the other shape.
    """
    return int(upright.columns * shaped["width"] / upright.width * upright.size / shaped["size"])
