"""Every row of the table of faults points to a test that is there, and says by which suite it is run."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = re.compile(r"^\| .+ \| .+ \| (?P<suite>\w+) \| `(?P<file>tests/[\w/]+\.py)::(?P<test>test_\w+)` \|$")
SLOW = "pytest.mark.slow"


@cache
def suites(file: str) -> dict[str, str]:
    """Of each test of a file whether the quick suite runs it: `quick`, `slow`, or `both` when it runs some cases."""
    body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    named = {ast.unparse(one.targets[0]): ast.unparse(one.value) for one in body if isinstance(one, ast.Assign)}
    tests = [one for one in body if isinstance(one, ast.FunctionDef)]
    return {one.name: _suite([ast.unparse(mark) for mark in one.decorator_list], named) for one in tests}


def _suite(marks: list[str], named: dict[str, str]) -> str:
    given = [*(named.get(mark, mark) for mark in marks), named.get("pytestmark", "")]
    if SLOW in given:
        return "slow"
    return "both" if any(SLOW in mark for mark in given) else "quick"


def rows() -> list[str]:
    page = (ROOT / "docs/engine.md").read_text(encoding="utf-8")
    section = page.partition("## What was broken on purpose")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")][1:]


def test_what_was_broken_on_purpose_is_shown_by_a_test() -> None:
    assert len(rows()) > 30
    for row in rows():
        found = TABLE.match(row)
        assert found, row
        assert suites(found["file"]).get(found["test"]) == found["suite"], row


@pytest.mark.parametrize(
    ("marks", "suite"),
    [
        ([], "quick"),
        ([SLOW], "slow"),
        (["BOUNDED"], "both"),
        ([f"pytest.mark.parametrize('n', [1, pytest.param(2, marks={SLOW})])"], "both"),
    ],
)
def test_the_suite_is_read_from_the_marks(marks: list[str], suite: str) -> None:
    named = {"BOUNDED": f"pytest.mark.parametrize('home', ['a', pytest.param('b', marks={SLOW})])"}
    assert _suite(marks, named) == suite
    assert _suite(marks, {"pytestmark": SLOW}) == "slow"


def test_every_file_of_the_suite_has_a_row() -> None:
    page = (ROOT / "docs/engine.md").read_text(encoding="utf-8")
    others = {"test_make_hostile.py", "test_make_shared.py", "test_make_unvoiced.py"}
    files = {path.name for path in (ROOT / "tests/chaos").glob("test_*.py")} - others
    assert {name for name in files if f"tests/chaos/{name}::" not in page} == set()
