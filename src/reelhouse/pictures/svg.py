"""Drawing: a style's SVG templates, filled in by Jinja2 and turned into pixels by resvg.

Templates see the colours of the style as `t`, and call `text` for every line of text. Whatever is put into them is
escaped; characters that no face has are left out, because resvg would draw a box for them.
"""

from __future__ import annotations

import io
import math
import threading
from pathlib import Path
from typing import Any

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray
from PIL import Image
from resvg import render, usvg

from reelhouse.errors import InvalidSettings
from reelhouse.model.layout import Box
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style
from reelhouse.styles.templates import fill

#: Rows x columns x red, green, blue, alpha (not multiplied).
Pixels = NDArray[np.uint8]
#: Places inside a pixel at which a moving picture is drawn.
PHASES = 4

_LOCAL = threading.local()


class Brush:
    """What draws one style at one size: its templates, its faces and the pixels per unit of the design grid."""

    def __init__(self, style: Style, faces: Faces, scale: float) -> None:
        self.style = style
        self.faces = faces
        self.scale = scale
        # Templates see plain values: nothing through which one could reach a file.
        self._tokens = style.model_dump(exclude={"folder", "under", "fonts_in"})

    def draw(self, template: str, box: Box, *, phase: int = 0, **values: Any) -> Pixels:
        """Draw a template, cropped to a box of the frame in pixels.

        `phase` moves the drawing down by that many quarters of a pixel.
        """
        seen = {"t": self._tokens["colours"], "look": self._tokens, "text": self.line, "width": self._width}
        seen["paint"] = self.style.paint
        filled = fill(self.style.folders, template, {**seen, "frame": self._frame(box), **values})
        tree = self._parse(template, filled)
        # This order of the six numbers is resvg's own: the last one moves down.
        drawn = render(tree, (1, 0, 0, 0, 1, phase / PHASES))
        return np.asarray(Image.open(io.BytesIO(drawn)).convert("RGBA"))

    def _parse(self, template: str, filled: str) -> usvg.Tree:
        try:
            return usvg.Tree.from_str(filled, _options(tuple(self.faces.files.values())))
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what resvg raises for markup that is no SVG
                raise
            raise InvalidSettings(
                "the template does not draw SVG",
                where=str(self.style.template(template)),
                remedy="Begin it with `<svg {{ frame }}>`",
            ) from error

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """The pixels that a rectangle of the design grid touches, even on all sides so that colour planes align."""
        left, top = (math.floor(edge * self.scale / 2) * 2 for edge in (x, y))
        right, bottom = (math.ceil(edge * self.scale / 2) * 2 for edge in (x + width, y + height))
        return Box(x=left, y=top, width=right - left, height=bottom - top)

    def line(  # noqa: PLR0913 - a line of text has this many properties
        self,
        x: float,
        y: float,
        text: str,
        role: str,
        size: float,
        fill: str,
        *,
        anchor: str = "start",
        track: float = 0,
    ) -> Markup:
        """One line as SVG: each word at its own measured place, each run in the face that has its glyphs.

        `x` is its left end, its middle or its right end as `anchor` says (start, middle, end), `y` its base line.
        """
        space = self.faces.width(" ", role, size) + track
        widths = [self.faces.width(word, role, size, track) for word in text.split()]
        whole = sum(widths) + space * (len(widths) - 1) - track
        x -= {"start": 0.0, "middle": whole / 2, "end": whole}[anchor]
        drawn = Markup()
        for word, width in zip(text.split(), widths, strict=True):
            drawn += Markup('<text x="{}" y="{}" font-size="{}" letter-spacing="{}" fill="{}">{}</text>').format(
                round(x, 3), round(y, 3), size, track, fill, self._spans(word, role)
            )
            x += width + space
        return drawn

    def _width(self, text: str, role: str, size: float, track: float = 0) -> float:
        """As wide as `line` draws it: every space is one of the role's own face."""
        words = text.split()
        space = self.faces.width(" ", role, size) + track
        return sum(self.faces.width(word, role, size, track) for word in words) + space * max(0, len(words) - 1)

    def _spans(self, word: str, role: str) -> Markup:
        spans = (
            Markup('<tspan font-family="{}">{}</tspan>').format(self.faces.families[run.role], run.text)
            for run in self.faces.runs(word, role)
        )
        return Markup().join(spans)

    def _frame(self, box: Box) -> Markup:
        view = " ".join(f"{edge / self.scale:.4f}" for edge in (box.x, box.y, box.width, box.height))
        return Markup('xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="{}"').format(
            box.width, box.height, view
        )


def _options(fonts: tuple[Path, ...]) -> usvg.Options:
    """What resvg knows of fonts; the object may not cross threads, so each thread keeps its own."""
    known: dict[tuple[Path, ...], usvg.Options] = _LOCAL.__dict__.setdefault("options", {})
    if fonts not in known:
        known[fonts] = usvg.Options.default()
        for font in fonts:
            known[fonts].load_font_file(str(font))
    return known[fonts]
