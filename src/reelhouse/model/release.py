"""What goes out with a video: its words, and whom they thank."""

from __future__ import annotations

from enum import StrEnum

from reelhouse.model.base import Value


class CreditKind(StrEnum):
    """What a credit is for."""

    STORY = "story"
    VOICE = "voice"
    MUSIC = "music"
    FOOTAGE = "footage"
    FONT = "font"


class Credit(Value):
    """Somebody's work in a video, and on which terms; `source` says where it comes from, when that is known."""

    kind: CreditKind
    name: str
    licence: str = ""
    source: str = ""


class Words(Value):
    """What a person types, or copies, where a video is published.

    `tags` are words without their `#`, the most telling first. Videos of one part in several sizes share their words.
    """

    title: str
    description: str
    tags: tuple[str, ...]
    language: str
    part: int = 1
    parts: int = 1
    credits: tuple[Credit, ...] = ()
