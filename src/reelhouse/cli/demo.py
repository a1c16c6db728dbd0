"""`reelhouse demo`: the bundled story as a finished video."""

from __future__ import annotations

from pathlib import Path

from reelhouse.cli.make import AsJson, Out, Quiet, Refresh, Set


def demo(
    out: Out = Path("out"),
    choose: Set = None,
    refresh: Refresh = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Make a finished video from the bundled story, offline."""
    from reelhouse.cli.running import produce

    return produce("stories", "demo", choose or [], out, refresh=refresh, start=None, as_json=as_json, quiet=quiet)
