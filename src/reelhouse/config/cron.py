"""When something is due: cron expressions of five fields, in the time of a place.

A time that a change of the clocks skips is due right after the change, and one that comes twice is due the first
time. What is due every so many minutes or hours (where one of these begins with `*`) goes on as time really passes.
That is how Debian's cron does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reelhouse.errors import ProviderNotInstalled

if TYPE_CHECKING:
    from cronsim import CronSim

#: Days that are looked at for the last due time, one after the other: what is due often is found in the first.
_BACK = (1 / 24, 1, 32, 367, 3660)
#: Minute, hour, day of the month, month, day of the week.
_FIELDS = 5


@dataclass(frozen=True)
class Cron:
    """An expression and a place (of the IANA list) by whose clocks it is meant. Moments are milliseconds since 1970."""

    expression: str
    zone: str = "UTC"

    def after(self, moment: int) -> Iterator[int]:
        """The due times after a moment, in order, without an end."""
        last = moment
        start = datetime.fromtimestamp(moment // 1000, UTC).astimezone(ZoneInfo(self.zone))
        for due in _open(self.expression, start):
            at = int(due.timestamp()) * 1000
            if at > last:  # an hour that comes twice, or two times that are skipped together
                last = at
                yield at

    def last(self, since: int, until: int) -> int | None:
        """The last due time after `since` and not after `until`; None when there is none."""
        for days in _BACK:
            start = max(since, until - int(timedelta(days=days).total_seconds() * 1000))
            found = None
            for due in self.after(start):
                if due > until:
                    break
                found = due
            if found is not None or start == since:
                return found
        return None


def check_expression(text: str) -> str:
    """An expression that is due some day, with one space between its fields.

    Raises:
        ValueError: It is none; the message says what is wrong.
        ProviderNotInstalled: The extra that reads it is missing.
    """
    from_now = datetime(2026, 1, 1, tzinfo=UTC)
    fields = text.split()
    if len(fields) != _FIELDS:
        raise ValueError(f"{text!r} has {len(fields)} fields, not five. {_EXAMPLE}")
    sim = _open(text, from_now)
    if next(sim, None) is None:
        raise ValueError(f"{text!r} is never due. {_EXAMPLE}")
    return " ".join(fields)


_EXAMPLE = "Write minute, hour, day, month and day of the week, for example 0 9 * * MON-FRI"


def _open(expression: str, start: datetime) -> CronSim:
    try:
        from cronsim import CronSim, CronSimError  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ProviderNotInstalled(
            "what reads the schedules of shows is not installed",
            where="extra serve",
            remedy="Install the extra: pip install 'reelhouse[serve]'",
        ) from error
    try:
        return CronSim(expression, start)
    except CronSimError as error:
        reason = str(error)
        raise ValueError(f"{expression!r} is not a time: {reason[:1].lower()}{reason[1:]}. {_EXAMPLE}") from error
