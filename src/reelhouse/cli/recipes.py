"""`reelhouse recipes`: what can be made."""

from __future__ import annotations

from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import print_json, print_text


def recipes(as_json: AsJson = False) -> None:
    """List the recipes."""
    from reelhouse.operations.catalogue import all_renditions, describe_recipe, known_platforms, recipe_names

    found = {name: describe_recipe(name) for name in recipe_names()}
    if as_json:
        print_json([{"name": name, "summary": text} for name, text in found.items()])
        return
    for name, text in found.items():
        print_text(f"{name:12} {text}")
    sizes = (f"{one.name} {one.width}x{one.height}" for one in all_renditions())
    print_text(f"\nrenditions   {', '.join(sizes)}")
    print_text(f"platforms    {', '.join(one.name for one in known_platforms())}")
    print_text("\nMake one with `reelhouse make NAME INPUT`; `reelhouse make NAME --help` lists its options.")
