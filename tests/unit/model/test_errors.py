"""Errors: say what, where and what to do; suggest; survive a process border."""

import pickle

from reelhouse.errors import BudgetExceeded, Cancelled, Postponed, ReelhouseError, Transient, UnknownName, UsageError


def test_an_error_reads_as_place_message_and_remedy() -> None:
    error = ReelhouseError("it broke", where="a.yaml:3", remedy="Mend it")
    assert str(error) == "a.yaml:3: it broke. Mend it"
    assert str(ReelhouseError("it broke")) == "it broke"


def test_the_nearest_name_is_suggested() -> None:
    error = UnknownName("style", "midnigt", ["midnight", "paper"])
    assert "Did you mean 'midnight'?" in str(error)
    assert "Known: midnight, paper." in str(UnknownName("style", "qqqq", ["midnight", "paper"]))
    assert "Known: none." in str(UnknownName("style", "q", []))


def test_errors_survive_a_process_border() -> None:
    error = UnknownName("style", "x", ["y"], where="here")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, made in this line
    assert (type(copy), str(copy), copy.known) == (UnknownName, str(error), ("y",))
    again = pickle.loads(pickle.dumps(Transient("later", retry_after=7)))  # noqa: S301 - as above
    assert again.retry_after == 7
    late = pickle.loads(pickle.dumps(Postponed("later", after=90)))  # noqa: S301 - as above
    assert (late.after, late.refused) == (90, True)
    spent = pickle.loads(pickle.dumps(BudgetExceeded("no", budget="a day", left=3, frees=None)))  # noqa: S301 - as above
    assert (spent.budget, spent.left, spent.frees) == ("a day", 3, None)


def test_exit_codes_follow_the_contract() -> None:
    codes = [kind.exit_code for kind in (ReelhouseError, UsageError, BudgetExceeded, Cancelled)]
    assert codes == [1, 2, 4, 130]
    assert not issubclass(Cancelled, Exception)
