"""Shows that are due: one episode for each time, whoever is asked, and what is done about times that were missed."""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from postgres import PostgresServer
from reelhouse.config import Limits, Settings
from reelhouse.config.cron import Cron
from reelhouse.errors import UsageError
from reelhouse.jobs.installed import open_queue
from reelhouse.operations.scheduling import House, Scheduler, due_times, keep_schedule, start_show
from reelhouse.operations.show_texts import put_show, remove_show
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import QUEUED
from reelhouse.storage.shows import Terms

HOUR = 3_600_000
DAILY = "recipe: stories\nbrief: {source: stories, renditions: draft}\nschedule: 0 9 * * *\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    stories = tmp_path / "home" / "shows" / "stories"
    stories.mkdir(parents=True)
    for number in range(1, 6):
        (stories / f"{number}.md").write_text(f"# Key {number}\n\nI tried the old key.\n", encoding="utf-8")
    if request.param == "sqlite":
        return Settings(home=tmp_path / "home")
    postgres: PostgresServer = request.getfixturevalue("postgres")
    return Settings(home=tmp_path / "home", database=SecretStr(postgres.new_database()))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@dataclass
class Serving:
    """A scheduler at a time of our choice."""

    settings: Settings
    store: Store
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._queue = open_queue(self.store)
        self._scheduler = Scheduler(House(self.store, self._queue, self.settings), {}, self.said.append)

    def at(self, text: str) -> list[str]:
        """One round at a time of a day in November; what was made of all due times so far, latest first."""
        shows = replace(self.store.shows, moment=sa.literal(moment(f"2026-11-{text}"), sa.BigInteger()))
        self._scheduler.house = replace(self._scheduler.house, store=replace(self.store, shows=shows))
        self._scheduler.round()
        return self.outcomes()

    def folders(self, *folders: Path) -> None:
        """Have it look for shows in these too."""
        settings = self.settings.model_copy(update={"shows": folders})
        self._scheduler.house = replace(self._scheduler.house, settings=settings)

    def outcomes(self) -> list[str]:
        found = self.store.shows.dues("daily", 50)
        return [f"{datetime.fromtimestamp(one.at / 1000, UTC):%d %H:%M} {self._what(one.episode)}" for one in found]

    def legs(self) -> int:
        return self._queue.waiting()

    def _what(self, episode: str) -> str:
        entry = self.store.register.find(episode)
        return "nothing" if entry is None else entry.asked.name


@pytest.fixture
def serving(settings: Settings, store: Store) -> Serving:
    return Serving(settings, store)


Write = Callable[[str], Path]


@pytest.fixture
def write(settings: Settings) -> Write:
    """Writes the file of the show `daily`, a little later each time."""

    def put(text: str) -> Path:
        path = settings.home / "shows" / "daily.yaml"
        later = path.stat().st_mtime_ns + 1_000_000_000 if path.exists() else None
        path.write_text(text, encoding="utf-8")
        if later:
            os.utime(path, ns=(later, later))
        return path

    return put


def test_an_episode_is_asked_for_when_it_is_due(serving: Serving, write: Write, store: Store) -> None:
    write(DAILY + "budget: {episode: 1}\napprove_within: 2 h\n")
    assert serving.at("01 08:00") == []
    assert serving.at("01 08:59:59") == []
    assert serving.at("01 09:00") == ["01 09:00 1.md"]
    assert serving.at("01 09:00") == ["01 09:00 1.md"]
    assert serving.at("02 09:00:30") == ["02 09:00 2.md", "01 09:00 1.md"]
    assert serving.legs() == 2
    entry = next(iter(store.register.entries()))
    assert (entry.status, entry.asked.show, entry.asked.episode[:6]) == (QUEUED, "daily", "daily-")
    assert serving.said[0] == f"show daily: {store.shows.dues('daily', 2)[1].episode} queued"
    expected = Terms(Limits.model_construct(episode=1_000_000, day=None, month=None), 7200)
    assert store.shows.terms("daily") == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("none", []),
        ("latest", ["04 09:00 1.md"]),
        ("all", ["04 09:00 4.md", "03 09:00 3.md", "02 09:00 2.md", "01 09:00 1.md"]),
    ],
)
def test_what_was_missed_is_caught_up_with_as_the_show_says(
    policy: str, expected: list[str], serving: Serving, write: Write
) -> None:
    write(f"{DAILY}catch_up: {policy}\n")
    assert serving.at("01 08:00") == []
    assert serving.at("04 12:00") == expected
    assert serving.at("04 12:01") == expected
    assert serving.at("05 09:01")[0].startswith("05 09:00")


