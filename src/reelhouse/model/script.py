"""A script: what is said, scene by scene and line by line, and how it is written on the screen."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from reelhouse.model.base import Document, Value
from reelhouse.model.quality import Finding


class Role(StrEnum):
    """What a scene is for; it decides what is seen."""

    TITLE = "title"
    STORY = "story"
    TWIST = "twist"
    END = "end"


class Line(Value):
    """One sentence, spoken in one breath.

    `text` is what the voice says (no digits, no abbreviations, no emoji); `shown` is how the same sentence is
    written on the screen ("28F", "$3,500", masked profanity). Both may have different numbers of words;
    `language.follow` says which spoken words belong to which shown word. `pause` is the silence
    after the line in milliseconds, before the slot is rounded up.
    """

    id: str
    text: str
    shown: str
    pause: int = 300


class Scene(Value):
    """Lines that share one picture. `id` is stable under edits of the text: it never depends on words or times."""

    id: str
    role: Role
    lines: tuple[Line, ...]
    heading: str = ""
    #: A second, smaller line of an end card ("Part 2 is next"); not spoken.
    note: str = ""


class Script(Document):
    """One part of a story, ready to be narrated."""

    SCHEMA: ClassVar[str] = "reelhouse.script/1"

    title: str
    language: str
    scenes: tuple[Scene, ...]
    part: int = 1
    parts: int = 1
    board: str = ""
    teller: str = ""
    votes: int | None = None
    replies: int | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every scene, in order."""
        return tuple(line for scene in self.scenes for line in scene.lines)


class Parts(Document):
    """A whole story, written as the scripts of its parts, in order."""

    SCHEMA: ClassVar[str] = "reelhouse.parts/1"

    scripts: tuple[Script, ...]
