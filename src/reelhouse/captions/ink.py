"""Where the ink of a word is when libass draws it: what `Faces` measures, plus heights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from reelhouse.styles.measure import Faces


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
        face = _face(faces.files[run.role])
        edges += [(x + left, top, x + right, bottom) for left, top, right, bottom in face.glyphs(run.text)]
        x += faces.width(run.text, run.role, 1)
        lines.append(face.line)
    return Ink(
        left=min((edge[0] for edge in edges), default=0.0),
        top=min((edge[1] for edge in edges), default=0.0),
        right=max((edge[2] for edge in edges), default=0.0),
        bottom=max((edge[3] for edge in edges), default=0.0),
        ascent=max(ascent for ascent, _ in lines),
        descent=max(descent for _, descent in lines),
    )


@dataclass(frozen=True)
class _Face:
    font: hb.Font
    upem: int
    line: tuple[float, float]

    def glyphs(self, text: str) -> list[tuple[float, float, float, float]]:
        """Left, top, right and bottom of every glyph that has ink."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, {"kern": True, "liga": True})
        x, upem, found = 0, self.upem, []
        for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            box = self.font.get_glyph_extents(glyph.codepoint)
            if box is not None and box.width:  # a space has none
                left, top = x + position.x_offset + box.x_bearing, -(position.y_offset + box.y_bearing)
                found.append((left, top, left + box.width, top - box.height))
            x += position.x_advance
        return [(left / upem, top / upem, right / upem, bottom / upem) for left, top, right, bottom in found]


@lru_cache(maxsize=64)
def _face(path: Path) -> _Face:
    """A font and the line height that libass gives it: the Windows metrics of its OS/2 table."""
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    os2 = face.reference_table("OS/2").data
    ascent, descent = (int.from_bytes(os2[at : at + 2], "big") / face.upem for at in (74, 76))
    return _Face(hb.Font(face), face.upem, (ascent, descent))
