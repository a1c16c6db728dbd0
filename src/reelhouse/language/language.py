"""A language: its word lists, its phrases and the few things that need code, opened once and frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType

from reelhouse.errors import UnknownName
from reelhouse.language.tables import Rule, read_table, read_words


@dataclass(frozen=True, repr=False)
class Language:
    """What the stages have to know about one language. Its word lists are lower case.

    Attributes:
        code: ISO 639-1, lower case.
        script: Its writing as `detect.script_of` names it.
        words_per_minute: How fast a calm voice reads it.
        syllables_per_word: The average of a told story.
        abbreviations: Words that end with a full stop without ending a sentence, written without that stop.
        closing: Those of them that do end a sentence when a capital letter follows.
        weak: Words that a line should not end with.
        stop: The commonest words.
        conjunctions: Words before which a long sentence may be divided.
        openings: Words at a sentence's start that turn the story.
        turns: Words anywhere in a sentence that make it a twist.
        hooks: Words that make a strong first line.
        phrases: Sentences and words of our own, by name.
        verdict_marks: Beginnings by which a story asks for a verdict.
        profanity: Strong word to the mild word said instead.
        profane_names: Those strong words that are names when capitalised.
        capitals: Words that are always written in capitals, as they are written.
        rules: What makes its text speakable: numbers, ages, dates, money, abbreviations.
        syllables: The number of syllables of one word.
    """

    code: str
    name: str
    script: str
    words_per_minute: int
    syllables_per_word: float
    abbreviations: frozenset[str]
    closing: frozenset[str]
    weak: frozenset[str]
    stop: frozenset[str]
    conjunctions: frozenset[str]
    openings: tuple[str, ...]
    turns: tuple[str, ...]
    hooks: frozenset[str]
    phrases: Mapping[str, str]
    verdict_marks: tuple[str, ...]
    profanity: Mapping[str, str]
    profane_names: frozenset[str]
    capitals: frozenset[str]
    rules: tuple[Rule, ...]
    syllables: Callable[[str], int]

    def __hash__(self) -> int:
        """One language is one object; the code names it."""
        return hash(self.code)


def language_codes() -> tuple[str, ...]:
    """The codes of every language that is here, sorted."""
    folders = files("reelhouse.language").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.joinpath("language.yaml").is_file()))


@cache
def open_language(code: str) -> Language:
    """Open a language by its code.

    Raises:
        UnknownName: There is no such language here.
    """
    if code not in language_codes():
        raise UnknownName("language", code, language_codes())
    known = read_table(code, "language.yaml")
    phrases = read_table(code, "phrases.yaml")
    reversals = read_table(code, "reversals.yaml")
    profanity = read_table(code, "profanity.yaml")
    marks = phrases.pop("verdict_marks")
    spelling = import_module(f"reelhouse.language.{code}")
    return Language(
        code=code,
        **known,
        abbreviations=read_words(code, "abbreviations.txt"),
        closing=read_words(code, "closing.txt"),
        weak=read_words(code, "weak.txt"),
        stop=read_words(code, "stop.txt"),
        conjunctions=read_words(code, "conjunctions.txt"),
        openings=tuple(reversals["opening"]),
        turns=tuple(reversals["strong"]),
        hooks=read_words(code, "hooks.txt"),
        phrases=MappingProxyType(phrases),
        verdict_marks=tuple(marks),
        profanity=MappingProxyType(profanity["words"]),
        profane_names=frozenset(profanity["names"]),
        capitals=spelling.CAPITALS,
        rules=spelling.RULES,
        syllables=spelling.syllables,
    )
