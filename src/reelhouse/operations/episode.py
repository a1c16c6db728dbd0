"""What came of an episode, as faces show it and as `--json` prints it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field

from reelhouse.errors import BudgetExceeded, Cancelled, ReelhouseError, Rejected, Waiting
from reelhouse.model.base import Document, Value
from reelhouse.model.money import in_dollars
from reelhouse.model.quality import Finding
from reelhouse.production.watch import StepRecord
from reelhouse.storage.publications import Stage

#: The exit code when a quality report failed: everything was made, and nothing went wrong.
EXIT_HELD = 4


class Status(StrEnum):
    """Where an episode stands.

    `held`: made, but a deliverable failed its quality report, or stopped by a budget; `waiting`: a person has to choose
    or to approve first; `rejected`: a person said no.
    """

    DONE = "done"
    WAITING = "waiting"
    REJECTED = "rejected"
    HELD = "held"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: Errors after which an episode has not failed.
_STOPPED: dict[type[ReelhouseError], Status] = {
    Waiting: Status.WAITING,
    Rejected: Status.REJECTED,
    BudgetExceeded: Status.HELD,
}


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


class KitMade(Value):
    """The publish kit. `folder` and `archive` are empty when everything was held back.

    `kept` are texts that a person had changed, and `held` the videos that were left out, both by name.
    """

    folder: str = ""
    archive: str = ""
    kept: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


class Sent(Value):
    """A part at a destination, and how far it got; `changed` is seconds since its last change."""

    episode: str
    part: int
    destination: str
    edition: int
    title: str
    stage: Stage
    place: str = ""
    cause: str = ""
    changed: int = 0
    #: What is there is another version than the one that was made last.
    differs: bool = False


class EditUsed(Value):
    """A version of a document that a person made and that was used; `part` is 0 for a document of all parts.

    `carried_over`: it was made from another text and fitted this one as well.
    """

    document: str
    part: int
    version: int
    who: str
    carried_over: bool = False


class Problem(Value):
    """Why an episode failed: what happened, where, and what to do about it."""

    message: str
    where: str = ""
    remedy: str = ""


class Episode(Document):
    """The result of one run of a recipe."""

    SCHEMA: ClassVar[str] = "reelhouse.episode/1"

    episode: str
    recipe: str
    status: Status
    deliverables: tuple[VideoMade, ...]
    steps: tuple[StepMade, ...]
    #: What the run spent, with what it may have spent on calls whose end nobody knows.
    cost_usd: float = Field(default=0.0, ge=0)
    #: Only when one was asked for.
    kit: KitMade | None = None
    error: Problem | None = None
    #: Files for editing programs, when they were asked for.
    timelines: tuple[str, ...] = ()
    #: What people changed in its documents, when they did.
    edits: tuple[EditUsed, ...] = ()
    #: Where it went, when it was to go somewhere.
    publications: tuple[Sent, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when everything left as it should, `EXIT_HELD` when something was held, 3 when a person has to look."""
        if self.status is Status.HELD:
            return EXIT_HELD
        return Waiting.exit_code if any(one.stage is Stage.UNCLEAR for one in self.publications) else 0

    def printed(self) -> dict[str, Any]:
        """The object of `--json`."""
        without = {key for key in ("kit", "error", "timelines", "edits", "publications") if not getattr(self, key)}
        return {"schema": self.SCHEMA, **self.model_dump(mode="json", exclude=without)}


def steps_made(records: Iterable[StepRecord]) -> tuple[StepMade, ...]:
    """What a run noted about its steps, as it is shown."""
    return tuple(
        StepMade(
            name=record.name,
            label=record.label,
            seconds=round(record.seconds, 3),
            cached=record.cached,
            attempts=record.attempts,
        )
        for record in records
    )


def problem_of(error: ReelhouseError) -> Problem:
    """An error as `--json` prints it."""
    return Problem(message=error.message, where=error.where, remedy=error.remedy)


def status_of(error: ReelhouseError) -> Status:
    """Where an episode stands after this error."""
    return _STOPPED.get(type(error), Status.FAILED)


def failed(recipe: str, error: BaseException, episode: str = "", records: Iterable[StepRecord] = ()) -> Episode:
    """An episode that an error or a person stopped; what was finished is kept for the next run.

    `episode` is empty when the request was wrong, so that no episode began.
    """
    problem, status = Problem(message=Cancelled.message), Status.CANCELLED
    if isinstance(error, ReelhouseError):
        problem = problem_of(error)
        status = status_of(error)
    made = tuple(records)
    cost = float(in_dollars(sum(record.cost for record in made)))
    return Episode(
        episode=episode,
        recipe=recipe,
        status=status,
        deliverables=(),
        steps=steps_made(made),
        cost_usd=cost,
        error=problem,
    )
