"""What may be spent: on one episode, in one day and in one month, by the whole house or by one show.

```yaml
budgets:
  episode: 0.50       # dollars
  day: 5
  month: 60
  shows:
    stories: {episode: 0.20, month: 20}
```

A budget that is not named is no limit; days and months are those of UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from reelhouse.model.base import Value
from reelhouse.model.money import parse_dollars


def _amount(value: object) -> object:
    return None if value is None else parse_dollars(value)


#: Micro-dollars from dollars; None is no limit.
Limit = Annotated[int | None, Field(ge=0), BeforeValidator(_amount)]


class Limits(Value):
    """The most that may be spent on an episode (in all its runs), in a day, and in a month, in micro-dollars."""

    episode: Limit = None
    day: Limit = None
    month: Limit = None


class Budgets(Limits):
    """Limits for everything, and further ones for single shows, by their names; all of them hold."""

    shows: Mapping[str, Limits] = Field(default_factory=dict)
