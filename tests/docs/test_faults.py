"""Every row of the table of faults points to a test that is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = re.compile(r"^\| .+ \| .+ \| `(?P<file>tests/[\w/]+\.py)::(?P<test>test_\w+)` \|$")


def test_what_was_broken_on_purpose_is_shown_by_a_test() -> None:
    page = (ROOT / "docs/engine.md").read_text(encoding="utf-8")
    section = page.partition("## What was broken on purpose")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 30
    for row in rows:
        found = TABLE.match(row)
        assert found, row
        tree = ast.parse((ROOT / found["file"]).read_text(encoding="utf-8"))
        assert found["test"] in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, row


def test_every_file_of_the_suite_has_a_row() -> None:
    page = (ROOT / "docs/engine.md").read_text(encoding="utf-8")
    others = {"test_make_hostile.py", "test_make_shared.py", "test_make_unvoiced.py"}
    files = {path.name for path in (ROOT / "tests/chaos").glob("test_*.py")} - others
    assert {name for name in files if f"tests/chaos/{name}::" not in page} == set()
