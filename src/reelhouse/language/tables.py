"""Reading the data files of a language's folder."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def read_table(code: str, name: str) -> dict[str, Any]:
    """A YAML table of a language's folder; an empty `code` reads what belongs to no language."""
    table: dict[str, Any] = yaml.safe_load(_read(code, name))
    return table


def read_words(code: str, name: str) -> frozenset[str]:
    """The words of a list: separated by white space, lines that begin with # left out."""
    return frozenset(re.sub(r"(?m)^#.*$", "", _read(code, name)).split())


@cache
def _read(code: str, name: str) -> str:
    return files("reelhouse.language").joinpath(code, name).read_text("utf-8")
