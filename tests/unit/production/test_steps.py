"""The step runner: made once, found again, tried again, never half there."""

import errno
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest

from reelhouse.errors import ArtifactMissing, BadNarration, Cancelled, DiskFull, Transient
from reelhouse.media.stop import check_stop, stoppable
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.production.restarts import Restarts
from reelhouse.production.steps import RetryPolicy, Scratch, Step, StepRecord, Steps
from reelhouse.storage import Store
from reelhouse.storage import schema as tables

FINDING = Finding(check="black", level=Level.OK, message="none")


class Picture(Value):
    """A result with artifacts deep inside."""

    pages: dict[str, tuple[Artifact, ...]]


def step(name: str = "check", **inputs: Any) -> Step[Finding]:
    return Step(name, 1, inputs, Finding)


def found(_: Scratch) -> Finding:
    return FINDING


def never(_: Scratch) -> Finding:
    pytest.fail("it was made, and yet it is made again")


def fail(_: Scratch) -> Finding:
    raise BadNarration("silent")


def draw(scratch: Scratch) -> Picture:
    pages = []
    for number in range(2):
        path = scratch.path(f"{number}.png")
        path.write_bytes(bytes([number]) * 10)
        pages.append(scratch.keep(path, Kind.STILL))
    return Picture(pages={"all": tuple(pages)})


PICTURE = Step("draw", 1, {"seed": 1}, Picture)


def table(store: Store, name: str) -> int:
    with store.database.reading() as connection:
        return len(connection.execute(tables.METADATA.tables[name].select()).all())


def test_a_second_run_makes_nothing(store: Store) -> None:
    def produce(steps: Steps) -> list[Value]:
        return [steps.make(step(line=number), found, label=f"{number}") for number in range(3)] + [
            steps.make(PICTURE, draw)
        ]

    with Steps(store) as first:
        results = produce(first)
    with Steps(store) as second:
        assert produce(second) == results

    assert [(record.cached, record.attempts) for record in first.records] == [(False, 1)] * 4
    assert [(record.cached, record.attempts) for record in second.records] == [(True, 0)] * 4
    assert [(record.name, record.label) for record in second.records] == [
        ("check", "0"),
        ("check", "1"),
        ("check", "2"),
        ("draw", ""),
    ]
    assert all(record.seconds > 0 for record in second.records)


def test_documents_come_back_as_documents(store: Store) -> None:
    report = QualityReport(findings=(FINDING,))
    wanted = Step("report", 1, {}, QualityReport)
    with Steps(store) as steps:
        assert steps.make(wanted, lambda _: report) == report
        assert steps.make(wanted, lambda _: QualityReport(findings=())) == report


def test_a_record_that_does_not_fit_any_more_is_made_again(store: Store) -> None:
    with Steps(store) as steps:
        steps.make(step(), found)
        with store.database.writing() as connection:
            connection.execute(tables.step.update().values(result={"old": "shape"}))

        assert steps.make(step(), found) == FINDING
        assert [record.cached for record in steps.records] == [False, False]


def test_a_document_of_a_newer_version_is_made_again(store: Store) -> None:
    wanted = Step("report", 1, {}, QualityReport)
    with Steps(store) as steps:
        steps.make(wanted, lambda _: QualityReport(findings=()))
        with store.database.writing() as connection:
            connection.execute(tables.step.update().values(result={"schema": "reelhouse.quality/999"}))

        assert steps.make(wanted, lambda _: QualityReport(findings=(FINDING,))).findings == (FINDING,)


def test_artifacts_become_visible_with_the_record(store: Store) -> None:
    def look(scratch: Scratch) -> Picture:
        picture = draw(scratch)
        assert table(store, "artifact") == 0
        return picture

    with Steps(store) as steps:
        steps.make(PICTURE, look)

    assert table(store, "artifact") == 2
    assert table(store, "step_artifact") == 2


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x" * 10)])
def test_a_damaged_artifact_is_made_again(damage: Callable[[Path], None], store: Store) -> None:
    with Steps(store) as steps:
        picture = steps.make(PICTURE, draw)
        damage(store.artifacts.path(picture.pages["all"][1]))
        again = steps.make(PICTURE, draw)
        steps.make(PICTURE, draw)

    assert again == picture
    assert [record.cached for record in steps.records] == [False, False, True]
    for artifact in picture.pages["all"]:
        store.artifacts.verify(artifact)


