"""A person's words as they are shown: in the letters of their language, cleaned like a story's."""

from __future__ import annotations

from reelhouse.errors import UnsuitableStory
from reelhouse.language import Language
from reelhouse.language.detect import foreign_word
from reelhouse.scripts.spoken import shown


def lettered(text: str, language: Language, profanity: str) -> str:
    """The words as they are shown; empty when nothing of them can be.

    Args:
        text: What the person wrote.
        language: What it should be written in.
        profanity: What happens to strong language.

    Raises:
        UnsuitableStory: A word is written in other letters, or strong language is refused.
    """
    foreign = next((word for word in text.split() if foreign_word(word, language)), None)
    if foreign is not None:
        raise UnsuitableStory(f"{foreign!r} is not written in {language.name}", remedy="Write it in its letters")
    return shown(text, language, profanity)
