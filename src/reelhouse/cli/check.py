"""`reelhouse check FILE`: the quality report of any media file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from reelhouse.cli.make import AsJson, Quiet

File = Annotated[Path, typer.Argument(metavar="FILE", help="A video or sound file of any origin.")]


def check(file: File, as_json: AsJson = False, quiet: Quiet = False) -> int:
    """Check a file for what viewers and platforms would stumble over."""
    from reelhouse.cli.showing import show_report
    from reelhouse.operations.check import check_path

    report = check_path(file)
    if as_json:
        quality = {"passed": report.passed, "findings": [one.model_dump(mode="json") for one in report.findings]}
        typer.echo(json.dumps({"schema": report.SCHEMA, **quality}))
    elif not quiet:
        show_report(report, str(file))
    return 0 if report.passed else 4
