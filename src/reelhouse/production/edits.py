"""What people changed: documents by their versions, timelines by the editor's round trip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reelhouse.edit.exchange.cut import Cut
from reelhouse.edit.exchange.read import part_of
from reelhouse.errors import UsageError
from reelhouse.model.captions import Captions
from reelhouse.model.layout import Rendition
from reelhouse.model.script import Parts, Script
from reelhouse.production.documents.versions import Versions
from reelhouse.production.programme import Programme
from reelhouse.production.workshop import Workshop


@dataclass(frozen=True)
class Edit:
    """An edited timeline: its bytes, its name in messages, and the folders whose files it may use, best first."""

    name: str
    content: bytes
    folders: tuple[Path, ...]


@dataclass(frozen=True)
class Made:
    """A part as it was made, and as an editing program would see it."""

    programme: Programme
    cut: Cut
    rendition: Rendition


@dataclass(frozen=True)
class Edits:
    """The edited timelines of a run by part, the versions of its documents, and every part that it has made."""

    by_part: dict[int, Edit] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    #: None where nobody keeps any.
    versions: Versions | None = None

    def script(self, made: tuple[Script, ...]) -> tuple[Script, ...]:
        """The parts of a story as a person changed them, or as they were made.

        Raises:
            Waiting: A person has to choose between two versions.
        """
        return self.versions.script(Parts(scripts=made)).scripts if self.versions else made

    def cues(self, part: int, made: Captions) -> Captions | None:
        """The cues of a part as a person changed them, None when nobody did.

        Raises:
            Waiting: A person has to choose between two versions.
        """
        return self.versions.cues(part, made) if self.versions else None

    def demand(self, parts: int) -> None:
        """Refuse an edit of a part that the story does not have.

        Raises:
            UsageError: There is such an edit.
        """
        for part, edit in self.by_part.items():
            if part > parts:
                raise UsageError(
                    f"this is part {part}, and the story has {parts}",
                    where=edit.name,
                    remedy="Give the timeline of this story, exported with the same length of parts",
                )

    def apply(self, shop: Workshop, programme: Programme, renditions: Sequence[Rendition], fit: str) -> Programme:
        """A programme with its edit, when there is one; what is made is remembered for the export.

        Args:
            shop: The workplace.
            programme: A part as it was made.
            renditions: What it is for; the export has the cards of the first one.
            fit: How footage of another shape comes into the frame, a name of `production.fits.FITS`.

        Raises:
            ContentError: The edit cannot be read; the error says where.
        """
        script = programme.script
        edit = self.by_part.get(script.part)
        if edit is None:
            shown = {line.id: line.shown for line in script.lines}
            cut = Cut(timeline=programme.timeline, part=script.part, shown=shown)
        else:
            from reelhouse.production.fits import at_their_best, wants_of
            from reelhouse.production.recut import recut  # captions, fonts and media: for an edit alone

            # At full size, though it is for a draft: what is exported is edited further, and made larger then.
            wants = wants_of(at_their_best(renditions), programme.timeline.rate, fit)
            programme, cut = recut(shop, programme, edit.content, edit.name, edit.folders, wants)
        self.made.append(Made(programme, cut, renditions[0]))
        return programme


def edits_of(handed: list[Edit]) -> Edits:
    """Edits by the part that each says it is.

    Raises:
        UsageError: Two of them are the same part.
        ContentError: One of them is no timeline.
    """
    by_part: dict[int, Edit] = {}
    for edit in handed:
        part = part_of(edit.content, edit.name)
        if part in by_part:
            raise UsageError(
                f"this is part {part}, and so is {by_part[part].name}",
                where=edit.name,
                remedy="Give one timeline for each part",
            )
        by_part[part] = edit
    return Edits(by_part)
