"""Edits such as a person makes: a misspelt caption, another spoken word, a longer story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reelhouse.model.captions import Captions, WordGroup
from reelhouse.model.script import Line, Role, Scene, Script

_WORD = re.compile(r"[a-z]{4,}")


def misspell(captions: Captions, share: float) -> Captions:
    """Swap the first two letters of a word in the caption that stands at this share of all captions.

    Raises:
        ValueError: No caption there or after it has a word to misspell.
    """
    first = int(share * len(captions.groups))
    for index in range(first, len(captions.groups)):
        edited = _misspelt(captions.groups[index])
        if edited is not None:
            groups = (*captions.groups[:index], edited, *captions.groups[index + 1 :])
            return captions.model_copy(update={"groups": groups})
    raise ValueError("no caption there has a word to misspell")


def _misspelt(group: WordGroup) -> WordGroup | None:
    for index, word in enumerate(group.words):
        text = word.text
        if len(text) > 3 and text[:2].isalpha() and text[0].lower() != text[1].lower():
            edited = word.model_copy(update={"text": text[1] + text[0] + text[2:]})
            return group.model_copy(update={"words": (*group.words[:index], edited, *group.words[index + 1 :])})
    return None


def replace_word(script: Script, line_id: str, old: str, new: str) -> Script:
    """Say and show another word in one line."""

    def edit(line: Line) -> Line:
        texts = {"text": _replaced(line.text, old, new), "shown": _replaced(line.shown, old, new)}
        return line.model_copy(update=texts) if line.id == line_id else line

    scenes = (scene.model_copy(update={"lines": tuple(map(edit, scene.lines))}) for scene in script.scenes)
    return script.model_copy(update={"scenes": tuple(scenes)})


def candidates(script: Script) -> Iterator[tuple[str, str, str]]:
    """Words that could be exchanged for another word of the story: line, old and new; the middle of the story first.

    Words of about the same length come first, then longer and longer ones, so that both kinds of edit are met soon:
    the sound still fits its slot, and it does not.
    """
    lines = [line for scene in script.scenes if scene.role is Role.STORY for line in scene.lines]
    middle = len(lines) / 2
    lines.sort(key=lambda line: abs(lines_index(script, line) - middle))
    words = sorted({word for line in lines for word in _WORD.findall(line.text)}, key=lambda word: (len(word), word))
    for longer in (0, 3, 5, 7):
        for line in lines:
            old = _exchangeable(line)
            new = next((word for word in words if old and word != old and len(word) == len(old) + longer), None)
            if old and new and new not in line.text:
                yield line.id, old, new


def lines_index(script: Script, line: Line) -> int:
    """Where a line stands in its script."""
    return script.lines.index(line)


def lengthen(script: Script, times: int) -> Script:
    """Tell the middle of a story so often; every scene keeps a name of its own."""
    story = [scene for scene in script.scenes if scene.role is Role.STORY]
    again = [_renamed(scene, f"s{number}") for number, scene in enumerate(story * times, 1)]
    first, last = script.scenes[0], script.scenes[-1]
    return script.model_copy(update={"scenes": (first, *again, last)})


def _renamed(scene: Scene, name: str) -> Scene:
    lines = (line.model_copy(update={"id": f"{name}.{number}"}) for number, line in enumerate(scene.lines, 1))
    return scene.model_copy(update={"id": name, "lines": tuple(lines)})


def _exchangeable(line: Line) -> str | None:
    """A lower-case word that is both spoken and shown exactly once, without a mark after it."""
    words: Sequence[str] = _WORD.findall(line.text)
    return next((word for word in words if _once(word, line.text) and _once(word, line.shown)), None)


def _once(word: str, text: str) -> bool:
    return text.split().count(word) == 1


def _replaced(text: str, old: str, new: str) -> str:
    return " ".join(new if word == old else word for word in text.split())