def test_what_is_a_minute_late_was_not_missed(serving: Serving, write: Write) -> None:
    write(f"{DAILY}catch_up: none\n")
    serving.at("01 08:00")
    assert serving.at("01 09:01") == ["01 09:00 1.md"]


def test_due_times_of_a_long_downtime_come_in_portions() -> None:
    cron = Cron("0 * * * *")
    first = list(due_times(cron, "all", 0, 1000 * HOUR))
    assert (len(first), first[0], first[-1]) == (100, HOUR, 100 * HOUR)
    assert next(iter(due_times(cron, "all", first[-1], 1000 * HOUR))) == 101 * HOUR
    assert list(due_times(cron, "latest", 0, 1000 * HOUR)) == [1000 * HOUR]
    assert list(due_times(cron, "latest", 0, 1000 * HOUR - 1)) == [999 * HOUR]


def test_a_paused_show_makes_nothing_and_leaves_that_out(serving: Serving, write: Write, store: Store) -> None:
    write(DAILY)
    serving.at("01 08:00")
    store.shows.pause("daily", paused=True)
    assert serving.at("02 12:00") == []
    shows = replace(store.shows, moment=sa.literal(moment("2026-11-02T13:00"), sa.BigInteger()))
    shows.pause("daily", paused=False)
    assert serving.at("02 14:00") == []
    assert serving.at("03 09:00") == ["03 09:00 1.md"]


def test_a_show_that_is_paused_in_its_file_is_as_well(serving: Serving, write: Write) -> None:
    write(f"{DAILY}paused: true\n")
    serving.at("01 08:00")
    assert serving.at("02 09:00") == []
    write(DAILY)
    assert serving.at("02 14:00") == []
    assert serving.at("03 09:00") == ["03 09:00 1.md"]


def test_a_file_that_is_edited_is_read_again(serving: Serving, write: Write) -> None:
    write(DAILY)
    serving.at("01 08:00")
    write(DAILY.replace("0 9", "0 7"))
    assert serving.at("01 12:00") == []
    assert serving.at("02 07:00") == ["02 07:00 1.md"]
    write(DAILY.replace("stories,", "storys,", 1).replace("schedule", "plan"))
    serving.at("02 09:00")
    serving.at("02 09:01")
    (told,) = [line for line in serving.said if "queued" not in line]
    assert "daily.yaml, line 3, key plan: there is no such key" in told
    write(DAILY)
    assert serving.at("02 09:02")[0] == "02 07:00 1.md"
    assert serving.at("03 09:00")[0] == "03 09:00 2.md"


def test_a_show_that_goes_takes_nobody_with_it(serving: Serving, write: Write) -> None:
    path = write(DAILY)
    broken = path.with_name("broken.yaml")
    broken.write_text("recipe: storys\nzone: Mars\n", encoding="utf-8")
    serving.at("01 08:00")
    assert len(serving.said) == 2
    assert serving.at("01 09:00") == ["01 09:00 1.md"]
    path.unlink()
    assert serving.at("02 09:00") == ["01 09:00 1.md"]


def test_a_show_that_has_made_everything_says_so(serving: Serving, write: Write, settings: Settings) -> None:
    write(f"{DAILY}catch_up: all\n")
    serving.at("01 08:00")
    assert serving.at("07 09:00")[:2] == ["07 09:00 nothing", "06 09:00 nothing"]
    assert serving.store.shows.dues("daily", 1)[0].cause == "nothing new to make"
    with pytest.raises(UsageError, match="made all"):
        start_show(settings, {}, "daily")
    (settings.home / "shows" / "stories" / "6.md").write_text("# New\n\nThe new key.\n", encoding="utf-8")
    assert serving.at("08 09:00")[0] == "08 09:00 6.md"
    assert serving.legs() == 6


