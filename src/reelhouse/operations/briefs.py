"""From what a person typed to a brief, and from a brief's fields to what a person can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from reelhouse.errors import UnknownName, UsageError
from reelhouse.model.brief import Brief

#: The field that the INPUT argument fills.
SOURCE = "source"
#: What is wrong with a value, by the type of error that pydantic gives it.
_REASONS = {
    "int_parsing": "it is no whole number",
    "int_from_float": "it is no whole number",
    "float_parsing": "it is no number",
    "finite_number": "it is no number",
    "bool_parsing": "it is neither yes nor no",
    "greater_than_equal": "it is too small",
    "less_than_equal": "it is too large",
    "string_too_long": "it has at most {max_length} characters",
}


@dataclass(frozen=True)
class Choice:
    """One key of a brief, as help pages list it."""

    name: str
    kind: str
    default: str
    description: str


def choices(kind: type[Brief]) -> tuple[Choice, ...]:
    """Every key that `--set` takes, in the order of the brief."""
    return tuple(_choice(name, field) for name, field in kind.model_fields.items() if name != SOURCE)


def parse_brief(kind: type[Brief], source: str | None, pairs: Iterable[str]) -> Brief:
    """Build a brief from the input and from `key=value` pairs.

    Raises:
        UnknownName: A key that the brief does not have; the nearest one is suggested.
        UsageError: A pair without `=`, or a value that does not fit.
    """
    values: dict[str, Any] = {} if source is None else {SOURCE: source}
    for pair in pairs:
        key, separator, value = pair.partition("=")
        key = key.strip().replace("-", "_")
        if not separator:
            raise UsageError(f"--set takes key=value, not {pair!r}", remedy=f"Write --set {key or 'key'}=VALUE")
        field = kind.model_fields.get(key)
        if field is None or key == SOURCE:
            raise UnknownName("option", key, [choice.name for choice in choices(kind)], where="--set")
        values[key] = _split(field, value)
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise _misfit(kind, error) from error


def _choice(name: str, field: FieldInfo) -> Choice:
    default = field.default
    shown = ",".join(str(part) for part in default) if isinstance(default, tuple) else str(default)
    return Choice(name, _kind(field), shown, field.description or "")


def _kind(field: FieldInfo) -> str:
    annotation = field.annotation
    if get_origin(annotation) is tuple:
        annotation = get_args(annotation)[0]
        return "list of " + _one(annotation)
    return _one(annotation) + _limits(field)


def _one(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " | ".join(str(option) for option in get_args(annotation))
    return {str: "text", int: "number", float: "number", bool: "yes | no"}.get(
        annotation, getattr(annotation, "__name__", "text")
    )


def _limits(field: FieldInfo) -> str:
    low = next((str(mark.ge) for mark in field.metadata if hasattr(mark, "ge")), "")
    high = next((str(mark.le) for mark in field.metadata if hasattr(mark, "le")), "")
    return f" {low}..{high}" if low or high else ""


def _names(field: FieldInfo) -> tuple[str, ...]:
    """The names that a key takes; empty when it takes anything else, numbers say."""
    kind = get_args(field.annotation)[0] if get_origin(field.annotation) is tuple else field.annotation
    known = get_args(kind) if get_origin(kind) is Literal else ()
    return known if all(isinstance(name, str) for name in known) else ()


def _split(field: FieldInfo, value: str) -> Any:
    if get_origin(field.annotation) is tuple:
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value.strip()


def _misfit(kind: type[Brief], error: ValidationError) -> UsageError:
    problem = error.errors(include_url=False)[0]
    key = str(problem["loc"][0]) if problem["loc"] else ""
    field = kind.model_fields.get(key)
    allowed = f"It takes {_kind(field)} (default {_choice(key, field).default or 'empty'})" if field else ""
    if field and isinstance(problem["input"], str) and (names := _names(field)):
        return UnknownName(key.rstrip("s"), problem["input"], names, where=f"--set {key}", remedy=allowed)
    why = _REASONS.get(problem["type"], "").format(**problem.get("ctx", {}))
    message = f"{problem['input']!r} does not fit{why and ': '}{why}"
    return UsageError(message, where=f"--set {key}", remedy=allowed)
