"""A part's sentences as scenes: the title, the story in pictures of some seconds, the twist, the end card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count

from reelhouse.language import Language
from reelhouse.language.sentences import split_sentences
from reelhouse.model.script import Line, Role, Scene
from reelhouse.scripts.cuts import Aim, cut
from reelhouse.scripts.manner import Manner, Part
from reelhouse.scripts.sentence import ACTION_PAUSE, BREATH_PAUSE, PARAGRAPH_PAUSE, SENTENCE_PAUSE, Sentence, seconds
from reelhouse.scripts.spoken import shown, spoken
from reelhouse.scripts.twist import find_twist

#: Seconds of a scene: what it aims at, and what it should stay between.
_SCENE = Aim(13, 8, 20)
#: How long the end card stands after its question, in milliseconds.
_HOLD = 900


def title_scene(hook: str, part: Part, manner: Manner) -> Scene:
    """The title, read out in its card, and which part this is: after a full stop, where the title has no end mark."""
    texts = list(split_sentences(hook, manner.language))
    if part.of > 1:
        texts[-1:] = [f"{text}." if text[-1:].isalnum() else text for text in texts[-1:]]
        texts.append(manner.language.phrases["part_of"].format(n=part.number, m=part.of))
    said = [(spoken(text, manner.language, manner.profanity), text) for text in texts]
    lines = [(text, written, SENTENCE_PAUSE) for text, written in said if text]
    lines[-1] = (*lines[-1][:2], PARAGRAPH_PAUSE)
    return Scene(id="title", role=Role.TITLE, heading=hook, lines=_numbered("title", lines))


def story_scenes(sentences: Sequence[Sentence], part: Part, manner: Manner) -> tuple[Scene, ...]:
    """The story's scenes; the last part's twist stands alone when there is one.

    A scene is named after the paragraph it begins in (`s3`, and `s3b` for a second one that begins there): words that
    change and sentences that are added leave the names of all other scenes as they are.
    """
    twist = find_twist(sentences, manner.language) if part.is_last else None
    scenes: list[Scene] = []
    paragraph, taken = 1, set[str]()
    for role, group in _groups(sentences, twist, manner):
        name = "twist" if role is Role.TWIST else _unused(f"s{paragraph}", taken)
        scenes.append(Scene(id=name, role=role, lines=_lines(name, group)))
        paragraph += sum(sentence.ends_paragraph for sentence in group)
    return (*scenes[:-1], _before_action(scenes[-1]))


def _unused(name: str, taken: set[str]) -> str:
    """The name, or with the first letter from `b` on that nobody has."""
    letters = (f"{name}{chr(code)}" for code in range(ord("b"), ord("z") + 1))
    numbers = (f"{name}z{number}" for number in count(2))
    free = next(one for one in chain((name,), letters, numbers) if one not in taken)
    taken.add(free)
    return free


def end_scene(title: str, part: Part, manner: Manner) -> Scene:
    """The end card: a question that is asked and stands there, and what comes next."""
    language, phrases = manner.language, manner.language.phrases
    asked = shown(manner.call_to_action, language) or phrases[_question(title, language)]
    heading = asked if len(asked.split()) <= 4 else phrases["your_turn"]
    note = phrases["follow"] if part.is_last else phrases["part_next"].format(n=part.number + 1)
    sentences = [(spoken(text, language, "soften"), text) for text in split_sentences(asked, language)]
    lines = [(text, written, SENTENCE_PAUSE) for text, written in sentences if text]
    lines[-1:] = [(*lines[-1][:2], _HOLD)] if lines else [(phrases["question"], phrases["question"], _HOLD)]
    return Scene(id="end", role=Role.END, heading=heading, note=note, lines=_numbered("end", lines))


def _groups(
    sentences: Sequence[Sentence], twist: int | None, manner: Manner
) -> Iterator[tuple[Role, Sequence[Sentence]]]:
    """The sentences of every scene, in order, with what it is for."""
    before = sentences if twist is None else sentences[:twist]
    yield from ((Role.STORY, group) for group in _cut(before, manner))
    if twist is not None:
        yield Role.TWIST, sentences[twist : twist + 1]
        after = sentences[twist + 1 :]
        yield from ((Role.STORY, group) for group in _cut(after, manner))


def _cut(sentences: Sequence[Sentence], manner: Manner) -> Iterator[Sequence[Sentence]]:
    lengths = [seconds([sentence], manner.language) for sentence in sentences]
    yield from (sentences[first:end] for first, end in cut(sentences, lengths, _SCENE))


def _lines(scene: str, sentences: Sequence[Sentence]) -> tuple[Line, ...]:
    lines: list[tuple[str, str, int]] = []
    for sentence in sentences:
        lines += [(breath.text, breath.shown, BREATH_PAUSE) for breath in sentence.breaths]
        lines[-1] = (*lines[-1][:2], PARAGRAPH_PAUSE if sentence.ends_paragraph else SENTENCE_PAUSE)
    return _numbered(scene, lines)


def _numbered(scene: str, lines: Sequence[tuple[str, str, int]]) -> tuple[Line, ...]:
    return tuple(
        Line(id=f"{scene}.{number}", text=text, shown=shown, pause=pause)
        for number, (text, shown, pause) in enumerate(lines, 1)
    )


def _before_action(scene: Scene) -> Scene:
    """The last scene of the story, with the pause that stands before the call to action."""
    last = scene.lines[-1].model_copy(update={"pause": ACTION_PAUSE})
    return scene.model_copy(update={"lines": (*scene.lines[:-1], last)})


def _question(title: str, language: Language) -> str:
    plain = re.sub(r"\W+", " ", title.casefold()).strip()
    return "verdict" if plain.startswith(language.verdict_marks) else "question"
