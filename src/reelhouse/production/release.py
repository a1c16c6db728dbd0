"""What goes out with a video: the words that a person copies, and whom they thank."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, metadata

from reelhouse.model.release import Credit, CreditKind, Words
from reelhouse.model.speech import Voice
from reelhouse.model.timeline import TrackKind
from reelhouse.production.programme import Programme
from reelhouse.scripts.blurb import write_words
from reelhouse.styles.looks import FontRole


def release_words(programme: Programme) -> Words:
    """The title, description and tags of a part. Quick and always the same, so no step keeps it."""
    return write_words(programme.script, tuple(_credits(programme)))


def _credits(programme: Programme) -> Iterator[Credit]:
    yield _voice(programme.narration.voice)
    if any(list(track.clips()) for track in programme.timeline.track(TrackKind.MUSIC)):
        # Composed here, by rules: the language has the words for it.
        yield Credit(kind=CreditKind.MUSIC, name="")
    yield from dict.fromkeys(map(_font, programme.look.style.fonts.values()))


def _voice(voice: Voice) -> Credit:
    licence = "" if voice.licence == "unknown" else voice.licence
    return Credit(kind=CreditKind.VOICE, name=voice.ref, licence=licence, source=voice.source)


def _font(role: FontRole) -> Credit:
    """A font by its own name, not by the one of its role."""
    licence = ""
    if role.package:
        with suppress(PackageNotFoundError):
            licence = str(metadata(role.package).json.get("license_expression", ""))
    name = role.file.rpartition("/")[2].partition("[")[0].partition(".")[0]
    return Credit(kind=CreditKind.FONT, name=name, licence=licence, source=role.package)
