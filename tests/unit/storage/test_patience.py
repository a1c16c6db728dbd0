"""A server that is away for a moment costs no work."""

import pytest

from reelhouse.errors import DatabaseAway, DatabaseUnusable
from reelhouse.storage import Store, patience
from reelhouse.storage.patience import patient
from reelhouse.storage.steps import Claim, Wanted

WANTED = Wanted("k" * 64, "mix", 1)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST", 0.001)
    monkeypatch.setattr(patience, "LONGEST", 0.002)
    monkeypatch.setattr(patience, "ALL", 0.5)


def test_it_asks_until_there_is_an_answer() -> None:
    answers = iter([DatabaseAway("away"), DatabaseAway("away"), "here"])

    @patient
    def ask(question: str) -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return f"{question}: {answer}"

    assert ask("where") == "where: here"


def test_it_gives_up_in_the_end() -> None:
    asked: list[int] = []

    @patient
    def ask() -> None:
        asked.append(1)
        raise DatabaseAway("away")

    with pytest.raises(DatabaseAway):
        ask()
    assert len(asked) > 2


def test_a_refusal_is_not_asked_again() -> None:
    asked: list[int] = []

    @patient
    def ask() -> None:
        asked.append(1)
        raise DatabaseUnusable("no")

    with pytest.raises(DatabaseUnusable):
        ask()
    assert asked == [1]


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_a_result_whose_commit_was_answered_to_nobody_is_finished(store: Store) -> None:
    run = store.runs.begin()
    claim = store.steps.obtain(WANTED, run, lambda _: None)
    assert isinstance(claim, Claim)
    assert store.steps.finish(claim, {"made": 1}, [])
    assert store.steps.finish(claim, {"made": 1}, [])
    store.runs.end(run)
