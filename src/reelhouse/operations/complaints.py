"""What is wrong with something that a person wrote: all of it is found before anything is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from reelhouse.errors import InvalidSettings

_LINE = re.compile(r", line (\d+)")


class Complaints:
    """Gathers errors."""

    def __init__(self) -> None:
        self._found: list[InvalidSettings] = []

    def __len__(self) -> int:
        return len(self._found)

    def note(self, error: InvalidSettings) -> None:
        """Keep an error, and what else it knows of."""
        self._found += [error, *(one for one in error.others if isinstance(one, InvalidSettings))]

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Keep the error that ends the block, and go on after it."""
        try:
            yield
        except InvalidSettings as error:
            self.note(error)

    def settle(self) -> None:
        """Raise what was found, if anything was: the error that stands first in its file, which has the others."""
        if self._found:
            first, *others = sorted(self._found, key=lambda error: _line(error.where))
            for one in others:
                one.others = ()
            first.others = tuple(others)
            raise first


def _line(where: str) -> int:
    found = _LINE.search(where)
    return int(found[1]) if found else 0
