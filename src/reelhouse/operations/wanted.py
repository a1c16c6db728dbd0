"""Whether what was asked for exists: refused at once, not after minutes of work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from reelhouse.config import Settings
from reelhouse.errors import InvalidSettings, NoVoice, ProviderNotInstalled, UnknownName, UsageError
from reelhouse.language import open_language
from reelhouse.model.brief import Brief
from reelhouse.model.speech import Voice
from reelhouse.production.names import STEP_NAMES
from reelhouse.production.tongue import check_tongue
from reelhouse.styles.own import find_style, open_style
from reelhouse.voices.base import find_voice
from reelhouse.voices.ladder import parse_ladder, speaks

#: Steps that are only made when a key has a value: this one, or any.
_ONLY_WITH = {
    "bleep line": ("profanity", "bleep"),
    "look at footage": ("footage", ""),
    "conform footage": ("footage", ""),
    "move still": ("footage", ""),
}


def check_wanted(brief: Brief, start: str | None, settings: Settings) -> None:
    """Look up the style, the language and the voices of a brief, where it has them, and the step to begin from.

    Raises:
        UnknownName: One of them does not exist; the error says where it was asked for, and suggests the nearest.
        UsageError: The step is never made with these choices.
        InvalidSettings: The voices are not written as a ladder, or a person's own style has a wrong line.
        ProviderNotInstalled: The fonts that the language is written with are missing.
        NoVoice: No voice that is installed speaks the language, or none of those that were chosen.
    """
    if start is not None:
        check_start(start, brief)
    if style := getattr(brief, "style", ""):
        with asked_for("style", style, settings, "--set style"):
            find_style(style)
        open_style(style)
    if language := getattr(brief, "language", ""):
        check_tongue(language, settings.voice_folders, "--set language")
    if ladder := getattr(brief, "voice", ""):
        with asked_for("voice", ladder, settings, "--set voice"):
            _check_ladder(ladder, getattr(brief, "language", ""), settings)


@contextmanager
def asked_for(key: str, value: str, settings: Settings, option: str) -> Iterator[None]:
    """Let an error inside the block say where its value stands: in the settings file, or in an option."""
    try:
        yield
    except (UnknownName, InvalidSettings) as error:
        place = settings.place(key) if value == getattr(settings, key) else ""
        error.where = place or option
        raise


def check_start(start: str, brief: Brief) -> None:
    """Refuse a step that a brief with these values never comes to.

    Raises:
        UnknownName: There is no such step.
        UsageError: The step is never made with these choices.
    """
    if start not in STEP_NAMES:
        raise UnknownName("step", start, STEP_NAMES, where="--from")
    key, wanted = _ONLY_WITH.get(start, ("", ""))
    value = getattr(brief, key, "") if key else ""
    if key and (not value or wanted not in {"", value}):
        given = f"{key}={wanted or 'FOLDER'}"
        raise UsageError(
            f"this episode has no step {start!r}", where="--from", remedy=f"It is only made with --set {given}"
        )


def usual_voices(settings: Settings, language: str) -> str:
    """The ladder of the settings for a language: a voice that speaks another one is left out.

    Empty when none is left: then the best that is installed is taken, as where nothing is set.

    Raises:
        UnknownName: One of the voices does not exist.
        InvalidSettings: They are not written as a ladder.
    """
    with asked_for("voice", settings.voice, settings, "settings"):
        found = _found(settings.voice, settings)
    if not any(voice and speaks(voice, language) for voice in found.values()):
        return ""
    return " | ".join(ref for ref, voice in found.items() if voice is None or speaks(voice, language))


def _check_ladder(ladder: str, language: str, settings: Settings) -> None:
    found = [voice for voice in _found(ladder, settings).values() if voice]
    if language and found and not any(speaks(voice, language) for voice in found):
        told = ", ".join(f"{voice.ref} speaks {voice.language}" for voice in found)
        raise NoVoice(
            f"no voice that was chosen speaks {open_language(language).name}: {told}",
            where="--set voice",
            remedy=f"Choose one of `reelhouse voices --language {language}`, or leave the voice out for the best",
        )


def _found(ladder: str, settings: Settings) -> dict[str, Voice | None]:
    """The voice of every rung; None where its engine is not installed: the ladder goes on to the next one."""
    found: dict[str, Voice | None] = {}
    for ref in parse_ladder(ladder):
        found[ref] = None
        with suppress(ProviderNotInstalled):
            found[ref] = find_voice(ref, settings.voice_folders)[1]
    return found
