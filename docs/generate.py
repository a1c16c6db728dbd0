"""Write the generated parts of the documentation again, from the code that they describe.

A generated part stands between two comments, `<!-- generated: NAME -->` and `<!-- end: NAME -->`. What is between them
belongs to this program; everything else on the page belongs to people.

Run `python -m docs.generate` to write, with `--check` to be told which pages are stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from docs import contracts, gallery, limits, shapes, surface

FOLDER = Path(__file__).parent

#: Page -> its generated parts.
PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "command-line.md": {"commands": surface.commands, "keys": surface.keys, "errors": surface.errors},
    "settings.md": {"settings": surface.settings, "cache": surface.cache_kinds},
    "quality.md": {"checks": limits.checks, "carried": limits.carried},
    "styles.md": {"styles": gallery.styles, "captions": gallery.captions},
    "captions.md": {"formats": contracts.formats},
    "languages.md": {"languages": contracts.languages},
    "formats.md": {
        "renditions": shapes.renditions,
        "platforms": shapes.platforms,
        "sources": shapes.platform_sources,
    },
    "footage.md": {"formats": contracts.footage},
    "publishing.md": {"platforms": contracts.limits},
    "write-a-recipe.md": {"verbs": contracts.verbs},
    "add-a-provider.md": {"engines": contracts.engines},
}


def generated(page: str, text: str) -> str:
    """The text of a page with its generated parts as they should be.

    Raises:
        ValueError: A part's comments are missing, or stand there twice.
    """
    for name, write in PARTS[page].items():
        pattern = re.compile(rf"<!-- generated: {name} -->\n.*?<!-- end: {name} -->", re.DOTALL)
        if len(pattern.findall(text)) != 1:
            raise ValueError(f"{page} must have one part {name!r}")
        before, after = pattern.split(text)[0], pattern.split(text)[-1]
        text = f"{before}<!-- generated: {name} -->\n\n{write().strip()}\n\n<!-- end: {name} -->{after}"
    return text


def main(arguments: Sequence[str]) -> int:
    """Write every page that is stale, or with `--check` only name it; returns the exit code."""
    stale = [page for page in PARTS if _text(page) != generated(page, _text(page))]
    for page in stale:
        if "--check" in arguments:
            sys.stderr.write(f"docs/{page} is stale: run `make docs`\n")
        else:
            (FOLDER / page).write_text(generated(page, _text(page)), encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


def _text(page: str) -> str:
    return (FOLDER / page).read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
