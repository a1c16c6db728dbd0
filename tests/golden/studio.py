"""Everything that golden outputs are made with: one style, its faces and small films, made once in a folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from films import film
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import FontFile, Rendition, Shape
from reelhouse.model.time import Rate
from reelhouse.pictures.canvas import Canvas
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style, load_style, style_names

RATE = Rate(num=30)
#: A quarter of the full size; nearly lossless, so that decoded pictures show what was drawn.
SMALL = Rendition(name="golden", width=270, height=480, rate=RATE, crf=4, preset="ultrafast")
#: The same in frames of the other shapes; there are many pictures of them, so they are smaller.
SHAPES: dict[Shape, Rendition] = {
    "square": SMALL.model_copy(update={"width": 180, "height": 180}),
    "landscape": SMALL.model_copy(update={"width": 320, "height": 180}),
}
#: One colour, and everything that moves in it is what a step drew.
PLAIN = "color=0x32406e:s=270x480:r=30,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"


@dataclass(frozen=True)
class Studio:
    """A folder, and what was made in it."""

    folder: Path
    name: str = "midnight"
    rendition: Rendition = SMALL

    @cached_property
    def dressed(self) -> dict[str, Studio]:
        """The same in every other style."""
        others = {name: Studio(self.folder / name, name) for name in style_names() if name != self.name}
        for other in others.values():
            other.folder.mkdir()
        return others

    @cached_property
    def shaped(self) -> dict[str, Studio]:
        """The same in frames of other shapes."""
        others: dict[str, Studio] = {
            shape: Studio(self.folder / shape, self.name, frame) for shape, frame in SHAPES.items()
        }
        for other in others.values():
            other.folder.mkdir()
        return others

    @cached_property
    def style(self) -> Style:
        return load_style(self.name).in_shape(self.rendition.shape)

    @cached_property
    def fonts(self) -> dict[str, Path]:
        files = {role: self.folder / f"{role}.ttf" for role in self.style.fonts}
        for role, path in files.items():
            make_face(self.style.fonts[role], path)
        return files

    @cached_property
    def faces(self) -> Faces:
        return open_faces(self.style, self.fonts)

    @cached_property
    def canvas(self) -> Canvas:
        return Canvas(self.style, self.faces, self.rendition)

    @cached_property
    def plain(self) -> Path:
        """Two seconds of one colour."""
        return film(self.folder / "plain.mp4", picture=f"{PLAIN},format=yuv420p", sound=None, seconds=2)

    @cached_property
    def moving(self) -> Path:
        """Two seconds in which everything moves."""
        return film(self.folder / "moving.mp4", sound=None, seconds=2)

    @cached_property
    def font_files(self) -> tuple[FontFile, ...]:
        fonts = self.style.fonts
        return tuple(
            FontFile(family=fonts[role].family, artifact=artifact(path, Kind.FONT)) for role, path in self.fonts.items()
        )


def artifact(path: Path, kind: Kind) -> Artifact:
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return Artifact(sha256=sha256, kind=kind, suffix=path.suffix, size=len(content))
