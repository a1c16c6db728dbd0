"""The sentences of a story as its parts and scenes need them: said, shown, and how well a cut may follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reelhouse.language import Language
from reelhouse.language.sentences import split_sentences
from reelhouse.language.syllables import syllables
from reelhouse.scripts.breaths import Breath, breaths
from reelhouse.scripts.spoken import spoken

#: Silence after a sentence, after a paragraph and before the call to action, in milliseconds.
SENTENCE_PAUSE = 220
PARAGRAPH_PAUSE = 420
ACTION_PAUSE = 420
#: Silence between the two halves of a long sentence.
BREATH_PAUSE = 120


@dataclass(frozen=True)
class Sentence:
    """One sentence of a story.

    Attributes:
        source: As it stands in the story.
        breaths: What is said and shown in one go: the whole sentence, or the pieces of a long one.
        syllables: Of all that is said.
        ends_paragraph: It is the last of its paragraph.
        quoting: A quotation that began in it or before goes on after it.
        turns: It begins with a word that turns the story.
    """

    source: str
    breaths: tuple[Breath, ...]
    syllables: int
    ends_paragraph: bool = False
    quoting: bool = False
    turns: bool = False

    @property
    def text(self) -> str:
        """The whole sentence as it is said."""
        return " ".join(breath.text for breath in self.breaths)

    @property
    def shown(self) -> str:
        """The whole sentence as it is written."""
        return " ".join(breath.shown for breath in self.breaths)


def read_sentences(body: str, language: Language, profanity: str) -> tuple[Sentence, ...]:
    """Every sentence of a story that has something to say, in order.

    Raises:
        UnsuitableStory: There is strong language and the policy is to reject it.
    """
    paragraphs = (_of_paragraph(part, language, profanity) for part in re.split(r"\n\s*\n", body) if part.strip())
    return tuple(sentence for paragraph in paragraphs for sentence in paragraph)


def seconds(sentences: Sequence[Sentence], language: Language, speed: float = 1.0) -> float:
    """About how long sentences take, read `speed` times faster than usual.

    The words a minute of a language count the ordinary pauses between sentences as reading; only a paragraph's longer
    one is added. Pauses last as long at any speed.
    """
    spoken_syllables = sum(sentence.syllables for sentence in sentences)
    longer = sum(sentence.ends_paragraph for sentence in sentences) * (PARAGRAPH_PAUSE - SENTENCE_PAUSE) / 1000
    usual = spoken_syllables / (language.words_per_minute * language.syllables_per_word / 60)
    spoken_alone = max(0.0, usual - len(sentences) * SENTENCE_PAUSE / 1000)
    return usual + spoken_alone * (1 / speed - 1) + longer


def _of_paragraph(paragraph: str, language: Language, profanity: str) -> list[Sentence]:
    found: list[Sentence] = []
    quoting = False
    sources = [source for source in split_sentences(paragraph, language) if spoken(source, language, "keep")]
    for number, source in enumerate(sources, 1):
        last = number == len(sources)
        quoting = not last and _still_open(source, language, was=quoting)
        pieces = breaths(source, language, profanity)
        count = sum(syllables(piece.text, language) for piece in pieces)
        turns = _turns(pieces[0].text, language)
        found.append(Sentence(source, pieces, count, ends_paragraph=last, quoting=quoting, turns=turns))
    return found


def _still_open(sentence: str, language: Language, *, was: bool) -> bool:
    """Whether a quotation is open after a sentence; what opens one in English closes one that began low („…“)."""
    opening = "“«" if language.quotes[0] == "“" else "„«"
    for mark in re.findall(rf"[\"“”«»{opening}]", sentence):
        was = not was if mark == '"' else mark in opening or (mark == "“" and not was)
    return was


def _turns(text: str, language: Language) -> bool:
    plain = re.sub(r"[^\w' ]", "", text.casefold())
    return any(plain == opening or plain.startswith(f"{opening} ") for opening in language.openings)
