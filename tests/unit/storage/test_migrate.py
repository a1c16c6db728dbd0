"""Databases that older versions made: they open, and what they remember is there."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from postgres import PostgresServer
from reelhouse.config import Settings
from reelhouse.errors import DatabaseUnusable
from reelhouse.storage import open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.database import open_database
from reelhouse.storage.episodes import Episodes, Salts
from reelhouse.storage.migrate import go_through
from reelhouse.storage.schema import REVISION

STEP = {"key": "k", "name": "mix", "version": 1, "provider": "", "salt": "", "state": "made", "holder": "h", "fence": 1}
STEP |= {"result": {"a": 1}, "attempts": 1, "seconds": 0.5, "made_at": 2**41, "used_at": 2**41}
ARTIFACT = {
    "sha256": "00",
    "suffix": ".wav",
    "kind": "mix",
    "size": 2**40,
    "mtime_ns": 2**60,
    "made_at": 1,
    "used_at": 1,
}
ARTIFACT |= {"pinned": False}
PRODUCTION: dict[str, object] = {
    "episode": "e",
    "recipe": "stories",
    "story": "s",
    "source": "-",
    "name": "n",
    "brief": {},
    "out": "o",
}
PRODUCTION |= {
    "kit": False,
    "text": None,
    "title": "t",
    "status": "done",
    "videos": [],
    "asked_at": 1,
    "made_at": 2**41,
}
CHARGE: dict[str, object] = {
    "id": "i",
    "episode": "e",
    "show": "s",
    "service": "parrot",
    "account": "a",
    "unit": "character",
    "quantity": 2**40,
    "price": 2**40,
}
CHARGE |= {"state": "settled", "reason": "", "run": "r", "at": 2**41, "day": date(2026, 1, 31)}
PUBLICATION: dict[str, object] = {"episode": "e", "part": 1, "destination": "d", "edition": 1, "release": "r"}
PUBLICATION |= {"title": "t", "stage": "sent", "holder": "h", "session": "s", "place": "p", "cause": "", "at": 2**41}
APPROVAL = {
    "key": "k",
    "episode": "e",
    "gate": "script",
    "title": "t",
    "paper": {},
    "state": "open",
    "asked_at": 2**41,
}
LEG: dict[str, object] = {
    "episode": "e",
    "leg": "l",
    "worker": "w",
    "again": True,
    "percent": 5,
    "step": "s",
    "left_seconds": 1.5,
}
LEG |= {"at": 2**41}
FAILURE: dict[str, object] = {
    "episode": "e",
    "leg": "l",
    "step": "s",
    "kind": "k",
    "message": "m",
    "place": "p",
    "remedy": "r",
}
FAILURE |= {"count": 2, "at": 2**41}
#: The tables of version 1 without episodes, as its software wrote them.
FIRST = """
create table run (id varchar not null, host varchar not null, pid integer not null, born varchar not null,
  started_at integer not null, primary key (id));
create table step ("key" varchar not null, name varchar not null, version integer not null, provider varchar not null,
  salt varchar not null, state varchar not null, holder varchar not null, fence integer not null, result json,
  attempts integer not null, seconds float not null, made_at integer not null, used_at integer not null,
  primary key ("key"));
create table artifact (sha256 varchar not null, suffix varchar not null, kind varchar not null, size integer not null,
  mtime_ns integer not null, made_at integer not null, used_at integer not null, pinned boolean not null,
  primary key (sha256, suffix));
create table step_artifact ("key" varchar not null, sha256 varchar not null, suffix varchar not null,
  primary key ("key", sha256, suffix),
  foreign key(sha256, suffix) references artifact (sha256, suffix) on delete cascade,
  foreign key("key") references step ("key") on delete cascade);
