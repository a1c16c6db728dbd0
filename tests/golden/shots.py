"""Golden pictures: what the steps that draw show for fixed inputs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
from PIL import Image

from golden.filmed import converted, moved, scrim
from golden.studio import RATE, SHAPES, Studio, artifact
from reelhouse.captions.contrast import Ground
from reelhouse.captions.place import place_groups
from reelhouse.media.packets import first_video, open_media
from reelhouse.media.pixels import Picture, read_pictures
from reelhouse.model.artifact import Kind
from reelhouse.model.captions import WordGroup
from reelhouse.model.layout import Layer, LayerKind, Layout, LayoutScene, ProgressBar
from reelhouse.model.speech import Word
from reelhouse.model.time import TimeRange
from reelhouse.pictures.backgrounds.canvas import Sheet
from reelhouse.pictures.backgrounds.palette import Palette
from reelhouse.pictures.contact import draw_contact_sheet
from reelhouse.pictures.content import EndCardContent, ThumbnailContent, TitleCardContent
from reelhouse.pictures.end_card import draw_end_card
from reelhouse.pictures.loops import loop_names, make_loop
from reelhouse.pictures.thumbnail import draw_thumbnail
from reelhouse.pictures.title_card import draw_title_card
from reelhouse.qc.picture import look_at_picture
from reelhouse.render.chunk import encode_chunk
from reelhouse.render.plan import cut
from reelhouse.styles.looks import LOOKS, LookName
from reelhouse.styles.style import style_names

Shot = Callable[[Studio], Picture]
TITLE = ("My", "sister", "sold", "our", "grandmother’s", "house.")
#: What shows through a card.
BEHIND = (20, 26, 60)
#: Frames of a chunk, and of a word in it.
FRAMES, WORD = 60, 10


def spoken(words: tuple[str, ...], start: int = 0) -> tuple[Word, ...]:
    """A third of a second for every word."""
    each = WORD * 1600
    return tuple(Word(text=word, start=start + n * each, end=start + (n + 1) * each) for n, word in enumerate(words))


def title_card(studio: Studio) -> Picture:
    content = TitleCardContent(
        title=TITLE,
        board="Family Confessions",
        teller="@quiet_maple",
        votes="14.2k",
        replies="1.1k",
        part=1,
        parts=2,
        seed=5,
    )
    path = studio.folder / "title.mov"
    draw_title_card(content, spoken(TITLE, start=4800), 48, studio.canvas, path)
    return _over(path, 38)


def end_card(studio: Studio) -> Picture:
    content = EndCardContent(heading=("What", "would", "you", "do?"), note="Part 2 is next", seed=5)
    path = studio.folder / "end.mov"
    draw_end_card(content, (), 50, studio.canvas, path)
    return _over(path, 45)


def cover(studio: Studio) -> Picture:
    content = ThumbnailContent(words=("SISTER", "SOLD", "THE", "HOUSE"), accent=3, label="Part 1 of 2", seed=5)
    path = studio.folder / "cover.jpg"
    draw_thumbnail(content, (studio.plain, 3), studio.canvas, path)
    return _open(path, 2 if studio.rendition.shape == "portrait" else 1)


def contact_sheet(studio: Studio) -> Picture:
    frames = [(f"0:{n:02d}", np.full((480, 270, 3), 20 * n + 20, np.uint8)) for n in range(8)]
    path = studio.folder / "contact.jpg"
    draw_contact_sheet(frames, "A story", "270 x 480  ·  8.0 s", studio.canvas, path)
    return _open(path, 5)


def captions(studio: Studio) -> Picture:
    return _chunk(studio, "captions", None)


def lettered(look: LookName) -> Shot:
    """Captions of another look than the style's own."""
    return lambda studio: _chunk(studio, look, None, look)


def in_style(name: str, shot: Shot) -> Shot:
    """The same in another style."""
    return lambda studio: shot(studio if name == studio.name else studio.dressed[name])


def in_frame(shape: str, shot: Shot) -> Shot:
    """The same in a frame of another shape."""
    return lambda studio: shot(studio.shaped[shape])


