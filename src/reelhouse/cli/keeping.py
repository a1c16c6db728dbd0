"""`reelhouse episodes pin`, `archive`, `export`, `duplicate` and `delete`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reelhouse.cli.episodes import Name, Yes
from reelhouse.cli.make import AsJson, Kit, Quiet, Set
from reelhouse.cli.streams import print_json, print_text, showing

if TYPE_CHECKING:
    from reelhouse.config import Settings
    from reelhouse.operations.keeping import Kept

Into = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the files go.")]
Beside = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Where its files go; else a folder beside the other's.")
]
Make = Annotated[bool, typer.Option("--make", help="Make it too, here and now.")]


def add_commands(app: typer.Typer) -> None:
    """Put these commands into a group."""
    for command in (duplicate, export, pin, unpin, archive, delete):
        app.command(command.__name__)(command)


def duplicate(
    episode: Name,
    choose: Set = None,
    out: Beside = None,
    make: Make = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Ask for the same story with other choices, as an episode of its own."""
    from reelhouse.operations.variants import duplicate as ask_for

    asked = ask_for(_settings(), episode, choose or [], out)
    if make:
        from reelhouse.cli.deciding import make_here

        made, code = make_here(_settings(), asked.episode, quiet=quiet or as_json)
        if as_json:
            print_json({**asked.model_dump(mode="json"), "result": made.printed()})
        return code
    if as_json:
        print_json(asked.model_dump(mode="json"))
    elif not quiet:
        print_text(f"{asked.episode}  asked for, to go to {asked.out}; --make makes it")
    return 0


def export(episode: Name, out: Into = Path("out"), kit: Kit = False, as_json: AsJson = False) -> None:
    """Write the files of a finished episode again; nothing is made."""
    from reelhouse.cli.showing import show_given
    from reelhouse.operations.keeping import give_out

    given = give_out(_settings(), episode, out, kit=kit)
    if as_json:
        print_json(given.model_dump(mode="json"))
        return
    with showing():
        show_given(given)


def pin(episode: Name, as_json: AsJson = False) -> None:
    """Keep every file of an episode, whatever the limits of the cache say."""
    from reelhouse.operations.keeping import pin as keep

    _tell(keep(_settings(), episode), "is pinned: nothing of it goes", as_json=as_json)


def unpin(episode: Name, as_json: AsJson = False) -> None:
    """Leave the files of an episode to the limits of the cache again."""
    from reelhouse.operations.keeping import pin as keep

    _tell(keep(_settings(), episode, pinned=False), "is left to the limits of the cache", as_json=as_json)


def archive(episode: Name, as_json: AsJson = False) -> None:
    """Keep the finished files and documents of an episode, and let go of its pieces of picture."""
    from reelhouse.media.disk import readable
    from reelhouse.operations.keeping import archive as put_away

    kept = put_away(_settings(), episode)
    _tell(kept, f"is archived: {kept.files} files, {readable(kept.bytes)} gone", as_json=as_json)


def delete(episode: Name, yes: Yes = False, as_json: AsJson = False) -> None:
    """Forget an episode; its exported files stay, and so do people's versions of its documents."""
    from reelhouse.cli.changing import asked, is_terminal
    from reelhouse.errors import ReelhouseError, UsageError
    from reelhouse.operations.episodes import show_episode
    from reelhouse.operations.keeping import forget

    if not yes:
        if as_json or not is_terminal():
            raise UsageError("nobody is there to be asked", where="--yes", remedy="Add --yes to delete it")
        listed = show_episode(_settings(), episode).listed
        if not asked(f"Forget {listed.episode}?"):
            raise ReelhouseError("nothing was deleted", remedy="The episode is as it was")
    gone = forget(_settings(), episode)
    if as_json:
        print_json(gone.model_dump(mode="json"))
    else:
        print_text(f"{gone.episode}  is forgotten")


def _tell(kept: Kept, words: str, *, as_json: bool) -> None:
    if as_json:
        print_json(kept.model_dump(mode="json"))
    else:
        print_text(f"{kept.listed.episode}  {words}")


def _settings() -> Settings:
    from reelhouse.config.settings import load_settings

    return load_settings(os.environ)
