"""The part of a vertical frame that no platform covers with its own title, buttons or bar."""

from __future__ import annotations

from reelhouse.model.layout import Box, Rendition
from reelhouse.model.quality import Level

#: Free margins of a 1080x1920 frame: the largest that the big vertical platforms need.
TOP, BOTTOM, LEFT, RIGHT = 220, 420, 60, 130


def safe_area(rendition: Rendition) -> Box:
    """Where text is safe at any height of the frame.

    Buttons stand at the right below y = 900 of 1920; this rectangle leaves their column free over its whole height.
    """
    across, down = rendition.width / 1080, rendition.height / 1920
    left, top = round(LEFT * across), round(TOP * down)
    right, bottom = rendition.width - round(RIGHT * across), rendition.height - round(BOTTOM * down)
    return Box(x=left, y=top, width=right - left, height=bottom - top)


def judge_box(box: Box, safe: Box) -> Level:
    """`fail` when the box leaves the safe area, `warn` when it touches its edge, else `ok`."""
    if not safe.contains(box):
        return Level.FAIL
    touching = box.x == safe.x or box.y == safe.y or box.right == safe.right or box.bottom == safe.bottom
    return Level.WARN if touching else Level.OK
