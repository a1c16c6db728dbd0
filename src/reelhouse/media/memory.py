"""Memory that was freed, given back to the system."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress


def give_back() -> None:
    """Return freed memory to the system before programs that need theirs are started.

    The C library keeps what was freed for later; after music and cards were made that is some eighty megabytes, which
    two encoders side by side can use better. Where the library has no such call, nothing happens.
    """
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
