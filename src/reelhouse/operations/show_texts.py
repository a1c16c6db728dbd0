"""Shows in the database: putting them there and taking them out again, for houses whose machines share no disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reelhouse.config import Settings
from reelhouse.config.shows import NAMING, find_shows, is_name
from reelhouse.errors import InvalidSettings, UnknownName, UnreadableText, UsageError
from reelhouse.model.base import Value
from reelhouse.operations.given import read_given
from reelhouse.operations.laid import moment
from reelhouse.operations.shows import read_kept
from reelhouse.storage import Store, open_store
from reelhouse.storage.show_texts import PUT, ShowText

#: Bytes of the largest show: some hundred times a usual one.
LARGEST = 256 << 10
_SAVE = "Give a show as a YAML file in UTF-8"


class Kept(Value):
    """What came of putting a show: whether that is new, and what is wrong with it on this machine only."""

    show: str
    changed: bool
    absent: tuple[str, ...] = ()


class Change(Value):
    """Something that was done with a show in the database; `deed` is put or remove, `at` ISO 8601, in UTC."""

    version: int
    deed: str
    who: str
    at: str


def put_show(settings: Settings, environ: Mapping[str, str], path: Path, who: str, name: str = "") -> Kept:
    """Write a show into the database, for every machine that uses it; its name is that of the file, or `name`.

    Its references stay as they are written, and what they lead to need not be here: the machine that asks for an
    episode reads them, and what they say for `brief` and `out` is kept with the episode.

    Raises:
        PathNotFound: There is no such file.
        UnreadableText: It cannot be read, or is no text, or much too long.
        InvalidSettings: Something is wrong with it; the error tells the first, and how many more there are.
        UsageError: No show may be called so, or a file of that name is among the shows of this machine.
    """
    name = name or path.stem
    text = _read(path)
    if (file_here := _file_of(settings, name)) is not None:
        raise UsageError(
            f"this file is the show {name} here; in the database too, nobody could tell which one is meant",
            where=str(file_here),
            remedy="Move it out of the folder of shows first, or give another name with --name",
        )
    if not is_name(name):
        raise UsageError(f"a show cannot be called {name!r}", where=str(path), remedy=NAMING)
    file = read_kept(text, name, settings.home / "shows", environ, elsewhere=True)
    if file.problems:
        first = file.problems[0]
        more = f"; {len(file.problems) - 1} more: reelhouse shows check {path}" if len(file.problems) > 1 else ""
        where = first.where.replace(file.place, str(path), 1)
        raise InvalidSettings(first.message + more, where=where, remedy=first.remedy)
    absent = tuple(one.message for one in file.marked.absent.values())
    with open_store(settings) as store:
        return Kept(show=name, changed=store.show_texts.put(name, text, who), absent=absent)


def remove_show(settings: Settings, name: str, who: str) -> None:
    """Take a show out of the database; its episodes and its history stay.

    Raises:
        UnknownName: There is none of that name.
        UsageError: It is a file.
    """
    with open_store(settings) as store:
        if store.show_texts.remove(name, who):
            return
        if (path := _file_of(settings, name)) is not None:
            raise UsageError("this show is a file", where=str(path), remedy="Delete the file")
        raise UnknownName("show in the database", name, sorted(store.show_texts.current()))


def show_history(settings: Settings, name: str) -> tuple[Change, ...]:
    """What was done with a show in the database, oldest first.

    Raises:
        UnknownName: There never was one of that name.
    """
    with open_store(settings) as store:
        return tuple(
            Change(version=one.number, deed=one.deed, who=one.who, at=moment(one.at)) for one in _history(store, name)
        )


def show_text(settings: Settings, name: str, version: int | None = None) -> str:
    """A show as it was put into the database: the last version, or this one.

    Raises:
        UnknownName: There never was one of that name.
        UsageError: There is no such version.
    """
    with open_store(settings) as store:
        versions = {one.number: one.text for one in _history(store, name) if one.deed == PUT}
    if version is not None and version not in versions:
        known = ", ".join(map(str, versions))
        raise UsageError(f"there is no text of version {version}", where=name, remedy=f"Choose one of {known}")
    return versions[max(versions) if version is None else version]


def _history(store: Store, name: str) -> tuple[ShowText, ...]:
    found = store.show_texts.history(name)
    if not found:
        raise UnknownName("show in the database", name, sorted(store.show_texts.current()))
    return found


def _file_of(settings: Settings, name: str) -> Path | None:
    """The file that is the show of that name on this machine, if there is one."""
    return next((path for path in find_shows(settings.show_folders) if path.stem == name), None)


def _read(path: Path) -> str:
    content = read_given(path, LARGEST, missing="there is no such show file", remedy=_SAVE)
    if len(content) > LARGEST:
        raise UnreadableText(f"this is longer than {LARGEST >> 10} KB", where=str(path), remedy=_SAVE)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableText("this is no text in UTF-8", where=str(path), remedy=_SAVE) from error
