"""Static faces of the default style, made once; words and groups written as text."""

from pathlib import Path

import pytest

from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style, load_style


@pytest.fixture(scope="session")
def style() -> Style:
    return load_style("midnight")


@pytest.fixture(scope="session")
def faces(style: Style, tmp_path_factory: pytest.TempPathFactory) -> Faces:
    folder = tmp_path_factory.mktemp("fonts")
    files: dict[str, Path] = {role: folder / f"{role}.ttf" for role in ("caption", "text")}
    for role, path in files.items():
        make_face(style.fonts[role], path)
    return open_faces(style, files)
