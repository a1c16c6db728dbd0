"""A recipe: the code that turns a brief into deliverables, and how it is found by name."""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib import import_module, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reelhouse.errors import UnknownName
from reelhouse.model.brief import Brief
from reelhouse.model.deliverable import Deliverable

if TYPE_CHECKING:
    from reelhouse.production.production import Production

B = TypeVar("B", bound=Brief)
Produce = Callable[["Production", B], list[Deliverable]]

#: The package whose modules are the recipes; a string, because recipes stand above production.
PACKAGE = "reelhouse.recipes"


class Recipe(Generic[B]):
    """One show's code. A recipe module ends up with one `recipe` and one function under `@recipe.produce`."""

    def __init__(self, name: str, brief: type[B]) -> None:
        self.name = name
        self.brief = brief
        self._produce: Produce[B] | None = None

    def produce(self, function: Produce[B]) -> Produce[B]:
        """Declare the function that makes an episode."""
        self._produce = function
        return function

    def run(self, show: Production, brief: B) -> list[Deliverable]:
        """Make an episode."""
        if self._produce is None:
            raise UnknownName("producer in recipe", self.name, ())
        return self._produce(show, brief)


def recipe_names() -> tuple[str, ...]:
    """The names of all recipes, without importing any."""
    return tuple(sorted(path.stem for path in _folder().glob("*.py") if not path.stem.startswith("_")))


def describe_recipe(name: str) -> str:
    """The first line of a recipe's docstring, read without importing it."""
    tree = ast.parse((_folder() / f"{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def open_recipe(name: str) -> Recipe[Any]:
    """Import a recipe by its name.

    Raises:
        UnknownName: No recipe has that name.
    """
    if name not in recipe_names():
        raise UnknownName("recipe", name, recipe_names())
    recipe: Recipe[Any] = import_module(f"{PACKAGE}.{name}").recipe
    return recipe


def _folder() -> Path:
    spec = util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return Path()
    return Path(spec.submodule_search_locations[0])
