"""The version of every step, as it stands in the calls of `Step(name, version, ...)` in the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from reelhouse.production.names import STEP_NAMES

PRODUCTION = Path(__file__).parents[2] / "src/reelhouse/production"


def step_versions() -> dict[str, int]:
    """Each step's version.

    A name or a version may be a constant of its module. Where a function is given the name, the version belongs to all
    names of steps that its module mentions besides.
    """
    found: dict[str, int] = {}
    for path in sorted(PRODUCTION.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.name != "names.py":
            found |= dict(_steps(tree))
    return found


def _steps(tree: ast.Module) -> Iterator[tuple[str, int]]:
    constants = dict(_constants(tree))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Step":
            name, version = (_value(argument, constants) for argument in call.args[:2])
            assert isinstance(version, int), f"the version in line {call.lineno} is no plain number"
            for step in [name] if isinstance(name, str) else _mentioned(tree):
                yield step, version


def _constants(tree: ast.Module) -> Iterator[tuple[str, object]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _value(node: ast.expr, constants: dict[str, object]) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    return constants.get(node.id) if isinstance(node, ast.Name) else None


def _mentioned(tree: ast.Module) -> Iterator[str]:
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return (text for text in texts if isinstance(text, str) and text in STEP_NAMES)
