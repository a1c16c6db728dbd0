"""What a picture is drawn for: a style, the fonts it has here, and a rendition."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.model.layout import Box, Rendition
from reelhouse.pictures.svg import Brush
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style


@dataclass(frozen=True)
class Canvas:
    """One style in one rendition; `faces` are the style's own, opened from their static files."""

    style: Style
    faces: Faces
    rendition: Rendition

    @property
    def brush(self) -> Brush:
        """What draws on it."""
        return Brush(self.style, self.faces, self.rendition.scale)

    @property
    def frame(self) -> Box:
        """The whole frame in pixels."""
        return Box(x=0, y=0, width=self.rendition.width, height=self.rendition.height)
