"""`reelhouse voices`: who can speak; `--say TEXT` lets one of them, `--sample DIR` lets all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import harmless, print_json, print_text
from reelhouse.cli.together import demand
from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from reelhouse.config import Settings

Say = Annotated[str | None, typer.Option("--say", metavar="TEXT", help="Speak this text into files.")]
Voice = Annotated[
    str | None, typer.Option("--voice", metavar="REF", help="The voice for --say; several, best first: 'a | b'.")
]
Folder = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Where --say writes sound, word times and SRT; else `out`.")
]
Language = Annotated[str, typer.Option("--language", metavar="CODE", help="Only voices of this language.")]
Sample = Annotated[
    Path | None,
    typer.Option("--sample", metavar="DIR", help="Let every voice speak a line into this folder, and rate them."),
]


def voices(
    say: Say = None,
    voice: Voice = None,
    out: Folder = None,
    sample: Sample = None,
    language: Language = "",
    as_json: AsJson = False,
) -> None:
    """List the voices with their licences, or let one of them or all speak."""
    from reelhouse.config.settings import load_settings

    if say is None:
        demand("--say TEXT", {"--voice": voice is not None, "--out": out is not None})
    elif sample is not None:
        raise UsageError("--say and --sample do different things", where="--sample", remedy="Leave out one of them")
    elif language:
        raise UsageError(
            "--say speaks in the language of its voice",
            where="--language",
            remedy="Leave out --language, and choose a voice of that language with --voice",
        )
    settings = load_settings(os.environ)
    if say is not None:
        from reelhouse.operations.say import say_text

        spoken = say_text(say, voice or settings.voice, out or Path("out"), settings)
        if as_json:
            print_json(spoken.printed())
        else:
            print_text("\n".join(harmless(path) for path in spoken.files))
        return
    if sample is not None:
        _audition(sample, settings, language, as_json=as_json)
        return
    _list(settings, language, as_json=as_json)


def _list(settings: Settings, language: str, *, as_json: bool) -> None:
    from reelhouse.operations.catalogue import installed_voices

    found = installed_voices(settings, language)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    rows = [("VOICE", "LANGUAGE", "COMMERCIAL"), *((one.ref, one.language, one.commercial) for one in found)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, licence in zip(rows, ("LICENCE", *(one.licence for one in found)), strict=True):
        print_text(" ".join((*(f"{cell:{width}}" for cell, width in zip(row, wide, strict=True)), licence)))


def _audition(out: Path, settings: Settings, language: str, *, as_json: bool) -> None:
    from reelhouse.operations.audition import audition, printed, table

    heard = audition(out, settings, language)
    if as_json:
        print_json(printed(heard))
    else:
        print_text("\n".join(map(harmless, table(heard))))
