"""What pages that show a style say, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.language.language import Language, open_language
from reelhouse.language.tables import read_table


@dataclass(frozen=True)
class Sample:
    """The texts of one page: a story's title, sentences of it, and what its cards say beside them.

    `caption` is an ordinary sentence, `long` one with words that hardly fit a row.
    """

    language: Language
    title: str
    caption: str
    long: str
    board: str
    teller: str
    heading: str
    note: str
    votes: int = 14_210
    replies: int = 1_130

    def label(self, part: int = 1, parts: int = 2) -> str:
        """Which part it is."""
        return self.language.phrases["part_of"].format(n=part, m=parts)


def read_sample(code: str) -> Sample:
    """The sample of a language.

    Raises:
        UnknownName: There is no such language.
    """
    language = open_language(code)
    phrases = language.phrases
    return Sample(
        language=language,
        heading=phrases["question"],
        note=phrases["part_next"].format(n=2),
        **read_table(code, "sample.yaml"),
    )
