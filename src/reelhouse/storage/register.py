"""The register of episodes: what was asked for, where it went, and which documents it had."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.model.artifact import Artifact
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.runs import Clock

#: Where an episode stands before it is made, while it is, and from an edit until it is made again.
ASKED, MAKING, EDITED = "asked", "making", "edited"
#: Where it stands while a person has to look at it, and after the answer.
WAITING, APPROVED, REJECTED = "waiting", "approved", "rejected"
#: Where a question about it stands before anybody answers, and when what was shown is gone.
OPEN, OUTDATED = "open", "outdated"
#: What is kept of it whatever the limits say: all of it, or what it gave back.
PINNED, ARCHIVED = "pinned", "archived"
#: Where one stands that workers make: before one begins, when it could not be made, and when a person stopped it.
QUEUED, FAILED, CANCELLED, PAUSED = "queued", "failed", "cancelled", "paused"
#: Where one stands that did not pass its checks, or for which a budget has too little left.
HELD = "held"
#: Nobody goes on with an episode that a person stopped.
HALTED = (CANCELLED, PAUSED)


@dataclass(frozen=True)
class Asked:
    """What an episode is made of. `name` is what its text came as, `text` the text itself, None for the bundled one.

    `destinations` are where it goes once it is made, `NAME` or `NAME:ACCOUNT`; `show` is whose episode it is, if any.
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
    show: str = ""


@dataclass(frozen=True)
class Entry:
    """An episode of the register. Times are milliseconds since 1970, `made_at` 0 when it was never finished.

    `videos` are title, rendition and path of what it made last, `release` the paper of it, None when it was made by an
    earlier version of Reelhouse. `kept` is `pinned`, `archived` or nothing.
    """

    asked: Asked
    title: str
    status: str
    videos: tuple[dict[str, str], ...]
    asked_at: int
    made_at: int
    release: Artifact | None = None
    kept: str = ""


