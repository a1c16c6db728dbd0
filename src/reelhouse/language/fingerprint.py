"""One hash for all that a language's lists say, for the keys of what is made with them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from reelhouse.language.language import language_codes


@cache
def fingerprint(code: str) -> str:
    """SHA-256 of the names and contents of a language's data files; empty for a language that is not here.

    Code is left out: its meaning is in the versions of the steps that use it.
    """
    if code not in language_codes():
        return ""
    folder = files("reelhouse.language").joinpath(code)
    data = sorted((file for file in folder.iterdir() if _is_data(file.name)), key=lambda file: file.name)
    found = hashlib.sha256()
    for file in data:
        content = file.read_bytes()
        found.update(f"{file.name} {len(content)}\n".encode() + content)
    return found.hexdigest()


def _is_data(name: str) -> bool:
    return name.endswith((".yaml", ".txt"))
