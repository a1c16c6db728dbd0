"""What makes a Romanian text speakable."""

from __future__ import annotations

from reelhouse.language.ro.ages import read_ages
from reelhouse.language.ro.dates import read_dates, read_ordinals, read_times
from reelhouse.language.ro.numbers import TONGUE
from reelhouse.language.usual import usual_rules

RULES = usual_rules(TONGUE, read_ages, read_times, read_dates, read_ordinals)
