"""`reelhouse voices`: who can speak; `--say TEXT` lets one of them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from reelhouse.cli.make import AsJson

Say = Annotated[str | None, typer.Option("--say", metavar="TEXT", help="Speak this text into files.")]
Voice = Annotated[
    str, typer.Option("--voice", metavar="REF", help="The voice for --say; several, best first: 'a | b'.")
]
Folder = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where --say writes sound, word times and SRT.")]


Language = Annotated[str, typer.Option("--language", metavar="CODE", help="List only voices of this language.")]


def voices(
    say: Say = None, voice: Voice = "", out: Folder = Path("out"), language: Language = "", as_json: AsJson = False
) -> None:
    """List the voices with their licences, or let one speak."""
    from reelhouse.config.settings import load_settings

    settings = load_settings(os.environ)
    if say is not None:
        from reelhouse.operations.say import say_text

        spoken = say_text(say, voice or settings.voice, out, settings)
        typer.echo(json.dumps(spoken.printed(), ensure_ascii=False) if as_json else "\n".join(spoken.files))
        return
    from reelhouse.operations.catalogue import installed_voices

    found = installed_voices(settings, language)
    if as_json:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False))
        return
    typer.echo(f"{'VOICE':26} {'LANGUAGE':9} {'COMMERCIAL':11} LICENCE")
    for one in found:
        typer.echo(f"{one.ref:26} {one.language:9} {one.commercial:11} {one.licence}")
