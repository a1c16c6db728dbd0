"""Shows as a person sees them: what their files say, what is wrong in them, and when they are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reelhouse.config import Settings
from reelhouse.config.marked import Marked, Place
from reelhouse.config.shows import Show, ShowFile, find_shows, read_show, read_show_text
from reelhouse.errors import InvalidSettings, PathNotFound, ReelhouseError, UnknownName
from reelhouse.model.base import digest
from reelhouse.operations.briefs import SOURCE, parse_brief
from reelhouse.operations.make import Request
from reelhouse.operations.pieces import Piece
from reelhouse.operations.publishing import check_destinations
from reelhouse.production.recipe import Recipe, open_recipe
from reelhouse.storage import Store
from reelhouse.storage.show_texts import ShowText
from reelhouse.storage.shows import Terms

#: Among destinations, the folder with everything to post by hand.
KIT = "kit"
#: Keys of briefs that name files.
_PATHS = ("footage", "style")


@dataclass(frozen=True)
class Lying:
    """Where a show lies: in a file, in the database, or by mistake in both; `home` is the folder of shows here."""

    name: str
    home: Path
    path: Path | None = None
    text: ShowText | None = None

    def read(self, environ: Mapping[str, str]) -> ShowFile:
        """The show, with everything that is wrong with it."""
        if self.text is None:
            return read_one(self.path or self.home, environ)
        if self.path is None:
            return read_kept(self.text.text, self.name, self.home, environ)
        return ShowFile(self.name, self.path, None, Marked(self.path), (self._twice(self.path),))

    def _twice(self, path: Path) -> InvalidSettings:
        return InvalidSettings(
            f"there is a show {self.name} in the database too, and nobody can tell which one is meant",
            where=str(path),
            remedy=f"Take this file away, or take the other one out: reelhouse shows remove {self.name}",
        )


def find_shows_in(store: Store, settings: Settings, paths: Sequence[Path] | None = None) -> tuple[Lying, ...]:
    """All shows by name, those of files and those of the database; `paths` are the files, if they were found before."""
    found = {path.stem: path for path in (find_shows(settings.show_folders) if paths is None else paths)}
    kept = store.show_texts.current()
    home = settings.home / "shows"
    return tuple(Lying(name, home, found.get(name), kept.get(name)) for name in sorted({*found, *kept}))


def read_shows(store: Store, settings: Settings, environ: Mapping[str, str]) -> tuple[ShowFile, ...]:
    """All shows by name, with everything that is wrong with them."""
    return tuple(one.read(environ) for one in find_shows_in(store, settings))


def read_kept(text: str, name: str, folder: Path, environ: Mapping[str, str], *, elsewhere: bool = False) -> ShowFile:
    """A show from its text in the database, as if it were a file in `folder`.

    `elsewhere`: it is meant for other machines, so that what its references lead to need not be here.
    """
    marked = Marked(folder / f"{name}.yaml", origin=f"show {name} in the database")
    return _judged(read_show_text(text, marked, environ, elsewhere=elsewhere))


def read_one(path: Path, environ: Mapping[str, str]) -> ShowFile:
    """The file of a show, with everything that is wrong with it; its recipe has looked at its brief.

    Raises:
        PathNotFound: There is no such file.
    """
    if not path.is_file():
        raise PathNotFound("there is no such show file", where=str(path), remedy="Check its path")
    return _judged(read_show(path, environ))


def find_show(store: Store, settings: Settings, environ: Mapping[str, str], name: str) -> ShowFile:
    """A show by its name.

    Raises:
        UnknownName: There is none.
    """
    found = {one.name: one for one in find_shows_in(store, settings)}
    if name not in found:
        remedy = "" if found else f"Put a file {name}.yaml into {settings.home / 'shows'}"
        raise UnknownName("show", name, sorted(found), remedy=remedy)
    return found[name].read(environ)


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


def _judged(file: ShowFile) -> ShowFile:
    """With what its recipe and its destinations have to say to it."""
    said = (_at(error, file, place) for error, place in _misfits(file) if not file.marked.is_absent(place))
    problems = (*file.problems, *said)
    return replace(file, show=None if problems else file.show, problems=problems)


def _misfits(file: ShowFile) -> Iterator[tuple[ReelhouseError, Place]]:
    """What the recipe and the destinations have to say to it; each key by itself, so that all is told at once."""
    given = file.marked.data
    recipe = given.get("recipe")
    if isinstance(recipe, str):
        try:
            opened = open_recipe(recipe)
        except UnknownName as error:
            yield error, ("recipe",)
        else:
            yield from _brief_misfits(file, opened)
    for number, one in enumerate(_texts(given.get("destinations"))):
        try:
            check_destinations((one,), (KIT,))
        except UnknownName as error:
            yield error, ("destinations", number)


def _brief_misfits(file: ShowFile, recipe: Recipe[Any]) -> Iterator[tuple[ReelhouseError, Place]]:
    given, folder = file.marked.data, file.path.parent
    brief = given.get("brief")
    for key, value in brief.items() if isinstance(brief, dict) else ():
        if key != SOURCE and (error := _refusal(recipe, _pairs({key: value}, (), folder))):
            yield error, ("brief", key)
        elif isinstance(value, Mapping) or (key == SOURCE and not isinstance(value, str)):
            yield InvalidSettings("a text is needed here", remedy="Correct this line"), ("brief", key)
    if error := _refusal(recipe, _pairs({}, tuple(_texts(given.get("approve"))), folder)):
        yield error, ("approve",)


def _refusal(recipe: Recipe[Any], pairs: Iterator[str]) -> ReelhouseError | None:
    try:
        parse_brief(recipe.brief, None, pairs)
    except ReelhouseError as error:
        return error
    return None


def _at(error: ReelhouseError, file: ShowFile, place: Place) -> InvalidSettings:
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
