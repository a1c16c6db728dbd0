"""Upkeep of a house that runs by itself: cleaning up as often as the settings say, and warning of old backups."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from reelhouse.config import Settings
from reelhouse.errors import ReelhouseError
from reelhouse.jobs.worker import Duty
from reelhouse.media.disk import readable
from reelhouse.operations.backups import list_backups
from reelhouse.operations.cleanup import clean_up

Say = Callable[[str], None]
#: Seconds between two looks, and between two warnings of the same.
LOOK, AGAIN = 60.0, 86_400.0
_DAY = 86_400


@dataclass
class Upkeep:
    """Cleans up when it begins and then as often as the settings say; warns once a day while there is no new backup."""

    settings: Settings
    say: Say
    _done: dict[str, float] = field(default_factory=dict)

    def round(self, moment: float, now: float) -> None:
        """Do what it is time for.

        Args:
            moment: Seconds that passed since anything.
            now: Seconds since 1970.
        """
        every, after = self.settings.cleanup.every, self.settings.backups.warn_after
        if every is not None and self._is_time("cleanup", moment, every):
            self._tried("clean-up", lambda: _cleaned(self.settings))
        if after is not None and (old := self._tried_old(after, now)) and self._is_time("backup", moment, AGAIN):
            self.say(old)

    def _is_time(self, what: str, moment: float, every: float) -> bool:
        last = self._done.get(what)
        if last is not None and moment - last < every:
            return False
        self._done[what] = moment
        return True

    def _tried(self, what: str, act: Callable[[], str]) -> None:
        try:
            told = act()
        except ReelhouseError as error:
            told = f"nothing: {error.message}"
        if told:
            self.say(f"{what}: {told}")

    def _tried_old(self, after: int, now: float) -> str:
        """What there is to say of backups; nothing while the last one is young enough."""
        try:
            told = _old(self.settings, after, now)
        except ReelhouseError as error:
            told = f"backups cannot be looked at: {error.message}"
        if not told:
            self._done.pop("backup", None)
        return told


def keep_up(settings: Settings, say: Say) -> Duty:
    """Keep the house in order, beside whatever else goes on."""
    upkeep = Upkeep(settings, say)

    def go(ended: threading.Event) -> None:
        upkeep.round(time.monotonic(), time.time())
        while not ended.wait(LOOK):
            upkeep.round(time.monotonic(), time.time())

    return go


def _cleaned(settings: Settings) -> str:
    """What went: how many of what, and bytes."""
    gone, size = Counter[str](), 0
    for one in clean_up(settings):
        gone[one.what] += one.count
        size += one.bytes
    return ", ".join([*_counted(gone), *([readable(size)] if size else [])])


def _counted(gone: Counter[str]) -> Iterator[str]:
    for what, count in gone.items():
        yield f"{count} {what}"


def _old(settings: Settings, after: int, now: float) -> str:
    found = list_backups(settings, None)
    if not found:
        return "there is no backup yet: take one with `reelhouse backup`"
    age = now - datetime.fromisoformat(found[0].taken).timestamp()
    if age < after:
        return ""
    return f"the last backup is {age / _DAY:.1f} days old ({found[0].folder}): take one with `reelhouse backup`"