def test_a_failure_is_not_remembered_and_leaves_nothing(store: Store) -> None:
    with Steps(store) as steps:
        with pytest.raises(BadNarration):
            steps.make(step(), fail)
        assert table(store, "step") == 0
        assert list((store.home / "scratch").glob("*/*")) == []

        assert steps.make(step(), found) == FINDING

    assert len(steps.records) == 1


def test_only_transient_failures_are_tried_again(store: Store) -> None:
    slept: list[float] = []
    folders: list[Path] = []

    def work(scratch: Scratch) -> Finding:
        assert list(scratch.folder.iterdir()) == []
        scratch.path("half").write_bytes(b"x")
        folders.append(scratch.folder)
        if len(folders) < 3:
            raise Transient("busy", retry_after=2)
        return FINDING

    with Steps(store, retry=RetryPolicy(sleep=slept.append)) as steps:
        steps.make(step(), work)

    assert slept == [2, 2]
    assert steps.records[0].attempts == 3
    assert not any(folder.exists() for folder in folders)


def test_five_tries_and_no_more(store: Store) -> None:
    tries: list[int] = []

    def work(_: Scratch) -> Finding:
        tries.append(1)
        raise Transient("busy")

    with Steps(store, retry=RetryPolicy(sleep=lambda _: None)) as steps, pytest.raises(Transient):
        steps.make(step(), work)

    assert len(tries) == 5
    assert table(store, "step") == 0


def test_a_cancelled_step_is_free_again(store: Store) -> None:
    flag = threading.Event()

    def work(scratch: Scratch) -> Finding:
        draw(scratch)
        flag.set()
        check_stop()
        return FINDING

    with Steps(store) as steps:
        with stoppable(flag):
            with pytest.raises(Cancelled):
                steps.make(step(), work)
            with pytest.raises(Cancelled):
                steps.make(step("other"), never)
        assert table(store, "step") == 0
        assert list((store.home / "scratch").glob("*/*")) == []

    with Steps(store) as later:
        assert later.make(step(), found) == FINDING


def test_a_full_disk_in_the_work_says_so(store: Store) -> None:
    def work(_: Scratch) -> Finding:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Steps(store) as steps, pytest.raises(DiskFull, match="cache --prune"):
        steps.make(step(), work)


def test_a_missing_input_comes_through(store: Store) -> None:
    gone = Artifact(sha256="0" * 64, kind=Kind.STILL, suffix=".png", size=1)

    def use(scratch: Scratch) -> Finding:
        scratch.file(gone)
        return FINDING

    with Steps(store) as steps:
        with pytest.raises(ArtifactMissing):
            steps.make(step(), use)
        with pytest.raises(ArtifactMissing):
            steps.make(PICTURE, lambda _: Picture(pages={"all": (gone,)}))


def test_what_stopped_the_work_is_told_even_when_the_claim_cannot_be_given_back(store: Store) -> None:
    def work(_: Scratch) -> Finding:
        with store.database.writing() as connection:
            connection.exec_driver_sql("drop table step_artifact")
            connection.exec_driver_sql("drop table step")
        raise BadNarration("silent")

    with Steps(store) as steps, pytest.raises(BadNarration):
        steps.make(step(), work)


def test_a_taken_over_claim_takes_the_other_result(store: Store) -> None:
    theirs = Finding(check="black", level=Level.WARN, message="theirs")
    with Steps(store) as sleeper, Steps(store) as other:

        def work(_: Scratch) -> Finding:
            with store.database.writing() as connection:
                connection.execute(tables.run.update().where(tables.run.c.id == sleeper._run.id).values(born="dead"))
            other.make(step(), lambda _: theirs)
            return FINDING

        assert sleeper.make(step(), work) == theirs
        assert sleeper.records[0].cached


