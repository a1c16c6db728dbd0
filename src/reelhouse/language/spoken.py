"""The words of a line, as the voice and the captions count them."""

from __future__ import annotations

import re

from reelhouse.errors import ContentError

#: What stands between two spaces and holds a letter or a digit: a dash alone is no word.
_WORD = re.compile(r"\S*[^\W_]\S*")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a line with their punctuation.

    Raises:
        ContentError: There is nothing to say.
    """
    return tuple(match.group() for match in found_words(text))


def found_words(text: str) -> tuple[re.Match[str], ...]:
    """The words of a line with their places in it.

    Raises:
        ContentError: There is nothing to say.
    """
    found = tuple(_WORD.finditer(text))
    if not found:
        raise ContentError(
            "a line has no words to speak", where=repr(text[:60]), remedy="Write words, or delete the line"
        )
    return found
