"""What is found while an edited timeline is read: what to tell, and what to keep for later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reelhouse.edit.exchange import schema
from reelhouse.edit.exchange.cut import OURS, Json, Kept, Slot
from reelhouse.edit.exchange.strange import effect_words, strange_words
from reelhouse.edit.exchange.times import Clock
from reelhouse.model.base import canonical
from reelhouse.model.quality import Finding, Level

CHECK = "edited-timeline"
#: Findings of one kind that are listed; a film of another program may have thousands.
LISTED = 50


@dataclass
class Notes:
    """The reader's notebook."""

    findings: list[Finding] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    told: int = 0

    def tell(self, message: str, place: str, at: Fraction | None = None) -> None:
        """Note what a person has to know; `at` is seconds."""
        self.told += 1
        if self.told <= LISTED:
            when = None if at is None else round(at * 1000)
            self.findings.append(Finding(check=CHECK, level=Level.WARN, message=f"{place}: {message}", at=when))

    def keep(self, slot: Slot, content: object, track: int = -1, item: int = -1) -> None:
        """Note what is written out again."""
        self.kept.append(Kept(slot=slot, track=track, item=item, content=canonical(content)))

    def finished(self) -> tuple[Finding, ...]:
        """All findings, with how many more there are."""
        more = self.told - LISTED
        if more <= 0:
            return tuple(self.findings)
        words = f"{more} more things of the edited timeline are not used"
        return (*self.findings, Finding(check=CHECK, level=Level.WARN, message=words))

    def keep_strange(self, thing: Json, place: str, at: Fraction, track: int = -1, item: int = -1) -> None:
        """Name and keep what hangs on an object and is not ours: effects, markers, metadata, what we hid before."""
        for effect in schema.listed(thing, "effects"):
            self.tell(effect_words(effect), place, at)
            self.keep(Slot.EFFECTS, effect, track, item)
        for marker in schema.listed(thing, "markers"):
            if not {"caption", "scene"} & set(schema.ours_in(marker)):
                self.keep(Slot.MARKERS, marker, track, item)
        others = {key: value for key, value in schema.metadata_of(thing).items() if key != OURS}
        if others:
            self.keep(Slot.METADATA, others, track, item)
        for hidden in _hidden(schema.listed(schema.ours_in(thing), "kept")):
            words = effect_words if hidden["slot"] == Slot.EFFECTS else strange_words
            self.tell(words(hidden["content"]), place, at)
            self.keep(Slot(hidden["slot"]), hidden["content"], track, item)

    def keep_trim(self, thing: Json, place: str, clock: Clock, length: Fraction, track: int = -1) -> None:
        """Name and keep the part of something that another program shows, `length` being all of it.

        Raises:
            ContentError: It has impossible times.
        """
        trim = thing.get("source_range")
        if trim is None:
            return
        start, duration = clock.span(trim, place)
        if start or duration < length:
            self.tell("it is trimmed as a whole, which is not used: all of it is shown", place)
        self.keep(Slot.TRIM, trim, track)


def _hidden(found: Sequence[object]) -> list[Json]:
    slots = {slot.value for slot in Slot}
    return [dict(one) for one in found if isinstance(one, Mapping) and one.get("slot") in slots and "content" in one]
