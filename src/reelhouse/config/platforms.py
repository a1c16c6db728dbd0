"""The platforms that are known, out of `platforms.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType

from reelhouse.config.plain import read_plain
from reelhouse.errors import UnknownName
from reelhouse.model.platform import Platform

FILE = Path(__file__).with_name("platforms.yaml")


@cache
def all_platforms() -> MappingProxyType[str, Platform]:
    """Every platform by its name, in the order of the file."""
    found = read_plain(FILE.read_text(encoding="utf-8"))
    return MappingProxyType({name: Platform(name=name, **facts) for name, facts in found.items()})


def open_platform(name: str) -> Platform:
    """A platform by its name.

    Raises:
        UnknownName: None has that name.
    """
    if name not in all_platforms():
        raise UnknownName("platform", name, all_platforms())
    return all_platforms()[name]