@dataclass(frozen=True)
class Made:
    """What an episode made: title, rendition and path of its videos, the paper of its release, its steps' keys."""

    title: str
    videos: list[dict[str, str]]
    release: Artifact | None = None
    keys: frozenset[str] = frozenset()


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

    def ask(self, asked: Asked, status: str = MAKING) -> None:
        """Note what is about to be made; what an episode made before stays known."""
        with self.database.writing() as connection:
            self.ask_in(connection, asked, status)

    def ask_in(self, connection: sa.Connection, asked: Asked, status: str) -> None:
        """Note in somebody's transaction what was asked for, and where it stands."""
        text = None if asked.text is None else asked.text.model_dump(mode="json")
        given = asdict(asked) | {"text": text, "destinations": list(asked.destinations), "status": status}
        new = self.database.insert(tables.production).values(
            given | {"title": "", "videos": [], "asked_at": self._now(), "made_at": 0}
        )
        connection.execute(new.on_conflict_do_update(index_elements=["episode"], set_=given))

    def move_in(self, connection: sa.Connection, episode: str, status: str, *, among: Collection[str]) -> bool:
        """Let an episode stand elsewhere if it stands at one of these; False when it does not."""
        column = tables.production.c
        there = tables.production.update().where(column.episode == episode, column.status.in_(among))
        return bool(connection.execute(there.values(status=status)).rowcount)

    def stand(self, episode: str, status: str) -> None:
        """Note where an episode stands that was being made; what a person did with it meanwhile counts more."""
        column = tables.production.c
        where = column.episode == episode, column.status == MAKING
        with self.database.writing() as connection:
            connection.execute(tables.production.update().where(*where).values(status=status))

    def finish(self, episode: str, status: str, made: Made) -> None:
        """Note what an episode made, and that it is over; one that was edited meanwhile is edited still."""
        with self.database.writing() as connection:
            self._note(connection, episode, made)
            self._end(connection, episode, status)

    def note(self, episode: str, made: Made) -> None:
        """Note what an episode made that has more before it: it stands where it stood."""
        with self.database.writing() as connection:
            self._note(connection, episode, made)

    def end(self, episode: str, status: str) -> None:
        """Note that an episode is over whose makings were noted; one that was edited meanwhile is edited still."""
        with self.database.writing() as connection:
            self._end(connection, episode, status)

    def keep(self, episode: str, kept: str) -> None:
        """Keep the files of an episode whatever the limits say (`PINNED`, `ARCHIVED`), or no more (empty)."""
        column = tables.production.c
        with self.database.writing() as connection:
            connection.execute(tables.production.update().where(column.episode == episode).values(kept=kept))

    def remove(self, episode: str) -> None:
        """Forget an episode and what was asked about it. Versions of its documents belong to its story, and stay."""
        with self.database.writing() as connection:
            for table in (tables.production, tables.document, tables.approval, tables.episode_step, tables.happening):
                connection.execute(table.delete().where(table.c.episode == episode))
            connection.execute(tables.episode.delete().where(tables.episode.c.name == episode))

    def find(self, episode: str) -> Entry | None:
        """An episode by its whole name."""
        with self.database.reading() as connection:
            query = sa.select(tables.production).where(tables.production.c.episode == episode)
            row = connection.execute(query).one_or_none()
        return None if row is None else _entry(row)

    def beginning(self, name: str) -> tuple[Entry, ...]:
        """The episodes whose names begin like this, by name."""
        column = tables.production.c.episode
        query = sa.select(tables.production).where(sa.func.substr(column, 1, len(name)) == name).order_by(column)
        with self.database.reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def entries(self, limit: int | None = None, *, skip: int = 0) -> tuple[Entry, ...]:
        """All episodes, or so many of them after the first ones; the one that was made or asked for last first."""
        column = tables.production.c
        last = sa.case((column.made_at > column.asked_at, column.made_at), else_=column.asked_at)
        names = sa.select(column.episode).order_by(last.desc(), column.episode).limit(limit).offset(skip)
        query = sa.select(tables.production).order_by(last.desc(), column.episode)
        if limit is not None:  # what is sorted is small then: an episode is a whole brief
            query = query.where(column.episode.in_(names))
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(_entry(row) for row in rows)

    def count(self) -> int:
        """How many episodes there are."""
        with self.database.reading() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(tables.production)).scalar_one()

    def titles(self) -> dict[str, str]:
        """The titles of all episodes; empty where it is not known yet."""
        column = tables.production.c
        with self.database.reading() as connection:
            return {row.episode: row.title for row in connection.execute(sa.select(column.episode, column.title))}

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

    def _note(self, connection: sa.Connection, episode: str, made: Made) -> None:
        """What it made; an archived one is so no more, and nothing of it waits for people after that."""
        column = tables.production.c
        release = None if made.release is None else made.release.model_dump(mode="json")
        values: dict[str, Any] = {
            "title": made.title,
            "videos": made.videos,
            "release": release,
            "made_at": self._now(),
            "kept": sa.case((column.kept == ARCHIVED, ""), else_=column.kept),
        }
        noted = tables.production.update().where(column.episode == episode).values(values)
        is_known = connection.execute(noted).rowcount == 1
        connection.execute(tables.episode_step.delete().where(tables.episode_step.c.episode == episode))
        steps = [{"episode": episode, "key": key} for key in sorted(made.keys)]
        if steps and is_known:
            connection.execute(tables.episode_step.insert(), steps)
        self._settle(connection, episode)

    def _end(self, connection: sa.Connection, episode: str, status: str) -> None:
        column = tables.production.c
        ended = tables.production.update().where(column.episode == episode, column.status != EDITED)
        connection.execute(ended.values(status=status))

    def _settle(self, connection: sa.Connection, episode: str) -> None:
        """What was still asked of an episode is outdated once it is finished: it went out without that gate."""
        column = tables.approval.c
        left = tables.approval.update().where(column.episode == episode, column.state == OPEN)
        connection.execute(left.values(state=OUTDATED, decided_at=now()))

    def _now(self) -> int:
        return int(self.clock() * 1000)


def _entry(row: Any) -> Entry:
    text = None if row.text is None else Artifact.model_validate(row.text)
    given = (row.episode, row.recipe, row.story, row.source, row.name, row.brief, row.out, row.kit)
    asked = Asked(*given, text, tuple(row.destinations), row.show)
    release = None if row.release is None else Artifact.model_validate(row.release)
    return Entry(asked, row.title, row.status, tuple(row.videos), row.asked_at, row.made_at, release, row.kept)
