"""The page of a kit: everything that is copied, on one page that needs nothing but its folder."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from reelhouse.destinations.base import Package
from reelhouse.destinations.page.view import view


def draw_page(package: Package, places: Sequence[str], texts: Sequence[Mapping[str, str]]) -> str:
    """The page as HTML.

    Args:
        package: What the kit holds.
        places: The folder of every post inside the kit, empty or ending with a slash.
        texts: The title, the description and the tags of every post, as they stand in its files.
    """
    style, script = _read("page.css"), _read("page.js")
    page = _environment().from_string(_read("page.html"))
    posts = [view(*one) for one in zip(package.posts, places, texts, strict=True)]
    # The page says itself what may run and load: these two, and what lies beside it.
    allowed = {"style_hash": _hash(style), "script_hash": _hash(script)}
    return page.render(posts=posts, style=Markup(style), script=Markup(script), **allowed)  # noqa: S704 - our own files


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _read(name: str) -> str:
    return files("reelhouse.destinations.page").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
