"""What was freed goes back to the system."""

import ctypes
import subprocess
import sys

import pytest

PROGRAM = """
from reelhouse.media.memory import give_back

def resident():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))

kept = [bytes(60_000) for _ in range(2_000)]
kept = kept[::200]
before = resident()
give_back()
print(before - resident())
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="this C library cannot give memory back")
def test_freed_memory_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 50_000


THREADS = """
from threading import Barrier, Thread
from reelhouse.media.memory import give_back, share_heap

def resident():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))

def work():
    together.wait()
    # Freeing a large block lets the library keep blocks of that size on its heaps from then on.
    del [bytearray(b"x") * 8_000_000][:]
    kept.append([bytes(1000) for _ in range(10)])
    pieces = [bytearray(b"x") * 4_000_000 for _ in range(10)]

kept, together = [], Barrier(2)
share_heap()
before = resident()
threads = [Thread(target=work) for _ in range(2)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
give_back()
print(resident() - before)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="this C library has no such setting")
def test_threads_keep_nothing_of_what_they_freed() -> None:
    done = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 6_000
