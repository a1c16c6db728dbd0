"""What a destination must offer, and what it is given.

To add one, write one file in this folder that ends in `PROVIDER = ...`: an object with the members of `Destination`.
The file's name is the destination's. Another package announces its file with an entry point in the group
`reelhouse.destinations`.

What holds for every destination:

* It is given a `Package`, and a package holds nothing that failed its quality report: that cannot be built.
* What is published is whole, or not there at all.
* It is `Repeatable`, `Resumable` or `OneShot`: that decides how the same is kept from being posted twice.
* It retries nothing and asks nobody: that comes from around it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

import reelhouse.destinations
from reelhouse.destinations.forms import UploadForm
from reelhouse.errors import ProviderError, UnknownName
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.release import Words

#: Where other packages announce their destinations.
GROUP = "reelhouse.destinations"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Held(ValueError):
    """A deliverable that failed its quality report was about to leave."""


class UploadGone(ProviderError):
    """An upload that was begun is not there any more; `refused` says that it certainly was never posted."""


@dataclass(frozen=True)
class Packed:
    """A deliverable with its files.

    Attributes:
        name: What its files are called, without an ending.
        made: The deliverable; it passed its quality report.
        files: Its files by kind: video, thumbnail, and the kinds of its sidecars.

    Raises:
        Held: The deliverable failed its quality report.
        ValueError: The name is no slug.
    """

    name: str
    made: Deliverable
    files: Mapping[str, Path]

    def __post_init__(self) -> None:
        if not self.made.quality.passed:
            raise Held(f"{self.name} failed its quality report")
        _check_slug(self.name)


@dataclass(frozen=True)
class Post:
    """What is published at once: the videos of one part in every size, with the words that they share."""

    words: Words
    videos: tuple[Packed, ...]


@dataclass(frozen=True)
class Package:
    """An episode that may leave: its posts, in order. `name` is a slug."""

    name: str
    posts: tuple[Post, ...]

    def __post_init__(self) -> None:
        _check_slug(self.name)


@dataclass(frozen=True)
class Published:
    """Where a package went.

    Attributes:
        place: A folder or an address that a person can open.
        archive: The same as one file, where there is such a thing.
        kept: Texts that were left as a person changed them.
    """

    place: str
    archive: str = ""
    kept: tuple[str, ...] = ()


@runtime_checkable
class Destination(Protocol):
    """One destination."""

    @property
    def name(self) -> str:
        """The name of its file."""
        ...

    def accepts(self) -> tuple[UploadForm, ...]:
        """The forms of the platforms that a package reaches from there, with their limits."""
        ...


@runtime_checkable
class Repeatable(Destination, Protocol):
    """A destination where the same may be brought any number of times: what stood there is replaced."""

    def publish(self, package: Package, to: str) -> Published:
        """Bring a package to `to`: a folder, an account, whatever the destination has.

        Raises:
            OutputError: It cannot be written.
        """
        ...


@runtime_checkable
class Resumable(Destination, Protocol):
    """A destination that names an upload before it takes the first byte, and posts each upload once."""

    def begin(self, post: Post, to: str) -> str:
        """Open an upload; its name. One that is never finished is never seen.

        What can be refused for its words, its length or its size is refused here: then another version may be sent.

        Raises:
            ProviderError: It was refused.
        """
        ...

    def finish(self, post: Post, to: str, session: str) -> Published:
        """Send what is missing of an upload and have it posted; done before, it says where it went.

        Raises:
            UploadGone: There is no such upload any more; with `refused` it was certainly never posted.
            ProviderError: It was refused, or nobody knows; finishing the same upload again does no harm.
        """
        ...


@runtime_checkable
class OneShot(Destination, Protocol):
    """A destination that takes everything at once: sent twice, it is there twice."""

    def send(self, post: Post, to: str) -> Published:
        """Post it.

        Raises:
            ProviderError: It was `refused`; or, without that, nobody knows whether it was posted.
        """
        ...

    def locate(self, post: Post, to: str) -> Published | None:
        """Look for it among what was posted there; None when it is not there, or not yet.

        Raises:
            ProviderError: Nobody can look now.
        """
        ...


def destination(name: str) -> Destination:
    """The destination of that name.

    Raises:
        UnknownName: Neither this folder nor an installed package has one.
    """
    if name in _own():
        module = importlib.import_module(f"{reelhouse.destinations.__name__}.{name}")
        return cast("Destination", module.PROVIDER)
    theirs = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in theirs:
        raise UnknownName("destination", name, sorted({*_own(), *theirs}))
    return cast("Destination", theirs[name].load().PROVIDER)


def destination_names() -> tuple[str, ...]:
    """Every destination that is here or announced, sorted."""
    return tuple(sorted({*_own(), *(entry.name for entry in entry_points(group=GROUP))}))


def _own() -> frozenset[str]:
    sources = [path for path in files(reelhouse.destinations).iterdir() if path.name.endswith(".py")]
    return frozenset(path.name.removesuffix(".py") for path in sources if "\nPROVIDER = " in path.read_text("utf-8"))


def _check_slug(name: str) -> None:
    if not _SLUG.fullmatch(name):
        raise ValueError(f"{name!r} is no slug")
