"""Documents on paper: what a person opens, changes and gives back, and what is different between two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from reelhouse.config.marked import Marked
from reelhouse.config.texts import read_texts
from reelhouse.errors import InvalidSettings
from reelhouse.model.base import Document, Value
from reelhouse.model.captions import Captions
from reelhouse.model.script import Parts
from reelhouse.operations import caption_text, script_text
from reelhouse.operations.caption_text import clock, read_captions, write_captions
from reelhouse.operations.complaints import Complaints
from reelhouse.operations.script_text import read_script, write_script
from reelhouse.production.documents.scripted import rows_of
from reelhouse.production.documents.versions import Kind

#: The keys of the head, which say where a document belongs.
HEAD = ("episode", "document", "part", "version")


class Change(Value):
    """One difference between two versions: which line or cue, and its text in both; an empty one is not there."""

    at: str
    before: str
    after: str


@dataclass(frozen=True)
class Head:
    """Which document of which episode it is; `version` names the version that it was opened from."""

    episode: str
    kind: Kind
    part: int
    version: str

    def lines(self) -> Iterator[str]:
        """The head as YAML."""
        for key, value in self.keys().items():
            yield f"{key}: {value}"

    def keys(self) -> dict[str, str]:
        """The head as it stands in the document."""
        found = {"episode": self.episode, "document": str(self.kind), "part": str(self.part), "version": self.version}
        return found if self.part else {key: value for key, value in found.items() if key != "part"}


@dataclass(frozen=True)
class Shown:
    """A line or a cue as differences are told: where it is, its text, and what else there is to it."""

    at: str
    text: str = ""
    more: str = ""


@dataclass(frozen=True)
class _Paper:
    comment: str
    write: Callable[[Any, str], str]
    read: Callable[[Marked, Any, str], Document]
    rows: Callable[[Any], list[Shown]]


def write_sheet(head: Head, document: Document, profanity: str, title: str) -> str:
    """A document as a person opens it."""
    paper = _PAPERS[head.kind]
    of_part = f", part {head.part}" if head.part > 1 else ""
    top = f"# The {head.kind} of \u201c{title}\u201d{of_part}\n{paper.comment}\n"
    return top + "".join(f"{line}\n" for line in head.lines()) + "\n" + paper.write(document, profanity)


def read_sheet(content: bytes, path: Path, head: Head, base: Document, profanity: str) -> tuple[Document, str]:
    """What a person gave back: the document, and the version that it was opened from.

    Raises:
        InvalidSettings: It is another document, or something in it is wrong; the error says where.
    """
    marked = read_texts(content, path)
    given = {key: marked.data.pop(key) for key in HEAD if key in marked.data}
    complaints = Complaints()
    for error in _misfits(marked, given, head.keys()):
        complaints.note(error)
    with complaints.noting():
        read = _PAPERS[head.kind].read(marked, base, profanity)
    complaints.settle()
    return read, str(given["version"])


def _misfits(marked: Marked, given: Mapping[str, Any], wanted: Mapping[str, str]) -> Iterator[InvalidSettings]:
    """What is wrong with the head."""
    for key, value in wanted.items():
        if key not in given:
            yield _wrong(marked, key, "this is gone", f"Put it back: `{key}: {value}`")
        elif key != "version" and given[key] != value:
            yield _wrong(marked, key, f"this is the document of another one: {value} is meant", "Give the right file")
    for key in given:
        if key not in wanted:
            yield _wrong(marked, key, "there is no such key", "Remove this line")


def changes(kind: Kind, before: Document, after: Document) -> tuple[Change, ...]:
    """What is different, line by line or cue by cue, in order."""
    rows = _PAPERS[kind].rows
    return tuple(_changes(rows(before), rows(after)))


def _changes(before: Sequence[Shown], after: Sequence[Shown]) -> Iterator[Change]:
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _pairs(before[first:last], after[start:end])


def _pairs(old: Sequence[Shown], new: Sequence[Shown]) -> Iterator[Change]:
    if len(old) == len(new):
        yield from (_change(one, other) for one, other in zip(old, new, strict=True))
        return
    left, came = {row.at: row for row in old}, {row.at: row for row in new}
    for at in dict.fromkeys((*left, *came)):
        yield _change(left.get(at, Shown(at)), came.get(at, Shown(at)))


def _change(one: Shown, other: Shown) -> Change:
    """What is said and the pause are told where the words that are shown do not tell the difference."""
    if one.text != other.text or one.at != other.at:
        return Change(at=one.at if one.text else other.at, before=one.text, after=_moved(other, one))
    return Change(at=one.at, before=f"{one.text} ({one.more})", after=f"{other.text} ({other.more})")


def _moved(one: Shown, other: Shown) -> str:
    """The text, with the time of a cue that is another now."""
    return f"{one.at}  {one.text}" if one.text and other.text and one.at != other.at else one.text


def _script_rows(parts: Parts) -> list[Shown]:
    several = len(parts.scripts) > 1
    found = [Shown("title", parts.scripts[0].title)]
    for row in rows_of(parts):
        name = row.id if row.said else f"{row.scene} {row.id}"
        more = f"said: {row.said}; pause: {row.pause} ms" if row.said else ""
        found.append(Shown(f"part {row.part} {name}" if several else name, row.shown, more))
    return found


def _cue_rows(captions: Captions) -> list[Shown]:
    spans = (f"{clock(cue.start)} - {clock(cue.end)}" for cue in captions.cues)
    texts = (" / ".join(cue.text.splitlines()) for cue in captions.cues)
    return [Shown(span, text) for span, text in zip(spans, texts, strict=True)]


def _wrong(marked: Marked, key: str, message: str, remedy: str) -> InvalidSettings:
    return InvalidSettings(message, where=marked.where((key,)), remedy=remedy)


_PAPERS: Mapping[Kind, _Paper] = {
    Kind.SCRIPT: _Paper(script_text.COMMENT, write_script, read_script, _script_rows),
    Kind.CAPTIONS: _Paper(caption_text.COMMENT, lambda captions, _: write_captions(captions), read_captions, _cue_rows),
}
