"""Backups on both kinds of database: taken, read whole, thinned, and brought back."""

import hashlib
import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from buckets import Line, S3Server
from finished import KINDS, finish, made
from postgres import PostgresServer
from reelhouse.config import Settings
from reelhouse.errors import Cancelled, DatabaseUnusable, InvalidSettings, OutputBusy, PathNotFound, UsageError
from reelhouse.jobs.installed import open_queue
from reelhouse.media.stop import stoppable
from reelhouse.operations.backups import (
    list_backups,
    restore_backup,
    take_backup,
    thin_backups,
    verify_backup,
)
from reelhouse.operations.keeping import give_out
from reelhouse.production.steps import Steps
from reelhouse.storage import open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.backups.room import holding
from reelhouse.storage.backups.taking import Wish
from reelhouse.storage.backups.taking import take as take_older
from reelhouse.storage.database import reach_database
from reelhouse.storage.migrate import VERSION, go_through
from reelhouse.storage.publications import Slot, Stage
from reelhouse.storage.store import address

Home = Callable[[str], Settings]


@pytest.fixture(params=["sqlite", "postgresql"])
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Home:
    """Makes settings of homes with empty databases of their own."""

    def make(name: str) -> Settings:
        home = tmp_path / name
        home.mkdir()
        if request.param == "sqlite":
            return Settings(home=home)
        postgres: PostgresServer = request.getfixturevalue("postgres")
        return Settings(home=home, database=SecretStr(postgres.new_database()))

    return make


@pytest.fixture
def settings(house: Home, tmp_path: Path) -> Settings:
    """A house with a finished episode."""
    found = house("home")
    finish(found, "stories-1", "one", tmp_path / "out")
    return found


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def take(settings: Settings, shelf: Path, **wish: bool) -> Path:
    return Path(take_backup(settings, shelf, Wish(**wish)).folder)


def rows(settings: Settings) -> dict[str, list[str]]:
    """Everything on record, without what every opening changes."""
    with open_store(settings) as store, store.database.reading() as connection:
        return {
            table.name: sorted(repr(row) for row in connection.execute(table.select()))
            for table in tables.METADATA.sorted_tables
        }


def test_a_restored_home_has_every_row_and_every_file_and_makes_nothing_again(
    settings: Settings, house: Home, shelf: Path, tmp_path: Path
) -> None:
    before = rows(settings)
    backup = take(settings, shelf)
    assert verify_backup(settings, backup).faults == ()
    other = house("other")
    back = restore_backup(other, backup)
    assert (back.lost, back.artifacts) == ((), 7)
    assert rows(other) == before
    if other.database is None:
        with open_store(other) as store, store.database.reading() as connection:
            assert connection.exec_driver_sql("pragma journal_mode").scalar_one() == "wal"
    shutil.rmtree(settings.home / "artifacts")
    given = give_out(other, "stories-1", tmp_path / "again")
    assert Path(given.videos[0].path).read_text() == "one .mp4"
    with open_store(other) as store, Steps(store) as steps:
        for suffix in KINDS:
            made(steps, "one" if suffix in {".mkv", ".wav"} else f"one {suffix}", suffix)
        assert all(record.cached for record in steps.records)
    assert verify_backup(other, backup).faults == ()


def test_numbers_go_on_after_those_that_came_back(settings: Settings, house: Home, shelf: Path) -> None:
    row = {"show": "s", "series": "a", "style": "neon", "names": ["x"]}
    with open_store(settings) as store, store.database.writing() as connection:
        connection.execute(tables.backdrop.insert().values(row | {"part": 1}))
    other = house("other")
    restore_backup(other, take(settings, shelf))
    with open_store(other) as store, store.database.writing() as connection:
        connection.execute(tables.backdrop.insert().values(row | {"part": 2}))
        assert sorted(connection.execute(tables.backdrop.select()).scalars()) == [1, 2]


def test_legs_in_the_queue_come_back(settings: Settings, house: Home, shelf: Path) -> None:
    with open_store(settings) as store:
        open_queue(store).submit("stories-1", "asked")
    other = house("other")
    restore_backup(other, take(settings, shelf))
    with open_store(other) as store:
        queue = open_queue(store)
        assert queue.waiting() == 1
        queue.submit("stories-1", "again")
        assert queue.waiting() == 2


def test_nothing_is_posted_by_itself_after_a_restore(settings: Settings, house: Home, shelf: Path) -> None:
    slots = [Slot("stories-1", part, "archive") for part in (1, 2, 3)]
    with open_store(settings) as store:
        for slot in slots:
            store.publications.plan(slot, "r", "t")
        store.publications.claim(slots[1], "me")
        store.publications.claim(slots[2], "me")
        store.publications.move(slots[2], Stage.SENT, start=[Stage.SENDING], holder="me", place="p")
        with store.database.writing() as connection:
            connection.execute(tables.production.update().values(status="queued", destinations=["archive"]))
    other = house("other")
    back = restore_backup(other, take(settings, shelf))
    assert (back.unclear, back.paused) == (2, 1)
    with open_store(other) as store:
        stages = {one.slot.part: one.stage for one in store.publications.every()}
        assert stages == {1: Stage.UNCLEAR, 2: Stage.UNCLEAR, 3: Stage.SENT}
        assert store.legs.standings(["stories-1"]) == {"stories-1": "paused"}


