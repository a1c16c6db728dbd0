"""A recipe: the code that turns a brief into deliverables."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reelhouse.errors import ReelhouseError, UnknownName
from reelhouse.model.brief import Brief
from reelhouse.model.deliverable import Deliverable
from reelhouse.production.shelf import PACKAGE, recipe_names

if TYPE_CHECKING:
    from reelhouse.production.production import Production

B = TypeVar("B", bound=Brief)
Produce = Callable[["Production", B], list[Deliverable]]


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
            raise ReelhouseError(
                f"the recipe {self.name!r} makes nothing", remedy="Declare its function with @recipe.produce"
            )
        return self._produce(show, brief)


def open_recipe(name: str) -> Recipe[Any]:
    """Import a recipe by its name.

    Raises:
        UnknownName: No recipe has that name.
    """
    if name not in recipe_names():
        raise UnknownName("recipe", name, recipe_names())
    recipe: Recipe[Any] = import_module(f"{PACKAGE}.{name}").recipe
    return recipe
