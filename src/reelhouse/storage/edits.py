"""What people did to documents: every version, who made it, when, from what, and of what it was made.

All episodes of one story share the versions of its documents, so that the same story in another look keeps the words
that a person gave it. Versions count from 1; 0 is the document as it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.model.artifact import Artifact
from reelhouse.storage.database import Database
from reelhouse.storage.register import EDITED
from reelhouse.storage.runs import Clock


class Deed(StrEnum):
    """What a person did, or what was done with a person's edit."""

    EDIT = "edit"
    RESTORE = "restore"
    CARRY = "carry over"
    CHOOSE = "choose"


@dataclass(frozen=True)
class Line:
    """One document of one story, with all its versions; `part` is 0 for a document of all parts."""

    story: str
    kind: str
    part: int


@dataclass(frozen=True)
class Version:
    """One version. `base` is the document as it was made (`origin` is its digest), `before` what this one replaced.

    `at` is milliseconds since 1970.
    """

    number: int
    episode: str
    deed: Deed
    who: str
    at: int
    origin: str
    base: Artifact
    before: Artifact
    after: Artifact

    @property
    def given_up(self) -> bool:
        """Whether it is the document as it was made: somebody took back what had been changed."""
        return self.base.sha256 == self.after.sha256


@dataclass(frozen=True)
class Draft:
    """A version that is about to be one."""

    episode: str
    deed: Deed
    who: str
    origin: str
    base: Artifact
    before: Artifact
    after: Artifact


@dataclass(frozen=True)
class VersionTable:
    """All versions of all documents. Nothing in it is ever changed or removed."""

    database: Database
    clock: Clock

    def history(self, line: Line) -> tuple[Version, ...]:
        """The versions of a document, oldest first."""
        with self.database.reading() as connection:
            query = sa.select(tables.edit).where(*_of(line)).order_by(tables.edit.c.number)
            return tuple(_version(row) for row in connection.execute(query))

    def add(self, line: Line, draft: Draft, base: int) -> Version | None:
        """Make a draft the next version, if version `base` is still the newest one; None when it is not.

        The episode counts as edited from the same moment on.
        """
        made = _columns(draft) | vars(line) | {"number": base + 1, "at": int(self.clock() * 1000)}
        with self.database.writing() as connection:
            newest = connection.execute(sa.select(sa.func.max(tables.edit.c.number)).where(*_of(line))).scalar()
            if (newest or 0) != base:
                return None
            connection.execute(tables.edit.insert().values(made))
            column = tables.production.c
            edited = tables.production.update().where(column.episode == draft.episode)
            if draft.deed is not Deed.CARRY:
                connection.execute(edited.values(status=EDITED))
        return Version(number=base + 1, at=made["at"], **vars(draft))


def _columns(draft: Draft) -> dict[str, Any]:
    papers = {name: getattr(draft, name).model_dump(mode="json") for name in ("base", "before", "after")}
    return vars(draft) | papers | {"deed": draft.deed.value}


def _version(row: Any) -> Version:
    base, before, after = (Artifact.model_validate(paper) for paper in (row.base, row.before, row.after))
    return Version(row.number, row.episode, Deed(row.deed), row.who, row.at, row.origin, base, before, after)


def _of(line: Line) -> tuple[sa.ColumnElement[bool], ...]:
    column = tables.edit.c
    return column.story == line.story, column.kind == line.kind, column.part == line.part
