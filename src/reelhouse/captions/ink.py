"""Where the ink of a word is when libass draws it: what `Faces` measures, plus heights."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.styles.measure import Faces
from reelhouse.styles.typeface import Typeface


@dataclass(frozen=True)
class Ink:
    """Ink of a text whose baseline begins at (0, 0), y downwards, in ems.

    `ascent` and `descent` are those of its line as libass lays it out.
    """

    left: float
    top: float
    right: float
    bottom: float
    ascent: float
    descent: float

    @property
    def middle(self) -> float:
        """How far the centre of the line, where libass puts a middle anchor, lies above the baseline."""
        return (self.ascent - self.descent) / 2


def measure_ink(text: str, role: str, faces: Faces) -> Ink:
    """The ink of a text that is not empty; each run is drawn by the face that has its glyphs."""
    x = 0.0
    edges: list[tuple[float, float, float, float]] = []
    lines: list[tuple[float, float]] = []
    for run in faces.runs(text, role):
        face = faces.face(run.role)
        edges += [(x + left, top, x + right, bottom) for left, top, right, bottom in _glyphs(face, run.text)]
        x += faces.width(run.text, run.role, 1)
        lines.append((face.ascent / face.upem, face.descent / face.upem))
    return Ink(
        left=min((edge[0] for edge in edges), default=0.0),
        top=min((edge[1] for edge in edges), default=0.0),
        right=max((edge[2] for edge in edges), default=0.0),
        bottom=max((edge[3] for edge in edges), default=0.0),
        ascent=max(ascent for ascent, _ in lines),
        descent=max(descent for _, descent in lines),
    )


def _glyphs(face: Typeface, text: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every glyph that has ink."""
    buffer = face.shape(text)
    x, upem, found = 0, face.upem, []
    for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        box = face.font.get_glyph_extents(glyph.codepoint)
        if box is not None and box.width:  # a space has none
            left, top = x + position.x_offset + box.x_bearing, -(position.y_offset + box.y_bearing)
            found.append((left, top, left + box.width, top - box.height))
        x += position.x_advance
    return [(left / upem, top / upem, right / upem, bottom / upem) for left, top, right, bottom in found]
