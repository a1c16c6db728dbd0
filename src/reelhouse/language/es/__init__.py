"""Spanish: what its data files cannot say."""

from reelhouse.language.capitals import kept_capitals
from reelhouse.language.es.rules import RULES
from reelhouse.language.es.syllables import syllables

CAPITALS = kept_capitals("es")

__all__ = ["CAPITALS", "RULES", "syllables"]
