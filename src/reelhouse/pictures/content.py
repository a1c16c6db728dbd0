"""What stands on drawn pictures: part of a step's inputs, so it is known without anything that draws."""

from __future__ import annotations

from reelhouse.model.base import Value


class TitleCardContent(Value):
    """What stands on the card. What the source does not have is empty, and is not drawn.

    `title` is its words as they are shown, `votes` and `replies` are counts as they are written. `label` and the two
    forms are wording in the language of the story.
    """

    title: tuple[str, ...]
    board: str = ""
    teller: str = ""
    votes: str = ""
    replies: str = ""
    part: int = 1
    parts: int = 1
    seed: int = 0
    label: str = "STORY"
    part_form: str = "Part {part} of {parts}"
    teller_form: str = "told by {teller}"


class EndCardContent(Value):
    """What the end card says: a heading of a few words, and a second line that may be empty."""

    heading: tuple[str, ...]
    note: str = ""
    seed: int = 0


class ThumbnailContent(Value):
    """What the cover says: a few words in capitals, which of them is the accent, and a label such as `Part 1 of 2`."""

    words: tuple[str, ...]
    accent: int = 0
    label: str = ""
    seed: int = 0
