"""`reelhouse check FILE`: the quality report of any media or subtitle file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelhouse.cli.make import AsJson, Quiet
from reelhouse.cli.streams import print_json, showing
from reelhouse.errors import ReelhouseError

File = Annotated[Path, typer.Argument(metavar="FILE", help="A video, sound or subtitle file of any origin.")]
Repair = Annotated[
    Path | None, typer.Option("--repair", metavar="OUT", help="Write repaired subtitles here, as .srt or .vtt.")
]


def check(file: File, repair: Repair = None, as_json: AsJson = False, quiet: Quiet = False) -> int:
    """Check a file for what viewers and platforms would stumble over."""
    from reelhouse.cli.showing import show_report
    from reelhouse.model.quality import QualityReport
    from reelhouse.operations.check import check_path
    from reelhouse.operations.episode import EXIT_HELD, problem_of

    try:
        report = check_path(file, repair)
    except ReelhouseError as error:
        if as_json:
            problem = problem_of(error).model_dump(mode="json")
            print_json({"schema": QualityReport.SCHEMA, "passed": False, "findings": [], "error": problem})
        raise
    if as_json:
        quality = {"passed": report.passed, "findings": [one.model_dump(mode="json") for one in report.findings]}
        print_json({"schema": report.SCHEMA, **quality})
    elif not quiet:
        with showing():
            show_report(report, str(file))
    return 0 if report.passed else EXIT_HELD
