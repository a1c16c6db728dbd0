"""Memory that was freed, given back to the system, and one heap for all threads so that it can be."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from functools import cache

#: The number of the setting in `malloc.h` of the GNU C library.
_ARENA_MAX = -8


def give_back() -> None:
    """Return freed memory to the system before programs that need theirs are started.

    The C library keeps what was freed for later; after music and cards were made that is some eighty megabytes, which
    two encoders side by side can use better. Where the library has no such call, nothing happens.
    """
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


@cache
def share_heap() -> None:
    """Let all threads allocate from one heap; call it before the first thread is started.

    The C library gives every thread a heap of its own, and never gives back the free end of such a heap: two threads
    that had composed and drawn kept ninety megabytes beside the encoders. A heap that a thread has had is used by later
    ones, so this comes before the first program is listened to. Our arrays are allocated under the
    interpreter's lock anyway, so nobody waits. Where the library has no such setting, nothing happens.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
