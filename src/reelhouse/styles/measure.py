"""Measuring text with the very font files that draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reelhouse.styles.typeface import Typeface


@dataclass(frozen=True)
class Run:
    """Neighbouring characters that one face can draw."""

    role: str
    text: str


class Faces:
    """The faces of one style by role, with the order in which they stand in for one another.

    Args:
        files: Font file of each role (`caption`, `heading`, `text`, `bold` ...).
        families: Family name inside each file.
        fallback: Roles that are asked, in order, when a role has no glyph for a character.
        instead: Roles that are asked before these when a certain role has none.
    """

    def __init__(
        self,
        files: Mapping[str, Path],
        families: Mapping[str, str],
        fallback: tuple[str, ...] = ("text",),
        *,
        instead: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.files = dict(files)
        self.families = dict(families)
        self._fallback = tuple(role for role in fallback if role in self.files)
        self._instead = {
            role: tuple(one for one in others if one in self.files) for role, others in (instead or {}).items()
        }
        self._faces = {role: Typeface.open(path) for role, path in self.files.items()}
        self.width = lru_cache(maxsize=20_000)(self._width)

    def runs(self, text: str, role: str) -> tuple[Run, ...]:
        """Split text by the face that has its glyphs; characters that none has are dropped."""
        runs: list[Run] = []
        for char in text:
            owner = self._owner(char, role)
            if owner is None:
                continue
            if runs and (char == " " or runs[-1].role == owner):
                runs[-1] = Run(runs[-1].role, runs[-1].text + char)
            else:
                runs.append(Run(owner, char))
        return tuple(runs)

    def missing(self, text: str, role: str) -> tuple[str, ...]:
        """The characters that no face can draw, each once, in order."""
        return tuple(dict.fromkeys(char for char in text if not char.isspace() and self._owner(char, role) is None))

    def ass_size(self, role: str, size: float) -> float:
        """The ASS `Fontsize` that draws an em of `size` pixels: libass scales by the Windows line height."""
        face = self._faces[role]
        return size * ((face.ascent + face.descent) / face.upem)

    def face(self, role: str) -> Typeface:
        """The open font file of a role."""
        return self._faces[role]

    def _width(self, text: str, role: str, size: float, track: float = 0.0) -> float:
        """The advance width in pixels, with kerning; `track` is letter spacing in pixels."""
        advance = sum(_advance(self._faces[run.role], run.text, track == 0) for run in self.runs(text, role))
        return advance * size + track * len(text)

    def _owner(self, char: str, role: str) -> str | None:
        order = (role, *self._instead.get(role, ()), *self._fallback)
        return next((name for name in order if ord(char) in self._faces[name].covered), None)


def _advance(face: Typeface, text: str, ligatures: bool) -> float:
    """The advance width of a text in ems."""
    return float(sum(at.x_advance for at in face.shape(text, ligatures=ligatures).glyph_positions)) / face.upem
