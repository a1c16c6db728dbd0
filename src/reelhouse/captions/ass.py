"""The ASS vocabulary of word captions: style lines, override tags and texts that cannot be mistaken for tags.

Format reference: the Aegisub manual's list of override tags, as far as libass draws them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.captions.display import POP
from reelhouse.model.layout import Rendition
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

#: A bezier handle of this share of the radius draws a quarter circle (within 0.03 %).
_ARC = 0.5523


@dataclass(frozen=True)
class State:
    """How a word looks for a while: tags at rest, and a movement into them.

    `moving` lasts `milliseconds` and ends in the look of `rest`; `%s` stands for the accent, `%i` for the colour of
    letters at rest. `largest` is the scale
    that the movement reaches, `scale` the one that the word keeps.
    """

    depth: int
    moving: str
    milliseconds: int
    rest: str
    largest: float = 1.0
    scale: float = 1.0


#: Appearing and waiting to be spoken.
WAITING = State(2, r"\fscx86\fscy86\alpha&H60&\t(0,90,0.5,\fscx100\fscy100\alpha&H00&)", 90, "")
#: The shadow of a word that appears waiting; `%s` stands for its alpha at rest.
APPEARING = r"\fscx86\fscy86\3a&HD0&\t(0,90,0.5,\fscx100\fscy100\3a%s)"
#: Spoken: back to the colour of all letters.
SPOKEN = State(2, r"\1c%s\fscx102\fscy102\t(0,120,\1c%i\fscx100\fscy100)", 120, "", largest=1.02)


def active(top: float = POP) -> State:
    """Being spoken: a pop in the accent colour, which reaches `top` times the size at rest."""
    percent = round(top * 100)
    return State(
        3,
        rf"\1c%s\fscx92\fscy92\t(0,80,0.5,\fscx{percent}\fscy{percent})\t(80,200,1.4,\fscx102\fscy102)",
        200,
        r"\1c%s\fscx102\fscy102",
        largest=top,
        scale=1.02,
    )


def style_lines(style: Style, faces: Faces, rendition: Rendition) -> tuple[str, ...]:
    """The complete style lines `Word`, `Shadow`, `Plate` and, for boxed captions, `Box`.

    They depend on nothing but the look and the size.
    """
    look, scale, edge = style.captions, rendition.scale, style.colours.edge
    font = f"{faces.families[look.role]},{number(faces.ass_size(look.role, look.size * scale))}"
    # Two lines share all that follows: no weight, 100 % scale, outline style 1, anchor in the middle, no margins.
    rest = "0,0,0,0,100,100,0,0,1,{outline},0,5,0,0,0,1"
    word = rest.format(outline=number(look.outline * scale))
    shadow = rest.format(outline=number(look.shadow_outline * scale))
    hidden, soft = colour("#000000", 0), colour("#000000", look.shadow_alpha)
    plate, ink = colour(style.paint(look.plate), look.plate_alpha), colour(style.paint(look.ink))
    lit = colour(style.paint(look.lit_plate))
    lines = (
        f"Style: Word,{font},{ink},{ink},{colour(edge)},&H00000000,{word}",
        f"Style: Shadow,{font},{hidden},{hidden},{soft},&H00000000,{shadow}",
        f"Style: Plate,{font},{plate},{plate},{plate},&H00000000,{rest.format(outline=0)}",
        f"Style: Box,{font},{lit},{lit},{lit},&H00000000,{rest.format(outline=0)}",
    )
    return lines if look.look == "boxed" else lines[:3]


def colour(value: str, opacity: int = 100) -> str:
    """`&HAABBGGRR` of `#rrggbb`; ASS counts transparency, `opacity` is percent."""
    red, green, blue = value[1:3], value[3:5], value[5:7]
    return f"{alpha(opacity)[:-1]}{blue}{green}{red}".upper()


def alpha(opacity: int) -> str:
    """`&HAA&`, the transparency that ASS counts, of an opacity in percent."""
    return f"&H{round((100 - opacity) * 2.55):02X}&"


def colour_tag(value: str) -> str:
    """`&HBBGGRR&`, as override tags write a colour."""
    return f"&H{value[5:7]}{value[3:5]}{value[1:3]}&".upper()


def number(value: float) -> str:
    """A length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def escape(text: str) -> str:
    """Text that libass draws as it stands: no override block, no line break, no escape sequence.

    A backslash is followed by an invisible word joiner, so that it never makes a pair with the next letter.
    """
    text = text.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}")
    return "".join(text.splitlines())


def body(text: str, role: str, size: float, faces: Faces) -> str:
    """The text with the font of each run that the role's own face cannot draw; `size` is the em in pixels."""
    runs = faces.runs(text, role)
    if all(run.role == role for run in runs):
        return "".join(escape(run.text) for run in runs)
    return "".join(
        rf"{{\fn{faces.families[run.role]}\fs{number(faces.ass_size(run.role, size))}}}{escape(run.text)}"
        for run in runs
    )


def rounded(width: int, height: int, radius: int) -> str:
    """The drawing commands of a rounded rectangle whose upper left corner is (0, 0)."""
    r = min(radius, width // 2, height // 2)
    far, low, h = width - r, height - r, round(r * (1 - _ARC))
    corners = (
        f"l {far} 0 b {width - h} 0 {width} {h} {width} {r}",
        f"l {width} {low} b {width} {height - h} {width - h} {height} {far} {height}",
        f"l {r} {height} b {h} {height} 0 {height - h} 0 {low}",
        f"l 0 {r} b 0 {h} {h} 0 {r} 0",
    )
    return " ".join((f"m {r} 0", *corners))
