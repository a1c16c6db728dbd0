"""Narrating: every line of every part in one voice, from the best rung of the ladder that can speak it all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from reelhouse.analysis.installed import recogniser_version
from reelhouse.errors import BadNarration, NoVoice, ProgramError, ProviderError
from reelhouse.language import open_language
from reelhouse.language.spoken import words_of
from reelhouse.language.tags import primary
from reelhouse.model.artifact import Kind
from reelhouse.model.lane import Call, Lane
from reelhouse.model.money import Unit
from reelhouse.model.quality import Finding, Level
from reelhouse.model.script import Line, Script
from reelhouse.model.speech import Narration, Recording, Speech, Voice
from reelhouse.model.time import samples_to_milliseconds
from reelhouse.production.bleep import bleeped
from reelhouse.production.proofreader import Proofreader
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop, side_by_side
from reelhouse.voices.base import Session, VoiceProvider, find_voice
from reelhouse.voices.delivery import delivery_version, open_voice
from reelhouse.voices.ladder import parse_ladder, speaks
from reelhouse.voices.options import parse_reference

#: Raised when the way a line is finished or timed changes; engines count their own versions.
SPEAKING = 4
#: Raised when the syllables of a language other than English are counted in another way.
LENGTHS = 2


def narrate(shop: Workshop, scripts: Sequence[Script], ladder: str, *, bleep: bool = False) -> list[Narration]:
    """Speak the parts of a story with the first voice of the ladder that gets through all of them.

    With `bleep`, strong words are covered by a tone.

    Raises:
        UnknownName: A rung names a voice that does not exist.
        NoVoice: Every rung failed; the message says why each did.
    """
    fallen: list[Finding] = []
    for ref in parse_ladder(ladder):
        try:
            said = _narrate_all(shop, scripts, ref, tuple(fallen))
        except (ProviderError, ProgramError) as error:
            fallen.append(_fell(ref, str(error)))
        else:
            return [_covered(shop, *pair) for pair in zip(scripts, said, strict=True)] if bleep else said
    reasons = "; ".join(finding.message for finding in fallen)
    raise NoVoice(
        f"no voice could speak this story: {reasons}",
        remedy="Run `reelhouse doctor` to see which voices are there, or choose one with --set voice=",
    )


def _narrate_all(shop: Workshop, scripts: Sequence[Script], ref: str, fallen: tuple[Finding, ...]) -> list[Narration]:
    return side_by_side(shop.settings.workers, scripts, lambda script: _narrate(shop, script, ref, fallen))


def _narrate(shop: Workshop, script: Script, ref: str, fallen: tuple[Finding, ...]) -> Narration:
    engine, voice = find_voice(ref, shop.settings.voice_folders)
    if not speaks(voice, script.language):
        raise NoVoice(f"{ref} speaks {voice.language}, not {script.language}", remedy="Choose another voice")
    with ExitStack() as stack:
        session = stack.enter_context(open_voice(engine, voice, shop.settings.voice_folders))
        proofreader = stack.enter_context(Proofreader(shop, script))
        booth = _Booth(shop, engine, voice, session, proofreader)
        lines = tuple(booth.record(line, script.language) for line in script.lines)
    return Narration(voice=voice, language=script.language, lines=lines, findings=fallen)


def _covered(shop: Workshop, script: Script, narration: Narration) -> Narration:
    language = open_language(primary(script.language))
    pairs = zip(script.lines, narration.lines, strict=True)
    return narration.model_copy(update={"lines": tuple(bleeped(shop, line, said, language) for line, said in pairs)})


def _aligner(language: str) -> str:
    """What decides word times that an engine does not tell: the recogniser in English, our own ways elsewhere."""
    return recogniser_version() if primary(language) == "en" else f"by sound and syllables {LENGTHS}"


def _fell(ref: str, reason: str) -> Finding:
    return Finding(check="voice-ladder", level=Level.WARN, message=f"{ref} could not speak: {reason}", value=ref)


class _Booth:
    """One voice before the microphone."""

    def __init__(
        self, shop: Workshop, engine: VoiceProvider, voice: Voice, session: Session, proofreader: Proofreader
    ) -> None:
        self._shop = shop
        self._engine = engine
        self._voice = voice
        self._session = session
        self._proofreader = proofreader
        self._judges = {"reader": proofreader.version(), "aligner": _aligner(proofreader.script.language)}
        self._speed = parse_reference(voice.ref)[1].speed
        self._lane: Lane | None = getattr(engine, "lane", None)
        self._provider = f"{engine.name} {delivery_version(engine, voice, shop.settings.voice_folders)}"

    def record(self, line: Line, language: str) -> Speech:
        """Record one line, or find the recording that was made before."""
        inputs = {"text": line.text, "voice": self._voice.ref, "language": language, **self._judges}
        call = None if self._lane is None else Call(lane=self._lane, quantity=len(line.text))
        step = Step("speak line", SPEAKING, inputs, Recording, self._provider, call)
        made = self._shop.steps.make(step, lambda scratch: self._record(scratch, line, language), label=line.id)
        return Speech(line=line.id, audio=made.audio, utterance=made.utterance)

    def _record(self, scratch: Scratch, line: Line, language: str) -> Recording:
        from reelhouse.analysis.align import align
        from reelhouse.analysis.narration import judge_line
        from reelhouse.voices.speak import speak_line

        sound = scratch.path("line.wav")
        utterance = speak_line(self._session, line.text, language, sound)
        service = self._lane.service if self._lane else self._engine.name
        scratch.count(service, Unit.CHARACTER, len(line.text))
        scratch.count(service, Unit.MILLISECOND, samples_to_milliseconds(utterance.samples))
        evidence = self._proofreader.evidence(line.text)
        if not utterance.words:
            words, timing = align(sound, words_of(line.text), language, evidence.reference)
            utterance = utterance.model_copy(update={"words": words, "timing": timing})
        findings = judge_line(
            sound,
            line.text,
            utterance,
            language,
            engine=self._engine.name,
            speed=self._speed,
            reference=evidence.reference.sound if evidence.reference else None,
            decoys=evidence.decoys,
        )
        failed = next((finding for finding in findings if finding.level is Level.FAIL), None)
        if failed is not None:
            raise BadNarration(f"{failed.message} ({failed.value})", where=f"line {line.id}")
        kept = tuple(finding for finding in findings if finding.level is Level.WARN)
        utterance = utterance.model_copy(update={"findings": kept})
        return Recording(audio=scratch.keep(sound, Kind.SPEECH), utterance=utterance)
