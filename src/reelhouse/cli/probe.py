"""`reelhouse probe FILE...`: what footage holds, what is wrong with it, and what would be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelhouse.cli.make import AsJson, Quiet
from reelhouse.cli.streams import harmless, print_json, print_text, tell

Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Video, sound or picture files of any origin.")]
Deep = Annotated[bool, typer.Option("--deep", help="Decode every file wholly, to find damage and its time.")]


def probe(files: Files, deep: Deep = False, as_json: AsJson = False, quiet: Quiet = False) -> int:
    """Say what media files hold, and what would be done to use them as footage."""
    from reelhouse.cli.viewing import describe
    from reelhouse.operations.probe import Viewing, look_at

    seen = []
    for one in look_at(files, deep=deep):
        seen.append(one)
        if one.error and not as_json:
            tell(f"reelhouse: {harmless(f'{one.path}: {one.error.message}')}\n  {harmless(one.error.remedy)}\n")
        elif not as_json and not quiet:
            print_text(describe(one))
    viewing = Viewing(files=tuple(seen))
    if as_json:
        print_json(viewing.printed())
    return viewing.exit_code
