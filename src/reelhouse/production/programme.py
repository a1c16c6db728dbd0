"""A programme: everything that is known about one part once it is assembled."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.edit.schedule import Schedule, schedule
from reelhouse.language import open_language
from reelhouse.language.tags import primary
from reelhouse.model.captions import Captions
from reelhouse.model.quality import Finding
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
    #: Where a person put its lines, when a timeline was edited; what there is to say about that edit.
    edited: Schedule | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def plan(self) -> Schedule:
        """Its lines in their slots."""
        return self.edited or schedule(self.script, self.narration, self.timeline.rate)

    @property
    def title(self) -> str:
        """The title, with its part when there are several."""
        script = self.script
        if script.parts == 1:
            return script.title
        part = open_language(primary(script.language)).phrases["part_of"].format(n=script.part, m=script.parts)
        return f"{script.title} ({part})"
