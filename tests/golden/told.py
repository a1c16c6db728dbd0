"""Golden documents: outputs that are the same, to the character, on every machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from films import film
from golden.studio import RATE, SHAPES, SMALL, Studio
from reelhouse.captions.contrast import Ground
from reelhouse.captions.cues import weak_words
from reelhouse.captions.formats.srt import write_srt
from reelhouse.captions.formats.vtt import write_vtt
from reelhouse.captions.group import regroup_words
from reelhouse.captions.place import place_groups
from reelhouse.edit.assemble import Accent, Cut, Pictures, Score, assemble
from reelhouse.edit.schedule import schedule
from reelhouse.language.spoken import words_of
from reelhouse.media.packets import read_packets
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import dump
from reelhouse.model.captions import Captions
from reelhouse.model.layout import PORTRAIT, Box
from reelhouse.model.script import Line, Script
from reelhouse.model.speech import Narration, Speech, Timing, Utterance, Voice, Word
from reelhouse.model.story import Story
from reelhouse.model.timeline import ExternalReference, GeneratorReference
from reelhouse.production.caption import write_captions
from reelhouse.production.illustrate import CARDS
from reelhouse.production.look import Look
from reelhouse.production.score import ACCENTS
from reelhouse.render.frames import sample_region
from reelhouse.render.join import join_chunks
from reelhouse.scripts.write import write_parts
from reelhouse.sources.demo import demo_story
from reelhouse.sources.text import read_story

#: A story with everything that is easily read or said wrongly.
STORY = """---
author: quiet_maple
---
# AITA for selling the house at 12 Oak St.?

I (34F) paid **$1,250.50** on 3/4/2021, at 7:05 pm. My brother (29M) said: "You'll regret this, damn it!"

Dr. Hale wasn't sure... 2 of 3 said no — and the 21st call came at midnight. It's 50% his, isn't it?

