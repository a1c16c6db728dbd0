"""The script of a story as rows: what a person may change in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from reelhouse.model.base import digest
from reelhouse.model.script import Line, Parts, Role, Scene, Script
from reelhouse.production.documents.carry import carried

#: Rows of an end card that are only shown.
CARD = ("heading", "note")


@dataclass(frozen=True)
class Row:
    """One line of a script, or one of `CARD`, which is never said. `pause` is in milliseconds."""

    part: int
    scene: str
    id: str
    shown: str
    said: str = ""
    pause: int = 0


def rows_of(parts: Parts) -> tuple[Row, ...]:
    """Everything that is said or shown, in order."""
    return tuple(row for script in parts.scripts for scene in script.scenes for row in _rows(script.part, scene))


def origin_of_script(parts: Parts) -> str:
    """What tells one version of a script from another: the words, and where they stand."""
    rows = [list(vars(row).values()) for row in rows_of(parts)]
    return digest([[script.title, script.language] for script in parts.scripts] + rows)


def with_rows(parts: Parts, title: str, rows: Sequence[Row]) -> Parts | None:
    """The script with other words; None when a row belongs to a scene that it does not have."""
    scenes = {(script.part, scene.id) for script in parts.scripts for scene in script.scenes}
    if not {(row.part, row.scene) for row in rows} <= scenes:
        return None
    return Parts(scripts=tuple(_with_rows(script, title, rows) for script in parts.scripts))


def carry_script(before: Parts, edited: Parts, now: Parts) -> Parts | None:
    """An edit of a script in another version of it; None when something that was edited is not there any more."""
    title = _one_of(*(parts.scripts[0].title for parts in (before, edited, now)))
    rows = carried(rows_of(before), rows_of(edited), rows_of(now), _words, _fit)
    return None if title is None or rows is None else with_rows(now, title, _numbered(rows, rows_of(now)))


def unused_id(scene: str, taken: set[str]) -> str:
    """A name for a line that is added to a scene; it is taken from now on."""
    name = next(name for number in count(1) if (name := f"{scene}.new{number}") not in taken)
    taken.add(name)
    return name


def _rows(part: int, scene: Scene) -> Iterator[Row]:
    if scene.role is Role.END:
        yield from (Row(part, scene.id, name, text) for name in CARD if (text := getattr(scene, name)))
    yield from (Row(part, scene.id, line.id, line.shown, line.text, line.pause) for line in scene.lines)


def _with_rows(script: Script, title: str, rows: Sequence[Row]) -> Script:
    scenes = []
    for scene in script.scenes:
        own = [row for row in rows if (row.part, row.scene) == (script.part, scene.id)]
        lines = tuple(Line(id=one.id, text=one.said, shown=one.shown, pause=one.pause) for one in own if one.said)
        card = {row.id: row.shown for row in own if not row.said}
        heading = {"heading": title} if scene.role is Role.TITLE and scene.heading == script.title else {}
        scenes.append(scene.model_copy(update={"lines": lines, **card, **heading}))
    return script.model_copy(update={"title": title, "scenes": tuple(scenes)})


def _words(row: Row) -> tuple[str, str]:
    return row.shown, row.said


def _fit(row: Row, old: Row, new: Row) -> Row:
    """In the place of the new row, with its name where it is the same one."""
    name = new.id if row.id == old.id else ""
    return replace(row, part=new.part, scene=new.scene, id=name)


def _numbered(rows: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    """Rows without a name get one."""
    taken = {row.id for row in (*rows, *now)}
    return [row if row.id else replace(row, id=unused_id(row.scene, taken)) for row in rows]


def _one_of(before: str, edited: str, now: str) -> str | None:
    """The text that both agree on, or that only one of them changed."""
    if edited in {before, now}:
        return now
    return edited if before == now else None
