"""A platform in a folder, with both ways of posting. Whatever is posted stays, twice if it is posted twice."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from reelhouse.destinations.base import Post, Published, UploadGone
from reelhouse.destinations.forms import UploadForm, forms
from reelhouse.errors import ProviderError


def nothing(_: str) -> None:
    pass


@dataclass(frozen=True)
class Site:
    """`fault` is told where we are, and may never come back."""

    folder: Path
    fault: Callable[[str], None] = nothing
    name: str = "trial"

    def accepts(self) -> tuple[UploadForm, ...]:
        return forms()

    def posted(self) -> list[str]:
        """The titles of everything that anybody can see there."""
        return sorted(path.read_text() for path in self._there("posts"))

    def _there(self, what: str) -> list[Path]:
        (self.folder / what).mkdir(parents=True, exist_ok=True)
        return sorted((self.folder / what).iterdir())


@dataclass(frozen=True)
class Uploads(Site):
    """Resumable: an upload has a name, and is posted once. `sure` is whether what is gone was never posted."""

    sure: bool = False

    def begin(self, post: Post, to: str) -> str:
        self.fault("before begin")
        self._there("uploads")
        session = f"{to}{uuid4().hex}"
        (self.folder / "uploads" / session).touch()
        self.fault("after begin")
        return session

    def finish(self, post: Post, to: str, session: str) -> Published:
        self.fault("before finish")
        self._there("posts")
        if not (self.folder / "uploads" / session).exists():
            raise UploadGone("nobody knows it here", refused=self.sure)
        (self.folder / "posts" / session).write_text(post.words.title)
        self.fault("after finish")
        return Published(place=f"trial:{session}")


@dataclass(frozen=True)
class Board(Site):
    """One-shot: what is sent is posted. `listed` is whether one can find it there."""

    listed: bool = True
    lost: list[str] = field(default_factory=list)

    def send(self, post: Post, to: str) -> Published:
        self.fault("before send")
        self._there("posts")
        name = uuid4().hex
        (self.folder / "posts" / name).write_text(post.words.title)
        self.fault("after send")
        if self.lost:
            raise ProviderError(self.lost.pop())
        return Published(place=f"trial:{name}")

    def locate(self, post: Post, to: str) -> Published | None:
        self.fault("before locate")
        found = [path for path in self._there("posts") if path.read_text() == post.words.title]
        return Published(place=f"trial:{found[0].name}") if found and self.listed else None


POINTS = {
    "uploads": ("before begin", "after begin", "before finish", "after finish"),
    "board": ("before send", "after send", "before locate"),
}


def crash(point: str) -> Callable[[str], None]:
    """A fault that kills this process where it says."""

    def fault(here: str) -> None:
        if here == point:
            os.kill(os.getpid(), 9)

    return fault