create index step_artifact_by_artifact on step_artifact (sha256, suffix);
insert into step values ('k', 'mix', 1, '', '', 'made', 'h', 1, '{"a": 1}', 1, 0.5, 1, 1);
insert into artifact values ('00', '.wav', 'mix', 7, 0, 1, 1, 0);
insert into step_artifact values ('k', '00', '.wav');
pragma user_version=1;
"""
#: Soon it remembered the salt of a refreshed episode, and later restarts, without a new version.
ONE_SALT = """create table episode (name varchar not null, salt varchar not null, primary key (name));
insert into episode values ('stories-1', 'fresh');
insert into episode values ('stories-2', 'it''s "new"');"""
SALTS = """create table episode (name varchar not null, salts json not null, primary key (name));
insert into episode values ('stories-1', '{"base": "fresh", "again": [["join", "a"]]}');"""

#: What a database knows since each migration.
SINCE = {
    "0001": (
        tables.step.insert().values(STEP),
        tables.artifact.insert().values(ARTIFACT),
        tables.step_artifact.insert().values(key="k", sha256="00", suffix=".wav"),
    ),
    "0002": (tables.episode.insert().values(name="e", salts={"base": "b", "again": []}),),
    "0003": (tables.export.insert().values(folder="f", name="n", story="s"),),
    "0004": (tables.backdrop.insert().values(show="s", series="t", part=1, style="p", names=["x"]),),
    "0005": (tables.run.insert().values(id="r", host="h", pid=1, born="b", started_at=2**41),),
    "0006": (tables.production.insert().values(PRODUCTION),),
    "0007": (
        tables.worker.insert().values(id="w", host="h", pid=1, born="b", state="dead", seen_at=2**41),
        tables.leg.insert().values(LEG),
        tables.failure.insert().values(FAILURE),
    ),
    "0008": (tables.approval.insert().values(APPROVAL),),
    "0009": (
        tables.charge.insert().values(CHARGE),
        tables.volume.insert().values(
            episode="e", show="s", service="piper", unit="character", day=date(2026, 1, 31), quantity=2**40
        ),
    ),
    "0010": (
        tables.circuit.insert().values(
            service="p", account="a", failures=1, open_until=2**41, cooling=1, probe="", probe_until=0
        ),
        tables.bucket.insert().values(service="p", account="a", due=2**51),
    ),
    "0011": (tables.publication.insert().values(PUBLICATION),),
    "0012": (
        tables.show.insert().values(name="s", plan="p", since=2**41, paused=False, terms={}),
        tables.schedule.insert().values(show="s", due_at=2**41, episode="e", cause="", at=2**41),
        tables.show_source.insert().values(show="s", source="a.md", episode="e", at=2**41),
    ),
    "0015": (
        tables.offer.insert().values(run="r", episode="e", show="s", salt="", code="c", threads=1, at=2**41),
        tables.offered.insert().values(run="r", key="k", place=1, content={}),
    ),
    "0016": (tables.happening.insert().values(episode="e", what="begun", who="w", note="", at=2**41),),
    "0017": (tables.show_text.insert().values(show="s", number=1, deed="put", who="w", at=2**41, text="recipe: s"),),
}

#: Version 3 remembered backgrounds, version 4 whose names the files in a folder are.
BACKDROPS = """create table backdrop (place integer not null primary key, show varchar not null,
  series varchar not null, part integer not null, style varchar not null, names json not null,
  unique (show, series, part, style));
insert into backdrop values (1, 'stories', 'stories/a.md', 1, 'midnight', '["silk"]');"""
EXPORTS = """create table export (folder varchar not null, name varchar not null, story varchar not null,
  primary key (folder, name));
insert into export values ('/out', 'a-key', 'stories/a.md');"""
VERSIONS = {
    2: FIRST + SALTS,
    3: FIRST + SALTS + BACKDROPS,
    4: FIRST + SALTS + BACKDROPS + EXPORTS,
}
#: A table that came with each migration after the first.
FIRST_OF_EACH = [statements[0].table for statements in SINCE.values()][1:]

MakeOld = Callable[[str], Path]


@pytest.fixture
def old(tmp_path: Path) -> MakeOld:
    def make(script: str) -> Path:
        with closing(sqlite3.connect(tmp_path / "reelhouse.db")) as database:
            database.execute("pragma journal_mode=wal")
            database.executescript(script)
        return tmp_path / "reelhouse.db"

    return make


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def shape(path: Path) -> list[tuple[object, ...]]:
    """Every column of every table."""
    columns = """select t.name, c.name, lower(c.type), c.pk, c."notnull"
        from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table'"""
    return sorted(rows(path, columns), key=str)


