"""A style as an episode uses it: read once, with its font faces made as steps and opened for measuring and drawing."""

from __future__ import annotations

from functools import cached_property

from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import FontFile
from reelhouse.production.keys import versions
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import FontRole, Style

#: The packages that draw cards, covers and contact sheets: another version may set a pixel differently.
DRAWING = ("resvg", "uharfbuzz", "pillow", "numpy")


class Look:
    """One style in one workshop."""

    def __init__(self, shop: Workshop, style: Style) -> None:
        self.style = style
        self._shop = shop

    @cached_property
    def fonts(self) -> dict[str, Artifact]:
        """The font file of every role."""
        return {role: _cast(self._shop, role, font) for role, font in self.style.fonts.items()}

    @cached_property
    def faces(self) -> Faces:
        """The faces, ready to measure and draw with."""
        return open_faces(self.style, {role: self._shop.file(font) for role, font in self.fonts.items()})

    @property
    def font_files(self) -> tuple[FontFile, ...]:
        """The fonts as captions name them."""
        return tuple(FontFile(family=self.style.fonts[role].family, artifact=font) for role, font in self.fonts.items())

    @cached_property
    def key(self) -> dict[str, object]:
        """Everything that decides how a card looks, as part of a step's inputs."""
        return {
            "style": self.style.fingerprint(),
            "fonts": {role: font.sha256 for role, font in self.fonts.items()},
            "drawn by": versions(*DRAWING),
        }


def _cast(shop: Workshop, role: str, font: FontRole) -> Artifact:
    def work(scratch: Scratch) -> Artifact:
        path = scratch.path("face.ttf")
        make_face(font, path)
        return scratch.keep(path, Kind.FONT)

    inputs = {"font": font, "made by": versions(font.package, "uharfbuzz", "fonttools")}
    return shop.steps.make(Step("cast font", 1, inputs, Artifact), work, label=role)
