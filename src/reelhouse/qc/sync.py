"""Sound and picture start together."""

from __future__ import annotations

from collections.abc import Iterator

from reelhouse.model.quality import Finding, Level
from reelhouse.qc.evidence import Evidence
from reelhouse.qc.findings import grade

#: Milliseconds: what attentive viewers notice, and what everybody does (compare ITU-R BT.1359-1).
OFFSET_WARN, OFFSET_FAIL = 20, 45


def check_offset(evidence: Evidence) -> Iterator[Finding]:
    """The first sound and the first picture are shown together, as a player does it after all edit lists."""
    picture, sound = evidence.media.picture, evidence.media.sound
    if picture is None or sound is None:
        return
    off = (sound.start - picture.start) / 1000
    level = grade(abs(off), warn=OFFSET_WARN, fail=OFFSET_FAIL)
    words = "sound and picture start together"
    if level is not Level.OK:
        words = f"the sound starts {abs(off):.0f} ms {'after' if off > 0 else 'before'} the picture"
    yield Finding(check="av-offset", level=level, message=words, value=f"{off:.1f} ms", limit=f"{OFFSET_WARN} ms")
