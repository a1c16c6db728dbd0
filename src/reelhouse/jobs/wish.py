"""What people want of workers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

#: Lower goes first: what a person waits for, and everything else.
SOON, USUAL = 10, 100


@dataclass(frozen=True)
class Wish:
    """That a worker ends well, and then that it ends at once."""

    end: threading.Event = field(default_factory=threading.Event)
    now: threading.Event = field(default_factory=threading.Event)
