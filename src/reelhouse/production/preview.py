"""Previewing a style: its cards, its captions on its own backgrounds and its cover, drawn with the very stages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from PIL import Image

from reelhouse.captions.contrast import Ground
from reelhouse.captions.cues import weak_words
from reelhouse.captions.group import group_words
from reelhouse.captions.place import place_groups
from reelhouse.language.counts import short_count
from reelhouse.media.packets import first_video, open_media
from reelhouse.media.pixels import Picture, read_pictures
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import Box, FontFile, Layer, LayerKind, Layout, LayoutScene, Rendition, Shape
from reelhouse.model.quality import Finding
from reelhouse.model.speech import Word
from reelhouse.model.time import Rate, TimeRange, milliseconds_to_samples
from reelhouse.pictures.backgrounds.canvas import Sheet
from reelhouse.pictures.backgrounds.palette import Palette
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.clip import CardClip
from reelhouse.pictures.content import EndCardContent, ThumbnailContent, TitleCardContent
from reelhouse.pictures.end_card import draw_end_card
from reelhouse.pictures.headline import headline
from reelhouse.pictures.loops import make_loop
from reelhouse.pictures.specimen import draw_specimen
from reelhouse.pictures.thumbnail import draw_thumbnail
from reelhouse.pictures.title_card import draw_title_card
from reelhouse.production.sample import Sample
from reelhouse.render.chunk import encode_chunk
from reelhouse.render.frames import sample_region
from reelhouse.render.plan import cut
from reelhouse.styles.looks import LOOKS
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

RATE = Rate(num=30)
#: Half the full size.
FRAME = Rendition(name="preview", width=540, height=960, rate=RATE, crf=8, preset="ultrafast")
FRAMES: dict[Shape, Rendition] = {
    "portrait": FRAME,
    "square": FRAME.model_copy(update={"height": 540}),
    "landscape": FRAME.model_copy(update={"width": 960, "height": 540}),
}
#: Frames of a background that a preview needs, and how wide a cover is met.
LOOP, SMALL = 4, 160
#: How long each word of the samples takes, in milliseconds, and the word that is looked at.
EACH, AT = 300, 3


class Sampler:
    """Draws samples of one style into a folder.

    Args:
        style: What is shown.
        faces: Its faces; their files are what captions are drawn with.
        sample: What is said.
        folder: Where files may be made.
        frame: The shape and size of what is drawn.
    """

    def __init__(self, style: Style, faces: Faces, sample: Sample, folder: Path, frame: Rendition = FRAME) -> None:
        self._style = style = style.in_shape(frame.shape)
        self._frame = frame
        self._faces = faces
        self._sample = sample
        self._folder = folder
        self._canvas = Canvas(style, faces, frame)
        self.findings: list[Finding] = []

    def draw(self, into: Path) -> None:
        """Write the page."""
        said = self._sample.caption
        looks = [(f"captions: {name}", self.captions(said, name, n)) for n, name in enumerate(LOOKS)]
        cover = self.cover()
        high = round(SMALL * self._frame.height / self._frame.width)
        small = np.asarray(Image.fromarray(cover).resize((SMALL, high), Image.Resampling.LANCZOS))
        cards = [("title card", self.title()), ("end card", self.end()), ("cover", cover)]
        draw_specimen([*cards, *looks], small, self._canvas, into)

    def title(self) -> Picture:
        """The title card while a word is read, on the first background."""
        sample, phrases = self._sample, self._sample.language.phrases
        words = _spoken(sample.title)
        content = TitleCardContent(
            title=tuple(word.text for word in words), board=sample.board, teller=sample.teller,
            votes=short_count(sample.votes, sample.language),
            replies=short_count(sample.replies, sample.language), part=1, parts=2, seed=5, label=phrases["story"],
            part_form=phrases["part_of"].format(n="{part}", m="{parts}"),
            teller_form=phrases["told_by"].format(name="{teller}"),
        )  # fmt: skip
        path = self._folder / "title.mov"
        return self._over(path, draw_title_card(content, words, 90, self._canvas, path), _middle(AT), 0)

    def end(self) -> Picture:
        """The end card, on the second background."""
        content = EndCardContent(heading=tuple(self._sample.heading.split()), note=self._sample.note, seed=5)
        path = self._folder / "end.mov"
        return self._over(path, draw_end_card(content, (), 60, self._canvas, path), 45, 1)

    def cover(self) -> Picture:
        """The cover, over the first background."""
        sample = self._sample
        words = headline(sample.title, sample.language, capitals=self._style.cover.capitals)
        content = ThumbnailContent(words=words.words, accent=words.accent, label=sample.label(), seed=5)
        path = self._folder / "cover.jpg"
        self.findings += draw_thumbnail(content, (self._loop(0), 2), self._canvas, path).findings
        with Image.open(path) as opened:
            return np.asarray(opened.convert("RGB"))

    def captions(self, text: str, name: str, number: int, at: int = AT) -> Picture:
        """A text as captions in a look, over one of the backgrounds, while its word `at` is spoken."""
        style, loop = self._style.lettered(name), self._loop(number)
        words = _spoken(text)
        end = words[-1].end + milliseconds_to_samples(400)
        weak = weak_words(self._sample.language.code)
        groups = group_words(words, "preview", style.captions, self._faces, until=end, weak=weak)
        light = sample_region(loop, [0, 2], _band(style, self._frame), self._frame)
        ground = Ground(light.luminance_p95 / 1000, light.hue, light.luminance_p05 / 1000)
        placed = place_groups(groups, style, self._faces, self._frame, lambda _: ground)
        self.findings += placed.findings
        whole = TimeRange(start=0, duration=_middle(len(words)))
        layer = Layer(kind=LayerKind.LOOP, artifact=_artifact(loop, Kind.LOOP), range=whole, source_frames=LOOP)
        layout = Layout(
            rendition=self._frame, duration=whole.duration, layers=(layer,),
            scenes=(LayoutScene(id="preview", range=whole),),
            styles=placed.styles, events=placed.events, fonts=tuple(self._fonts()), grain=0,
        )  # fmt: skip
        (chunk,) = cut(layout, (0, whole.duration))
        into = self._folder / "captions.mp4"
        encode_chunk(chunk, {layer.artifact.sha256: loop, **self._files()}, into)
        return next(picture for _, picture in read_pictures(into, [_middle(at)]))

    def _over(self, path: Path, clip: CardClip, frame: int, background: int) -> Picture:
        """A frame of a card at its place over a background."""
        self.findings += clip.findings
        with open_media(path) as container:
            shown = next(islice(container.decode(first_video(container, path)), frame, None))
            card = Image.fromarray(shown.to_ndarray(format="rgba"))
        ((_, picture),) = read_pictures(self._loop(background), [2])
        size = (self._frame.width, self._frame.height)
        page = Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC).convert("RGBA")
        page.alpha_composite(card, (clip.box.x, clip.box.y))
        return np.asarray(page.convert("RGB"))

    def _loop(self, number: int) -> Path:
        background = self._style.backgrounds[number % len(self._style.backgrounds)]
        path = self._folder / f"loop{number % len(self._style.backgrounds)}.mp4"
        if not path.exists():
            sheet = Sheet(Palette.of(background, self._style.colours), 3, self._frame.aspect)
            make_loop(background.loop, sheet, LOOP, RATE, path)
        return path

    def _fonts(self) -> Iterator[FontFile]:
        for role, path in self._faces.files.items():
            yield FontFile(family=self._faces.families[role], artifact=_artifact(path, Kind.FONT))

    def _files(self) -> dict[str, Path]:
        return {_artifact(path, Kind.FONT).sha256: path for path in self._faces.files.values()}


def _spoken(text: str) -> tuple[Word, ...]:
    each = milliseconds_to_samples(EACH)
    return tuple(Word(text=word, start=(n + 1) * each, end=(n + 2) * each) for n, word in enumerate(text.split()))


def _middle(word: int) -> int:
    """The frame in the middle of a word of a sample."""
    return round((word + 1.5) * EACH * 30 / 1000)


def _band(style: Style, frame: Rendition) -> Box:
    look, scale = style.captions, frame.scale
    half = max(90, look.rows * look.size * look.leading // 200)
    left, top = round((look.centre_x - look.width / 2) * scale), round((look.centre_y - half) * scale)
    return Box(x=left, y=top, width=round(look.width * scale), height=round(2 * half * scale))


def _artifact(path: Path, kind: Kind) -> Artifact:
    content = path.read_bytes()
    return Artifact(sha256=hashlib.sha256(content).hexdigest(), kind=kind, suffix=path.suffix, size=len(content))
