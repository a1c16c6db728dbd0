"""What a check found, and the report that decides whether a deliverable may leave."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from reelhouse.model.base import Document, Value


class Level(StrEnum):
    """How grave a finding is: `fail` holds the deliverable back, `warn` is shown, `ok` says what was checked."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


def _respelled(check: str) -> str:
    """A name as documents of earlier versions wrote it, with spaces, as it is written now."""
    name = "-".join(check.split())
    return name.replace("caption-", "captions-", 1) if name.startswith("caption-") else name


class Finding(Value):
    """One result of one check.

    `check` is its name in small letters, with hyphens: every report, page and document spells it alike.
    `value` is what was measured and `limit` what was allowed, both as a person reads them with their unit;
    `at` is milliseconds from the file's start, or None when the finding is about the whole.
    """

    check: Annotated[str, BeforeValidator(_respelled)]
    level: Level
    message: str
    value: str = ""
    limit: str = ""
    at: int | None = None


class QualityReport(Document):
    """All findings about one deliverable."""

    SCHEMA: ClassVar[str] = "reelhouse.quality/1"

    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return all(finding.level is not Level.FAIL for finding in self.findings)

    def of(self, level: Level) -> tuple[Finding, ...]:
        """The findings of one level, in order."""
        return tuple(finding for finding in self.findings if finding.level is level)