def test_nothing_is_restored_over_anything(settings: Settings, house: Home, shelf: Path, tmp_path: Path) -> None:
    backup = take(settings, shelf)
    with pytest.raises(UsageError, match="nothing is restored over one"):
        restore_backup(settings, backup)
    with pytest.raises(PathNotFound, match="no backup"):
        restore_backup(house("other"), tmp_path)
    wrong = Settings(home=tmp_path, database=None if settings.database else SecretStr("postgresql://x/y"))
    with pytest.raises(UsageError, match="the settings are of a"):
        restore_backup(wrong, backup)


def test_what_the_backup_before_has_is_linked(settings: Settings, shelf: Path, tmp_path: Path) -> None:
    first = take(settings, shelf)
    finish(settings, "stories-2", "two", tmp_path / "out")
    second = take(settings, shelf)
    third = take(settings, shelf, afresh=True)
    files = [path.relative_to(first) for path in (first / "artifacts").rglob("*.*") if path.is_file()]
    assert len(files) == 7
    assert all((second / path).samefile(first / path) for path in files)
    assert not any((third / path).samefile(first / path) for path in files)
    home = settings.home
    assert not any((first / path).samefile(home / path) for path in files)
    assert len([one for one in (second / "artifacts").rglob("*") if one.is_file()]) == 13
    assert [Path(one.folder) for one in list_backups(settings, shelf)] == [third, second, first]


def test_what_is_damaged_in_the_store_is_taken_from_the_backup_before(settings: Settings, shelf: Path) -> None:
    take(settings, shelf)
    [video] = settings.home.glob("artifacts/*/*.mp4")
    video.write_text("bad .mp4")
    second = take(settings, shelf)
    assert verify_backup(settings, second).backup.lost == 0
    assert verify_backup(settings, second).faults == ()
    third = take_backup(settings, shelf, Wish(afresh=True))
    assert (third.lost, third.artifacts) == (1, 6)


def test_every_damage_is_found(settings: Settings, shelf: Path, house: Home) -> None:
    backup = take(settings, shelf)
    [video] = backup.glob("artifacts/*/*.mp4")
    [words] = backup.glob("artifacts/*/*.srt")
    video.write_text("bad .mp4")
    words.unlink()
    found = verify_backup(settings, backup).faults
    assert sorted(fault.rpartition(" ")[2] for fault in found) == ["damaged", "missing"]
    back = restore_backup(house("other"), backup)
    assert len(back.lost) == 2


@pytest.mark.parametrize("name", ["artifacts.jsonl", "database"])
def test_a_backup_with_a_damaged_database_is_refused(settings: Settings, shelf: Path, house: Home, name: str) -> None:
    backup = take(settings, shelf)
    inside = "tables/public.step.copy" if settings.database else "reelhouse.db"
    file = backup / (inside if name == "database" else name)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert verify_backup(settings, backup).faults == (f"{file.relative_to(backup)} is missing or damaged",)
    other = house("other")
    with pytest.raises(DatabaseUnusable, match="is damaged: "):
        restore_backup(other, backup)
    assert list(other.home.iterdir()) == []


def test_a_newer_backup_is_refused_and_a_paper_without_sense_too(settings: Settings, shelf: Path, house: Home) -> None:
    backup = take(settings, shelf)
    said = json.loads((backup / "backup.json").read_text())
    for change in ({"revision": "9999"}, {"format": 2}):
        (backup / "backup.json").write_text(json.dumps(said | change))
        with pytest.raises(DatabaseUnusable, match="a newer version made this backup"):
            restore_backup(house(str(change)[2:8]), backup)
    for outside in ({"rows": {"../secret": 1}}, {"files": {"../secret": ""}}):
        (backup / "backup.json").write_text(json.dumps(said | outside))
        with pytest.raises(DatabaseUnusable, match="is damaged"):
            verify_backup(settings, backup)
    (backup / "backup.json").write_text("[]")
    with pytest.raises(DatabaseUnusable, match="is damaged"):
        verify_backup(settings, backup)
    assert list_backups(settings, shelf) == ()


def test_one_that_is_stopped_or_killed_leaves_no_half_backup(settings: Settings, shelf: Path) -> None:
    flag = threading.Event()

    def stop(done: int, _all: int) -> None:
        if done:
            flag.set()

    with stoppable(flag), pytest.raises(Cancelled):
        take_backup(settings, shelf, Wish(), stop)
    assert [path.name for path in shelf.iterdir()] == []
    (shelf / ".2026-01-01T000000Z.part").mkdir()
    backup = take(settings, shelf)
    assert list(shelf.iterdir()) == [backup]


