"""A story as it was found, before anybody adapts it."""

from __future__ import annotations

from typing import ClassVar

from reelhouse.model.base import Document
from reelhouse.model.quality import Finding


class Story(Document):
    """What a person gave us to tell.

    `body` keeps the source's own paragraphs (separated by an empty line) without markup. `teller`, `board`,
    `votes` and `replies` are empty or None when the source does not say; nothing is invented.
    `language` is a lower-case ISO 639-1 code.
    """

    SCHEMA: ClassVar[str] = "reelhouse.story/1"

    title: str
    body: str
    language: str = "en"
    board: str = ""
    teller: str = ""
    votes: int | None = None
    replies: int | None = None
    source: str = ""
    findings: tuple[Finding, ...] = ()