def progress_bar(studio: Studio) -> Picture:
    colours = studio.style.colours
    bar = ProgressBar(height=6, gap=3, colour=colours.accent, ground=colours.line)
    return _chunk(studio, "bar", bar)


def still(studio: Studio) -> Picture:
    path = studio.folder / "still.png"
    look_at_picture(studio.moving, sampled=True, stills={37: path})
    return _open(path, 3)


def loop(name: str) -> Shot:
    def shot(studio: Studio) -> Picture:
        path = studio.folder / f"{name}.mp4"
        background = next(one for one in studio.style.backgrounds if one.loop == name)
        make_loop(name, Sheet(Palette.of(background, studio.style.colours), 3), 4, RATE, path)
        return next(picture for _, picture in read_pictures(path, [2], width=135))

    return shot


#: What shows a style: its layouts, and captions in its own look.
LAYOUTS: dict[str, tuple[str, Shot]] = {
    "title-card": ("draw title card", title_card),
    "end-card": ("draw end card", end_card),
    "cover": ("draw cover", cover),
    "captions": ("render chunk", captions),
}
#: Every golden picture: its file's name, the step that draws it, and how.
SHOTS: dict[str, tuple[str, Shot]] = {
    **LAYOUTS,
    **{
        f"{style}-{name}": (step, in_style(style, shot))
        for style in style_names()
        if style != "midnight"
        for name, (step, shot) in LAYOUTS.items()
    },
    **{
        f"{style}-{shape}-{name}": (step, in_style(style, in_frame(shape, shot)))
        for style in style_names()
        for shape in SHAPES
        for name, (step, shot) in LAYOUTS.items()
    },
    **{f"captions-{look}": ("render chunk", lettered(look)) for look in LOOKS if look != "pop"},
    "contact-sheet": ("draw contact sheet", contact_sheet),
    "progress-bar": ("render chunk", progress_bar),
    "still": ("render chunk", still),
    "converted-clip": ("conform footage", converted),
    "moved-still": ("move still", moved),
    "scrim": ("draw scrim", scrim),
    **{name: ("draw background", loop(name)) for name in loop_names()},
}


def _chunk(studio: Studio, name: str, bar: ProgressBar | None, look: LookName | None = None) -> Picture:
    style = studio.style.lettered(look) if look else studio.style
    words = spoken(("told", "nobody", "yet."), start=4 * 1600)
    group = WordGroup(scene="s", start=words[0].start, end=words[-1].end, words=words)
    placed = place_groups((group,), style, studio.faces, studio.rendition, lambda _: Ground(luminance=0.05, hue=None))
    whole = TimeRange(start=0, duration=FRAMES)
    ground = artifact(studio.plain, Kind.LOOP)
    layout = Layout(
        rendition=studio.rendition,
        duration=FRAMES,
        scenes=(LayoutScene(id="s", range=whole),),
        layers=(Layer(kind=LayerKind.LOOP, artifact=ground, range=whole, source_frames=FRAMES),),
        styles=placed.styles,
        events=placed.events,
        fonts=studio.font_files,
        progress=bar,
        grain=0,
    )
    (chunk,) = cut(layout, (0, FRAMES))
    paths = {artifact(path, Kind.FONT).sha256: path for path in studio.fonts.values()}
    into = studio.folder / f"{name}.mp4"
    encode_chunk(chunk, {**paths, ground.sha256: studio.plain}, into)
    # The middle of the second word.
    return next(picture for _, picture in read_pictures(into, [4 + WORD + WORD // 2]))


def _over(path: Path, number: int) -> Picture:
    """A frame of a clip with alpha, over one colour."""
    with open_media(path) as container:
        frames = container.decode(first_video(container, path))
        seen = next(islice(frames, number, None)).to_ndarray(format="rgba").astype(np.float64)
    cover = seen[:, :, 3:] / 255
    return np.rint(seen[:, :, :3] * cover + np.array(BEHIND) * (1 - cover)).astype(np.uint8)


def _open(path: Path, smaller: int) -> Picture:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB").reduce(smaller))
