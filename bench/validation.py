"""The validation of a long caption file, measured inside a process: starting Python would hide it."""

from __future__ import annotations

import json
import sys
import time
from statistics import median

from reelhouse.captions.repair import validate
from reelhouse.model.captions import Captions, Cue
from reelhouse.model.time import milliseconds_to_samples

CUES = 1000
#: How often it is repeated in one process; the median counts.
REPEATED = 21
_TEXTS = (
    "She had left the house to me,\nand nobody had told my sister.",
    "I turned the page.",
    "It was a police report,\nalready filled in.",
)


def captions_of(count: int) -> Captions:
    """So many calm cues of two seconds and a half; every hundredth is far too short."""
    step, length = milliseconds_to_samples(3000), milliseconds_to_samples(2500)
    short = milliseconds_to_samples(300)
    cues = (
        Cue(start=n * step, end=n * step + (short if n % 100 == 99 else length), text=_TEXTS[n % len(_TEXTS)])
        for n in range(count)
    )
    return Captions(language="en", cues=tuple(cues))


def milliseconds(count: int, repeated: int = REPEATED) -> float:
    """CPU milliseconds of one validation, the median of many."""
    captions = captions_of(count)
    validate(captions)
    taken = []
    for _ in range(repeated):
        begun = time.process_time()
        validate(captions)
        taken.append((time.process_time() - begun) * 1000)
    return median(taken)


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"milliseconds": milliseconds(CUES)}) + "\n")
