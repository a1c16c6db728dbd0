"""Gates: an episode ends where nobody has looked, and goes on with exactly what was approved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.errors import Rejected, Waiting
from reelhouse.model.script import Line, Parts, Role, Scene, Script
from reelhouse.production.gates import Gates
from reelhouse.production.production import Production
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store, open_store
from reelhouse.storage.approvals import State, Verdict


def scripts(text: str) -> tuple[Script, ...]:
    scene = Scene(id="s1", role=Role.STORY, lines=(Line(id="s1.1", text=text, shown=text),))
    return (Script(title="A key", language="en", scenes=(scene,)),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Settings(home=tmp_path)) as opened:
        yield opened


@pytest.fixture
def show(store: Store, tmp_path: Path) -> Iterator[Production]:
    with Steps(store) as steps:
        shop = Workshop(steps, store, Settings(home=tmp_path), "stories/a")
        yield Production(shop, gates=Gates(store, "stories-1"))


def decide(store: Store, verdict: Verdict, note: str = "") -> None:
    (waiting,) = store.approvals.waiting()
    store.approvals.decide(waiting.key, verdict, "anna", note)


def test_what_was_approved_goes_on_and_anything_else_is_asked_about(show: Production, store: Store) -> None:
    one, other = scripts("One."), scripts("Other.")
    for _ in range(2):
        with pytest.raises(Waiting, match="the script waits for approval") as caught:
            show.approve_scripts(one, ["script"])
        assert caught.value.where == "stories-1"
    decide(store, State.APPROVED)
    assert show.approve_scripts(one, ["script"]) == one
    with pytest.raises(Waiting):
        show.approve_scripts(other, ["script"])
    (waiting,) = store.approvals.waiting()
    assert waiting.title == "A key"
    assert b"Other." in store.papers.read(waiting.paper)
    assert show.approve_scripts(one, ["script"]) == one, "what was approved stays so"


def test_a_no_says_whose_it_was_and_why(show: Production, store: Store) -> None:
    with pytest.raises(Waiting):
        show.approve_scripts(scripts("One."), ["script"])
    decide(store, State.REJECTED, "too long")
    with pytest.raises(Rejected, match="anna rejected the script: too long") as caught:
        show.approve_scripts(scripts("One."), ["script"])
    assert caught.value.exit_code == 3
    with pytest.raises(Waiting) as asked:
        show.approve_scripts(scripts("Shorter."), ["script"])
    assert type(asked.value) is Waiting


def test_nobody_is_asked_without_a_gate(show: Production, store: Store) -> None:
    assert show.approve_scripts(scripts("One."), ["release"]) == scripts("One.")
    assert show.approve_release([], ["script"]) == []
    assert store.approvals.waiting() == ()


def test_a_rehearsal_asks_nobody_and_knows_where_it_would_stop(store: Store) -> None:
    parts = Parts(scripts=scripts("One."))
    gates = Gates(store, "stories-1", rehearsed=True)
    with pytest.raises(Waiting):
        gates.demand("script", "A key", parts)
    assert (gates.reached, store.approvals.waiting()) == (["script"], ())
    with pytest.raises(Waiting):
        Gates(store, "stories-1", within=60).demand("script", "A key", parts)
    assert store.approvals.waiting()[0].due_at > 0
    decide(store, State.APPROVED)
    again = Gates(store, "stories-1", rehearsed=True)
    again.demand("script", "A key", parts)
    assert again.reached == []
