"""A script as a person reads and changes it: one line of YAML for each line of the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reelhouse.config.marked import Marked, Place
from reelhouse.config.texts import write_text
from reelhouse.errors import InvalidSettings, UnsuitableStory
from reelhouse.language import Language, open_language
from reelhouse.language.tags import primary
from reelhouse.model.script import Parts, Script
from reelhouse.operations.complaints import Complaints
from reelhouse.operations.lettering import lettered
from reelhouse.production.documents.scripted import CARD, Row, rows_of, unused_id, with_rows
from reelhouse.scripts.spoken import spoken

COMMENT = """\
# Change any text: what is shown is also what is said. Where they differ, or for another silence
# after the line (in milliseconds), write below its name, indented:
#     s1.2:
#       shown: 28F
#       said: twenty-eight, female
#       pause: 400
# Delete a line to leave it out; add one with the key `new` (then `new2` ...). A text with a colon
# needs "quotes". Names of parts, scenes and lines stay as they are.
# `title` names the video and its files; what is read aloud first stands in the scene `title`.
"""
#: The longest text of a line, and the longest silence after it in milliseconds.
LONGEST, LONGEST_PAUSE = 400, 10_000
_FIELDS = ("shown", "said", "pause")


def write_script(parts: Parts, profanity: str) -> str:
    """The lines of a script as YAML, without the head of the document."""
    language = open_language(primary(parts.scripts[0].language))
    lines = [f"title: {write_text(parts.scripts[0].title)}"]
    at: tuple[int, str] = (0, "")
    for row in rows_of(parts):
        if row.part != at[0]:
            lines.append(f"part {row.part}:")
        if (row.part, row.scene) != at:
            lines.append(f"  {row.scene}:")
        at = row.part, row.scene
        lines.append(f"    {row.id}:{_written(row, language, profanity)}")
    return "\n".join(lines) + "\n"


def read_script(marked: Marked, base: Parts, profanity: str) -> Parts:
    """The script that a person wrote over another one.

    Args:
        marked: What the person wrote, without the head of the document.
        base: The script that it was written over.
        profanity: What happens to strong language.

    Raises:
        InvalidSettings: A key is unknown or missing, or a line cannot be said; the error says where.
    """
    return _Reader(marked, base, profanity).read()


def _written(row: Row, language: Language, profanity: str) -> str:
    if not row.said or _said(row.shown, row, language, profanity) == row.said:
        return f" {write_text(row.shown)}"
    return f"\n      shown: {write_text(row.shown)}\n      said: {write_text(row.said)}"


def _said(text: str, before: Row, language: Language, profanity: str) -> str:
    """What is said where a person only wrote what is shown; a sentence that went on in the next line does so still."""
    said = spoken(text, language, profanity)
    return f"{said[:-1]}," if before.said.endswith(",") and said.endswith(".") else said


@dataclass(frozen=True)
class _Reader:
    marked: Marked
    base: Parts
    profanity: str
    complaints: Complaints = field(default_factory=Complaints)

    @property
    def language(self) -> Language:
        return open_language(primary(self.base.scripts[0].language))

    def read(self) -> Parts:
        found, title = dict(self.marked.data), ""
        parts = {f"part {script.part}": script for script in self.base.scripts}
        self.known(found, ["title", *parts], ())
        with self.complaints.noting():
            title = self.text(found.pop("title", None), ("title",))
        self.same_keys(found, list(parts), ())
        rows = [row for name, script in parts.items() if name in found for row in self.part(script, found[name])]
        self.complaints.settle()
        made = with_rows(self.base, title, rows)
        return made or self.base

    def part(self, script: Script, found: Any) -> Iterator[Row]:
        name = f"part {script.part}"
        with self.complaints.noting():
            scenes = self.mapping(found, (name,))
            self.same_keys(scenes, [scene.id for scene in script.scenes], (name,))
            for scene in script.scenes:
                if scene.id in scenes:
                    with self.complaints.noting():
                        lines = self.mapping(scenes[scene.id], (name, scene.id))
                        yield from self.scene(script.part, scene.id, lines)

    def scene(self, part: int, scene: str, found: Mapping[str, Any]) -> Iterator[Row]:
        before = {row.id: row for row in rows_of(self.base) if (row.part, row.scene) == (part, scene)}
        place: Place = (f"part {part}", scene)
        taken, spoken_lines = set(before), 0
        for key, value in found.items():
            known = before.get(key)
            spoken_lines += known is None or bool(known.said)
            if known is None and not _is_new(key):
                remedy = "Keep the names; a new line is called `new`"
                self.complaints.note(self.wrong((*place, key), "there is no such line", remedy))
                continue
            row = known or Row(part, scene, unused_id(scene, taken), "", "", 300)
            with self.complaints.noting():
                yield self.row(row, value, (*place, key))
        if not spoken_lines:
            raise self.wrong(place, "no line is left in this scene", "Leave one line in it")
        self.in_order([key for key in found if key in before], list(before), place)

    def row(self, before: Row, value: Any, place: Place) -> Row:
        if isinstance(value, str):
            given = {"shown": value}
        else:
            given = value
            self.known(given, _FIELDS, place)
        text = self.text(given.get("shown", before.shown or None), (*place, "shown") if given is value else place)
        if before.id in CARD and not before.said:
            return replace(before, shown=self.cleaned(text, place))
        pause = self.pause(given["pause"], (*place, "pause")) if "pause" in given else before.pause
        if "said" not in given and text == before.shown:
            return replace(before, pause=pause)
        said = given.get("said")
        if said is not None and (text, said) == (before.shown, before.said):
            return replace(before, pause=pause)
        return replace(before, shown=self.cleaned(text, place), said=self.said(text, said, before, place), pause=pause)

    def said(self, text: str, said: str | None, before: Row, place: Place) -> str:
        try:
            if said is not None:
                return self.speakable(spoken(self.text(said, (*place, "said")), self.language, self.profanity), place)
            return self.speakable(_said(text, before, self.language, self.profanity), place)
        except UnsuitableStory as error:
            raise self.wrong(place, error.message, error.remedy) from error

    def speakable(self, said: str, place: Place) -> str:
        if not said:
            raise self.wrong(place, "nothing in it can be said", f"Write words in {self.language.name}")
        return said

    def cleaned(self, text: str, place: Place) -> str:
        try:
            made = lettered(text, self.language, self.profanity)
        except UnsuitableStory as error:
            raise self.wrong(place, error.message, error.remedy) from error
        if not made:
            raise self.wrong(place, "nothing of it can be shown", "Write words, or delete the line")
        return made

    def pause(self, value: Any, place: Place) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit() and int(value) <= LONGEST_PAUSE:
            return int(value)
        raise self.wrong(place, f"{value!r} is no pause", f"Give milliseconds, 0 to {LONGEST_PAUSE}")

    def text(self, value: Any, place: Place) -> str:
        if value is None or isinstance(value, Mapping):
            raise self.wrong(place, "a text is missing here", "Write one after the colon")
        text = " ".join(str(value).split())
        if not text:
            raise self.wrong(place, "this is empty", "Write something, or delete the whole line to leave it out")
        if len(text) > LONGEST:
            raise self.wrong(place, f"this has more than {LONGEST} letters", "Divide it into several lines")
        return text

    def mapping(self, value: Any, place: Place) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self.wrong(place, "lines are missing here", "Keep the lines below it, indented")
        return value

    def same_keys(self, found: Mapping[str, Any], names: list[str], place: Place) -> None:
        if self.known(found, names, place):
            for gone in (name for name in names if name not in found):
                remedy = "Put it back; only single lines can be left out"
                self.complaints.note(self.wrong((*place, gone), "this is gone", remedy))
            self.in_order(list(found), names, place)

    def known(self, found: Mapping[str, Any], names: Any, place: Place) -> bool:
        """Whether there are only keys that are known; what is gone too then was only misspelt."""
        strange = [key for key in found if key not in names]
        for key in strange:
            self.complaints.note(self.wrong((*place, key), "there is no such key", f"Known: {', '.join(names)}"))
        return not strange

    def in_order(self, found: list[str], names: list[str], place: Place) -> None:
        kept = [name for name in names if name in found]
        wrong = next((one for one, other in zip(found, kept, strict=True) if one != other), None)
        if wrong is not None:
            remedy = "Keep the order; change the texts instead"
            self.complaints.note(self.wrong((*place, wrong), "this stands in another place", remedy))

    def wrong(self, place: Place, message: str, remedy: str) -> InvalidSettings:
        return InvalidSettings(message, where=self.marked.where(place), remedy=remedy)


def _is_new(key: str) -> bool:
    return key == "new" or (key.startswith("new") and key[3:].strip().isdigit())