def test_two_are_not_taken_at_once(settings: Settings, shelf: Path) -> None:
    with holding(shelf), pytest.raises(OutputBusy):
        take(settings, shelf)


def age(backup: Path, taken: str) -> Path:
    paper = backup / "backup.json"
    paper.write_text(json.dumps(json.loads(paper.read_text()) | {"taken": taken}))
    return backup


def test_the_last_of_each_day_and_week_stays(settings: Settings, shelf: Path) -> None:
    times = ["2026-03-02T09", "2026-03-04T09", "2026-03-10T09", "2026-03-11T09", "2026-03-11T10", "2026-03-12T09"]
    old = [age(take(settings, shelf), f"{time}:00:00.000000+00:00") for time in times]
    plan = thin_backups(settings, shelf, daily=2, weekly=2, dry_run=True)
    assert plan.kept == tuple(map(str, (old[5], old[4], old[1])))
    assert all(path.is_dir() for path in old)
    done = thin_backups(settings, shelf, daily=2, weekly=2, dry_run=False)
    assert done == plan
    assert sorted(shelf.iterdir()) == sorted((old[1], old[4], old[5]))


def test_the_only_good_one_never_goes(settings: Settings, shelf: Path) -> None:
    good = age(take(settings, shelf), "2026-03-02T09:00:00.000000+00:00")
    late = take(settings, shelf)
    next(late.glob("artifacts/*/*.mp4")).unlink()
    found = thin_backups(settings, shelf, daily=1, weekly=0, dry_run=False)
    assert (found.kept, found.gone, found.damaged) == ((str(good),), (), (str(late),))
    assert late.is_dir()


def test_backups_of_another_house_are_left_alone(settings: Settings, house: Home, shelf: Path, tmp_path: Path) -> None:
    first = take(settings, shelf)
    other = house("other")
    finish(other, "stories-1", "one", tmp_path / "out")
    second = take(other, shelf)
    assert thin_backups(other, shelf, daily=1, weekly=0, dry_run=False).kept == (str(second),)
    assert first.is_dir()
    with pytest.raises(PathNotFound, match="no backups"):
        thin_backups(other, tmp_path / "none", dry_run=True)


def test_one_of_an_older_version_is_brought_to_this_one(house: Home, shelf: Path) -> None:
    old, new = house("old"), house("new")
    database = reach_database(address(old))
    with database.writing() as connection:
        go_through(connection, "0006")
        text = "insert into episode (name, salts) values ('stories-1', '{}')"
        connection.exec_driver_sql(text)
    backup, paper = take_older(database, Artifacts(old.home / "artifacts"), shelf, Wish())
    database.close()
    assert paper.revision == "0006"
    restore_backup(new, backup)
    with open_store(new) as store, store.database.reading() as connection:
        assert connection.execute(VERSION.select()).scalar_one() == tables.REVISION
        assert connection.execute(tables.episode.select()).scalars().all() == ["stories-1"]
        assert connection.execute(tables.publication.select()).all() == []


@pytest.fixture
def shared(settings: Settings, s3: S3Server, line: Line, tmp_path: Path) -> Settings:
    """The house with a bucket: one episode was made before there was one, one is in it."""
    found = settings.model_copy(update={"artifacts": s3.bucket("house", line.port)})
    finish(found, "stories-2", "two", tmp_path / "out", "other")
    return found


def test_what_is_in_the_bucket_is_listed_and_looked_for(
    shared: Settings, house: Home, shelf: Path, tmp_path: Path
) -> None:
    told = take_backup(shared, shelf, Wish())
    backup = Path(told.folder)
    assert (told.artifacts, told.shared, told.lost) == (7, 7, 0)
    assert verify_backup(shared, backup).faults == ()
    plain = house("plain")
    with pytest.raises(InvalidSettings, match="7 artifacts of this backup are in a bucket"):
        restore_backup(plain, backup)
    other = plain.model_copy(update={"artifacts": shared.artifacts})
    restore_backup(other, backup)
    assert give_out(other, "stories-2", tmp_path / "again").videos
    assert give_out(other, "stories-1", tmp_path / "again").videos
    digest = hashlib.sha256(b"two .mp4").hexdigest()
    name = f"{digest[:2]}/{digest[2:]}.mp4"
    with open_store(shared) as store:
        assert store.artifacts.remote
        store.artifacts.remote.remove([name])
    assert verify_backup(shared, backup).faults == (f"{name} is not in the bucket any more",)


def test_media_of_the_bucket_is_copied_when_that_is_asked_for(
    shared: Settings, house: Home, shelf: Path, tmp_path: Path
) -> None:
    for path in shared.home.glob("artifacts/*/*.mp4"):
        path.unlink()
    told = take_backup(shared, shelf, Wish(media=True))
    assert (told.artifacts, told.shared, told.lost) == (13, 0, 1)  # the first video was never in the bucket
    assert verify_backup(shared, Path(told.folder)).faults == ()
    other = house("other")
    restore_backup(other, Path(told.folder))
    assert give_out(other, "stories-2", tmp_path / "again").videos
