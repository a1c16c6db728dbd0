"""References inside settings: `${NAME}`, `${NAME:-default}`, `${file:/path}`; `$${` is a literal `${`.

What comes in is text and stays text: it is neither substituted again nor read as YAML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_REFERENCE = re.compile(r"\$(?P<literal>\$\{)|\$\{(?P<inside>[^{}]*)\}")
_NAME = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>.*))?", re.DOTALL)


class BadReference(ValueError):
    """A reference that leads nowhere: which one, and what to do.

    `is_absent` tells that what it names is not here, and may be on another machine.
    """

    def __init__(self, message: str, remedy: str, *, is_absent: bool = False) -> None:
        super().__init__(f"{message}. {remedy}")
        self.message = message
        self.remedy = remedy
        self.is_absent = is_absent


def substitute(text: str, environ: Mapping[str, str], folder: Path) -> str:
    """Replace every reference in `text`.

    Args:
        text: One value of a settings file.
        environ: The variables that may be named.
        folder: What a relative `${file:...}` is relative to.

    Raises:
        BadReference: An unset variable without a default, an unreadable file, or a malformed reference.
    """

    def replaced(match: re.Match[str]) -> str:
        return "${" if match["literal"] else _value(match["inside"], environ, folder)

    return _REFERENCE.sub(replaced, text)


def _value(inside: str, environ: Mapping[str, str], folder: Path) -> str:
    if inside.startswith("file:"):
        return _secret(folder / inside.removeprefix("file:").strip())
    match = _NAME.fullmatch(inside)
    if match is None:
        raise BadReference(f"${{{inside}}} is not a reference", "Write ${NAME}, ${NAME:-default} or ${file:/path}")
    name, default = match["name"], match["default"]
    found = environ.get(name, "")
    if found or default is not None:
        return found or default
    if name in environ:
        return ""
    message = f"the environment variable {name} is not set"
    raise BadReference(message, f"Set it, or write ${{{name}:-default}}", is_absent=True)


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise BadReference(
            f"the file {path} cannot be read: {error.strerror}", "Put it there, readable for you", is_absent=True
        ) from error
    except UnicodeDecodeError as error:
        raise BadReference(f"the file {path} is not UTF-8 text", "Save it as UTF-8") from error
