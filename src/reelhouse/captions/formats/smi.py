"""SAMI: sync points without ends, paragraphs of several languages, and never quite valid.

A cue lasts until the next sync point of its class; one that shows nothing (`&nbsp;`) only ends it.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise

from reelhouse.captions.formats.base import Format, Read, make_cue
from reelhouse.language.tags import primary

#: How long the last cue of a class is shown, in milliseconds.
LAST = 4000

_FLAGS = re.IGNORECASE | re.DOTALL
_SYNC = re.compile(r"<sync\b[^<>]*?start\s*=\s*[\"']?(-?\d+)[^<>]*>(.*?)(?=<sync\b|</body|\Z)", _FLAGS)
_PARAGRAPH = re.compile(r"<p\b([^<>]*)>", _FLAGS)
_CLASS = re.compile(r"class\s*=\s*[\"']?(\w+)", _FLAGS)
_LANGUAGE = re.compile(r"\.(\w+)\s*\{[^{}]*?lang\s*:\s*([\w-]+)", _FLAGS)
_BREAK = re.compile(r"<br\s*/?>", _FLAGS)
_MARKUP = re.compile(r"<[^<>]*>")

Shown = tuple[int, str]


def _read(text: str) -> tuple[Read, ...]:
    languages = {name.upper(): tag for name, tag in _LANGUAGE.findall(text)}
    classes: dict[str, list[Shown]] = {}
    for sync in _SYNC.finditer(text):
        # What stands before the first paragraph, or in none, belongs to the class without a name.
        before, *parts = _PARAGRAPH.split(sync[2])
        paragraphs = [*zip(parts[::2], parts[1::2], strict=True)] if parts else [("", before)]
        for attributes, body in paragraphs:
            name = _CLASS.search(attributes)
            classes.setdefault(name[1].upper() if name else "", []).append((int(sync[1]), _plain(body)))
    return tuple(_track(shown, languages.get(name, "")) for name, shown in classes.items())


def _track(shown: list[Shown], language: str) -> Read:
    ordered = sorted(shown, key=lambda part: part[0])
    ends = [*(after[0] for _, after in pairwise(ordered)), ordered[-1][0] + LAST]
    cues = tuple(make_cue(start, end, text) for (start, text), end in zip(ordered, ends, strict=True) if text)
    return Read(cues, primary(language))


def _plain(body: str) -> str:
    """The text of a paragraph: its own line breaks mean nothing, `<br>` does."""
    lines = _BREAK.split(re.sub(r"\s+", " ", body))
    # Twice, for a tag inside a comment.
    bare = (_MARKUP.sub("", _MARKUP.sub("", line)) for line in lines)
    texts = (html.unescape(line).replace("\xa0", " ").strip() for line in bare)
    return "\n".join(texts).strip()


FORMAT = Format("SAMI", (".smi", ".sami"), lambda text: _SYNC.search(text) is not None, _read)
