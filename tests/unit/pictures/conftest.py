"""Faces, canvases and a background, made once for all tests of pictures."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.media.packets import first_video, open_media
from reelhouse.model.layout import Rendition
from reelhouse.model.speech import Word
from reelhouse.model.time import Rate
from reelhouse.pictures.backgrounds.canvas import Sheet
from reelhouse.pictures.backgrounds.palette import Palette
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.loops import make_loop
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style, load_style

Frames = Callable[[Path], list[NDArray[np.uint8]]]
Spoken = Callable[[Sequence[str]], list[Word]]


@pytest.fixture(scope="session")
def style() -> Style:
    return load_style("midnight")


@pytest.fixture(scope="session")
def faces(style: Style, tmp_path_factory: pytest.TempPathFactory) -> Faces:
    folder = tmp_path_factory.mktemp("faces")
    files = {role: folder / f"{role}.ttf" for role in style.fonts}
    for role, path in files.items():
        make_face(style.fonts[role], path)
    return open_faces(style, files)


@pytest.fixture(scope="session")
def canvas(style: Style, faces: Faces) -> Canvas:
    """A sixth of the full size, at 30 frames a second."""
    return Canvas(style, faces, Rendition(name="tiny", width=180, height=320, rate=Rate(num=30)))


@pytest.fixture(scope="session")
def loop(style: Style, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("loop") / "aurora.mp4"
    make_loop("aurora", Sheet(Palette.of(style.backgrounds[0], style.colours), 3), 12, Rate(num=30), path)
    return path


@pytest.fixture(scope="session")
def frames() -> Frames:
    """Reads a clip with alpha: red, green, blue, alpha."""

    def read(path: Path) -> list[NDArray[np.uint8]]:
        with open_media(path) as container:
            return [
                np.asarray(frame.to_ndarray(format="rgba"), np.uint8)
                for frame in container.decode(first_video(container, path))
            ]

    return read


@pytest.fixture(scope="session")
def spoken() -> Spoken:
    """Gives a time to each word: one after the other, 0.2 s each, with no silence to speak of."""

    def speak(words: Sequence[str]) -> list[Word]:
        return [Word(text=word, start=9600 * (n + 1), end=9600 * (n + 1) + 8800) for n, word in enumerate(words)]

    return speak
