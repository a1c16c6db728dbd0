"""A paid voice from the command line: what it costs, what stops it, and what is said about it."""

import json
import sys
import threading
import time
from pathlib import Path
from types import ModuleType

import pytest

from parrot import PARROT, Parrot
from reelhouse.cli.main import run
from reelhouse.config import Settings, load_settings
from reelhouse.errors import BudgetExceeded, NoVoice, UsageError
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.wish import Wish
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.operations.costs import costs
from reelhouse.operations.episode import Status, failed
from reelhouse.operations.following import Event, failed_episodes, follow_episode
from reelhouse.operations.make import Request
from reelhouse.operations.queueing import resume_episode, retry_episode, start_episode
from reelhouse.operations.say import say_text
from reelhouse.operations.working import work_off
from reelhouse.production.narrate import narrate
from reelhouse.production.steps import Payer, RetryPolicy, StepRecord, Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import open_store
from reelhouse.storage.legs import Leg

TEXTS = ("I came home late.", "The door was open.", "Nobody was there.")
#: Micro-dollars for each line.
EACH = [len(text) * 15 for text in TEXTS]


@pytest.fixture
def parrot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parrot:
    """The engine, installed by a package of its own."""
    made = Parrot(tmp_path)
    module = ModuleType("parrot_voices")
    module.PROVIDER = made  # type: ignore[attr-defined]  # what a file of an engine ends in
    monkeypatch.setitem(sys.modules, "parrot_voices", module)
    facts = tmp_path / "packages" / "parrot_voices-1.0.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: parrot-voices\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[reelhouse.voices]\nparrot = parrot_voices\n")
    monkeypatch.syspath_prepend(str(facts.parent))
    return made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("REELHOUSE_HOME", str(folder))
    monkeypatch.setenv("COLUMNS", "160")
    return folder


def script(*texts: str) -> Script:
    lines = tuple(Line(id=f"s.{number}", text=text, shown=text) for number, text in enumerate(texts))
    return Script(title="T", language="en", scenes=(Scene(id="s", role=Role.STORY, lines=lines),))


def speak(home: Path, ladder: str = PARROT, texts: tuple[str, ...] = TEXTS) -> tuple[str, int]:
    """Narrate for an episode; the voice, and what it cost in micro-dollars."""
    settings = load_settings({"REELHOUSE_HOME": str(home)})
    retry = RetryPolicy(sleep=lambda _: None)
    with open_store(settings) as store, Steps(store, retry=retry, payer=Payer("e-1", "stories")) as steps:
        said = narrate(Workshop(steps, store, settings, "stories/x"), [script(*texts)], ladder)
        return said[0].voice.ref, steps.spent


def invoice(parrot: Parrot) -> int:
    """What the service billed, in micro-dollars."""
    path = parrot.folder / "invoice"
    return sum(int(line) * 15 for line in path.read_text().split()) if path.exists() else 0


def test_the_ledger_says_what_the_invoice_says(parrot: Parrot, home: Path) -> None:
    assert speak(home) == (PARROT, sum(EACH))
    assert speak(home) == (PARROT, 0)
    found = costs(Settings(home=home), "service")
    assert invoice(parrot) == sum(EACH)
    assert found.cost_usd * 1_000_000 == pytest.approx(sum(EACH))
    (row,) = found.rows
    assert (row.name, [(one.unit, one.quantity) for one in row.counted[:1]]) == (
        "parrot",
        [("character", sum(map(len, TEXTS)))],
    )
    assert [one.unit for one in row.counted] == ["character", "millisecond"]


def test_what_the_service_refused_is_not_paid_and_what_was_lost_is(parrot: Parrot, home: Path) -> None:
    (parrot.folder / "mood").write_text("down lost down fine")
    assert speak(home, texts=TEXTS[:1]) == (PARROT, 2 * EACH[0])
    assert invoice(parrot) == 2 * EACH[0]
    found = costs(Settings(home=home), "episode")
    assert found.rows[0].name == "e-1"
    assert found.assumed_usd * 1_000_000 == pytest.approx(EACH[0])


@pytest.mark.parametrize("mood", ["busy", "refused"])
def test_a_voice_that_does_not_want_is_followed_by_the_next(mood: str, parrot: Parrot, home: Path) -> None:
    (parrot.folder / "mood").write_text(mood)
    voice, spent = speak(home, f"{PARROT} | espeak:en-us")
    assert (voice, spent, invoice(parrot)) == ("espeak:en-us", 0, 0)
    (parrot.folder / "mood").write_text(mood)
    with pytest.raises(NoVoice):
        speak(home, texts=("Something else was there.",))


@pytest.mark.usefixtures("parrot")
def test_a_budget_stops_the_narration_and_what_was_spoken_is_kept(parrot: Parrot, home: Path) -> None:
    (home / "settings.yaml").write_text("budgets:\n  episode: 0.0006\n")
    with pytest.raises(BudgetExceeded, match="an episode") as raised:
        speak(home, f"{PARROT} | espeak:en-us")
    assert raised.value.where.endswith("settings.yaml, line 1, key budgets")
    assert invoice(parrot) == sum(EACH[:2]) <= 600
    (home / "settings.yaml").write_text("budgets:\n  episode: 0.001\n")
    assert speak(home) == (PARROT, EACH[2])


