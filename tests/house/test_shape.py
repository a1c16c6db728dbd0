"""The shape of the code: small files, small functions, names from the trade."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py")) + sorted((ROOT / "programs").rglob("*.py"))
FORBIDDEN = re.compile(
    r"(^|_)(manager|utils?|helpers?|service|processor|handler|common|core|misc|info|item|data)s?(_|$)"
)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    for function in functions(path):
        documented = ast.get_docstring(function) is not None
        first = function.body[1] if documented and len(function.body) > 1 else function.body[0]
        length = (function.end_lineno or 0) - first.lineno + 1
        assert length <= 40, f"{function.name} has {length} lines"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_named_after_what_they_hold(path: Path) -> None:
    assert not FORBIDDEN.search(path.stem)


def test_a_recipe_reads_like_a_call_sheet() -> None:
    for path in sorted((ROOT / "src/reelhouse/recipes").glob("[a-z]*.py")):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 100
        kinds = {type(node) for node in ast.walk(ast.parse(text))}
        assert kinds & {ast.Try, ast.While, ast.With, ast.Lambda, ast.Global} == set()


def test_the_verbs_stay_thin() -> None:
    path = ROOT / "src/reelhouse/production/production.py"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    for function in functions(path):
        assert (function.end_lineno or 0) - function.body[-1].lineno < 10, function.name
