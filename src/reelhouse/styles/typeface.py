"""One font file, open for shaping: which characters it has, how far they reach, how high its line is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb


@dataclass(frozen=True)
class Typeface:
    """A font file. `ascent` and `descent` are those of libass, the Windows metrics of its OS/2 table, in font units."""

    font: hb.Font
    upem: int
    covered: frozenset[int]
    ascent: int
    descent: int

    @classmethod
    def open(cls, path: Path) -> Typeface:
        """Read a font file."""
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        os2 = face.reference_table("OS/2").data
        ascent, descent = (int.from_bytes(os2[at : at + 2], "big") for at in (74, 76))
        return cls(hb.Font(face), face.upem, frozenset(face.unicodes), ascent, descent)

    def shape(self, text: str, *, ligatures: bool = True) -> hb.Buffer:
        """The glyphs of a text and where they stand, with kerning, in font units."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, {"kern": True, "liga": ligatures})
        return buffer
