"""What makes a Spanish text speakable."""

from __future__ import annotations

from reelhouse.language.es.ages import read_ages
from reelhouse.language.es.dates import read_dates, read_ordinals, read_times
from reelhouse.language.es.numbers import TONGUE
from reelhouse.language.usual import usual_rules

RULES = usual_rules(TONGUE, read_ages, read_times, read_dates, read_ordinals)
