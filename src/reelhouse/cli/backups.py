"""`reelhouse backup` and `reelhouse restore`: everything that is kept, in one folder, and back again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from reelhouse.cli.make import AsJson, Quiet
from reelhouse.cli.streams import harmless, print_json, print_text, tell

if TYPE_CHECKING:
    from reelhouse.config import Settings
    from reelhouse.operations.backups import Stayed, Told

_SHELF = "The folder of backups; else that of the settings."
Shelf = Annotated[Path | None, typer.Argument(metavar="DIR", help=_SHELF)]
One = Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder of one backup.")]
Media = Annotated[bool, typer.Option("--media", help="Copy what is in the bucket too, instead of listing it.")]
Afresh = Annotated[bool, typer.Option("--afresh", help="Copy everything, and share no file with earlier backups.")]
Keep = Annotated[
    int | None, typer.Option("--keep", metavar="DAYS", min=1, help="Then let go of older ones: how many days stay.")
]
Daily = Annotated[
    int | None, typer.Option("--daily", metavar="N", min=1, help="Of how many days the last one stays; else settings.")
]
Weekly = Annotated[
    int | None,
    typer.Option("--weekly", metavar="N", min=0, help="The same for weeks."),
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")]
Into = Annotated[
    Path | None, typer.Option("--into", metavar="HOME", help="The empty home folder; else the one that is used now.")
]


class _Taking(TyperGroup):
    """`backup` alone, or with a folder, is `backup take`."""

    #: The command that is meant when none is named.
    usual = "take"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the word in that was left out."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [self.usual, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=_Taking, help="Back up everything that is kept; check and thin backups.", rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Back up everything that is kept; check and thin backups. Alone it takes one."""


@app.command("take")
def take(
    folder: Shelf = None,
    media: Media = False,
    afresh: Afresh = False,
    keep: Keep = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Take a backup while others work: the database, and the artifacts that it names. `take` may be left out."""
    from reelhouse.cli.copying import Copying
    from reelhouse.operations.backups import take_backup, thin_backups
    from reelhouse.storage.backups.taking import Wish

    settings = _settings()
    with Copying(quiet=quiet or as_json) as copying:
        taken = take_backup(settings, folder, Wish(media=media, afresh=afresh), copying.tell)
    thinned = thin_backups(settings, folder, daily=keep, dry_run=False) if keep else None
    if as_json:
        print_json({"schema": "reelhouse.backup/1", **_plain(taken), "thinned": thinned and _plain(thinned)})
    elif not quiet:
        print_text(_line(taken))
        if thinned:
            _show_stayed(thinned, "gone")
    if taken.lost:
        tell(f"{taken.lost} artifacts on record are gone or damaged, and are not in it\n")


@app.command("list")
def list_all(folder: Shelf = None, as_json: AsJson = False) -> None:
    """List the backups of this house, the latest first."""
    from reelhouse.operations.backups import list_backups

    found = list_backups(_settings(), folder)
    if as_json:
        print_json({"schema": "reelhouse.backups/1", "backups": [_plain(one) for one in found]})
        return
    print_text("\n".join(map(_line, found)) or "No backups yet. `reelhouse backup` takes one.")


@app.command("verify")
def verify(backup: One, as_json: AsJson = False, quiet: Quiet = False) -> int:
    """Read a whole backup and compare every file with its hash; exit code 1 when something is wrong."""
    from reelhouse.cli.copying import Copying
    from reelhouse.operations.backups import verify_backup

    with Copying(quiet=quiet or as_json) as copying:
        found = verify_backup(_settings(), backup, copying.tell)
    if as_json:
        print_json({"schema": "reelhouse.verified/1", **_plain(found)})
    elif not quiet:
        for fault in found.faults:
            print_text(harmless(fault))
        print_text(_line(found.backup) + ("  is damaged" if found.faults else "  is whole"))
    return 1 if found.faults else 0


@app.command("thin")
def thin(
    folder: Shelf = None, daily: Daily = None, weekly: Weekly = None, dry_run: Dry = False, as_json: AsJson = False
) -> None:
    """Let go of old backups by the policy of the settings; never of the last good one."""
    from reelhouse.operations.backups import thin_backups

    found = thin_backups(_settings(), folder, daily=daily, weekly=weekly, dry_run=dry_run)
    if as_json:
        print_json({"schema": "reelhouse.thinned/1", **_plain(found)})
    else:
        _show_stayed(found, "would go" if dry_run else "gone")


def restore(backup: One, into: Into = None, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Bring a backup back into an empty home, or into an empty database of a server."""
    from reelhouse.cli.copying import Copying
    from reelhouse.media.disk import readable
    from reelhouse.operations.backups import restore_backup

    with Copying(quiet=quiet or as_json) as copying:
        back = restore_backup(_settings(into), backup, copying.tell)
    if as_json:
        print_json({"schema": "reelhouse.restored/1", **_plain(back)})
    elif not quiet:
        print_text(harmless(f"{back.home}: {back.artifacts} artifacts are back, {readable(back.bytes)}"))
        if back.lost:
            print_text(f"{len(back.lost)} were not in the backup, and are made again when they are needed")
        if back.unclear or back.paused:
            unclear = f"{back.unclear} publications are unclear (`reelhouse releases list`)"
            print_text(f"{unclear}, {back.paused} episodes are paused")


def _line(told: Told) -> str:
    from reelhouse.media.disk import readable

    more = f", {told.shared} in the bucket" if told.shared else ""
    return harmless(f"{told.folder}  {told.taken}  {told.artifacts} artifacts, {readable(told.bytes)}{more}")


def _show_stayed(found: Stayed, verb: str) -> None:
    told = (("stays", found.kept), (verb, found.gone), ("is damaged: look at it", found.damaged))
    print_text("\n".join(harmless(f"{folder}  {word}") for word, folders in told for folder in folders))


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json")


def _settings(home: Path | None = None) -> Settings:
    from reelhouse.config.settings import load_settings

    return load_settings({**os.environ, "REELHOUSE_HOME": str(home)} if home else os.environ)
