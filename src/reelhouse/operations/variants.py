"""The same story with other choices: a new episode, asked for and not made yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from reelhouse.config import Settings
from reelhouse.errors import UsageError
from reelhouse.model.brief import Brief
from reelhouse.operations.briefs import parse_brief
from reelhouse.operations.episodes import Listed, find_entry, listed_of
from reelhouse.operations.make import episode_name, settled
from reelhouse.operations.material import readable
from reelhouse.operations.registered import brief_of
from reelhouse.operations.wanted import check_wanted
from reelhouse.production.recipe import open_recipe
from reelhouse.storage import open_store
from reelhouse.storage.register import ASKED


def duplicate(settings: Settings, name: str, choose: Sequence[str], out: Path | None = None) -> Listed:
    """Ask for an episode like another one, with some choices changed.

    Args:
        settings: Of the installation.
        name: The episode that it is like.
        choose: What is different, as `key=value`.
        out: Where its files go; by default a folder with its name beside the other's files, which have the same names.

    Raises:
        UnknownName: There is no such episode, key, style or voice.
        UsageError: With these choices it is the same episode, or a value does not fit.
    """
    with open_store(settings) as store:
        asked = find_entry(store, name).asked
        recipe = open_recipe(asked.recipe)
        brief = settled(_changed(brief_of(recipe, asked), choose))
        check_wanted(brief, None, settings)
        episode = episode_name(recipe.name, brief, asked.story, asked.show)
        if store.register.find(episode) is not None:
            raise UsageError(
                f"with these choices it is {'the same episode' if episode == asked.episode else episode}",
                where="--set",
                remedy="Change something that is said, heard or looks otherwise; sizes alone make no other episode",
            )
        folder = Path(asked.out) / episode if out is None else out
        place = readable(str(folder.absolute()))
        store.register.ask(replace(asked, episode=episode, brief=brief.model_dump(mode="json"), out=place), ASKED)
        return listed_of(find_entry(store, episode))


def _changed(brief: Brief, choose: Sequence[str]) -> Brief:
    new = parse_brief(type(brief), None, choose)
    changed = {key: getattr(new, key) for key in new.model_fields_set}
    try:
        return type(brief).model_validate(brief.model_dump() | changed)
    except ValidationError as error:  # two choices that do not go together
        raise UsageError(
            f"these choices do not go together: {error.errors()[0]['msg']}", where="--set", remedy="Change one of them"
        ) from error