* He left.
* He came back with 1990s letters & a [map](https://example.com/map).

Then I found the second will. It was mine all along. Edit: thank you all. TL;DR: I kept the house.
"""
VOICE = Voice(ref="golden:voice", language="en", description="nobody")
#: Samples of every spoken letter.
LETTER = 2900


def story() -> Story:
    return read_story(STORY.encode(), "house.md", language="en")


@cache
def demo() -> Script:
    (script, *_) = write_parts(read_story(demo_story(), "second-will.md"))
    return script


def narration(script: Script) -> Narration:
    """Every line spoken at the same pace, each letter as long as any other."""
    return Narration(voice=VOICE, language="en", lines=tuple(_speech(line) for line in script.lines))


def captions(studio: Studio) -> Captions:
    look = Look.__new__(Look)  # without a workshop: the faces are here already
    look.style, look.lettered, look.faces = studio.style, studio.style, studio.faces
    return write_captions(demo(), narration(demo()), look)


def read(_: Studio) -> Any:
    return dump(story())


def write(_: Studio) -> Any:
    told = {
        f"{seconds} {profanity}": write_parts(story(), part_seconds=seconds, profanity=profanity)
        for seconds, profanity in ((60, "soften"), (20, "keep"))
    }
    asked = write_parts(story(), call_to_action="Would you have sold it?")
    return [[dump(script) for script in scripts] for scripts in (*told.values(), asked, (demo(),))]


def subtitles(studio: Studio) -> Any:
    made = captions(studio)
    return [write_srt(made.cues), write_vtt(made.cues, made.groups)]


def fonts(studio: Studio) -> Any:
    """Names and widths: the bytes may differ with the version of the library, which is part of the step's inputs."""
    sample = "Hamburgefonts 0123 “ÄÑžЖ” €"
    return {role: _widths(path, sample) for role, path in studio.fonts.items()}


def light(studio: Studio) -> Any:
    boxes = (Box(x=0, y=0, width=270, height=480), Box(x=30, y=200, width=210, height=80))
    return [
        [round(region.luminance_p95, -1), round(region.luminance_p05, -1), region.hue is None]
        for path in (studio.plain, studio.moving)
        for box in boxes
        for region in (sample_region(path, [10], box, SMALL),)
    ]


def join(studio: Studio) -> Any:
    sound = film(studio.folder / "sound.mp4", picture=None, seconds=4)
    path = studio.folder / "joined.mp4"
    chunks = [studio.moving, studio.moving]
    join_chunks(chunks, [60, 60], sound, rate=RATE, title="A story", language="en", into=path)
    facts = read_packets(path)
    times = (facts.time_base, facts.video_duration, facts.audio_start)
    return [facts.frames, facts.step, facts.first_pts, facts.index_first, list(facts.key_distances), *map(str, times)]


def timeline(_: Studio) -> Any:
    script = demo()
    media = {scene.id: Cut(media=_media(f"bg{n}", 300), phase=7 * n) for n, scene in enumerate(script.scenes)}
    cards = {scene.id: GeneratorReference(name=CARDS[scene.role]) for scene in script.scenes if scene.role in CARDS}
    accents = {
        scene.id: tuple(
            Accent(name=name, media=_media(name, 20_000), at=at, from_end=from_end)
            for name, at, from_end in ACCENTS.get(scene.role, ())
        )
        for scene in script.scenes
    }
    score = Score(music=_media("bed", 2_000_000), accents=accents)
    plan = schedule(script, narration(script), RATE)
    made = assemble(script.title, "en", plan, Pictures(backgrounds=media, cards=cards), score)
    return [dump(plan), dump(made)]


def captioned(studio: Studio) -> Any:
    return dump(captions(studio))


def regrouped(studio: Studio) -> Any:
    """In both other shapes."""
    made, weak = captions(studio), weak_words("en")
    looks = [studio.style.in_shape(shape).captions for shape in SHAPES]
    return [[dump(group) for group in regroup_words(made.groups, look, studio.faces, weak)] for look in looks]


def placed(studio: Studio) -> Any:
    """Over nothing known, over the dark, over the bright and over a colour."""
    groups = captions(studio).groups
    grounds = (Ground(), Ground(luminance=0.02), Ground(luminance=0.9), Ground(luminance=0.2, hue=200))
    unders = [dict.fromkeys(groups, ground) for ground in grounds]
    made = [place_groups(groups, studio.style, studio.faces, PORTRAIT, under.__getitem__) for under in unders]
    return [
        [one.styles, [event.model_dump(mode="json") for event in one.events], list(map(dump, one.findings))]
        for one in made
    ]


#: Steps whose output is exact.
TOLD: dict[str, Callable[[Studio], Any]] = {
    "read story": read,
    "write script": write,
    "write captions": captioned,
    "group captions": regrouped,
    "place captions": placed,
    "write subtitles": subtitles,
    "cast font": fonts,
    "measure background": light,
    "join": join,
}
#: Documents that are made anew on every run, from the outputs of steps: they have no version.
MADE_ANEW: dict[str, Callable[[Studio], Any]] = {"schedule and timeline": timeline}


def _speech(line: Line) -> Speech:
    words, at = [], 4800
    for word in words_of(line.text):
        words.append(Word(text=word, start=at, end=at + LETTER * len(word)))
        at = words[-1].end + 1200
    utterance = Utterance(words=tuple(words), samples=at + 4800, timing=Timing.EXACT)
    return Speech(line=line.id, audio=_media(line.id, at).artifact, utterance=utterance)


def _media(name: str, available: int) -> ExternalReference:
    number = int.from_bytes(name.encode(), "big")
    made = Artifact(sha256=f"{number:064x}"[-64:], kind=Kind.SPEECH, suffix=".wav", size=available)
    return ExternalReference(artifact=made, available=available, loops=True)


def _widths(font: Path, text: str) -> list[Any]:
    face = hb.Face(hb.Blob.from_file_path(str(font)))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer, {})
    return [face.upem, [place.x_advance for place in buffer.glyph_positions]]
