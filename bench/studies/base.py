"""What a study is, and the home folders that several of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Aim, Figure
from bench.place import Place


@dataclass(frozen=True)
class Study:
    """A name for `--only`, the figures it aims at, and the function that measures them one by one."""

    name: str
    aims: tuple[Aim, ...]
    measure: Callable[[Place], Iterator[Figure]]


def prepared(place: Place, story: str) -> Path:
    """A home folder in which a story was made once; later studies find it there."""
    home = place.folder / f"prepared-{story}"
    if not home.exists():
        aside = place.home(f"preparing-{story}")
        place.act("produce", aside, story)
        aside.rename(home)
    return home
