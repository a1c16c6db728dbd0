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


def voices(say: Say = None, voice: Voice = "", out: Folder = Path("out"), as_json: AsJson = False) -> None:
    """List the voices with their licences, or let one speak."""
    from reelhouse.config.settings import load_settings

    settings = load_settings(os.environ)
    if say is not None:
        from reelhouse.operations.say import say_text

        spoken = say_text(say, voice or settings.voice, out, settings)
        text = json.dumps(spoken.printed()) if as_json else "\n".join(str(path) for path in spoken.files)
        typer.echo(text)
        return
    from reelhouse.operations.catalogue import installed_voices

    found = installed_voices(settings)
    if as_json:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in found]))
        return
    for one in found:
        typer.echo(f"{one.ref:28} {one.language:6} {one.description}")
        typer.echo(f"{'':28} {'':6} licence: {one.licence}; commercial use: {one.commercial}")
