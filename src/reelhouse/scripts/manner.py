"""How a script is written."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.language import Language


@dataclass(frozen=True)
class Manner:
    """What holds for every part of one story.

    `call_to_action` is empty for our own question; `speed` is how many times faster than usual the voice will read.
    """

    language: Language
    profanity: str = "soften"
    call_to_action: str = ""
    speed: float = 1.0


@dataclass(frozen=True)
class Part:
    """Which part of how many."""

    number: int = 1
    of: int = 1

    @property
    def is_last(self) -> bool:
        """Whether no other follows."""
        return self.number == self.of
