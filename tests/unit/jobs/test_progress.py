"""Progress never goes back, says 100 only at the end, and says nothing of the time left before it can."""

from hypothesis import given
from hypothesis import strategies as st

from reelhouse.jobs.progress import NEARLY, Reckoning
from reelhouse.production.names import STEP_NAMES
from reelhouse.production.watch import StepRecord


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def record(name: str, label: str = "", *, cached: bool = False) -> StepRecord:
    return StepRecord(name, label, 1.0, cached=cached, attempts=0 if cached else 1)


def test_chunks_count_by_their_frames() -> None:
    reckoning = Reckoning(Clock())
    reckoning.expected("render chunk", {"1": 300, "2": 100})
    for label in ("1", "2"):
        reckoning.started("render chunk", label)
    assert reckoning.now().percent == 0
    reckoning.progressed("render chunk", "1", 150, 300)
    half = reckoning.now().percent
    reckoning.finished(record("render chunk", "1"))
    reckoning.finished(record("render chunk", "2"))
    whole = reckoning.now().percent
    assert 0 < half < whole < NEARLY
    assert abs(half - whole * 150 / 400) <= 1
    assert reckoning.now().step == "render chunk"


def test_the_time_left_is_that_of_what_was_made_here() -> None:
    clock = Clock()
    reckoning = Reckoning(clock)
    reckoning.finished(record("write script", cached=True))
    assert reckoning.now().left is None
    reckoning.expected("render chunk", {"1": 1000})
    reckoning.started("render chunk", "1")
    reckoning.progressed("render chunk", "1", 1, 1000)
    before = reckoning.now().percent
    clock.now += 10
    reckoning.progressed("render chunk", "1", 500, 1000)
    now = reckoning.now()
    assert now.left == 10 * (100 - now.percent) / (now.percent - before)


def test_a_step_of_no_size_is_no_error() -> None:
    reckoning = Reckoning(Clock())
    reckoning.progressed("join", "", 0, 0)
    assert reckoning.now().step == "join"
    assert Reckoning().now().step == ""


@given(
    st.lists(
        st.tuples(
            st.sampled_from(STEP_NAMES), st.sampled_from("abc"), st.sampled_from(["start", "half", "end", "found"])
        ),
        max_size=60,
    )
)
def test_it_never_goes_back_and_never_says_too_much(events: list[tuple[str, str, str]]) -> None:
    reckoning, before = Reckoning(Clock()), 0
    for name, label, what in events:
        if what == "start":
            reckoning.started(name, label)
        elif what == "half":
            reckoning.progressed(name, label, 1, 2)
        else:
            reckoning.finished(record(name, label, cached=what == "found"))
        now = reckoning.now()
        assert before <= now.percent <= NEARLY
        before = now.percent
