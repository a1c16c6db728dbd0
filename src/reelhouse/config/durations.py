"""How long, as a person writes it: `90 min`, `36 h`, `2 days`."""

from __future__ import annotations

import re

_SECONDS = {"s": 1, "min": 60, "h": 3600, "hour": 3600, "hours": 3600, "day": 86_400, "days": 86_400, "weeks": 604_800}
_SECONDS["week"] = _SECONDS["weeks"]
_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[a-z]+)", re.IGNORECASE)


def parse_duration(value: object) -> object:
    """Whole seconds from `2 days`; a number without a unit says nothing, and anything else is left for the model."""
    if value is None:
        return None
    match = _DURATION.fullmatch(str(value).strip())
    if match is None or match["unit"].lower() not in _SECONDS:
        raise ValueError(f"{value!r} is not how long. Write for example 90 min, 36 h or 2 days")
    return round(float(match["number"]) * _SECONDS[match["unit"].lower()])
