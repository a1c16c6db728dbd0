"""What a check found, and the report that decides whether a deliverable may leave."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from reelhouse.model.base import Document, Value


class Level(StrEnum):
    """How grave a finding is: `fail` holds the deliverable back, `warn` is shown, `ok` says what was checked."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Finding(Value):
    """One result of one check.

    `value` is what was measured and `limit` what was allowed, both as a person reads them with their unit;
    `at` is milliseconds from the file's start, or None when the finding is about the whole.
    """

    check: str
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
