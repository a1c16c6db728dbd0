"""What people want of workers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from uuid import uuid4

#: Lower goes first: what a person waits for, and everything else.
SOON, USUAL = 10, 100


def anew(why: str) -> str:
    """A reason for a leg that nobody gave before: who says it again means it again."""
    return f"{why}-{uuid4().hex[:12]}"


@dataclass(frozen=True)
class Wish:
    """That a worker ends well, and then that it ends at once."""

    end: threading.Event = field(default_factory=threading.Event)
    now: threading.Event = field(default_factory=threading.Event)
