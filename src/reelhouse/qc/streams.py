"""Picture and sound are both there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reelhouse.model.quality import Finding, Level
from reelhouse.qc.evidence import Evidence

#: Endings of files in which nobody expects a picture.
_SOUND_FILES: Final = (".aac", ".aiff", ".flac", ".m4a", ".mka", ".mp3", ".oga", ".ogg", ".opus", ".wav", ".wma")


def check_streams(evidence: Evidence) -> Iterator[Finding]:
    """A video has a picture and a sound; every check of what is missing has nothing to say."""
    picture, sound = evidence.media.picture is not None, evidence.media.sound is not None
    level, words = Level.OK, "there is picture and sound"
    if not (picture and sound):
        words = "there is no picture, only sound" if sound else "there is no sound, only a picture"
        level = _grade_missing(evidence)
    value = " and ".join(name for name, there in (("picture", picture), ("sound", sound)) if there)
    yield Finding(check="streams", level=level, message=words, value=value, limit="picture and sound")


def _grade_missing(evidence: Evidence) -> Level:
    """Ours must have both; in a sound file of another nobody expects a picture."""
    if evidence.planned.known:
        return Level.FAIL
    return Level.OK if evidence.media.sound and evidence.path.suffix.lower() in _SOUND_FILES else Level.WARN
