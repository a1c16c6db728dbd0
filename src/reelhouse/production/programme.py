"""A programme: everything that is known about one part once it is assembled."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.edit.schedule import Schedule, schedule
from reelhouse.model.captions import Captions
from reelhouse.model.script import Script
from reelhouse.model.speech import Narration
from reelhouse.model.timeline import Timeline
from reelhouse.production.look import Look


@dataclass(frozen=True)
class Programme:
    """The documents of one part and the look it is dressed in."""

    script: Script
    narration: Narration
    captions: Captions
    timeline: Timeline
    look: Look

    @property
    def plan(self) -> Schedule:
        """Its lines in their slots."""
        return schedule(self.script, self.narration, self.timeline.rate)

    @property
    def title(self) -> str:
        """The title, with its part when there are several."""
        script = self.script
        return script.title if script.parts == 1 else f"{script.title} (part {script.part} of {script.parts})"
