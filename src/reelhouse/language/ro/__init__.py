"""Romanian: what its data files cannot say."""

from reelhouse.language.capitals import kept_capitals
from reelhouse.language.ro.rules import RULES
from reelhouse.language.ro.syllables import syllables

CAPITALS = kept_capitals("ro")

__all__ = ["CAPITALS", "RULES", "syllables"]
