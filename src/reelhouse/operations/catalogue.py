"""What the house has: recipes, voices and styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.production.shelf import describe_recipe, recipe_names

if TYPE_CHECKING:
    from reelhouse.config.settings import Settings
    from reelhouse.model.layout import Rendition
    from reelhouse.model.platform import Platform
    from reelhouse.model.speech import Voice
    from reelhouse.operations.briefs import Choice
    from reelhouse.styles.style import Style

__all__ = [
    "all_renditions",
    "all_styles",
    "describe_recipe",
    "installed_voices",
    "known_platforms",
    "recipe_choices",
    "recipe_names",
]

# Heavy modules are imported inside: the command line lists recipes for every `--help`.


def recipe_choices(name: str) -> tuple[Choice, ...]:
    """The keys that a recipe's `--set` takes.

    Raises:
        UnknownName: No recipe has that name.
    """
    from reelhouse.operations.briefs import choices
    from reelhouse.production.recipe import open_recipe

    return choices(open_recipe(name).brief)


def all_renditions() -> tuple[Rendition, ...]:
    """Every size that can be made."""
    from reelhouse.model.layout import RENDITIONS

    return tuple(RENDITIONS.values())


def known_platforms() -> tuple[Platform, ...]:
    """Every platform whose limits are known."""
    from reelhouse.config.platforms import all_platforms

    return tuple(all_platforms().values())


def all_styles() -> tuple[Style, ...]:
    """Every style that comes with the house."""
    from reelhouse.styles.style import load_style, style_names

    return tuple(load_style(name) for name in style_names())


def installed_voices(settings: Settings, language: str = "") -> tuple[Voice, ...]:
    """Every voice that can speak on this machine, or those of one language; the most natural engines first."""
    from reelhouse.voices.base import all_voices
    from reelhouse.voices.ladder import in_language

    voices = all_voices(settings.voice_folders)
    chosen = in_language(voices, language) if language else voices
    return tuple(sorted(chosen, key=lambda voice: voice.ref.startswith("espeak:")))
