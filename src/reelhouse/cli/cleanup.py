"""`reelhouse cleanup`: letting go of what is old, by the policy of the settings."""

from __future__ import annotations

import os

from reelhouse.cli.backups import Dry
from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import harmless, print_json, print_text


def cleanup(dry_run: Dry = False, as_json: AsJson = False) -> None:
    """Let go of what is old: records, drafts, half-written files, unused files; episodes where the settings say so."""
    from reelhouse.config.settings import load_settings
    from reelhouse.media.disk import readable
    from reelhouse.operations.cleanup import clean_up

    left = clean_up(load_settings(os.environ), dry_run=dry_run)
    if as_json:
        rows = [one.model_dump(mode="json") for one in left]
        print_json({"schema": "reelhouse.cleanup/1", "dry_run": dry_run, "left": rows})
        return
    verb = "would go" if dry_run else "gone"
    for one in left:
        size = f", {readable(one.bytes)}" if one.bytes else ""
        print_text(harmless(f"{one.name or one.count}  {one.what}{size}  {verb}"))
    if not left:
        print_text("nothing is old enough to go")
