"""Language tags."""

from __future__ import annotations


def primary(tag: str) -> str:
    """The language of a tag without its country, in small letters: `en` of `en-US`, `en_gb` and `en`."""
    return tag.replace("_", "-").partition("-")[0].lower()
