"""The shelf of recipes: their names and first lines, read without importing any."""

from __future__ import annotations

import ast
from importlib import util
from pathlib import Path

#: The package whose modules are the recipes; a string, because recipes stand above production.
PACKAGE = "reelhouse.recipes"


def recipe_names() -> tuple[str, ...]:
    """The names of all recipes."""
    return tuple(sorted(path.stem for path in _folder().glob("*.py") if not path.stem.startswith("_")))


def describe_recipe(name: str) -> str:
    """The first line of a recipe's docstring."""
    tree = ast.parse((_folder() / f"{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def _folder() -> Path:
    spec = util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return Path()
    return Path(spec.submodule_search_locations[0])
