"""A step and its key: the same name, version, provider and inputs always give the same key."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Generic, TypeVar

from reelhouse.model.base import Value, digest, dump
from reelhouse.model.lane import Call

T = TypeVar("T", bound=Value)


@dataclass(frozen=True)
class Step(Generic[T]):
    """What is made.

    Args:
        name: As the progress tree shows it: "speak line", "render chunk".
        version: Raised when the code that makes it changes meaning.
        inputs: Everything the result depends on: plain data, model values and documents, artifacts.
        result: The model class of the result; artifacts anywhere inside it belong to the step.
        provider: Name and version of the provider that makes it, when there is a choice.
        call: The outside service that is asked for it, if any; not part of the key.
    """

    name: str
    version: int
    inputs: Mapping[str, Any]
    result: type[T]
    provider: str = ""
    call: Call | None = None


def step_key(step: Step[Any], salt: str = "") -> str:
    """SHA-256 of the canonical JSON of the step; another salt gives another key.

    Raises:
        TypeError: An input is neither plain data nor a value of the model (a path, say: give its artifact).
    """
    named = {"name": step.name, "version": step.version, "provider": step.provider, "salt": salt}
    return digest(named | {"inputs": plain(step.inputs)})


def plain(data: object) -> Any:
    """The JSON form of inputs: values are dumped, documents with their schema, artifacts with their hash."""
    match data:
        case Value():
            return dump(data)
        case Enum():
            return plain(data.value)
        case Mapping():
            return {_key(key): plain(value) for key, value in data.items()}
        case list() | tuple():
            return [plain(value) for value in data]
        case None | bool() | int() | str():
            return data
        case float() if math.isfinite(data):
            return data
    raise TypeError(f"{type(data).__name__} cannot be an input of a step: {data!r}")


def versions(*packages: str) -> dict[str, str]:
    """The installed versions of packages that a result depends on, as inputs of its step.

    A package that is missing has none: whatever needs it says how to install it.
    """
    return {package: _version(package) for package in packages}


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key of a step's inputs must be text, not {key!r}")
    return str(key)
