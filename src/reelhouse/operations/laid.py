"""What was laid before people, as every face tells it."""

from __future__ import annotations

from datetime import UTC, datetime

from reelhouse.model.base import Value
from reelhouse.storage.approvals import Approval
from reelhouse.storage.publications import Publication

#: Stands for the gate of what was to be posted.
POST = "post"


class Laid(Value):
    """Something that was laid before people. Times are ISO 8601, in UTC, and empty where there is none.

    `state` is open, approved, rejected or outdated; `who` and `note` are those of the answer. What nobody knows to be
    posted has the gate `post`, no key, the state unclear, its cause as `note`, and is settled where it went.
    """

    key: str
    episode: str
    gate: str
    title: str
    state: str
    asked: str
    due: str = ""
    overdue: bool = False
    reminded: str = ""
    who: str = ""
    note: str = ""
    decided: str = ""
    part: int = 0
    destination: str = ""


def laid_of(one: Approval) -> Laid:
    """An approval as faces show it."""
    due, reminded, decided = (moment(at) if at else "" for at in (one.due_at, one.reminded_at, one.decided_at))
    return Laid(
        key=one.key,
        episode=one.episode,
        gate=one.gate,
        title=one.title,
        state=one.state,
        asked=moment(one.asked_at),
        due=due,
        overdue=one.overdue,
        reminded=reminded,
        who=one.who,
        note=one.note,
        decided=decided,
    )


def unclear_of(one: Publication) -> Laid:
    """A post that may be there or not, as faces show it."""
    return Laid(
        key="",
        episode=one.slot.episode,
        gate=POST,
        title=one.title,
        state=one.stage,
        asked=moment(one.at),
        note=one.cause,
        part=one.slot.part,
        destination=one.slot.destination,
    )


def moment(milliseconds: int, exactness: str = "seconds") -> str:
    """A time as ISO 8601 writes it, in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec=exactness).replace("+00:00", "Z")
