"""The register of episodes: what was asked for, where it went, and which documents it had."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.model.artifact import Artifact
from reelhouse.storage.database import Database
from reelhouse.storage.runs import Clock

#: Where an episode stands while it is made, and from an edit until it is made again.
MAKING, EDITED = "making", "edited"


@dataclass(frozen=True)
class Asked:
    """What an episode is made of. `name` is what its text came as, `text` the text itself, None for the bundled one.

    `destinations` are where it goes once it is made, `NAME` or `NAME:ACCOUNT`.
    """

    episode: str
    recipe: str
    story: str
    source: str
    name: str
    brief: dict[str, Any]
    out: str
    kit: bool
    text: Artifact | None
    destinations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """An episode of the register. Times are milliseconds since 1970, `made_at` 0 when it was never finished.

    `videos` are title, rendition and path of what it made last.
    """

    asked: Asked
    title: str
    status: str
    videos: tuple[dict[str, str], ...]
    asked_at: int
    made_at: int


@dataclass(frozen=True)
class Original:
    """A document as it was made, before anybody edited it; `origin` is its digest."""

    kind: str
    part: int
    origin: str
    base: Artifact


@dataclass(frozen=True)
class Register:
    """Every episode that was asked for."""

    database: Database
    clock: Clock

    def ask(self, asked: Asked) -> None:
        """Note what is about to be made; what an episode made before stays known."""
        text = None if asked.text is None else asked.text.model_dump(mode="json")
        given = asdict(asked) | {"text": text, "destinations": list(asked.destinations), "status": MAKING}
        new = self.database.insert(tables.production).values(
            given | {"title": "", "videos": [], "asked_at": self._now(), "made_at": 0}
        )
        with self.database.writing() as connection:
            connection.execute(new.on_conflict_do_update(index_elements=["episode"], set_=given))

    def stand(self, episode: str, status: str) -> None:
        """Note where an episode stands."""
        column = tables.production.c
        with self.database.writing() as connection:
            connection.execute(tables.production.update().where(column.episode == episode).values(status=status))

    def finish(self, episode: str, title: str, status: str, videos: list[dict[str, str]]) -> None:
        """Note what an episode made; one that was edited meanwhile is edited still."""
        column = tables.production.c
        stands = sa.case((column.status == EDITED, EDITED), else_=status)
        values = {"title": title, "status": stands, "videos": videos, "made_at": self._now()}
        with self.database.writing() as connection:
            connection.execute(tables.production.update().where(column.episode == episode).values(values))

    def find(self, episode: str) -> Entry | None:
        """An episode by its whole name."""
        with self.database.reading() as connection:
            query = sa.select(tables.production).where(tables.production.c.episode == episode)
            row = connection.execute(query).one_or_none()
        return None if row is None else _entry(row)

    def entries(self) -> tuple[Entry, ...]:
        """All episodes, the one that was made or asked for last first."""
        column = tables.production.c
        last = sa.case((column.made_at > column.asked_at, column.made_at), else_=column.asked_at)
        with self.database.reading() as connection:
            rows = connection.execute(sa.select(tables.production).order_by(last.desc(), column.episode)).all()
        return tuple(_entry(row) for row in rows)

    def meet(self, episode: str, original: Original) -> None:
        """Note a document that a run of the episode met."""
        values = vars(original) | {"base": original.base.model_dump(mode="json")}
        new = self.database.insert(tables.document).values({"episode": episode, **values})
        with self.database.writing() as connection:
            connection.execute(new.on_conflict_do_update(index_elements=["episode", "kind", "part"], set_=values))

    def forget(self, episode: str, after: int) -> None:
        """Drop the documents of parts that an episode has no more: those after this one."""
        column = tables.document.c
        with self.database.writing() as connection:
            connection.execute(tables.document.delete().where(column.episode == episode, column.part > after))

    def originals(self, episode: str) -> tuple[Original, ...]:
        """The documents of an episode, by kind and part."""
        column = tables.document.c
        query = sa.select(tables.document).where(column.episode == episode).order_by(column.kind.desc(), column.part)
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(Original(row.kind, row.part, row.origin, Artifact.model_validate(row.base)) for row in rows)

    def _now(self) -> int:
        return int(self.clock() * 1000)


def _entry(row: Any) -> Entry:
    text = None if row.text is None else Artifact.model_validate(row.text)
    given = (row.episode, row.recipe, row.story, row.source, row.name, row.brief, row.out, row.kit)
    asked = Asked(*given, text, tuple(row.destinations))
    return Entry(asked, row.title, row.status, tuple(row.videos), row.asked_at, row.made_at)
