"""What came of an episode, as faces show it and as `--json` prints it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field

from reelhouse.model.base import Document, Value
from reelhouse.model.quality import Finding


class Status(StrEnum):
    """Where an episode stands. `held`: made, but a deliverable failed its quality report."""

    DONE = "done"
    HELD = "held"


class FileMade(Value):
    """A file beside the video."""

    kind: str
    path: str


class Quality(Value):
    """The verdict and everything that was looked at."""

    passed: bool
    findings: tuple[Finding, ...]


class VideoMade(Value):
    """One exported deliverable. `seconds` is shown to a person; the exact length is the deliverable's frames."""

    title: str
    rendition: str
    path: str
    seconds: float
    width: int
    height: int
    bytes: int
    sha256: str
    sidecars: tuple[FileMade, ...]
    thumbnail: str
    quality: Quality


class StepMade(Value):
    """One step of the run."""

    name: str
    label: str = ""
    seconds: float
    cached: bool
    attempts: int


class Episode(Document):
    """The result of one run of a recipe."""

    SCHEMA: ClassVar[str] = "reelhouse.episode/1"

    episode: str
    recipe: str
    status: Status
    deliverables: tuple[VideoMade, ...]
    steps: tuple[StepMade, ...]
    cost_usd: float = Field(0.0, ge=0)

    @property
    def exit_code(self) -> int:
        """0 when everything may leave the house, 4 when something was held."""
        return 4 if self.status is Status.HELD else 0

    def printed(self) -> dict[str, Any]:
        """The object of `--json`."""
        return {"schema": self.SCHEMA, **self.model_dump(mode="json")}
