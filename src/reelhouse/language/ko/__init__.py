"""Korean: what its data files cannot say."""

from reelhouse.language.capitals import kept_capitals
from reelhouse.language.ko.rules import RULES
from reelhouse.language.ko.syllables import syllables

CAPITALS = kept_capitals("ko")

__all__ = ["CAPITALS", "RULES", "syllables"]
