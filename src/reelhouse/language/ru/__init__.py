"""Russian: what its data files cannot say."""

from reelhouse.language.capitals import kept_capitals
from reelhouse.language.ru.rules import RULES
from reelhouse.language.ru.syllables import syllables

CAPITALS = kept_capitals("ru")

__all__ = ["CAPITALS", "RULES", "syllables"]
