"""`reelhouse cache`: what is kept, and letting go of it."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import print_json, print_text
from reelhouse.cli.together import demand
from reelhouse.media.disk import readable

Prune = Annotated[bool, typer.Option("--prune", help="Let go of what is older or more than the limits allow.")]
All = Annotated[bool, typer.Option("--all", help="With --prune: let go of everything that nobody is using now.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="With --prune: only say what would go.")]
Shared = Annotated[bool, typer.Option("--shared", help="With --prune: in the bucket that machines share, not here.")]


def cache(
    prune: Prune = False, everything: All = False, shared: Shared = False, dry_run: Dry = False, as_json: AsJson = False
) -> None:
    """Show what is kept for next time, by kind; --prune lets go of some of it, least recently used first."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.cache import prune_cache, prune_shared, usage

    if not prune:
        demand("--prune", {"--all": everything, "--shared": shared, "--dry-run": dry_run})
    settings = load_settings(os.environ)
    if prune:
        gone = (prune_shared if shared else prune_cache)(settings, dry_run=dry_run, everything=everything)
        verb = "would go" if dry_run else "gone"
        text = f"{gone.count} files, {readable(gone.bytes)} {verb}"
        if as_json:
            print_json(gone.model_dump(mode="json"))
        else:
            print_text(text)
        return
    rows = usage(settings)
    if as_json:
        print_json([row.model_dump(mode="json") for row in rows])
        return
    for row in rows:
        limit = f"of {readable(row.limit_bytes)}" if row.limit_bytes else "no limit"
        print_text(f"{row.kind:12} {row.count:6} files {readable(row.bytes):>10}  {limit}")
