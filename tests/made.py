"""Small documents that several tests build on."""

from reelhouse.edit.schedule import Schedule, schedule
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Narration, Speech, Timing, Utterance, Voice, Word
from reelhouse.model.time import Rate

RATE = Rate(num=30)
VOICE = Voice(ref="test:voice", language="en", description="a test")


def narration_of(script: Script, lengths: dict[str, int]) -> Narration:
    def speech(line: Line) -> Speech:
        samples = lengths[line.id]
        art = Artifact(sha256=f"{samples:064x}", kind=Kind.SPEECH, suffix=".wav", size=samples * 2)
        words = (Word(text=line.text, start=0, end=samples),)
        return Speech(line=line.id, audio=art, utterance=Utterance(words=words, samples=samples, timing=Timing.EXACT))

    return Narration(voice=VOICE, language="en", lines=tuple(speech(line) for line in script.lines))


def script_of(*scenes: tuple[str, Role, int]) -> Script:
    made = (
        Scene(id=name, role=role, lines=tuple(Line(id=f"{name}.{n}", text="hi", shown="hi") for n in range(count)))
        for name, role, count in scenes
    )
    return Script(title="T", language="en", scenes=tuple(made))


SCRIPT = script_of(("title", Role.TITLE, 1), ("s1", Role.STORY, 2), ("end", Role.END, 1))
IDS = [line.id for line in SCRIPT.lines]


def made(lengths: dict[str, int], rate: Rate = RATE) -> Schedule:
    return schedule(SCRIPT, narration_of(SCRIPT, lengths), rate)
