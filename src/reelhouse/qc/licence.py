"""Whether the voice may be used."""

from __future__ import annotations

from collections.abc import Iterator

from reelhouse.model.quality import Finding, Level
from reelhouse.model.speech import Commercial
from reelhouse.qc.evidence import Evidence


def check_voice(evidence: Evidence) -> Iterator[Finding]:
    """The licence of the voice fits what the video is for."""
    narration = evidence.planned.narration
    if narration is None:
        return
    voice = narration.voice
    level, words = {
        Commercial.YES: (Level.OK, f"the voice {voice.ref} may be used in videos that earn money"),
        Commercial.NO: (Level.WARN, f"the voice {voice.ref} may not be used in videos that earn money"),
        Commercial.UNKNOWN: (
            Level.WARN,
            f"nobody could say for certain that the voice {voice.ref} may be used in videos that earn money",
        ),
    }[voice.commercial]
    source = f" ({voice.source})" if voice.source else ""
    value = f"{voice.licence}{source}"
    yield Finding(check="voice-licence", level=level, message=words, value=value, limit="commercial use allowed")
