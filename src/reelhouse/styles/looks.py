"""The tokens of a style: palette, faces, and the sizes, places and times of everything that is drawn.

Every token has a default, that of the style `midnight`. One that was added later is left out of the written form while
it has its default: then styles that do not use it keep the keys of their cards.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from reelhouse.model.base import Value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


#: A colour as `#rrggbb`.
Hex = Annotated[str, BeforeValidator(_lower), StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
#: A colour as `#rrggbb`, or the name of one in the palette.
Paint = Annotated[str, BeforeValidator(_lower), StringConstraints(pattern=r"^(#[0-9a-f]{6}|[a-z][a-z0-9_]*)$")]
Percent = Annotated[int, Field(ge=0, le=100)]
Length = Annotated[int, Field(gt=0)]
LookName = Literal["pop", "calm", "karaoke", "boxed"]
Mood = Literal["calm", "suspense", "lofi", "bright"]


def later(default: Any) -> Any:
    """The default of a token that was added later."""
    return Field(default, exclude_if=lambda value: bool(value == default))


class Colours(Value):
    """The palette, named by use."""

    bg0: Hex
    bg1: Hex
    surface: Hex
    ink: Hex
    muted: Hex
    accent: Hex
    accent2: Hex
    line: Hex
    on_accent: Hex
    #: The dark of outlines and plates behind captions.
    edge: Hex


class FontRole(Value):
    """One static face, made from a variable font in an installed package, or from a file beside the style.

    `axes` are OpenType variation axes (`wght`, `opsz`). Without a package, `file` is a path inside the style's folder.
    `fallback` is the role that draws what this face lacks, before the role `text` does. `face` counts the fonts of a
    collection (`.ttc`) from 0, and `ranges` are the first and last code points that are taken: the house's own
    characters when there are none.
    """

    family: str
    package: str
    file: str
    axes: dict[str, int]
    fallback: str = later("")
    face: int = later(0)
    ranges: tuple[tuple[int, int], ...] = later(())


class CaptionLook(Value):
    """Captions on the 1080-wide design grid. Lengths are pixels, times are milliseconds."""

    role: str = "caption"
    size: Length = 92
    smallest: Length = 64
    width: Length = 820
    centre_x: int = 540
    centre_y: int = 1180
    #: Space between two words, in hundredths of the size.
    space: int = 36
    outline: Annotated[int, Field(ge=0)] = 6
    shadow_outline: Annotated[int, Field(ge=0)] = 14
    shadow_blur: Annotated[int, Field(ge=0)] = 9
    #: Opacity of the shadow in percent.
    shadow_alpha: Percent = 56
    #: How long before the voice a group is shown, and how long after it at most.
    lead: int = 40
    hold: int = 100
    look: LookName = later("pop")
    #: Most rows, the distance of their base lines in hundredths of the size, and about how many letters fit in one.
    rows: Length = later(1)
    leading: Length = later(114)
    columns: Annotated[int, Field(ge=0)] = later(0)
    #: For single popping words: how many stand together at most, and of more letters than these one less.
    words: Length = later(3)
    letters: Length = later(14)
    #: Capitals or as written; with or without stops and commas.
    capitals: bool = later(True)
    points: bool = later(False)
    #: Letters, the word that is spoken, and what stands in for the second where the background has its hue.
    ink: Paint = later("#ffffff")
    lit: Paint = later("accent")
    spare: Paint = later("accent2")
    #: The plate behind a group: colour, opacity in percent, room around the words, radius of its corners.
    plate: Paint = later("edge")
    plate_alpha: Percent = later(72)
    plate_x: Annotated[int, Field(ge=0)] = later(28)
    plate_y: Annotated[int, Field(ge=0)] = later(16)
    radius: Annotated[int, Field(ge=0)] = later(20)
    #: The box behind the spoken word, where there is one.
    lit_plate: Paint = later("accent")
    #: Contrast of letters and background, in tenths, below which a plate is needed.
    plate_below: Length = later(25)
    #: How long a group takes to come and to go, where it does neither at once.
    fade: Annotated[int, Field(ge=0)] = later(120)


#: The caption looks as they are before a style changes them.
LOOKS: dict[LookName, CaptionLook] = {
    "pop": CaptionLook(),
    "calm": CaptionLook(
        look="calm", role="bold", size=80, smallest=58, space=27, outline=4, shadow_outline=14, shadow_alpha=66,
        lead=80, hold=350, rows=2, leading=124, columns=19, capitals=False, points=True, plate_below=45,
    ),
    "karaoke": CaptionLook(
        look="karaoke", size=82, smallest=58, space=30, lead=80, hold=250, rows=2, leading=124, columns=16,
        capitals=False, points=True,
    ),
    "boxed": CaptionLook(
        look="boxed", role="bold", size=76, smallest=54, space=34, outline=0, lead=60, hold=200, rows=2, leading=150,
        columns=17, capitals=False, points=True, ink="ink", lit="on_accent", spare="on_accent", plate="surface",
        plate_alpha=96, plate_x=26, plate_y=20, radius=16,
    ),
}  # fmt: skip


class CardLook(Value):
    """How a card sits and moves on the design grid. Lengths are pixels, times are milliseconds."""

    x: int = 72
    width: Length = 936
    padding: int = 56
    #: Where the middle of a card is, unless that would bring it out of the band below.
    centre_y: int = 744
    #: A card stays between these rows: under a platform's own head, above the captions.
    top: int = 250
    bottom: int = 1100
    #: It enters from this far below, drifts up while it stays, and leaves this far up.
    enter: int = 420
    enter_rise: int = 70
    fade: int = 200
    drift: int = 14
    leave: int = 220
    leave_rise: int = 90
    #: Rows of one card follow one another at this distance.
    stagger: int = 60
    #: Opacity of words that are not read yet, in percent.
    unread: Percent = 47

    def stand(self, height: float, above: float = 0) -> float:
        """Where the upper edge of a card is that is so high, and of which so much sticks out above that edge."""
        return max(self.top + above, min(self.centre_y - height / 2, self.bottom - height))


class Text(Value):
    """How one small text is set: a role, a size, and letter spacing in pixels."""

    role: str
    size: Length
    track: float = later(0)


#: Sizes with the most lines each may have, largest first.
Steps = Annotated[tuple[tuple[Length, Length], ...], Field(min_length=1)]


class TitleLook(Value):
    """The rows of the title card and how its title is read aloud. Lengths are pixels of the design grid."""

    role: str = "heading"
    steps: Steps = ((104, 1), (84, 2), (72, 3), (64, 4), (58, 5), (54, 6))
    leading: Length = 118
    #: Room left of the title, beside the padding.
    indent: int = 0
    #: Height of the head with a board or a teller, and without; below it a gap; then the title.
    head: int = 88
    head_plain: int = 56
    gap: int = 40
    #: Gap above the foot, the foot, and what is left below.
    foot_gap: int = 30
    foot: int = 64
    end: int = 52
    #: Small texts; what stands left of the board, and the room around the label and around a count.
    board: Text = Text(role="bold", size=38)
    teller: Text = Text(role="text", size=32)
    label: Text = Text(role="bold", size=26, track=1.5)
    count: Text = Text(role="bold", size=32)
    beside: int = 116
    label_room: int = 44
    count_icon: int = 76
    count_room: int = 32
    #: The word that is read, and the mark under it (only with a template `mark.svg`).
    lit: Paint = "accent"
    mark: Paint = "accent"


class EndLook(Value):
    """The rows of the end card. Lengths are pixels of the design grid, times are milliseconds."""

    role: str = "heading"
    steps: Steps = ((124, 2), (108, 3), (92, 4), (76, 5), (64, 8))
    leading: Length = 114
    centred: bool = True
    #: Height above the heading, gap below it, the row of the note, and what is left below.
    head: int = 134
    gap: int = 44
    note: Length = 118
    foot: int = 68
    #: What is left below a heading without a note.
    foot_alone: int = 68
    note_role: str = "bold"
    note_steps: Steps = ((66, 1), (58, 1), (50, 1), (44, 1))
    #: What the row of the note needs beside its words, and the colour they are read on.
    note_room: int = 160
    note_ink: Paint = "on_accent"
    note_ground: Paint = "accent"
    #: How far the card reaches above its plate, and how far below its place the note begins.
    above: int = 60
    rise: Annotated[int, Field(ge=0)] = 26
    #: Small lights that wait for an answer: their middles from the middle of the plate's upper edge (from its lower
    #: edge where `beats_below`), their side, their colour, and the length of one wave.
    beats: tuple[tuple[int, int], ...] = ((-42, -4), (0, -4), (42, -4))
    beats_below: bool = False
    beat: Length = 24
    beat_colour: Paint = "surface"
    wave: Length = 1300
    lit: Paint = "accent"
    mark: Paint = "accent"


class CoverLook(Value):
    """The cover: where its words may stand and how large they are. Lengths are pixels of the design grid."""

    role: str = "caption"
    capitals: bool = True
    x: int = 14
    widest: Length = 1052
    narrowest: Length = 560
    padding: int = 32
    #: Where the middle of the words and of what belongs to them is, and how far above it the words have theirs.
    middle: int = 930
    above: int = 90
    #: Where the words end, when they stand on a foot instead.
    foot: int = 0
    #: Sizes a line may have: each line is as large as its words allow, or all are as large as the widest allows.
    largest: Length = 230
    smallest: Length = 60
    even: bool = False
    #: How high the words may stand together at most; 0 for as high as they like. Smaller words need less.
    tallest: Annotated[int, Field(ge=0)] = later(0)
    #: Height of a line in hundredths of its size, and the gap between two.
    line: Length = 70
    gap: int = 46
    ink: Paint = "ink"
    accent: Paint = "accent"
    #: What is otherwise where words are so few that they stay large with a picture beside them (`widest`, `above` ...).
    beside: dict[str, int] = later({})


class BarLook(Value):
    """The progress bar at the upper edge, in pixels of the design grid."""

    height: Length = 10
    gap: Annotated[int, Field(ge=0)] = 6
    colour: Paint = "accent"
    ground: Paint = "line"


class TransitionLook(Value):
    """How one picture follows another, by what lies on both sides of the border; shots of one scene are always cut.

    A `dip` lasts 200 ms and goes through `colour`; a `slide` lasts 250 ms.
    """

    #: Between the title card and the story, and between the story and the end card.
    block: Literal["cut", "dip"] = "dip"
    #: Between two scenes of the story that have different drawn backgrounds.
    scene: Literal["cut", "dip"] = "dip"
    #: Between two cards of one kind that follow each other.
    card: Literal["cut", "slide"] = "slide"
    colour: Paint = "bg1"


class Background(Value):
    """A moving background of this style: the loop that draws it and the ramp of colours it runs through.

    `ramp` is pairs of position (hundredths) and colour; without one the palette of the style gives the colours.
    """

    loop: str
    ramp: tuple[tuple[int, Hex], ...] = ()
