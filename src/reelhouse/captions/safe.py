"""The part of a frame that no platform covers with its own title, buttons or bar."""

from __future__ import annotations

from reelhouse.model.layout import Box, Margins, Rendition, Shape
from reelhouse.model.quality import Level

#: What stays free where nobody said which apps a video is for, on the design grid. Upright: the largest margins that
#: the big vertical platforms need. Otherwise a twentieth of the frame at every side, as on television.
USUAL: dict[Shape, Margins] = {
    "portrait": Margins(top=220, bottom=420, left=60, right=130),
    "square": Margins(top=54, bottom=54, left=54, right=54),
    "landscape": Margins(top=54, bottom=54, left=96, right=96),
}


def safe_area(rendition: Rendition) -> Box:
    """Where text is safe at any height of the frame.

    In upright frames buttons stand at the right below y = 900 of 1920; this rectangle leaves their column free over
    its whole height.
    """
    free, scale = rendition.covered or USUAL[rendition.shape], rendition.scale
    left, top = round(free.left * scale), round(free.top * scale)
    right, bottom = rendition.width - round(free.right * scale), rendition.height - round(free.bottom * scale)
    return Box(x=left, y=top, width=right - left, height=bottom - top)


def judge_box(box: Box, safe: Box) -> Level:
    """`fail` when the box leaves the safe area, `warn` when it touches its edge, else `ok`."""
    if not safe.contains(box):
        return Level.FAIL
    touching = box.x == safe.x or box.y == safe.y or box.right == safe.right or box.bottom == safe.bottom
    return Level.WARN if touching else Level.OK
