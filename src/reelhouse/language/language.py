"""A language: its word lists, its phrases and the few things that need code, opened once and frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from reelhouse.errors import UnknownName
from reelhouse.language.tables import Rule, read_lines, read_table, read_words
from reelhouse.language.tags import primary


@dataclass(frozen=True)
class FontSource:
    """A font that a language needs: its package, file and face, and the Unicode ranges that are taken from it.

    `extra` is the optional part of Reelhouse that brings the package.
    """

    extra: str
    package: str
    file: str
    face: int
    ranges: Sequence[Sequence[int]]


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
        voices: The ladder of voices that speak it best, for those who choose none.
        columns: The widest line of a subtitle, in columns; a full-width letter takes two.
        speed: Columns that a viewer reads in a second.
        breath: Words that a voice says in one breath; a longer sentence is divided.
        longest_title: Characters of the longest title that is read out.
        hook_words: The fewest and the most words of a good first line.
        quotes: The opening and the closing quotation mark.
        dashes: Whether speech is told with dashes: a dash and a small letter then go on with the sentence.
        first_person: Words by which a teller speaks of themselves.
        negations: Words that no headline may lose.
        measures: Abbreviations that end a sentence only after a number: Russian "г." is a year or a city.
        endings: Letters that end a verb where no capital tells a sentence's start (Korean); empty elsewhere.
        hook_stems: Beginnings of words that are hooks.
        profane_stems: Beginnings of strong words, to the mild beginning said instead.
        drops: Marks of mood that are neither said nor shown, as a pattern; empty for none.
        respelled: Letters that are written in two ways, to the one that fonts and voices know.
        decimal: What stands before tenths.
        counts: What is written after a number of thousands, millions and so on, by that size.
        font: What must be installed to write it, beside the fonts of every style; None for most.
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
    voices: str
    columns: int
    speed: int
    breath: int
    longest_title: int
    hook_words: tuple[int, int]
    quotes: tuple[str, str]
    dashes: bool
    first_person: tuple[str, ...]
    negations: frozenset[str]
    measures: frozenset[str]
    endings: str
    hook_stems: tuple[str, ...]
    profane_stems: Mapping[str, str]
    drops: str
    respelled: Mapping[int, str]
    decimal: str
    counts: Mapping[int, str]
    font: FontSource | None

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
        raise unknown_language(code)
    phrases = read_table(code, "phrases.yaml")
    marks = phrases.pop("verdict_marks")
    spelling = import_module(f"reelhouse.language.{code}")
    return Language(
        code=code,
        **_facts(code),
        **_lists(code),
        **_hooks(code),
        **_profanity(code),
        phrases=MappingProxyType(phrases),
        verdict_marks=tuple(marks),
        capitals=spelling.CAPITALS,
        rules=spelling.RULES,
        syllables=spelling.syllables,
    )


def unknown_language(code: str, where: str = "") -> UnknownName:
    """The error for a language that is not here."""
    return UnknownName("language", code, language_codes(), where=where, remedy=_meant(code))


def _meant(name: str) -> str:
    """A hint for those who write a language's name or a tag with a country."""
    names = {code: read_table(code, "language.yaml")["name"] for code in language_codes()}
    code = next((code for code in names if code == primary(name) or names[code].casefold() == name.casefold()), "")
    listed = ", ".join(f"{code} ({known})" for code, known in names.items())
    return f"Write {code!r} for {names[code]}" if code else f"Stories are told in {listed}"


def _facts(code: str) -> dict[str, Any]:
    """What `language.yaml` says."""
    known = read_table(code, "language.yaml")
    known["first_person"] = tuple(known["first_person"].split())
    known["negations"] = frozenset(known["negations"].split())
    known["hook_words"], known["quotes"] = tuple(known["hook_words"]), tuple(known["quotes"])
    known["respelled"] = MappingProxyType(str.maketrans(known.get("respelled", {})))
    known["drops"], known["endings"] = known.get("drops", ""), known.get("endings", "")
    known["counts"] = MappingProxyType(known["counts"])
    source = known.pop("font", None)
    return {**known, "font": FontSource(**source) if source else None}


def _lists(code: str) -> dict[str, Any]:
    """The word lists that are nothing but words, and the turns of a story."""
    reversals = read_table(code, "reversals.yaml")
    names = ("abbreviations", "closing", "weak", "stop", "conjunctions")
    lists: dict[str, Any] = {name: read_words(code, f"{name}.txt") for name in names}
    measures = frozenset(read_lines(code, "measures.txt"))
    return {**lists, "measures": measures, "openings": tuple(reversals["opening"]), "turns": tuple(reversals["strong"])}


def _hooks(code: str) -> dict[str, Any]:
    """Words, and beginnings of words that end with a star."""
    words = read_words(code, "hooks.txt")
    stems = tuple(sorted(word[:-1] for word in words if word.endswith("*")))
    return {"hooks": frozenset(word for word in words if not word.endswith("*")), "hook_stems": stems}


def _profanity(code: str) -> dict[str, Any]:
    table = read_table(code, "profanity.yaml")
    words: dict[str, str] = table["words"]
    stems = {word[:-1]: mild[:-1] for word, mild in words.items() if word.endswith("*")}
    whole = {word: mild for word, mild in words.items() if not word.endswith("*")}
    return {
        "profanity": MappingProxyType(whole),
        "profane_stems": MappingProxyType(stems),
        "profane_names": frozenset(table["names"]),
    }
