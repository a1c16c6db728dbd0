"""The story that comes along, for a first look."""

from __future__ import annotations

from importlib.resources import files


def demo_story() -> bytes:
    """The bundled demo story as it stands in its file."""
    return files("reelhouse.sources.demo").joinpath("second-will.md").read_bytes()
