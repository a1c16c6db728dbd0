"""Where cards, captions and covers stand in frames that are not upright, before a style has its own say.

The shorter side of a frame is always 1080 units of the design grid: a square one is 1080 x 1080, a wide one 1920 x
1080. Captions stand where backgrounds keep calm for them; cards are never shown with captions, so they may have the
middle of the frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reelhouse.model.layout import Shape


def _captions(x: int, y: int, width: int) -> dict[str, dict[str, int]]:
    return {look: {"centre_x": x, "centre_y": y, "width": width} for look in ("pop", "calm", "karaoke", "boxed")}


#: Tokens by shape; portrait is what styles are written for.
PLACES: Mapping[Shape, Mapping[str, Any]] = {
    "portrait": {},
    "square": {
        "cards": {"centre_y": 540, "top": 64, "bottom": 1016},
        "lettering": _captions(540, 800, 920),
        "cover": {"middle": 540},
    },
    "landscape": {
        "cards": {"x": 310, "width": 1300, "centre_y": 540, "top": 64, "bottom": 1016},
        "lettering": _captions(960, 884, 1400),
        "cover": {"middle": 540},
    },
}
