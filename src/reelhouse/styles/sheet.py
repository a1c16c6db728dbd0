"""Reading a style file so that every complaint names file, line and key, and for a wrong key the nearest right one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from reelhouse.config.plain import read_plain
from reelhouse.errors import InvalidSettings
from reelhouse.styles.marks import line_of

M = TypeVar("M", bound=BaseModel)
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Sheet:
    """A style file: its text, and what it says."""

    path: Path
    text: str
    tokens: dict[str, Any]

    def where(self, place: Place) -> str:
        """`file, line 3`; the line is that of the deepest part of the place that the file has."""
        return f"{self.path}, line {line_of(self.text, place)}"


def read_sheet(path: Path) -> Sheet:
    """Read a style file.

    Raises:
        InvalidSettings: It cannot be read, is not YAML, or is not `key: value` lines.
    """
    try:
        text = path.read_text(encoding="utf-8")
        found = read_plain(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InvalidSettings(
            f"not valid YAML: {error.problem}",
            where=f"{path}, line {line}",
            remedy="Check indentation, colons and quotes",
        ) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidSettings(
            f"the style cannot be read: {error}", where=str(path), remedy="Make it a UTF-8 text file that you may read"
        ) from error
    if not isinstance(found, dict):
        raise InvalidSettings(
            "a style is a list of keys with values",
            where=f"{path}, line 1",
            remedy="Begin with a copy of styles/midnight, or with `base: midnight`",
        )
    return Sheet(path, text, found)


def validate(kind: type[M], sheet: Sheet, tokens: Mapping[str, Any], *, inside: Place = ()) -> M:
    """The tokens of a sheet as a model; `inside` is where in the sheet they stand.

    Raises:
        InvalidSettings: The first thing that does not fit, with its file, line and key.
    """
    try:
        return kind.model_validate(dict(tokens))
    except ValidationError as error:
        problems = error.errors(include_url=False)
        # What is chosen out of another token is wrong only because that one is.
        problem = next((one for one in problems if one["loc"][:1] != ("captions",)), problems[0])
        place = tuple(part for part in problem["loc"] if part != "[key]")
        whole = (*inside, *place)
        wrong_key = problem["type"] == "extra_forbidden" or "[key]" in problem["loc"]
        message = "there is no such key" if wrong_key else _reason(problem)
        remedy = _nearest(kind, place) if wrong_key else "Correct this key; styles/midnight shows what each may be"
        raise InvalidSettings(
            f"{dotted(whole)}: {message}" if whole else message, where=sheet.where(whole), remedy=remedy
        ) from error


def _reason(problem: Any) -> str:
    if problem["type"] == "string_pattern_mismatch":
        return f'{problem["input"]!r} is not a colour: write it as "#rrggbb"'
    if problem["type"] == "missing":
        return "this key is needed"
    return str(problem["msg"]).removeprefix("Value error, ")


def _nearest(kind: type[BaseModel], place: Place) -> str:
    names = tuple(_names(kind, place[:-1]))
    near = get_close_matches(str(place[-1]), names, n=1, cutoff=0.5)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}"


def _names(kind: Any, place: Place) -> Iterable[str]:
    """The keys that a model has below a place; of a mapping, those of its keys that are named."""
    for part in place:
        fields = kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else None
        kind = fields[str(part)].annotation if fields is not None else get_args(kind)[-1]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.model_fields
    return get_args(get_args(kind)[0])


def dotted(place: Place) -> str:
    """A place as people write it: `colours.accent`."""
    return ".".join(str(part) for part in place)
