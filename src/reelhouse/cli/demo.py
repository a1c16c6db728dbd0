"""`reelhouse demo`: the bundled story as a finished video."""

from __future__ import annotations

from pathlib import Path

from reelhouse.cli.make import AsJson, Kit, Out, Quiet, Refresh, Set


def demo(
    out: Out = Path("out"),
    choose: Set = None,
    refresh: Refresh = False,
    kit: Kit = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Make a finished video from the bundled story, offline."""
    from reelhouse.cli.running import produce

    chosen = choose or []
    return produce("stories", "demo", chosen, out, refresh=refresh, start=None, kit=kit, as_json=as_json, quiet=quiet)
