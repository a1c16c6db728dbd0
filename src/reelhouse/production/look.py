"""A style as an episode uses it: read once, with its font faces made as steps and opened for measuring and drawing."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import FontFile, Shape
from reelhouse.production.keys import versions
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop
from reelhouse.styles.style import Style

if TYPE_CHECKING:
    from reelhouse.styles.measure import Faces

#: The packages that draw cards, covers and contact sheets: another version may set a pixel differently.
DRAWING = ("resvg", "uharfbuzz", "pillow", "numpy", "av")


#: What the style itself chooses.
OWN = "style"


class Look:
    """One style in one workshop.

    `style` is how cards look; `lettered` is the same with the captions that were chosen.
    """

    def __init__(self, shop: Workshop, style: Style, captions: str = OWN) -> None:
        self.style = style
        self.lettered = style if captions == OWN else style.lettered(captions)
        self._shop = shop

    def in_shape(self, shape: Shape) -> Look:
        """The same in frames of another shape, with the same faces."""
        if shape == "portrait":
            return self
        shaped = Look(self._shop, self.style.in_shape(shape))
        shaped.lettered = self.lettered.in_shape(shape)
        shaped.__dict__.update(fonts=self.fonts, faces=self.faces)
        return shaped

    @cached_property
    def fonts(self) -> dict[str, Artifact]:
        """The font file of every role."""
        return {role: _cast(self._shop, self.style, role) for role in self.style.fonts}

    @cached_property
    def faces(self) -> Faces:
        """The faces, ready to measure and draw with."""
        from reelhouse.styles.fonts import open_faces

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


def _cast(shop: Workshop, style: Style, role: str) -> Artifact:
    font = style.fonts[role]
    source = None if font.package else style.font_file(role)

    def work(scratch: Scratch) -> Artifact:
        from reelhouse.styles.fonts import make_face

        path = scratch.path("face.ttf")
        make_face(font, path, source)
        return scratch.keep(path, Kind.FONT)

    inputs: dict[str, object] = {"font": font, "made by": versions(font.package, "uharfbuzz", "fonttools")}
    if source:
        inputs |= {"source": sha256(source.read_bytes()).hexdigest(), "made by": versions("uharfbuzz", "fonttools")}
    return shop.steps.make(Step("cast font", 1, inputs, Artifact), work, label=role)
