"""Fonts as steps: static faces made once, then opened for measuring and drawing."""

from __future__ import annotations

from importlib.metadata import version

from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import FontFile
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import FontRole, Style


def cast_fonts(shop: Workshop, style: Style) -> dict[str, Artifact]:
    """The font file of every role of a style."""
    return {role: _cast(shop, role, font) for role, font in style.fonts.items()}


def faces_of(shop: Workshop, style: Style) -> Faces:
    """The faces of a style, ready to measure with."""
    return open_faces(style, {role: shop.file(font) for role, font in cast_fonts(shop, style).items()})


def caption_fonts(shop: Workshop, style: Style) -> tuple[FontFile, ...]:
    """The fonts as captions name them."""
    fonts = cast_fonts(shop, style)
    return tuple(FontFile(family=style.fonts[role].family, artifact=font) for role, font in fonts.items())


def _cast(shop: Workshop, role: str, font: FontRole) -> Artifact:
    def work(scratch: Scratch) -> Artifact:
        path = scratch.path("face.ttf")
        make_face(font, path)
        return scratch.keep(path, Kind.FONT)

    inputs = {"font": font, "package": version(font.package), "fonttools": version("fonttools")}
    return shop.steps.make(Step("cast font", 1, inputs, Artifact), work, label=role)
