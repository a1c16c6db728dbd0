"""The four caption looks: what each draws, that it stays inside, and that it can be read."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.captions.contrast import Ground
from reelhouse.captions.group import group_words
from reelhouse.captions.place import DRAWN, Placed, place_groups
from reelhouse.captions.safe import safe_area
from reelhouse.model.layout import PORTRAIT, Rendition
from reelhouse.model.quality import Level
from reelhouse.model.speech import Word
from reelhouse.model.time import Rate
from reelhouse.render.clock import in_caption_clock
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.looks import LOOKS
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style, load_style, style_names

SAID = "The lawyer called me on a Tuesday, and nobody had told my sister about the second will."
SMALL = Rendition(name="small", width=360, height=640, rate=Rate(num=30))
GROUNDS = [Ground(at / 10, None, at / 10) for at in range(0, 11, 2)]


def words(text: str, each: int = 300) -> tuple[Word, ...]:
    step = each * 48
    return tuple(Word(text=word, start=(n + 1) * step, end=(n + 2) * step) for n, word in enumerate(text.split()))


def placed(
    style: Style, faces: Faces, text: str = SAID, ground: Ground = GROUNDS[0], into: Rendition = PORTRAIT
) -> Placed:
    said = words(text)
    groups = group_words(said, "s", style.captions, faces, until=said[-1].end + 48_000)
    return place_groups(groups, style, faces, into, lambda _: ground)


@pytest.fixture(scope="module")
def open_set(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Style, Faces]]:
    """A style with the faces that its captions use."""
    folder = tmp_path_factory.mktemp("faces")
    known: dict[str, tuple[Style, Faces]] = {}

    def open_one(name: str) -> tuple[Style, Faces]:
        if name not in known:
            style = load_style(name)
            roles = {"text", *(look.role for look in style.lettering.values())}
            files = {role: folder / f"{name}-{role}.ttf" for role in roles}
            for role, path in files.items():
                make_face(style.fonts[role], path)
            known[name] = style, open_faces(style, files)
        return known[name]

    return open_one


def test_every_look_is_drawn() -> None:
    assert set(DRAWN) == set(LOOKS)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", style_names())
def test_every_look_of_every_style_is_safe_and_readable_on_every_ground(
    name: str, look: str, open_set: Callable[[str], tuple[Style, Faces]]
) -> None:
    style, faces = open_set(name)
    lettered = style.lettered(look)
    for ground in GROUNDS:
        made = placed(lettered, faces, ground=ground)
        found = {finding.check: finding for finding in made.findings}
        assert set(found) == {"captions-contrast"}
        assert found["captions-contrast"].level is Level.OK, ground
        safe = safe_area(PORTRAIT)
        assert all(safe.contains(event.box) for event in made.events if event.box and event.style != "Shadow")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "text",
    [
        "Нет",
        "Бабушкин дом продали без меня, и никто ничего не сказал",
        "w" * 70,
        "“I quit,” she said {\\an5}",
        "😀 yes",
    ],
)
def test_no_text_breaks_a_look(look: str, text: str, style: Style, faces: Faces) -> None:
    lettered = style.lettered(look)
    role = {"role": "text"} if lettered.captions.role not in faces.files else {}
    lettered = lettered.model_copy(update={"captions": lettered.captions.model_copy(update=role)})
    made = placed(lettered, faces, text)
    assert made.events
    assert {finding.check for finding in made.findings} <= {"captions-contrast", "captions-glyphs"}
    for event in made.events:
        assert "\\an5}" not in re.sub(r"^\{[^}]*\}", "", event.text)


@pytest.mark.parametrize("look", ["calm", "karaoke", "boxed"])
def test_lines_are_few_full_and_in_order(look: str, open_set: Callable[[str], tuple[Style, Faces]]) -> None:
    style, faces = open_set("paper")
    captions = style.lettered(look).captions
    groups = group_words(words(SAID), "s", captions, faces, until=10**7)
    assert " ".join(word.text for group in groups for word in group.words) == SAID
    assert len(groups) <= 4
    assert min(len(group.words) for group in groups) >= 2
    assert all(first.end <= second.start for first, second in pairwise(groups))


def test_the_sweep_of_a_karaoke_word_goes_on_where_a_border_cuts_it(
    open_set: Callable[[str], tuple[Style, Faces]],
) -> None:
    style, faces = open_set("neon")
    made = placed(style.lettered("karaoke"), faces)
    sweeps = [event for event in made.events if r"\clip" in event.text]
    assert len(sweeps) == len(SAID.split())
    for event in sweeps:
        x, _, right, _ = (int(n) for n in re.findall(r"\\t\(0,\d+,\\clip\((.*?)\)", event.text)[0].split(","))
        assert event.box is not None
        assert (x, right) == (event.box.x, event.box.right)
        frames = event.range.duration
        (start, end) = re.findall(
            r"\\t\((-?\d+),(-?\d+),", in_caption_clock(event.text, PORTRAIT.rate, frames=frames, shown=3)
        )[0]
        assert int(start) == -3000
        assert abs(int(end) - (frames - 3) * 1000) <= 30 * Fraction(1, 2)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("frames", [1, 2])
def test_words_that_are_gone_at_once_are_drawn_all_the_same(look: str, frames: int, style: Style, faces: Faces) -> None:
    captions = style.lettered(look).captions.model_copy(update={"role": "caption"})
    said = tuple(Word(text=text, start=480 * n, end=480 * (n + 1)) for n, text in enumerate(("I", "am", "gone.")))
    groups = group_words(said, "s", captions, faces, until=frames * 1600)
    made = place_groups(groups, style.model_copy(update={"captions": captions}), faces, PORTRAIT, lambda _: GROUNDS[0])
    shown = {frame for event in made.events for frame in range(event.range.start, event.range.end)}
    assert shown == set(range(frames))


def lit(picture: NDArray[np.uint8], colour: str) -> int:
    wanted = np.frombuffer(bytes.fromhex(colour[1:]), np.uint8).astype(int)
    return int((np.abs(picture.astype(int) - wanted).max(axis=2) < 40).sum())


@pytest.mark.parametrize("look", ["karaoke", "boxed"])
def test_the_spoken_word_is_seen(look: str, style: Style, faces: Faces, draw: Callable[..., NDArray[np.uint8]]) -> None:
    captions = style.lettered(look).captions.model_copy(update={"role": "caption"})
    made = placed(style.model_copy(update={"captions": captions}), faces, "nobody told me", into=SMALL)
    shown = draw(made, SMALL, ground="0x101830", frames=40)
    before, one, two = (lit(shown[at], style.colours.accent) for at in (6, 13, 34))
    assert before < 20 < one
    if look == "karaoke":
        assert two > 1.5 * one


def test_calm_words_come_and_go_softly(style: Style, faces: Faces, draw: Callable[..., NDArray[np.uint8]]) -> None:
    captions = style.lettered("calm").captions
    made = placed(style.model_copy(update={"captions": captions}), faces, "nobody told me", into=SMALL)
    first, last = made.events[0].range.start, max(event.range.end for event in made.events)
    shown = draw(made, SMALL, ground="0x101830", frames=last + 1)
    bright = [int(shown[at].max()) for at in (first, first + 1, first + 12, last)]
    assert bright[0] < bright[1] < bright[2]
    assert bright[2] > 230
    assert bright[3] < 100


def test_dark_letters_are_measured_against_the_darkest_part() -> None:
    ground = Ground(0.9, None, 0.2)
    assert (ground.against(1.0), ground.against(0.01)) == (0.9, 0.2)
    assert Ground(0.9).against(0.01) == 0.9


def test_style_lines_are_those_that_events_use(style: Style, faces: Faces) -> None:
    for look in LOOKS:
        captions = style.lettered(look).captions.model_copy(update={"role": "caption"})
        made = placed(style.model_copy(update={"captions": captions}), faces, ground=Ground(1.0))
        named = {line.removeprefix("Style: ").split(",")[0] for line in made.styles}
        assert {event.style for event in made.events} <= named


def test_no_word_of_boxed_captions_is_ever_gone(style: Style, faces: Faces) -> None:
    captions = style.lettered("boxed").captions.model_copy(update={"role": "caption"})
    made = placed(style.model_copy(update={"captions": captions}), faces)
    plates = [event.range for event in made.events if event.style == "Plate"]
    words = [event for event in made.events if event.style == "Word"]
    boxes = [event.range for event in made.events if event.style == "Box"]
    for frame in range(min(one.start for one in plates), max(one.end for one in plates), 2):
        shown = [event for event in words if event.range.start <= frame < event.range.end]
        texts = {event.text.rpartition("}")[2] for event in shown}
        assert len(texts) == len(shown)
        lit = [event for event in shown if r"\1c" in event.text]
        assert len(lit) == sum(one.start <= frame < one.end for one in boxes) <= 1
