"""What a person can type: commands, keys, exit codes and settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

import reelhouse.errors
from docs.markdown import code, first_paragraph, table
from reelhouse.cli.main import app
from reelhouse.config.settings import DEFAULT_LIMITS, Settings
from reelhouse.errors import Cancelled, ReelhouseError
from reelhouse.model.artifact import Kind
from reelhouse.operations.catalogue import describe_recipe, recipe_choices, recipe_names

#: What each setting is for; a setting without words here cannot be documented, and `make docs` says so.
SETTINGS = {
    "approve_within": "How long a person has for an answer at [the desk](desk.md): `90 min`, `36 h`, `2 days`",
    "cache": "How much of each kind is kept (the table below)",
    "record_days": "Days after its last use that the record of a step without files is kept",
    "database": "A PostgreSQL server that many machines share: `postgresql://USER:PASSWORD@HOST/NAME`",
    "artifacts": "A bucket that machines share their artifacts in: see [sharing](sharing.md)",
    "workers": "How much is made side by side: pieces of picture, parts of a series",
    "shows": "More folders with [shows](shows.md), beside `shows` in the home folder",
    "voices": "More folders with Piper voices, and with `festival` or `flite` where they are not on the path",
    "voice": "The voices of an episode, best first, unless `--set voice=` says otherwise; each for its own language",
    "budgets": "What may be spent, by episode, day, month and show: see [budgets](budgets.md)",
    "backups": "Where backups go (`folder`), and how many days and weeks are kept: see [backups](backup.md)",
    "cleanup": "What a clean-up lets go of, in days: see [backups](backup.md#cleaning-up)",
    "style": "The style of an episode, unless `--set style=` says otherwise",
}
#: Defaults that are no plain value.
_DEFAULTS = {
    "approve_within": "any time",
    "artifacts": "none",
    "backups": "`backups` in the home folder, 7 days, 4 weeks",
    "budgets": "no limits",
    "cache": "see below",
    "cleanup": "records after 30, drafts after 180",
    "database": "a file in the home folder",
    "workers": "the processor cores it may use",
    "shows": "none",
    "voices": "none",
    "voice": f"the best for the language; of `voices --say`: {code(str(Settings.model_fields['voice'].default))}",
}
#: What each kind of artifact is.
KINDS = {
    Kind.SPEECH: "Spoken lines",
    Kind.LOOP: "Moving backgrounds",
    Kind.FOOTAGE: "Pieces of your own clips and pictures, ready to be cut in",
    Kind.CARD: "Title cards and end cards",
    Kind.STILL: "Covers and frames for the contact sheet",
    Kind.FONT: "Font files cut from the installed families",
    Kind.MUSIC: "Music beds and small effects",
    Kind.CHUNK: "Encoded pieces of picture",
    Kind.MIX: "Finished sound",
    Kind.DELIVERABLE: "Finished videos",
    Kind.SIDECAR: "Subtitles and contact sheets",
    Kind.DOCUMENT: "Your texts and your edits; they never go",
}


def commands() -> str:
    """Every command with its arguments and options."""
    return "\n\n".join(_command(path, command) for path, command in walk(get_command(app), "reelhouse"))


def walk(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command that does something, with the words that call it."""
    inside = getattr(command, "commands", None)
    if inside is None or command.invoke_without_command:
        yield path, command
    for name, child in (inside or {}).items():
        yield from walk(child, f"{path} {name}")


def keys() -> str:
    """The keys of `--set` for every recipe."""
    return "\n\n".join(f"### Keys of `{name}`\n\n{describe_recipe(name)}\n\n{_keys(name)}" for name in recipe_names())


def errors() -> str:
    """Every error with its exit code."""
    found = [kind for kind in vars(reelhouse.errors).values() if isinstance(kind, type)]
    kinds = [kind for kind in found if issubclass(kind, ReelhouseError | Cancelled)]
    rows = ((code(kind.__name__), str(kind.exit_code), first_paragraph(kind.__doc__)) for kind in kinds)
    return table(("error", "exit code", "meaning"), rows)


def settings() -> str:
    """Every key of the settings file."""
    names = [name for name in Settings.model_fields if name != "home"]
    return table(("key", "default", "meaning"), ((code(name), _default(name), SETTINGS[name]) for name in names))


def cache_kinds() -> str:
    """Every kind of artifact with its limits."""
    rows = []
    for kind in Kind:
        limit = DEFAULT_LIMITS.get(kind)
        size = f"{limit.size // 10**9} GB" if limit and limit.size else "no limit"
        days = f"{limit.days:g}" if limit and limit.days else "no limit"
        rows.append((code(kind.value), KINDS[kind], size, days))
    return table(("kind", "what it is", "size", "days"), rows)


def _command(path: str, command: Any) -> str:
    arguments = [option for option in command.params if option.param_type_name == "argument"]
    usage = " ".join((path, *map(_place, arguments), "[OPTIONS]"))
    rows = [(code(_place(option)), option.help, "") for option in arguments]
    rows += [(_flag(option), option.help, _given(option)) for option in command.params if option not in arguments]
    head = f"### `{path}`\n\n{command.help}\n\n```text\n{usage}\n```"
    return f"{head}\n\n{table(('option', 'meaning', 'default'), rows)}" if rows else head


def _place(argument: Any) -> str:
    """An argument as usage lines write it: in brackets when it may be left out."""
    name = argument.metavar.strip("[]")
    return name if argument.required else f"[{name}]"


def _flag(option: Any) -> str:
    value = "" if option.is_flag else f" {option.metavar}"
    return ", ".join(code(f"{name}{value}") for name in option.opts)


def _given(option: Any) -> str:
    return "" if option.is_flag or option.default in {None, ""} else code(str(option.default))


def _keys(recipe: str) -> str:
    rows = (
        (code(choice.name), choice.description, code(choice.kind), code(choice.default) if choice.default else "empty")
        for choice in recipe_choices(recipe)
    )
    return table(("key", "meaning", "values", "default"), rows)


def _default(name: str) -> str:
    if name in _DEFAULTS:
        return _DEFAULTS[name]
    return code(f"{Settings.model_fields[name].default}")
