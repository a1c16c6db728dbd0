"""English: what its data files cannot say."""

from reelhouse.language.en.capitals import CAPITALS
from reelhouse.language.en.rules import RULES
from reelhouse.language.en.syllables import syllables

__all__ = ["CAPITALS", "RULES", "syllables"]
