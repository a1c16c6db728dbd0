"""What is set aside and what is let go of: where backups are and how many stay, and how long other things do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from reelhouse.config.durations import parse_duration
from reelhouse.model.base import Value

Days = Annotated[float, Field(ge=1)]
#: Seconds, written as `36 h`: an hour at least.
Span = Annotated[int | None, Field(ge=3600), BeforeValidator(parse_duration)]


class Backups(Value):
    """Where backups are kept, and of how many days and weeks the last one stays.

    `warn_after` is how many seconds old the last one may be before a server warns in its log; None is never.
    """

    folder: Path | None = None
    warn_after: Span = None
    daily: Annotated[int, Field(ge=1)] = 7
    weekly: Annotated[int, Field(ge=0)] = 4


class Cleanup(Value):
    """After how many days what goes, when it is cleaned up; None is never.

    Attributes:
        records: Records of work that ended: runs, failures, and what the queue remembers.
        drafts: Texts that a person wrote and that were not taken.
        archive: Finished episodes keep what they gave back, and let go of their pieces of picture.
        forget: Finished episodes are forgotten.
        every: After how many seconds a server cleans up again; None leaves it to people.
    """

    every: Span = None

    records: Days = 30
    drafts: Days | None = 180
    archive: Days | None = None
    forget: Days | None = None
