"""Documents that the good film of `films` could have been made from."""

from films import FRAMES
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.captions import Captions, Cue, WordGroup
from reelhouse.model.layout import Box, CaptionEvent, Layout, LayoutScene, Rendition
from reelhouse.model.quality import Finding, Level
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Commercial, Narration, Speech, Timing, Utterance, Voice, Word
from reelhouse.model.time import Rate, TimeRange
from reelhouse.model.timeline import (
    Clip,
    ExternalReference,
    Gap,
    GeneratorReference,
    Item,
    SceneMark,
    Timeline,
    Track,
    TrackKind,
)
from reelhouse.qc.evidence import Planned

SMALL = Rendition(name="small", width=180, height=320, rate=Rate(num=30))
CONTRAST = Finding(
    check="captions-contrast", level=Level.OK, message="every caption stands out", value="7.3:1", limit="3:1"
)
#: Line id -> text, first sample in the video, samples.
LINES = {
    "a.1": ("She sold the house.", 14_400, 96_000),
    "a.2": ("Nobody knew of the letter.", 125_000, 100_000),
    "b.1": ("What would you do?", 240_000, 40_000),
}


def artifact(number: int) -> Artifact:
    return Artifact(sha256=f"{number:064x}", kind=Kind.SPEECH, suffix=".wav", size=10)


def words(text: str, samples: int) -> tuple[Word, ...]:
    """Words of equal length with 20 ms between them, from the first sample to the last."""
    parts = text.split()
    step = samples // len(parts)
    return tuple(Word(text=part, start=i * step, end=(i + 1) * step - 960) for i, part in enumerate(parts))


def narration(**changes: object) -> Narration:
    spoken = tuple(
        Speech(
            line=name,
            audio=artifact(number),
            utterance=Utterance(words=words(text, samples), samples=samples, timing=Timing.EXACT),
        )
        for number, (name, (text, _, samples)) in enumerate(LINES.items())
    )
    voice = Voice(ref="test:voice", language="en", description="a test", licence="CC0", commercial=Commercial.YES)
    return Narration(voice=voice, language="en", lines=spoken).model_copy(update=changes)


def script() -> Script:
    def line(name: str) -> Line:
        return Line(id=name, text=LINES[name][0], shown=LINES[name][0], pause=300)

    scenes = (
        Scene(id="a", role=Role.STORY, lines=(line("a.1"), line("a.2"))),
        Scene(id="b", role=Role.END, lines=(line("b.1"),)),
    )
    return Script(title="T", language="en", scenes=scenes)


def voice_track(places: dict[str, int] | None = None) -> Track:
    items: list[Item] = []
    at = 0
    for number, (name, (_, start, samples)) in enumerate(LINES.items()):
        begin = (places or {}).get(name, start)
        media = ExternalReference(artifact=artifact(number), available=samples)
        items += [
            Gap(duration=begin - at),
            Clip(name=name, media=media, source=TimeRange(start=0, duration=samples)),
        ]
        at = begin + samples
    return Track(kind=TrackKind.VOICE, name="voice", items=tuple(items))


def card(start: int, duration: int) -> Track:
    media = GeneratorReference(name="card")
    clip = Clip(name="card b", media=media, source=TimeRange(start=0, duration=duration))
    return Track(kind=TrackKind.CARD, name="cards", items=(Gap(duration=start), clip))


def timeline(*tracks: Track, duration: int = FRAMES) -> Timeline:
    marks = (
        SceneMark(id="a", role=Role.STORY, range=TimeRange(start=0, duration=150)),
        SceneMark(id="b", role=Role.END, range=TimeRange(start=150, duration=30)),
    )
    return Timeline(
        name="t",
        language="en",
        rate=Rate(num=30),
        duration=duration,
        scenes=marks,
        tracks=tracks or (voice_track(), card(150, 30)),
    )


def event(start: int = 10, duration: int = 20, box: Box | None = None) -> CaptionEvent:
    place = box or Box(x=40, y=190, width=80, height=12)
    return CaptionEvent(depth=1, style="Word", range=TimeRange(start=start, duration=duration), text="HI", box=place)


def layout(*events: CaptionEvent, duration: int = FRAMES) -> Layout:
    return Layout(
        rendition=SMALL,
        duration=duration,
        scenes=(LayoutScene(id="a", range=TimeRange(start=0, duration=duration)),),
        layers=(),
        events=events or (event(),),
        safe=Box(x=10, y=36, width=148, height=214),
        findings=(CONTRAST,),
    )


def captions(end: int = 280_000) -> Captions:
    group = WordGroup(scene="a", start=14_000, end=60_000, words=words("She sold", 40_000))
    return Captions(language="en", cues=(Cue(start=14_400, end=end, text="She sold the house."),), groups=(group,))


def planned() -> Planned:
    return Planned(timeline=timeline(), layout=layout(), captions=captions(), narration=narration(), script=script())
