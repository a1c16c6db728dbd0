"""Whether what was asked for exists: refused at once, not after minutes of work."""

from __future__ import annotations

from contextlib import suppress

from reelhouse.config import Settings
from reelhouse.errors import ProviderNotInstalled, UnknownName
from reelhouse.model.brief import Brief
from reelhouse.production.names import STEP_NAMES
from reelhouse.styles.style import load_style
from reelhouse.voices.base import find_voice
from reelhouse.voices.ladder import parse_ladder


def check_wanted(brief: Brief, start: str | None, settings: Settings) -> None:
    """Look up the style and the voices of a brief, where it has them, and the step to begin from.

    Raises:
        UnknownName: One of them does not exist; the nearest is suggested.
        InvalidSettings: The voices are not written as a ladder.
    """
    if start is not None and start not in STEP_NAMES:
        raise UnknownName("step", start, STEP_NAMES, where="--from")
    if style := getattr(brief, "style", ""):
        load_style(style)
    ladder: str | None = getattr(brief, "voice", None)
    for ref in () if ladder is None else parse_ladder(ladder):
        with suppress(ProviderNotInstalled):  # the ladder goes on to the next one
            find_voice(ref, settings.voice_folders)
