"""Frozen data with an exact JSON form, and documents that carry their schema.

A value is frozen, compares by content, refuses unknown keys and turns into canonical JSON. A *document* is a value that
is stored or edited on its own; its JSON says which schema and version it follows, and older versions are
upgraded step by step when they are read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from reelhouse.errors import ContentError

Json = dict[str, Any]
Upgrade = Callable[[Json], Json]
D = TypeVar("D", bound="Document")

#: (schema name, version it reads) -> the function that turns that version into the next one.
UPGRADES: dict[tuple[str, int], Upgrade] = {}


class Value(BaseModel):
    """Frozen data: equal by content, hashable when its parts are, strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Document(Value):
    """A value that is stored or edited on its own; `SCHEMA` is its name and version, as in `reelhouse.script/1`."""

    SCHEMA: ClassVar[str]


def dump(value: Value) -> Json:
    """The JSON form of a value; a document's begins with its schema."""
    body: Json = value.model_dump(mode="json")
    return {"schema": value.SCHEMA, **body} if isinstance(value, Document) else body


def load(kind: type[D], data: Mapping[str, Any]) -> D:
    """Read a document from its JSON form, upgrading older versions.

    Raises:
        ContentError: The schema is another one, is newer than this software, or the data does not fit it.
    """
    name, version = _split(kind.SCHEMA)
    found, at = _split(str(data.get("schema", "")))
    body = {key: value for key, value in data.items() if key != "schema"}
    if found != name or at > version:
        raise ContentError(
            f"this is {data.get('schema', 'a document without a schema')!r}, not {kind.SCHEMA!r}",
            remedy="Use a version of Reelhouse that knows it" if found == name else "Give the right file",
        )
    while at < version:
        upgrade = UPGRADES.get((name, at))
        if upgrade is None:
            raise ContentError(
                f"nothing here reads {data.get('schema')!r}", remedy=f"Give a document of {kind.SCHEMA!r} or newer"
            )
        body = upgrade(body)
        at += 1
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        raise ContentError(
            f"the document does not fit {kind.SCHEMA}: {first_problem(error)}", remedy="Correct it, or make it again"
        ) from error


def canonical(data: object) -> str:
    """The one JSON text of plain data: sorted keys, no spaces, no floats that are not finite."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(data: object) -> str:
    """SHA-256 of the canonical JSON of plain data, in hexadecimal."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def first_problem(error: ValidationError) -> str:
    """The first finding of a validation error as `key.path: what is wrong`."""
    problem = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in problem["loc"])
    return f"{place}: {problem['msg']}" if place else problem["msg"]


def _split(schema: str) -> tuple[str, int]:
    name, _, version = schema.partition("/")
    return name, int(version) if version.isdigit() else 0
