"""Letting every voice speak the same lines of its language, and rating what is heard."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reelhouse.config import Settings
from reelhouse.errors import ReelhouseError
from reelhouse.language.tables import read_lines
from reelhouse.language.tags import primary
from reelhouse.model.base import Value
from reelhouse.model.quality import Level
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Commercial, Timing, Voice
from reelhouse.operations.catalogue import installed_voices
from reelhouse.operations.output import replacing, write_text, writing_to
from reelhouse.production.narrate import narrate
from reelhouse.production.proofreader import Proofreader
from reelhouse.production.steps import RetryPolicy, Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import open_store

SCHEMA = "reelhouse.audition/1"
#: The table of all voices, beside their samples.
TABLE = "voices.json"
#: Ways of making speech, the most natural first, as the descriptions of voices name them.
_WAYS = ("neural", "recorded", "statistical", "diphone", "synthetic")


class Audition(Value):
    """How one voice did. `file` is its sample; empty, with the reason in `problems`, when it may not be heard.

    The figures are those of `reelhouse.analysis.rating.Rating`; `timing` is where its word times come from.
    """

    voice: str
    language: str
    description: str
    gender: str
    licence: str
    commercial: Commercial
    file: str = ""
    timing: Timing = Timing.ESTIMATED
    words_per_minute: int = 0
    lufs: float = 0.0
    clipped: int = 0
    pause: int = 0
    match: float | None = None
    problems: tuple[str, ...] = ()


def audition(out: Path, settings: Settings, language: str = "") -> tuple[Audition, ...]:
    """Let every installed voice speak a sample into `out`, best first; a table of all is written beside them.

    Best are voices without a problem, then those that are made in a better way (a network, recordings, statistics,
    diphones, rules), then exact word times, then the better match. Voices of languages that have no sample lines are
    left out.

    Args:
        out: The folder for the samples.
        settings: Of this installation.
        language: Only voices of this language.
    """
    voices = [voice for voice in installed_voices(settings, language) if _lines(voice.language)]
    # A voice that fails is a result here, not something to wait for.
    retry = RetryPolicy(tries=1)
    with writing_to(out), open_store(settings) as store, Steps(store, retry=retry) as steps:
        shop = Workshop(steps, store, settings, "audition")
        heard = sorted((_hear(shop, voice, out) for voice in voices), key=_order)
        write_text(json.dumps(printed(heard), ensure_ascii=False, indent=1), out / TABLE)
    return tuple(heard)


def printed(heard: list[Audition] | tuple[Audition, ...]) -> dict[str, Any]:
    """The object of `--json`."""
    return {"schema": SCHEMA, "voices": [one.model_dump(mode="json") for one in heard]}


def table(heard: tuple[Audition, ...]) -> Iterator[str]:
    """The same as lines for a person."""
    heads = f"{'WORDS/MIN':>9} {'LUFS':>6} {'CLIPPED':>8} {'PAUSE':>8} {'MATCH':>6} {'WORD TIMES':10}"
    yield f"{'VOICE':34} {heads} PROBLEMS"
    for one in heard:
        match = "-" if one.match is None else f"{one.match:.2f}"
        figures = (
            f"{one.words_per_minute:9} {one.lufs:6.1f} {one.clipped:4} ppm {one.pause:5} ms {match:>6} {one.timing:10}"
        )
        yield f"{one.voice:34} {figures if one.file else '-':52} {'; '.join(one.problems) or '-'}"


def _hear(shop: Workshop, voice: Voice, out: Path) -> Audition:
    facts = Audition(
        voice=voice.ref,
        language=voice.language,
        description=voice.description,
        gender=voice.gender,
        licence=voice.licence,
        commercial=voice.commercial,
    )
    script = _script(voice.language)
    try:
        said = narrate(shop, [script], voice.ref)[0].lines[0]
        target = out / f"{re.sub(r'[^A-Za-z0-9_.+-]', '_', voice.ref)}.wav"
        sound = shop.file(said.audio)
        with replacing(target, sound.stat().st_size) as part:
            shutil.copyfile(sound, part)
        with Proofreader(shop, script) as reader:
            rating = _rated(reader, sound, script.lines[0].text)
    except ReelhouseError as error:
        return facts.model_copy(update={"problems": (str(error),)})
    problems = tuple(found.message for found in said.utterance.findings if found.level is not Level.OK)
    figures = {"file": str(target), "timing": said.utterance.timing, "problems": problems, **rating}
    return facts.model_copy(update=figures)


def _rated(reader: Proofreader, sound: Path, text: str) -> dict[str, Any]:
    from reelhouse.analysis.rating import rate_line  # noqa: PLC0415 (listing voices must not wait for what measures them)

    evidence = reader.evidence(text)
    reference = evidence.reference.sound if evidence.reference else None
    return rate_line(sound, text, reference, evidence.decoys).model_dump()


def _script(language: str) -> Script:
    """The longest of the language's lines: the others are what it is compared with."""
    text = max(_lines(language), key=len)
    scene = Scene(id="sample", role=Role.STORY, lines=(Line(id="sample", text=text, shown=text),))
    return Script(title="sample", language=primary(language), scenes=(scene,))


def _lines(language: str) -> tuple[str, ...]:
    return read_lines(primary(language), "decoys.txt")


def _order(one: Audition) -> tuple[Any, ...]:
    made = next((place for place, word in enumerate(_WAYS) if word in one.description), len(_WAYS))
    timing = list(Timing).index(one.timing)
    return (not one.file, len(one.problems), made, timing, -(one.match or 0.0), one.voice)
