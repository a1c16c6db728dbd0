"""The voice ladder: references in order of preference, tried from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable

from reelhouse.errors import InvalidSettings
from reelhouse.language.tags import primary
from reelhouse.model.speech import Voice


def parse_ladder(text: str) -> tuple[str, ...]:
    """The references of a ladder such as `piper:en_US-joe | espeak:en-us`, each once.

    Raises:
        InvalidSettings: A rung is empty, or is not `engine:voice`.
    """
    rungs = [rung.strip() for rung in text.split("|")]
    for rung in rungs:
        engine, _, name = rung.partition(":")
        if not engine or not name:
            raise InvalidSettings(
                f"{rung!r} is not a voice",
                where="voice",
                remedy="Write `engine:voice`, with `|` between a voice and the next best one",
            )
    return tuple(dict.fromkeys(rungs))


def best_ladder(preferred: str, voices: Iterable[Voice], language: str) -> str:
    """The ladder for a language when nobody chooses: what is preferred, and before its last rung all else that is here.

    Args:
        preferred: The language's own ladder, its last rung the one that is always there.
        voices: Every voice that is installed. Of a model with many speakers (`piper:NAME/SPEAKER`) the first stands for
            all: when it fails, so do the others.
        language: The language's tag.
    """
    *first, last = parse_ladder(preferred)
    engine = last.partition(":")[0]
    others = sorted(voice.ref for voice in in_language(voices, language) if not voice.ref.startswith(f"{engine}:"))
    models = {_model(rung) for rung in first}
    new = {_model(ref): ref for ref in reversed(others) if _model(ref) not in models}
    return " | ".join((*first, *reversed(new.values()), last))


def _model(ref: str) -> str:
    """What a voice is loaded from: a reference without its speaker."""
    return ref.partition("?")[0].partition("/")[0]


def speaks(voice: Voice, language: str) -> bool:
    """Whether the voice speaks the language, whatever the country: `en-US` and `en-gb` speak `en`."""
    return primary(voice.language) == primary(language)


def in_language(voices: Iterable[Voice], language: str) -> tuple[Voice, ...]:
    """The voices that speak the language, in the same order."""
    return tuple(voice for voice in voices if speaks(voice, language))
