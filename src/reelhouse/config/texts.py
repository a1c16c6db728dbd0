"""YAML that a person wrote or changed: mappings of texts and nothing else, with the line of every key.

No value is interpreted (a time is a text, `yes` and `${HOME}` too), and what could grow without limit is refused:
anchors, tags, lists, depth, size.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from reelhouse.config.marked import Marked, Place
from reelhouse.errors import InvalidSettings

#: The most bytes of a document. A story of 150,000 words is about one megabyte.
LARGEST = 4 << 20
#: Mappings inside mappings.
DEEPEST = 4
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORRECT = "Correct this line"


def read_texts(content: bytes, path: Path) -> Marked:
    """Read a document.

    Args:
        content: The file.
        path: Its name in messages.

    Raises:
        InvalidSettings: It is too large, no UTF-8, no YAML, or has something else in it than keys and texts.
    """
    if len(content) > LARGEST:
        raise _wrong(path, f"there are more than {LARGEST >> 20} MB in it", "Give the document that was opened")
    try:
        text = content.decode("utf-8-sig")
        _check_events(text, path)
        root = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise _wrong(path, "this is no UTF-8 text", "Save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _wrong(
            f"{path}, line {mark.line + 1}" if mark else path,
            f"this is not YAML: {error.problem}",
            "Check indentation, colons and quotes; a text with a colon needs quotes around it",
        ) from error
    except yaml.YAMLError as error:
        raise _wrong(path, f"this is not YAML: {error}", "Give the document that was opened") from error
    marked = Marked(path)
    if not isinstance(root, yaml.MappingNode):
        raise _wrong(path, "there are no `key: value` lines in it", "Give the document that was opened")
    marked.data.update(_mapping(root, (), marked))
    return marked


def _check_events(text: str, path: Path) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        where = f"{path}, line {event.start_mark.line + 1}" if event.start_mark else str(path)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _wrong(where, "anchors and aliases (& and *) are not understood", "Write a text with them in quotes")
        if tag := getattr(event, "tag", None):
            raise _wrong(where, f"the tag {tag!r} is not understood", "Write a text that begins with ! in quotes")
        if isinstance(event, yaml.SequenceStartEvent):
            raise _wrong(where, "there is a list", "Write a text that begins with - or [ in quotes")
        depth += isinstance(event, yaml.MappingStartEvent) - isinstance(event, yaml.MappingEndEvent)
        if depth > DEEPEST:
            raise _wrong(where, "there are too many mappings in one another", _CORRECT)


def _mapping(node: yaml.MappingNode, place: Place, marked: Marked) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        here = (*place, name)
        if not isinstance(key, yaml.ScalarNode):
            raise _wrong(f"{marked.path}, line {key.start_mark.line + 1}", "a key must be a text", _CORRECT)
        twice = here in marked.lines
        marked.lines[here] = key.start_mark.line + 1
        if twice:
            raise _wrong(marked.where(here), "the key is given twice", "Keep one of them")
        found[name] = _mapping(value, here, marked) if isinstance(value, yaml.MappingNode) else str(value.value)
    return found


def _wrong(where: object, message: str, remedy: str) -> InvalidSettings:
    return InvalidSettings(message, where=str(where), remedy=remedy)


def write_text(text: str) -> str:
    """A text as a YAML scalar on one line, in quotes only where it needs them."""
    if _is_plain(text):
        return text
    quoted: str = yaml.safe_dump(text, allow_unicode=True, width=1 << 20, default_style='"')
    return quoted.rstrip("\n")


def _is_plain(text: str) -> bool:
    """Whether a text means itself without quotes."""
    if not text or text != text.strip() or not text.isprintable() or text[0] in "!&*-?:,[]{}#|>@`\"'%~=<":
        return False
    return ": " not in text and " #" not in text and text[-1] != ":"
