"""YAML that remembers its lines, so that every complaint can name file, line and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from reelhouse.config.substitute import BadReference, substitute
from reelhouse.errors import InvalidSettings

M = TypeVar("M", bound=BaseModel)
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Marked:
    """Plain data from a YAML file, and the line (from 1) that each key or list entry stands on.

    `origin` is what messages call it, if it is no file at `path`. `absent` are references that lead nowhere here, for
    those who only look at what is meant for another machine.
    """

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    origin: str = ""
    absent: dict[Place, InvalidSettings] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """What messages call it."""
        return self.origin or str(self.path)

    def where(self, place: Place) -> str:
        """`file, line 3, key cache.chunk`: the nearest place above that the file really has."""
        known = place
        while known and known not in self.lines:
            known = known[:-1]
        line = f", line {self.lines[known]}" if known in self.lines else ""
        key = ".".join(str(part) for part in place)
        return f"{self.place}{line}" + (f", key {key}" if key else "")

    def is_absent(self, place: Place) -> bool:
        """Whether what stands here, above or below it depends on something that is not on this machine."""
        return any(one[: len(place)] == place[: len(one)] for one in self.absent)


def read_marked(path: Path, environ: Mapping[str, str]) -> Marked:
    """Read a YAML mapping; an empty file is an empty mapping.

    Raises:
        InvalidSettings: Unreadable, not YAML, not a mapping, a key given twice, or a reference that leads nowhere.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(error, str(path)) from error
    return read_text(text, Marked(path), environ)


def read_text(text: str, marked: Marked, environ: Mapping[str, str], *, elsewhere: bool = False) -> Marked:
    """Read the text of a YAML mapping into `marked`, which tells where it is from, and in whose folder paths start.

    Args:
        text: What is read.
        marked: Without anything in it yet.
        environ: What references may name.
        elsewhere: It is meant for another machine: a reference that leads nowhere here is noted, and stays.

    Raises:
        InvalidSettings: As `read_marked`.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise InvalidSettings(
            f"this is not YAML: {error.problem}",
            where=f"{marked.place}{line}",
            remedy="Check indentation, colons and quotes",
        ) from error
    except yaml.YAMLError as error:
        raise unreadable(error, marked.place) from error
    if root is not None:
        _Reader(marked, environ, elsewhere=elsewhere).read(root)
    return marked


def unreadable(error: Exception, where: str) -> InvalidSettings:
    """That a file cannot be read at all, and why."""
    return InvalidSettings(
        f"the file cannot be read: {error}", where=where, remedy="Make it a UTF-8 text file that you may read"
    )


def fit(kind: type[M], marked: Marked, known: Mapping[Place, tuple[str, ...]] | None = None) -> M:
    """Turn marked data into a pydantic model, which may look at the marks as its validation context.

    Args:
        kind: The model.
        marked: What the file says.
        known: Names that are allowed below a place, beyond the model's own fields; for suggestions.

    Raises:
        InvalidSettings: The first thing that does not fit, with file, line, key and, for a wrong key, the nearest name.
    """
    try:
        return kind.model_validate(marked.data, context=marked)
    except ValidationError as error:
        raise misfits(kind, error, marked, known)[0] from error


def misfits(
    kind: type[BaseModel],
    error: ValidationError,
    marked: Marked,
    known: Mapping[Place, tuple[str, ...]] | None = None,
) -> list[InvalidSettings]:
    """Everything that does not fit, each as `fit` would say it."""
    problems = error.errors(include_url=False, include_input=False)
    return [
        _misfit(kind, problem, marked, known or {}) for problem in problems if not marked.is_absent(_place(problem))
    ]


def _place(problem: Any) -> Place:
    return tuple(part for part in problem["loc"] if part != "[key]")


def _misfit(
    kind: type[BaseModel], problem: Any, marked: Marked, known: Mapping[Place, tuple[str, ...]]
) -> InvalidSettings:
    place = _place(problem)
    return InvalidSettings(
        "there is no such key" if _is_wrong_key(problem) else _reason(problem),
        where=marked.where(place),
        remedy=_suggestion(kind, place, known) if _is_wrong_key(problem) else "Correct this line",
    )


def _is_wrong_key(problem: Any) -> bool:
    return problem["type"] == "extra_forbidden" or "[key]" in problem["loc"]


#: What is needed instead, by the type of error that pydantic gives.
_NEEDED = {
    "int_parsing": "a whole number is needed here",
    "int_type": "a whole number is needed here",
    "int_from_float": "a whole number is needed here",
    "float_parsing": "a number is needed here",
    "float_type": "a number is needed here",
    "bool_parsing": "yes or no is needed here",
    "bool_type": "yes or no is needed here",
    "string_type": "a text is needed here; write it in quotes if it looks like something else",
}


def _reason(problem: Any) -> str:
    if problem["type"] in _NEEDED:
        return _NEEDED[problem["type"]]
    if problem["type"] in {"dict_type", "mapping_type", "model_type"}:
        return "`key: value` lines are needed here"
    text: str = problem["msg"].removeprefix("Value error, ")
    return text[:1].lower() + text[1:]


def _suggestion(kind: type[BaseModel], place: Place, known: Mapping[Place, tuple[str, ...]]) -> str:
    names = known.get(place[:-1]) or tuple(kind.model_fields)
    near = get_close_matches(str(place[-1]), names, n=1, cutoff=0.5)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}"


class _Reader:
    """Builds plain data from YAML nodes, noting lines."""

    def __init__(self, marked: Marked, environ: Mapping[str, str], *, elsewhere: bool) -> None:
        self._marked = marked
        self._environ = environ
        self._elsewhere = elsewhere
        self._plain = yaml.SafeLoader("")

    def read(self, root: yaml.Node) -> None:
        if not isinstance(root, yaml.MappingNode):
            raise InvalidSettings(
                "the file must hold `key: value` lines",
                where=self._marked.place,
                remedy="Write one key, a colon and its value on each line",
            )
        self._marked.data.update(self._mapping(root, ()))

    def _value(self, node: yaml.Node, place: Place) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._entry(child, (*place, number)) for number, child in enumerate(node.value)]
        try:
            value = self._plain.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            raise InvalidSettings(
                f"{node.value!r} cannot be read",
                where=self._marked.where(place),
                remedy="Write it in quotes if it is meant as text",
            ) from error
        return self._substituted(value, place) if isinstance(value, str) else value

    def _entry(self, node: yaml.Node, place: Place) -> Any:
        self._marked.lines[place] = node.start_mark.line + 1
        return self._value(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            here = (*place, str(key_node.value))
            twice = here in self._marked.lines
            self._marked.lines[here] = key_node.start_mark.line + 1
            if twice:
                raise InvalidSettings(
                    "the key is given twice", where=self._marked.where(here), remedy="Keep one of them"
                )
            found[str(key_node.value)] = self._value(value_node, here)
        return found

    def _substituted(self, text: str, place: Place) -> str:
        try:
            return substitute(text, self._environ, self._marked.path.parent)
        except BadReference as error:
            wrong = InvalidSettings(error.message, where=self._marked.where(place), remedy=error.remedy)
            if not (self._elsewhere and error.is_absent):
                raise wrong from error
            self._marked.absent[place] = wrong
            return text