@pytest.mark.parametrize(
    ("episodes", "salts"),
    [
        ("", {"stories-1": Salts(), "stories-2": Salts()}),
        (ONE_SALT, {"stories-1": Salts("fresh"), "stories-2": Salts('it\'s "new"')}),
        (SALTS, {"stories-1": Salts("fresh", (("join", "a"),)), "stories-2": Salts()}),
    ],
)
def test_an_older_database_is_upgraded_and_forgets_nothing(
    episodes: str, salts: dict[str, Salts], old: MakeOld, tmp_path: Path
) -> None:
    path = old(FIRST + episodes)
    for _ in range(2):
        database = open_database(path)
        assert {name: Episodes(database).salts(name) for name in salts} == salts
        database.close()
    assert rows(path, "pragma user_version") == [(int(REVISION),)]
    assert rows(
        path, 'select s."key", s.result, a.size from step s join step_artifact using ("key") join artifact a'
    ) == [("k", '{"a": 1}', 7)]
    open_database(tmp_path / "new.db").close()
    assert shape(path) == shape(tmp_path / "new.db")


def test_many_who_open_it_at_once_upgrade_it_once(old: MakeOld) -> None:
    path = old(FIRST + ONE_SALT)

    def salt(_: int) -> Salts:
        database = open_database(path)
        try:
            return Episodes(database).salts("stories-1")
        finally:
            database.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(salt, range(16))) == {Salts("fresh")}


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(old: MakeOld) -> None:
    in_the_way = "create table production (a);"
    path = old(FIRST + ONE_SALT + in_the_way)
    before = rows(path, "select * from episode")
    with pytest.raises(DatabaseUnusable, match="production"):
        open_database(path)
    assert rows(path, "select * from episode") == before
    assert rows(path, "pragma user_version") == [(1,)]


def test_a_whole_store_goes_on_with_it(old: MakeOld, tmp_path: Path) -> None:
    old(FIRST + ONE_SALT)
    with open_store(Settings(home=tmp_path)) as store:
        assert store.episodes.restart("stories-1", "join", "a") == Salts("fresh", (("join", "a"),))
        assert store.episodes.salts("stories-1").base == "fresh"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(tmp_path: Path, request: pytest.FixtureRequest) -> Path | str:
    """A place for a database, in a file or on a server."""
    postgres: PostgresServer | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    return postgres.new_database() if postgres else tmp_path / "some.db"


@contextmanager
def raw(place: Path | str) -> Iterator[sa.Connection]:
    """A transaction in a database that nobody has made tables in."""
    address = f"sqlite:///{place}" if isinstance(place, Path) else place.replace("postgresql:", "postgresql+psycopg:")
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("revision", SINCE)
def test_a_database_of_every_revision_is_brought_here_with_its_data(revision: str, empty: Path | str) -> None:
    with raw(empty) as connection:
        go_through(connection, revision)
        for since, statements in SINCE.items():
            for statement in statements if since <= revision else ():
                connection.execute(statement)

    database = open_database(empty)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.METADATA) == []
        assert dict(connection.execute(tables.step.select()).mappings().one()) == STEP
        assert dict(connection.execute(tables.artifact.select()).mappings().one()) == ARTIFACT
        counts = [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in FIRST_OF_EACH
        ]
    assert counts == [int(since <= revision) for since in list(SINCE)[1:]]
    database.close()


def test_new_tables_are_those_that_the_migrations_lead_to(empty: Path | str) -> None:
    database = open_database(empty)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.METADATA) == []
    database.close()
    open_database(empty).close()


def test_the_newest_migration_is_the_one_that_the_software_names() -> None:
    settings = Config()
    settings.set_main_option("script_location", "src/reelhouse/storage/migrations")
    settings.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(settings).get_heads() == [tables.REVISION]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_earlier_version_becomes_this_one_with_what_is_in_it(version: int, old: MakeOld, tmp_path: Path) -> None:
    path = old(f"{VERSIONS[version]}pragma user_version={version};")
    database = open_database(path)
    assert Episodes(database).salts("stories-1") == Salts("fresh", (("join", "a"),))
    database.close()
    assert rows(path, "pragma user_version") == [(int(REVISION),)]
    assert rows(path, 'select "key" from step') == [("k",)]
    if version > 2:
        assert rows(path, "select names from backdrop") == [('["silk"]',)]
    if version > 3:
        assert rows(path, "select name from export") == [("a-key",)]
    open_database(tmp_path / "new.db").close()
    assert shape(path) == shape(tmp_path / "new.db")
