"""Stories: a forum story, told in vertical videos whose words light up as they are spoken.

story -> parts -> (approval) -> narration -> captions and pictures -> timeline -> renditions -> quality -> (approval)
"""

from __future__ import annotations

from functools import partial
from typing import Literal

from pydantic import Field

from reelhouse.model.approval import GateName
from reelhouse.model.brief import Brief, FramesPerSecond
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.layout import RenditionName
from reelhouse.model.platform import PlatformName
from reelhouse.model.script import Script
from reelhouse.model.speech import Narration
from reelhouse.production.production import Formats, Pictures, Production, Score
from reelhouse.production.recipe import Recipe


class Stories(Brief):
    """What the editor chooses."""

    source: str = Field("demo", description="A text or Markdown file, `-` for standard input, or `demo`")
    language: str = Field("en", description="Language of the story (ISO 639-1)")
    voice: str = Field("", description="Voices to try, best first; one speaks it all; empty: the best for the language")
    speed: float = Field(1.0, ge=0.7, le=1.4, description="How fast the voice speaks: times its usual speed")
    pitch: float = Field(0, ge=-4, le=4, description="How high the voice is: semitones above its usual pitch")
    gender: Literal["any", "female", "male"] = Field("any", description="Only voices of this gender")
    style: str = Field("midnight", description="How it looks: a name of `reelhouse styles`, or the path of your own")
    footage: str = Field("", description="A folder of clips and pictures shown instead of drawn backgrounds, silently")
    fit: Literal["auto", "fill", "contain"] = Field("auto", description="Footage of another shape: cut, or whole")
    captions: Literal["style", "pop", "calm", "karaoke", "boxed"] = Field(
        "style", description="Captions in the picture; `style` is what the style chooses"
    )
    mood: Literal["style", "calm", "suspense", "lofi", "bright"] = Field(
        "style", description="Music under the voice; `style` is what suits the style"
    )
    part: int = Field(60, ge=15, le=180, description="Seconds in one part; longer stories become a series")
    profanity: Literal["keep", "soften", "bleep", "reject"] = Field(
        "soften", description="What happens to strong language: bleep covers it with a tone"
    )
    question: str = Field("", max_length=80, description="Call to action on the end card; empty: one that fits")
    renditions: tuple[RenditionName, ...] = Field((), description="Sizes; empty: for the platforms, or portrait")
    platforms: tuple[PlatformName, ...] = Field((), description="Where it goes: chooses sizes, margins and limits")
    fps: FramesPerSecond = Field(30, description="Frames a second")
    approve: tuple[GateName, ...] = Field((), description="What a person has to approve before it goes on")

    @property
    def formats(self) -> Formats:
        """What every part is made in."""
        return Formats(self.renditions, self.platforms, self.fps)


recipe = Recipe("stories", brief=Stories)


@recipe.produce
def produce(show: Production, brief: Stories) -> list[Deliverable]:
    """Make every part of the story, in order."""
    story = show.find_story(brief.source, language=brief.language)
    parts = show.write_parts(
        story, seconds=brief.part, profanity=brief.profanity, question=brief.question, speed=brief.speed
    )
    parts = show.approve_scripts(parts, brief.approve)
    speech, pictures, music = show.at_once(
        partial(
            show.narrate,
            parts,
            voice=brief.voice,
            speed=brief.speed,
            pitch=brief.pitch,
            gender=brief.gender,
            bleep=brief.profanity == "bleep",
        ),
        partial(
            show.each,
            partial(show.illustrate, style=brief.style, footage=brief.footage, formats=brief.formats),
            parts,
        ),
        partial(show.each, partial(show.score, mood=brief.mood, style=brief.style), parts),
    )
    videos = show.each(partial(produce_part, show, brief), parts, speech, pictures, music)
    return show.approve_release([video for of_part in videos for video in of_part], brief.approve)


def produce_part(
    show: Production, brief: Stories, part: Script, speech: Narration, pictures: Pictures, music: Score
) -> list[Deliverable]:
    """Make one part: its own shots, timeline, captions and files."""
    style, formats = brief.style, brief.formats
    shot = show.film(part, speech, pictures, brief.footage, fit=brief.fit, music=music, formats=formats)
    cut = show.assemble(part, speech, pictures=shot, music=music, fps=brief.fps)
    captions = show.caption(part, speech, style=style, lettering=brief.captions, fps=brief.fps)
    how = {"style": style, "lettering": brief.captions, "fit": brief.fit}
    return show.deliver(part, speech, captions, cut, formats=formats, **how)
