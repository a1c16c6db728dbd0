"""Every error that Reelhouse raises on purpose, in one tree.

ReelhouseError                  exit 1   something went wrong; the message says what, where and what to do
├── UsageError                  exit 2   the person asked for something that does not exist
│   ├── UnknownName                      no recipe, voice, style, option or step has that name
│   ├── PathNotFound                     the path that was given does not exist
│   └── InvalidSettings                  a settings, style or show file, or an edit, has a wrong line or key
├── ContentError                exit 1   the material cannot become a video
│   ├── UnreadableText                   not text: binary, empty, damaged
│   ├── UnsuitableStory                  text, but no story: no words, too long, a language nobody speaks here
│   └── UnreadableMedia                  a media file that cannot be decoded
├── OutputError                 exit 1   the result cannot be written
│   ├── NotWritable
│   ├── OutputBusy                       another run is writing the same output
│   └── DiskFull
├── ProviderError               exit 1   something we rely on said no
│   ├── Transient                        worth trying again (after `retry_after` seconds)
│   ├── Postponed                        not before a time that is too far off to wait for
│   ├── ProviderNotInstalled             the extra that brings it is missing
│   ├── BadNarration                     speech that must not ship
│   └── NoVoice                          no rung of the voice ladder could speak
├── ProgramError                exit 1   a child program
│   ├── ProgramMissing
│   ├── ProgramFailed
│   └── ProgramTimedOut
├── StorageError                exit 1   our own records or artifacts
│   ├── ArtifactMissing
│   ├── ArtifactDamaged
│   ├── StoreUnusable                    the shared store of artifacts refuses us, or does not answer
│   └── DatabaseUnusable
│       └── DatabaseAway                 its server does not answer now
├── BudgetExceeded              exit 4   a paid call would cost more than a budget has left
└── Waiting                     exit 3   a person has to choose or to look first
    └── Rejected                         a person looked and said no

Cancelled(BaseException)        exit 130 a person or a signal stopped the work; never caught by a recipe
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class ReelhouseError(Exception):
    """Something went wrong.

    Args:
        message: What happened, in one sentence without a full stop at the end.
        where: The file, line, key or time it happened at; empty when there is no such place.
        remedy: What the person can do about it, as an instruction; empty when nothing helps.
    """

    exit_code: ClassVar[int] = 1
    #: The step of a recipe that it happened in, for those who were not there; said by whoever runs steps.
    step: str = ""
    #: What else was found wrong at once; each is told like this one.
    others: tuple[ReelhouseError, ...] = ()

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """The message, its place and its remedy in one line."""
        place = f"{self.where}: " if self.where else ""
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        """Survive process pools: rebuild from the attributes, not from the constructor's arguments."""
        return _rebuild, (type(self), self.__dict__)


def _rebuild(kind: type[ReelhouseError], state: dict[str, object]) -> ReelhouseError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (state["message"],)
    return error


class UsageError(ReelhouseError):
    """The person asked for something that does not exist."""

    exit_code = 2


class UnknownName(UsageError):
    """No thing of this kind has that name; the nearest known one is suggested.

    Args:
        kind: What was looked for, as a person would say it ("recipe", "voice").
        name: The name that was given.
        known: The names that exist.
        remedy: A further instruction, after the suggestion.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], *, where: str = "", remedy: str = "") -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        near = get_close_matches(name, self.known, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(self.known) or 'none'}."
        super().__init__(f"there is no {kind} {name!r}", where=where, remedy=f"{hint} {remedy}".strip())


class PathNotFound(UsageError):
    """The path that was given does not exist."""


class InvalidSettings(UsageError):
    """A settings, style or show file, or an edited document, has a wrong line or key."""


class ContentError(ReelhouseError):
    """The material cannot become a video."""


class UnreadableText(ContentError):
    """Not text: binary, empty or damaged."""


class UnsuitableStory(ContentError):
    """Text, but not a story that can be told."""


class UnreadableMedia(ContentError):
    """A media file that cannot be decoded."""


class OutputError(ReelhouseError):
    """The result cannot be written."""


class NotWritable(OutputError):
    """The output folder cannot be written to."""


class OutputBusy(OutputError):
    """Another run is writing the same output."""


class DiskFull(OutputError):
    """No space is left on the device."""


class ProviderError(ReelhouseError):
    """Something we rely on said no.

    Args:
        refused: Whether what was asked for certainly did not happen: it was refused, not lost.
    """

    def __init__(self, message: str, *, refused: bool = False, where: str = "", remedy: str = "") -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.refused = refused


class Transient(ProviderError):
    """A failure worth trying again.

    Args:
        retry_after: Whole seconds the provider asked us to wait, or 0 when it did not say.
    """

    def __init__(
        self, message: str, *, retry_after: int = 0, refused: bool = False, where: str = "", remedy: str = ""
    ) -> None:
        super().__init__(message, refused=refused, where=where, remedy=remedy)
        self.retry_after = retry_after


class Postponed(ProviderError):
    """It may succeed, but not before a time that is too far off to wait for.

    Args:
        after: Whole seconds until then.
    """

    def __init__(self, message: str, *, after: int, where: str = "", remedy: str = "") -> None:
        super().__init__(message, refused=True, where=where, remedy=remedy)
        self.after = after


class ProviderNotInstalled(ProviderError):
    """The extra that brings this provider is missing."""


class BadNarration(ProviderError):
    """Speech that must not ship: silent, clipped, cut off, absurdly fast, or the wrong text."""


class NoVoice(ProviderError):
    """No rung of the voice ladder could speak."""


class ProgramError(ReelhouseError):
    """A child program."""


class ProgramMissing(ProgramError):
    """A child program is not installed."""


class ProgramFailed(ProgramError):
    """A child program ended with an error.

    Args:
        code: What the program returned; negative is the signal that ended it.
        output: The last lines of its standard error.
    """

    def __init__(self, message: str, *, code: int = 1, output: str = "", where: str = "", remedy: str = "") -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.code = code
        self.output = output


class ProgramTimedOut(ProgramError):
    """A child program took longer than it may."""


class StorageError(ReelhouseError):
    """Our own records or artifacts."""


class ArtifactMissing(StorageError):
    """An artifact that a record names is not in the store."""


class ArtifactDamaged(StorageError):
    """An artifact's content no longer has the hash that names it."""


class StoreUnusable(StorageError):
    """The shared store of artifacts refuses us, or did not answer for as long as we were patient."""


class DatabaseUnusable(StorageError):
    """The database cannot be opened, read or written."""


class DatabaseAway(DatabaseUnusable):
    """The database's server does not answer, or broke off: the same may succeed later."""


class BudgetExceeded(ReelhouseError):
    """A paid call would cost more than a budget has left; it was not made.

    Args:
        budget: The budget's name.
        left: What it has left, in micro-dollars.
        frees: When it is whole again, in milliseconds since 1970; None when only a person can raise it.
    """

    exit_code = 4

    def __init__(
        self, message: str, *, budget: str, left: int, frees: int | None, where: str = "", remedy: str = ""
    ) -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.budget = budget
        self.left = left
        self.frees = frees


class Waiting(ReelhouseError):
    """Nothing went wrong, but a person has to choose, or to look at it, before the work goes on."""

    exit_code = 3


class Rejected(Waiting):
    """A person looked at it and said no; a change of it is asked about again."""


class Cancelled(BaseException):
    """A person or a signal stopped the work.

    Not an `Exception`, so that no recipe and no stage swallows it.
    """

    exit_code: ClassVar[int] = 130
    message: ClassVar[str] = "cancelled; what was finished is kept, so running the same command again goes on from here"
