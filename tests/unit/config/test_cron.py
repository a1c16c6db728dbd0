"""When something is due, also where clocks are put forward and back."""

import sys
from datetime import datetime
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.config.cron import Cron, check_expression
from reelhouse.errors import ProviderNotInstalled

HOUR = 3_600_000


def at(moment: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def due(expression: str, zone: str, start: str, count: int) -> list[str]:
    """So many due times after a moment in a zone, by its clocks."""
    found = islice(Cron(expression, zone).after(at(start, zone)), count)
    return [datetime.fromtimestamp(one / 1000, ZoneInfo(zone)).isoformat()[5:] for one in found]


@pytest.mark.parametrize(
    ("zone", "before", "expected"),
    [
        ("Europe/Berlin", "2026-03-28T12:00", ["03-29T03:00:00+02:00", "03-30T02:30:00+02:00"]),
        ("America/New_York", "2026-03-07T12:00", ["03-08T03:00:00-04:00", "03-09T02:30:00-04:00"]),
        ("Europe/Berlin", "2026-10-24T12:00", ["10-25T02:30:00+02:00", "10-26T02:30:00+01:00"]),
        ("America/New_York", "2026-10-31T12:00", ["11-01T02:30:00-05:00", "11-02T02:30:00-05:00"]),
    ],
)
def test_half_past_two_is_once_a_day_when_clocks_change(zone: str, before: str, expected: list[str]) -> None:
    assert due("30 2 * * *", zone, before, 2) == expected


def test_an_hour_that_comes_twice_counts_once_for_what_is_due_at_a_time() -> None:
    assert due("30 1 * * *", "America/New_York", "2026-10-31T12:00", 2) == [
        "11-01T01:30:00-04:00",
        "11-02T01:30:00-05:00",
    ]


def test_what_is_asked_in_the_second_half_of_such_an_hour_is_due_the_next_day() -> None:
    second = at("2026-10-25T00:30", "UTC") + HOUR + 60_000  # 02:31 for the second time
    (found,) = islice(Cron("45 2 * * *", "Europe/Berlin").after(second), 1)
    assert found == at("2026-10-26T01:45")


def test_every_half_hour_goes_on_as_time_passes() -> None:
    assert due("*/30 * * * *", "Europe/Berlin", "2026-10-25T01:30", 5) == [
        "10-25T02:00:00+02:00",
        "10-25T02:30:00+02:00",
        "10-25T02:00:00+01:00",
        "10-25T02:30:00+01:00",
        "10-25T03:00:00+01:00",
    ]
    assert due("*/30 * * * *", "America/New_York", "2026-03-08T01:00", 2) == [
        "03-08T01:30:00-05:00",
        "03-08T03:00:00-04:00",
    ]


def test_nine_in_the_morning_stays_nine_in_the_morning() -> None:
    for zone in ("Europe/Berlin", "America/New_York"):
        assert {one[5:14] for one in due("0 9 * * *", zone, "2026-01-01T00:00", 366)} == {"T09:00:00"}


def test_two_times_that_are_skipped_together_are_one() -> None:
    assert due("15,45 2 * * *", "Europe/Berlin", "2026-03-29T00:00", 2) == [
        "03-29T03:00:00+02:00",
        "03-30T02:15:00+02:00",
    ]


@given(
    st.sampled_from(["* * * * *", "7 */5 * * *", "30 2 * * *", "15,45 1-3 * * *", "0 9 * * SUN", "0 0 29 2 *"]),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
    st.integers(at("2026-01-01T00:00"), at("2027-06-01T00:00")),
    st.integers(0, 72 * HOUR),
)
def test_due_times_are_in_order_and_the_last_one_is_the_last(expression: str, zone: str, since: int, span: int) -> None:
    cron = Cron(expression, zone)
    found = list(takewhile(lambda one: one <= since + span, cron.after(since)))
    assert found == sorted(set(found))
    assert all(one > since for one in found)
    assert cron.last(since, since + span) == (found[-1] if found else None)


def test_the_last_one_may_be_years_ago() -> None:
    assert Cron("0 0 29 2 *").last(0, at("2027-06-01T00:00")) == at("2024-02-29T00:00")
    assert Cron("0 0 29 2 *").last(0, 1) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "0 fields"),
        ("0 9 * *", "4 fields"),
        ("0 0 9 * * *", "6 fields"),
        ("61 * * * *", "bad minute"),
        ("0 9 * * FUNDAY", "bad day-of-week"),
        ("0 0 30 2 *", "bad day-of-month"),
        ("* * * * MON#6", "bad day-of-week"),
    ],
)
def test_what_is_no_time_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_expression(text)


def test_without_the_extra_nothing_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cronsim", None)
    with pytest.raises(ProviderNotInstalled) as raised:
        check_expression("0 9 * * *")
    assert "reelhouse[serve]" in raised.value.remedy


def test_an_expression_has_one_space_between_its_fields() -> None:
    assert check_expression(" 0  9 * * MON-FRI ") == "0 9 * * MON-FRI"
