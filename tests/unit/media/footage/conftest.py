"""Footage that is made when it is first asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clips import CLIPS

Clip = Callable[[str], Path]


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """A piece of footage by its name."""
    folder = tmp_path_factory.mktemp("footage")

    def get(name: str) -> Path:
        path = folder / name
        if not path.exists():
            CLIPS[name](path)
        return path

    return get