@pytest.mark.usefixtures("parrot")
def test_a_budget_ends_the_command_with_four(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.yaml").write_text("budgets: {day: 0}\n")
    story = tmp_path / "story.md"
    story.write_text("# The note\n\nI came home late. The door was open. Nobody was there.\n")
    arguments = ["make", "stories", str(story), "--set", f"voice={PARROT}", "--out", str(tmp_path / "out"), "--json"]
    assert run(arguments) == 4
    out, err = capsys.readouterr()
    printed = json.loads(out)
    assert (printed["status"], printed["cost_usd"], printed["deliverables"]) == ("held", 0.0, [])
    assert "the budget of $0.00 for a day has $0.00 left" in printed["error"]["message"]
    assert "the budget of $0.00" in err
    assert "UTC: what is finished is kept" in printed["error"]["remedy"]
    assert run(["episodes", "list"]) == 0
    assert "held" in capsys.readouterr().out
    assert run(["episodes", "failed"]) == 0
    assert "  held at " in capsys.readouterr().out
    assert not list((tmp_path / "out").glob("*.mp4"))


@pytest.mark.usefixtures("parrot")
def test_a_budget_holds_what_a_worker_makes_until_somebody_goes_on(home: Path, tmp_path: Path) -> None:
    (home / "settings.yaml").write_text("budgets: {day: 0}\n")
    story = tmp_path / "story.md"
    story.write_text("# The note\n\nI came home late. The door was open. Nobody was there.\n")
    settings, wish = load_settings({"REELHOUSE_HOME": str(home)}), Wish()
    name = start_episode(Request("stories", str(story), tmp_path / "out", choose=(f"voice={PARROT}",)), settings)
    seen: list[Event] = []

    def follow(_ended: threading.Event) -> None:
        seen.extend(follow_episode(settings, name, time.sleep))
        wish.end.set()

    work_off(settings, wish, pace=Pace(look=0.1, poll=0.1), duties=[follow])
    assert (seen[-1].status, seen[-1].percent < 100) == ("held", True)
    assert run(["episodes", "follow", name]) == 4
    (found,) = failed_episodes(settings)
    assert (found.episode, found.error) == (name, "BudgetExceeded")
    with open_store(settings) as store:
        for go_on in (retry_episode, resume_episode):
            go_on(settings, name)
            assert store.legs.standings([name]) == {name: "queued"}
            store.legs.take(Leg(name, "again", "w"))
            store.register.stand(name, "held")


@pytest.mark.usefixtures("parrot")
def test_trying_a_voice_keeps_the_budget_of_the_day(home: Path, tmp_path: Path) -> None:
    (home / "settings.yaml").write_text("budgets: {day: 0.0003, episode: 0}\n")
    settings = load_settings({"REELHOUSE_HOME": str(home)})
    say_text(TEXTS[0], PARROT, tmp_path, settings)
    with pytest.raises(BudgetExceeded, match="a day"):
        say_text(TEXTS[1], PARROT, tmp_path, settings)
    (row,) = costs(settings, "episode").rows
    assert row.name == ""
    assert row.cost_usd * 1_000_000 == pytest.approx(EACH[0])


def test_costs_are_for_people_and_for_programs(parrot: Parrot, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["costs"]) == 0
    assert capsys.readouterr().out.strip() == "Nothing was made yet."
    (home / "settings.yaml").write_text("budgets: {day: 5, shows: {stories: {month: 20}}}\n")
    (parrot.folder / "mood").write_text("lost")
    speak(home, texts=TEXTS[:1])
    speak(home, "espeak:en-us", TEXTS[1:])
    for by, names in (("day", 1), ("show", 1), ("service", 2), ("episode", 1)):
        assert run(["costs", "--by", by, "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert (printed["schema"], printed["by"], len(printed["rows"])) == ("reelhouse.costs/1", by, names)
        assert printed["cost_usd"] == 0.00051
    assert [one["budget"] for one in printed["budgets"]] == ["a day", "a month of stories"]
    assert run(["costs", "--by", "service"]) == 0
    out = capsys.readouterr().out
    assert "espeak  $0.00" in out
    assert "35 characters, " in out
    assert "parrot  $0.00051" in out
    assert "$0.000255 of it was set aside for calls that were cut short or failed." in out
    assert "Budget for a day: $4.99949 of $5.00 left until " in out
    assert run(["costs", "--since", "2999-01-01"]) == 0
    assert "Nothing was made since 2999-01-01." in capsys.readouterr().out


def test_a_day_that_is_none_is_refused(home: Path) -> None:
    with pytest.raises(UsageError, match="is not a day"):
        costs(Settings(home=home), "day", "yesterday")
    assert run(["costs", "--by", "weather"]) == 2


def test_a_run_that_failed_says_what_its_steps_cost() -> None:
    records = [StepRecord("speak line", "s1", 1.0, cached=False, attempts=1, cost=EACH[0])]
    found = failed("stories", BudgetExceeded("no", budget="a day", left=0, frees=None), "e", records)
    assert (found.status, found.cost_usd) == (Status.HELD, 0.000255)
