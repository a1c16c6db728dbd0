"""`reelhouse styles`: how a video may look."""

from __future__ import annotations

from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import print_json, print_text


def styles(as_json: AsJson = False) -> None:
    """List the styles."""
    from reelhouse.operations.catalogue import all_styles

    found = all_styles()
    if as_json:
        print_json([style.model_dump(mode="json", exclude={"folder"}) for style in found])
        return
    for style in found:
        loops = ", ".join(background.loop for background in style.backgrounds)
        print_text(f"{style.name:12} {style.description}\n{'':12} backgrounds: {loops}; music: {style.mood}")
