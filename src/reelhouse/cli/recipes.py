"""`reelhouse recipes`: what can be made."""

from __future__ import annotations

import json

import typer

from reelhouse.cli.make import AsJson


def recipes(as_json: AsJson = False) -> None:
    """List the recipes."""
    from reelhouse.operations.catalogue import describe_recipe, recipe_names

    found = {name: describe_recipe(name) for name in recipe_names()}
    if as_json:
        typer.echo(json.dumps([{"name": name, "summary": text} for name, text in found.items()]))
        return
    for name, text in found.items():
        typer.echo(f"{name:12} {text}")
    typer.echo("\nMake one with `reelhouse make NAME INPUT`; `reelhouse make NAME --help` lists its options.")
