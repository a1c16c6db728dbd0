"""Shows as a person sees them: what their files say, what is wrong in them, and when they are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reelhouse.config import Settings
from reelhouse.config.shows import Show, ShowFile, find_shows, read_show
from reelhouse.errors import InvalidSettings, PathNotFound, ReelhouseError, UnknownName
from reelhouse.model.base import digest
from reelhouse.operations.briefs import SOURCE, parse_brief
from reelhouse.operations.make import Request
from reelhouse.operations.pieces import Piece
from reelhouse.operations.publishing import check_destinations
from reelhouse.production.recipe import Recipe, open_recipe
from reelhouse.storage.shows import Terms

#: Among destinations, the folder with everything to post by hand.
KIT = "kit"
#: Keys of briefs that name files.
_PATHS = ("footage", "style")


def read_shows(settings: Settings, environ: Mapping[str, str]) -> tuple[ShowFile, ...]:
    """The files of all shows, with everything that is wrong with them."""
    return tuple(read_one(path, environ) for path in find_shows(settings.show_folders))


def read_one(path: Path, environ: Mapping[str, str]) -> ShowFile:
    """The file of a show, with everything that is wrong with it; its recipe has looked at its brief.

    Raises:
        PathNotFound: There is no such file.
    """
    if not path.is_file():
        raise PathNotFound("there is no such show file", where=str(path), remedy="Check its path")
    file = read_show(path, environ)
    problems = [*file.problems, *_misfits(file)]
    return replace(file, show=None if problems else file.show, problems=tuple(problems))


def find_show(settings: Settings, environ: Mapping[str, str], name: str) -> ShowFile:
    """A show by its name.

    Raises:
        UnknownName: There is none.
    """
    paths = {path.stem: path for path in find_shows(settings.show_folders)}
    if name not in paths:
        remedy = "" if paths else f"Put a file {name}.yaml into {settings.home / 'shows'}"
        raise UnknownName("show", name, sorted(paths), remedy=remedy)
    return read_one(paths[name], environ)


def usable(file: ShowFile) -> Show:
    """What the file of a show says.

    Raises:
        InvalidSettings: Something is wrong with it.
    """
    if file.show is not None:
        return file.show
    first, *others = file.problems
    if not others:
        raise first
    more = f"; {len(others)} more: reelhouse shows check {file.name}"
    raise InvalidSettings(first.message + more, where=first.where, remedy=first.remedy)


def request_of(file: ShowFile, piece: Piece, settings: Settings) -> Request:
    """An episode of a show as a person would ask for it."""
    show = usable(file)
    folder = file.path.parent
    return Request(
        recipe=show.recipe,
        source=piece.source,
        out=(folder / Path(show.out).expanduser() if show.out else settings.home / "out" / file.name).absolute(),
        choose=tuple(_pairs(show.brief, show.approve, folder)),
        kit=KIT in show.destinations,
        destinations=tuple(one for one in show.destinations if one != KIT),
        show=file.name,
    )


def plan_of(show: Show) -> str:
    """Changes with when a show is due, and with nothing else."""
    return digest([show.schedule, show.zone, show.paused])


def terms_of(show: Show) -> Terms:
    """What holds for its episodes."""
    return Terms(show.budget, show.approve_within)


def _misfits(file: ShowFile) -> Iterator[InvalidSettings]:
    """What the recipe and the destinations have to say to it; each key by itself, so that all is told at once."""
    given = file.marked.data
    recipe = given.get("recipe")
    if isinstance(recipe, str):
        try:
            opened = open_recipe(recipe)
        except UnknownName as error:
            yield _at(error, file, ("recipe",))
        else:
            yield from _brief_misfits(file, opened)
    for number, one in enumerate(_texts(given.get("destinations"))):
        try:
            check_destinations((one,), (KIT,))
        except UnknownName as error:
            yield _at(error, file, ("destinations", number))


def _brief_misfits(file: ShowFile, recipe: Recipe[Any]) -> Iterator[InvalidSettings]:
    given, folder = file.marked.data, file.path.parent
    brief = given.get("brief")
    for key, value in brief.items() if isinstance(brief, dict) else ():
        if key != SOURCE and (error := _refusal(recipe, _pairs({key: value}, (), folder))):
            yield _at(error, file, ("brief", key))
        elif isinstance(value, Mapping) or (key == SOURCE and not isinstance(value, str)):
            yield _at(InvalidSettings("a text is needed here", remedy="Correct this line"), file, ("brief", key))
    if error := _refusal(recipe, _pairs({}, tuple(_texts(given.get("approve"))), folder)):
        yield _at(error, file, ("approve",))


def _refusal(recipe: Recipe[Any], pairs: Iterator[str]) -> ReelhouseError | None:
    try:
        parse_brief(recipe.brief, None, pairs)
    except ReelhouseError as error:
        return error
    return None


def _at(error: ReelhouseError, file: ShowFile, place: tuple[str | int, ...]) -> InvalidSettings:
    return InvalidSettings(error.message, where=file.marked.where(place), remedy=error.remedy)


def _texts(given: object) -> Sequence[str]:
    listed = [given] if isinstance(given, str) else given
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _pairs(brief: Mapping[str, Any], approve: Sequence[str], folder: Path) -> Iterator[str]:
    """The choices as `--set` takes them; a key without a value is left as it is."""
    for key, value in brief.items():
        if key == SOURCE or value is None:
            continue
        text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        path = folder / Path(text).expanduser()
        yield f"{key}={path.absolute() if key in _PATHS and text and path.exists() else text}"
    if approve:
        yield f"approve={','.join(approve)}"
