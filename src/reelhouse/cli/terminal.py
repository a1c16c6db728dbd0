"""A console that takes text from outside as text, and says when its reader is gone."""

from __future__ import annotations

from typing import Never

from rich.console import Console


class Terminal(Console):
    """Brackets and colons in titles and paths are no markup here, and no emoji."""

    def __init__(self, *, stderr: bool = False, quiet: bool = False, wrap: bool = True) -> None:
        super().__init__(stderr=stderr, quiet=quiet, highlight=False, markup=False, emoji=False, soft_wrap=not wrap)

    def on_broken_pipe(self) -> Never:
        """Leave it to the caller; the base class would end the process."""
        raise BrokenPipeError