def test_a_salt_makes_everything_anew_once(store: Store) -> None:
    with Steps(store) as plain:
        plain.make(step(), found)
    with Steps(store, salt="one") as salted:
        salted.make(step(), found)
    with Steps(store, salt="one") as resumed:
        resumed.make(step(), never)
    with Steps(store) as later:
        later.make(step(), never)

    assert [record.cached for record in salted.records] == [False]


def produced(store: Store, again: Sequence[tuple[str, str]] = (), **options: Any) -> list[tuple[str, bool]]:
    restarts = Restarts(tuple(again), ("write", "narrate", "render", "join"))
    with Steps(store, again=restarts, **options) as steps:
        for name, label in [
            ("write", ""),
            ("narrate", "a"),
            ("render", "1"),
            ("narrate", "b"),
            ("join", ""),
            ("render", "2"),
        ]:
            steps.make(step(name, label=label), found)
        return [(record.name, record.cached) for record in steps.records]


def test_remaking_from_a_step_remakes_it_and_what_follows(store: Store) -> None:
    produced(store)

    for salt in ("x", "y"):
        remade = produced(store, again=[("render", salt)])
        assert remade == [
            ("write", True),
            ("narrate", True),
            ("render", False),
            ("narrate", True),
            ("join", False),
            ("render", False),
        ]
    assert all(cached for _, cached in produced(store, again=[("render", "y")]))
    assert all(cached for _, cached in produced(store, again=[("unknown", "z")]))
    assert all(cached for _, cached in produced(store))


def test_restarting_works_after_a_refresh_and_keeps_what_an_earlier_restart_made(store: Store) -> None:
    assert not any(cached for _, cached in produced(store, salt="s"))
    made = [name for name, cached in produced(store, salt="s", again=[("render", "x")]) if not cached]
    assert made == ["render", "join", "render"]
    made = [name for name, cached in produced(store, salt="s", again=[("render", "x"), ("join", "y")]) if not cached]
    assert made == ["join"]


def test_what_a_restart_makes_again_does_not_depend_on_the_order_of_a_run(store: Store) -> None:
    names = ("write", "narrate", "draw", "render")

    def run(*order: str, salts: tuple[tuple[str, str], ...] = ()) -> set[str]:
        with Steps(store, again=Restarts(salts, names)) as steps:
            for name in order:
                steps.make(step(name), found)
            assert steps.names() == names
            return {record.name for record in steps.records if not record.cached}

    run("write", "narrate", "draw", "render", "other")
    salts = (("narrate", "x"),)
    assert run("other", "render", "narrate", "draw", "write", salts=salts) == {"narrate", "draw", "render"}
    assert run("draw", "narrate", "other", "render", "write", salts=salts) == set()


class Diary:
    """A watcher that writes everything down."""

    def __init__(self) -> None:
        self.entries: list[tuple[Any, ...]] = []

    def expected(self, name: str, units: Mapping[str, int]) -> None:
        self.entries.append(("expected", name, dict(units)))

    def started(self, name: str, label: str) -> None:
        self.entries.append(("started", name, label))

    def progressed(self, name: str, label: str, done: int, total: int) -> None:
        self.entries.append(("progressed", name, label, done, total))

    def finished(self, record: StepRecord) -> None:
        self.entries.append(("finished", record.name, record.label, record.cached))


def test_a_watcher_is_told(store: Store) -> None:
    def work(scratch: Scratch) -> Finding:
        scratch.progress(1, 2)
        return FINDING

    diary = Diary()
    with Steps(store, watch=diary) as steps:
        steps.expect("check", {"first": 2, "again": 2})
        steps.make(step(), work, label="first")
        steps.make(step(), work, label="again")
        with pytest.raises(BadNarration):
            steps.make(step("other"), fail)

    assert diary.entries == [
        ("expected", "check", {"first": 2, "again": 2}),
        ("started", "check", "first"),
        ("progressed", "check", "first", 1, 2),
        ("finished", "check", "first", False),
        ("started", "check", "again"),
        ("finished", "check", "again", True),
        ("started", "other", ""),
    ]