def test_what_cannot_be_made_is_told_once_and_on_record(serving: Serving, write: Write) -> None:
    write(DAILY.replace("source: stories", "source: gone.md"))
    serving.at("01 08:00")
    assert serving.at("01 09:00") == serving.at("01 09:01") == ["01 09:00 nothing"]
    assert "there is no such file" in serving.store.shows.dues("daily", 1)[0].cause
    assert len([line for line in serving.said if "there is no such file" in line]) == 1


def test_one_file_is_made_again_at_each_time(serving: Serving, write: Write) -> None:
    write(DAILY.replace("source: stories", "source: stories/1.md"))
    serving.at("01 08:00")
    serving.at("01 09:00")
    assert serving.at("02 09:00") == ["02 09:00 1.md", "01 09:00 1.md"]
    assert serving.legs() == 2


def test_a_person_starts_one_now(serving: Serving, write: Write, settings: Settings, store: Store) -> None:
    write(DAILY.replace("schedule: 0 9 * * *\n", ""))
    names = [start_show(settings, {}, "daily") for _ in range(2)]
    assert len(set(names)) == 2
    assert serving.at("04 12:00") == []
    assert serving.legs() == 2
    assert store.shows.made("daily") == 2


def test_a_folder_that_cannot_be_read_now_is_read_when_it_can_be(serving: Serving, write: Write) -> None:
    write(DAILY)
    unreadable = serving.settings.home / ("x" * 300)
    assert serving.at("04 08:00") == []
    serving.folders(unreadable)
    assert serving.at("04 09:00") == serving.at("04 09:00") == []
    assert len(serving.said) == 1
    assert serving.said[0].startswith("shows: they cannot be looked for: [Errno 36] ")
    serving.folders()
    assert serving.at("04 09:00:30") == ["04 09:00 1.md"]


def test_the_schedule_is_kept_beside_other_work(settings: Settings, write: Write, store: Store) -> None:
    write(DAILY.replace("0 9 * * *", "* * * * *"))
    store.shows.meet("daily", "before", Terms())
    said: list[str] = []
    ended = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        ended.set()

    (settings.home / "shows" / "broken.yaml").write_text("recipe: storys\n", encoding="utf-8")
    keep_schedule(settings, {}, say)(ended)
    assert "there is no recipe" in said[0]
    assert store.shows.standing("daily") is not None


