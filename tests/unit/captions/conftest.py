"""Static faces of the default style, made once; words and groups written as text."""

from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.captions.place import Placed
from reelhouse.media.process import run
from reelhouse.model.layout import Rendition
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style, load_style


@pytest.fixture(scope="session")
def style() -> Style:
    return load_style("midnight")


@pytest.fixture(scope="session")
def faces(style: Style, tmp_path_factory: pytest.TempPathFactory) -> Faces:
    folder = tmp_path_factory.mktemp("fonts")
    files: dict[str, Path] = {role: folder / f"{role}.ttf" for role in ("caption", "text", "bold")}
    for role, path in files.items():
        make_face(style.fonts[role], path)
    return open_faces(style, files)


Picture = NDArray[np.uint8]


@pytest.fixture
def draw(faces: Faces, tmp_path: Path) -> Callable[..., Picture]:
    """Draw placed captions with the real encoder on a plain ground: frames, rows, columns, red-green-blue."""

    def work(placed: Placed, rendition: Rendition, *, ground: str = "0x707070", frames: int) -> Picture:
        fonts = tmp_path / "fonts"
        fonts.mkdir(exist_ok=True)
        for path in faces.files.values():
            (fonts / path.name).write_bytes(path.read_bytes())
        (tmp_path / "c.ass").write_text(_script(placed, rendition), encoding="utf-8")
        size = f"{rendition.width}x{rendition.height}"
        graph = "setparams=range=tv:colorspace=bt709,ass=c.ass:fontsdir=fonts,format=rgb24"
        source = f"color={ground}:s={size}:r={rendition.rate}"
        args = ["-v", "error", "-f", "lavfi", "-i", source, "-vf", graph, "-frames:v", str(frames)]
        made = run([imageio_ffmpeg.get_ffmpeg_exe(), *args, "-f", "rawvideo", "-"], cwd=tmp_path, timeout=60)
        assert made.code == 0, made.stderr
        return np.frombuffer(made.stdout, np.uint8).reshape(frames, rendition.height, rendition.width, 3)

    return work


def _script(placed: Placed, rendition: Rendition) -> str:
    def clock(frames: int) -> str:
        # Rounded down, an event stays on its frame.
        hundredths = int(frames * 100 / rendition.rate.fraction)
        return f"0:{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"

    events = (
        f"Dialogue: {event.depth},{clock(event.range.start)},{clock(event.range.end)},{event.style}"
        f",,0,0,0,,{event.text}"
        for event in placed.events
    )
    fields = (
        "Name,Fontname,Fontsize,PrimaryColour,SecondaryColour,OutlineColour,BackColour,Bold,Italic,Underline,StrikeOut,"
        "ScaleX,ScaleY,Spacing,Angle,BorderStyle,Outline,Shadow,Alignment,MarginL,MarginR,MarginV,Encoding"
    )
    head = (
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {rendition.width}",
        f"PlayResY: {rendition.height}",
        "ScaledBorderAndShadow: yes",
        "WrapStyle: 2",
        "YCbCr Matrix: TV.709",
        "[V4+ Styles]",
        f"Format: {fields}",
    )
    middle = ("[Events]", "Format: Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text")
    return "\n".join((*head, *placed.styles, *middle, *events, ""))
