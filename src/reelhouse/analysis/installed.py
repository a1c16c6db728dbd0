"""Which recogniser is here; told without loading any of it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def recogniser_version() -> str:
    """The recogniser that is told the text, or `none`: word times that an engine does not tell depend on it."""
    try:
        return f"pocketsphinx {version('pocketsphinx')}"
    except PackageNotFoundError:
        return "none"