def test_a_show_in_the_database_is_made_when_it_is_due(
    serving: Serving, write: Write, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "daily.yaml"
    file.write_text(DAILY, encoding="utf-8")
    put_show(settings, {}, file, "anna")
    serving.at("01 08:00")
    assert serving.at("01 09:00") == ["01 09:00 1.md"]
    twin = write(DAILY)
    assert serving.at("02 09:00") == serving.at("02 09:01") == ["01 09:00 1.md"]
    (told,) = [line for line in serving.said if "queued" not in line]
    assert told.startswith(f"show daily: {twin}: there is a show daily in the database too")
    twin.unlink()
    assert serving.at("02 09:02")[0] == "02 09:00 2.md"
    file.write_text(DAILY.replace("0 9", "0 7"), encoding="utf-8")
    put_show(settings, {}, file, "anna")
    serving.at("02 10:00")
    assert serving.at("03 07:00")[0] == "03 07:00 3.md"
    remove_show(settings, "daily", "anna")
    assert serving.at("04 07:00")[0] == "03 07:00 3.md"


def test_a_machine_without_the_stories_leaves_a_show_to_the_others(
    serving: Serving, settings: Settings, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "daily.yaml"
    file.write_text(DAILY, encoding="utf-8")
    put_show(settings, {}, file, "anna")
    bare = Serving(settings.model_copy(update={"home": tmp_path / "bare"}), store)
    bare.at("01 08:00")
    assert bare.at("01 09:00") == []
    assert serving.at("01 09:00:02") == ["01 09:00 1.md"]
    assert bare.at("02 09:00") == bare.at("02 09:00:44") == ["01 09:00 1.md"]
    assert bare.at("02 09:00:45")[0] == "02 09:00 nothing"
    assert len(bare.said) == 1


def test_that_machine_leaves_what_was_missed_to_the_others_too(
    serving: Serving, settings: Settings, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "daily.yaml"
    file.write_text(DAILY, encoding="utf-8")
    put_show(settings, {}, file, "anna")
    bare = Serving(settings.model_copy(update={"home": tmp_path / "bare"}), store)
    serving.at("01 08:00")
    assert bare.at("01 10:00") == []
    assert serving.at("01 10:00:44") == ["01 09:00 1.md"]


@pytest.fixture
def other(serving: Serving, store: Store, tmp_path: Path) -> Serving:
    """Another machine, whose own file is due at ten; both have a worker that is at work."""
    theirs = tmp_path / "other" / "shows" / "daily.yaml"
    theirs.parent.mkdir(parents=True)
    theirs.write_text(DAILY.replace("0 9", "0 10"), encoding="utf-8")
    (theirs.parent / "stories").symlink_to(serving.settings.home / "shows" / "stories")
    store.workers.join("w")
    return Serving(serving.settings.model_copy(update={"home": tmp_path / "other"}), store)


def test_a_machine_whose_file_goes_leaves_the_show_to_another(serving: Serving, other: Serving, write: Write) -> None:
    ours = write(DAILY)
    serving.at("01 08:00")
    assert other.at("01 08:00") == []
    ours.unlink()
    serving.at("01 08:30")
    other.at("01 08:30")
    assert other.at("01 10:00") == ["01 10:00 1.md"]


def test_a_machine_that_has_a_show_twice_leaves_it_to_another(
    serving: Serving, other: Serving, write: Write, tmp_path: Path
) -> None:
    ours = write(DAILY)
    serving.at("01 08:00")
    (tmp_path / "other" / "shows" / "daily.yaml").unlink()
    file = tmp_path / "daily.yaml"
    file.write_text(DAILY.replace("0 9", "0 10"), encoding="utf-8")
    ours.unlink()  # whoever has it cannot put it
    put_show(serving.settings, {}, file, "anna")
    write(DAILY)
    serving.at("01 08:30")
    other.at("01 08:30")
    assert other.at("01 10:00") == ["01 10:00 1.md"]


def test_a_secret_that_comes_later_is_found(serving: Serving, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "daily.yaml"
    file.write_text(DAILY.replace("schedule: 0 9 * * *", "schedule: '${file:when}'"), encoding="utf-8")
    put_show(settings, {}, file, "anna")
    serving.at("01 08:00")
    assert "when" in serving.said[0]
    (settings.home / "shows" / "when").write_text("0 9 * * *", encoding="utf-8")
    (settings.home / "shows" / "when").chmod(0o600)
    serving.at("01 08:01")
    assert serving.at("01 09:00") == ["01 09:00 1.md"]


def test_two_machines_that_read_different_schedules_do_not_take_turns(
    serving: Serving, other: Serving, write: Write
) -> None:
    write(DAILY)
    serving.at("01 08:00")
    for minute in range(8):
        assert other.at(f"01 08:{minute:02}") == serving.at(f"01 08:{minute:02}:30") == []
    (told,) = other.said
    assert "reads other times, budgets or deadlines in it, and makes it" in told
    assert told.endswith("reelhouse shows put daily.yaml")
    assert other.at("01 09:00") == []
    assert serving.at("01 09:00") == other.at("01 10:00") == ["01 09:00 1.md"]
    assert (len(serving.said), len(other.said)) == (1, 1)

    write(DAILY.replace("0 9", "0 10"))
    serving.at("01 10:30")
    other.at("01 10:30")
    assert serving.at("02 10:00") == other.at("02 10:00") == ["02 10:00 2.md", "01 09:00 1.md"]