def test_without_a_watcher_progress_goes_nowhere(store: Store) -> None:
    def work(scratch: Scratch) -> Finding:
        scratch.progress(1, 2)
        return FINDING

    with Steps(store) as steps:
        steps.expect("check", {"": 2})
        assert steps.make(step(), work) == FINDING


def test_threads_of_one_run_make_each_step_once(store: Store) -> None:
    made: list[int] = []

    def work(number: int) -> Finding:
        made.append(number)
        return FINDING

    diary = Diary()
    with Steps(store, watch=diary) as steps, ThreadPoolExecutor(8) as pool:

        def make(number: int) -> Finding:
            return steps.make(step(number=number), lambda _: work(number))

        waiting = [pool.submit(copy_context().run, make, number % 10) for number in range(80)]
        results = [each.result() for each in waiting]

    assert sorted(made) == list(range(10))
    assert results == [FINDING] * 80
    assert sum(record.cached for record in steps.records) == 70
    assert len(diary.entries) == 160


def test_ending_a_run_removes_its_folder(store: Store) -> None:
    with Steps(store) as steps:
        steps.make(PICTURE, draw)

    assert list((store.home / "scratch").iterdir()) == []
    assert table(store, "run") == 0


def test_an_artifact_that_is_pruned_before_it_is_recorded_is_made_again(store: Store) -> None:
    tries = []

    def work(scratch: Scratch) -> Artifact:
        path = scratch.path("a.txt")
        path.write_text("hello")
        kept = scratch.keep(path, Kind.SIDECAR)
        tries.append(kept)
        if len(tries) == 1:
            store.artifacts.remove(kept)
        return kept

    with Steps(store) as steps:
        made = steps.make(Step("write", 1, {}, Artifact), work)
    assert store.artifacts.path(made).read_text() == "hello"
    assert len(tries) == 2


def test_an_artifact_that_is_lost_every_time_is_an_error(store: Store) -> None:
    def work(scratch: Scratch) -> Artifact:
        path = scratch.path("a.txt")
        path.write_text("hello")
        kept = scratch.keep(path, Kind.SIDECAR)
        store.artifacts.remove(kept)
        return kept

    with Steps(store) as steps, pytest.raises(ArtifactMissing):
        steps.make(Step("write", 1, {}, Artifact), work)


def test_no_more_steps_are_made_at_once_than_there_are_workers(store: Store) -> None:
    guard, most, now = threading.Lock(), 0, 0
    full = threading.Barrier(2)

    def work(_: Scratch) -> QualityReport:
        nonlocal most, now
        with guard:
            now += 1
            most = max(most, now)
        full.wait(30)
        with guard:
            now -= 1
        return QualityReport(findings=())

    with Steps(store, workers=2) as steps, ThreadPoolExecutor(8) as pool:
        made = [pool.submit(steps.make, Step("write", 1, {"n": n}, QualityReport), work) for n in range(8)]
        assert all(one.result() == QualityReport(findings=()) for one in made)
    assert most == 2


def test_an_attempt_does_not_wait_for_somebody_else(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(_: Scratch) -> Finding:
        begun.set()
        go_on.wait(20)
        return FINDING

    with Steps(store) as steps, Steps(store) as others, ThreadPoolExecutor(1) as pool:
        making = pool.submit(others.make, step(), slow)
        assert begun.wait(20)
        assert steps.attempt(step(), never) is None
        assert (steps.records, steps.keys) == ((), frozenset())
        go_on.set()
        assert making.result() == FINDING
        assert steps.attempt(step(), never, label="found") == FINDING
        assert steps.attempt(step(other=1), found, label="made") == FINDING
        assert [(record.label, record.cached) for record in steps.records] == [("found", True), ("made", False)]
        assert len(steps.keys) == 2
