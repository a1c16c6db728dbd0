"""Episodes of the register: made again from what was kept of them, wherever that is."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from reelhouse.errors import InvalidSettings
from reelhouse.model.brief import Brief
from reelhouse.operations.run import Order
from reelhouse.production.material import Material
from reelhouse.production.recipe import Recipe, open_recipe
from reelhouse.storage import Store
from reelhouse.storage.register import Asked


def order_of(store: Store, asked: Asked, out: Path | None) -> Order:
    """What was asked for, as a run takes it; `out` is another folder than the one it goes to.

    Raises:
        InvalidSettings: Its options are not those of the recipe any more.
    """
    recipe = open_recipe(asked.recipe)
    material = Material(asked.name, store.papers.read(asked.text)) if asked.text else None
    return Order(
        name=asked.episode,
        story=asked.story,
        recipe=recipe,
        brief=brief_of(recipe, asked),
        material=material,
        out=out or Path(asked.out),
        kit=asked.kit,
        destinations=asked.destinations,
        show=asked.show,
    )


def brief_of(recipe: Recipe[Brief], asked: Asked) -> Brief:
    """The choices that an episode of the register was asked with.

    Raises:
        InvalidSettings: This version of Reelhouse does not know them.
    """
    try:
        return recipe.brief.model_validate(asked.brief)
    except ValidationError as error:
        raise InvalidSettings(
            "its options are those of another version of Reelhouse",
            where=asked.episode,
            remedy=f"Make it once more with `reelhouse make {asked.recipe}`; edits are kept",
        ) from error
