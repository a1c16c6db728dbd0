"""Letting go of old backups.

The last one of each day stays for some days, the last one of each week for some weeks, the last good one in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reelhouse.storage.backups.paper import Paper
from reelhouse.storage.backups.room import backups_in, holding, is_sound, remove


@dataclass(frozen=True)
class Thinned:
    """Backups that stay, that went (or would go), and that are damaged: those are left to a person."""

    kept: tuple[Path, ...]
    gone: tuple[Path, ...]
    damaged: tuple[Path, ...]


def thin(folder: Path, house: str, *, daily: int, weekly: int, dry_run: bool = False) -> Thinned:
    """Let go of the backups of a house that the policy does not keep.

    Args:
        folder: Where they are.
        house: Whose; those of others are not touched.
        daily: Of how many days, that have any, the last one stays.
        weekly: Of how many weeks.
        dry_run: Only say what would go.

    Raises:
        OutputBusy: A backup is being taken there.
        NotWritable: One cannot be removed.
    """
    with holding(folder):
        found = backups_in(folder, house)
        sound = [one for one in found if is_sound(*one)]
        kept = chosen(sound, daily=daily, weekly=weekly)
        gone = [path for path, _ in sound if path not in kept]
        for path in () if dry_run else gone:
            remove(path)
        damaged = tuple(path for path, _ in found if path not in {path for path, _ in sound})
    return Thinned(tuple(kept), tuple(gone), damaged)


def chosen(sound: Sequence[tuple[Path, Paper]], *, daily: int, weekly: int) -> list[Path]:
    """The backups that stay, of good ones with the latest first: the very latest in any case."""
    days = _last_of(sound, lambda taken: taken.date(), daily)
    weeks = _last_of(sound, lambda taken: taken.isocalendar()[:2], weekly)
    wanted = {*days, *weeks, *(path for path, _ in sound[:1])}
    return [path for path, _ in sound if path in wanted]


def _last_of(sound: Sequence[tuple[Path, Paper]], span: Callable[[datetime], object], count: int) -> list[Path]:
    last: dict[object, Path] = {}
    for path, paper in sound:
        last.setdefault(span(datetime.fromisoformat(paper.taken)), path)
    return list(last.values())[:count]
