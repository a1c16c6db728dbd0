"""A programme after an edit: script, narration and captions follow the timeline that a person changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from reelhouse.captions.cues import calm_cues, weak_words
from reelhouse.captions.group import group_words
from reelhouse.edit.assemble import card_name
from reelhouse.edit.exchange.cut import Admitted, Cut, Wish
from reelhouse.edit.exchange.notes import CHECK
from reelhouse.edit.exchange.read import read_cut
from reelhouse.edit.schedule import Schedule, SlottedLine, SlottedScene
from reelhouse.errors import ContentError
from reelhouse.language.follow import follow
from reelhouse.model.captions import Captions, WordGroup
from reelhouse.model.quality import Finding, Level
from reelhouse.model.script import Line, Role, Scene
from reelhouse.model.speech import Speech, Word
from reelhouse.model.time import TimeRange, frames_to_samples, samples_to_frames_ceil, samples_to_frames_floor
from reelhouse.model.timeline import Clip, ExternalReference, Timeline, TrackKind
from reelhouse.production.caption import CAPTIONED, card_borders, judged
from reelhouse.production.fits import Wants
from reelhouse.production.look import Look
from reelhouse.production.outside import admitting
from reelhouse.production.programme import Programme
from reelhouse.production.workshop import Workshop


@dataclass(frozen=True)
class Placed:
    """A spoken line where the edit has it: its clip begins at sample `at`, in the scene that it was written for."""

    at: int
    clip: Clip
    line: Line
    speech: Speech
    scene: Scene

    def heard(self, words: Sequence[Word], since: int = 0) -> tuple[Word, ...]:
        """Those words of the recording that the clip still plays, in samples after `since`."""
        source, by = self.clip.source, self.at - self.clip.source.start - since
        inside = (word for word in words if source.start <= (word.start + word.end) // 2 < source.end)
        return tuple(_moved(word, by) for word in inside)


def recut(
    shop: Workshop, programme: Programme, content: bytes, name: str, folders: tuple[Path, ...], wants: Wants
) -> tuple[Programme, Cut]:
    """Read an edit of a programme, and let everything else follow it.

    `wants` are the shapes and sizes that footage of the edit is made for.

    Raises:
        UnreadableText: It is no JSON.
        ContentError: It is no timeline of ours, or has impossible times or media; the error says where.
        PathNotFound: Media that it names are missing.
    """
    base = programme.timeline
    cut = _read(content, name, base, _known(base), admitting(shop, folders, wants))
    placed, strangers = _place(programme, cut)
    plan = Schedule(rate=base.rate, scenes=tuple(_scenes(programme, cut.timeline, placed)))
    used = {one.line.id: one.line for one in placed}
    scenes = (at.scene.model_copy(update={"lines": _once(at.scene.lines)}) for at in plan.scenes)
    lines = tuple(speech for speech in programme.narration.lines if speech.line in used)
    edited = replace(
        programme,
        script=programme.script.model_copy(update={"scenes": tuple(scenes)}),
        narration=programme.narration.model_copy(update={"lines": lines}),
        captions=_captions(placed, cut.timeline, programme.look, programme.captions),
        timeline=cut.timeline,
        edited=plan,
        findings=(*cut.findings, *strangers),
    )
    shown = {line.id: line.shown for line in programme.script.lines} | cut.shown
    return edited, cut.model_copy(update={"shown": shown})


def _read(
    content: bytes, name: str, base: Timeline, known: Mapping[str, ExternalReference], admit: Callable[[Wish], Admitted]
) -> Cut:
    cut = read_cut(content, name, base, known, admit)
    if not next((True for track in cut.timeline.track(TrackKind.BACKGROUND)[:1] for _ in track.clips()), False):
        raise ContentError(
            "there is no clip on the lowest track of pictures",
            where=name,
            remedy="Put the background there, and other pictures on tracks above it",
        )
    return cut


def _known(timeline: Timeline) -> dict[str, ExternalReference]:
    media = (clip.media for track in timeline.tracks for _, clip in track.clips())
    return {one.artifact.sha256: one for one in media if isinstance(one, ExternalReference)}


def _place(programme: Programme, cut: Cut) -> tuple[list[Placed], list[Finding]]:
    """Every voice clip that speaks a line of ours, in order of time, and what to say about the others."""
    lines = {line.id: (line, scene) for scene in programme.script.scenes for line in scene.lines}
    speeches = {speech.line: speech for speech in programme.narration.lines}
    found, strangers = [], []
    for track in cut.timeline.track(TrackKind.VOICE):
        for at, clip in track.clips():
            speech = speeches.get(clip.name)
            if speech is None or clip.name not in lines or not _speaks(clip, speech):
                strangers.append(_stranger(clip, at))
                continue
            line, scene = lines[clip.name]
            text = cut.shown.get(clip.name, line.shown)
            found.append(Placed(at, clip, line.model_copy(update={"shown": text}), speech, scene))
    return sorted(found, key=lambda one: one.at), strangers


def _speaks(clip: Clip, speech: Speech) -> bool:
    return isinstance(clip.media, ExternalReference) and clip.media.artifact.sha256 == speech.audio.sha256


def _stranger(clip: Clip, at: int) -> Finding:
    return Finding(
        check=CHECK,
        level=Level.WARN,
        message=f"the words of the voice clip {clip.name!r} are not known, so it has no captions",
        at=at // 48,
    )


def _scenes(programme: Programme, timeline: Timeline, placed: Sequence[Placed]) -> Iterator[SlottedScene]:
    """The scenes that are left, each with its own lines where they are now."""
    written = {scene.id: scene for scene in programme.script.scenes}
    for mark in timeline.scenes:
        shown = _card_range(mark.id, timeline) or mark.range
        origin = frames_to_samples(shown.start, timeline.rate)
        own = [one for one in placed if one.scene.id == mark.id]
        slotted = tuple(slot for one in own if (slot := _slotted(one, origin, timeline)) is not None)
        scene = written.get(mark.id, Scene(id=mark.id, role=mark.role, lines=()))
        # The title card shows its words as they are spoken: without any there is none.
        if slotted or scene.role is not Role.TITLE:
            lines = tuple(slot.line for slot in slotted)
            yield SlottedScene(scene=scene.model_copy(update={"lines": lines}), range=shown, lines=slotted)


def _card_range(scene: str, timeline: Timeline) -> TimeRange | None:
    """When the whole card of a scene would be seen: it need not begin and end with the background any more."""
    cards = (pair for track in timeline.track(TrackKind.CARD) for pair in track.clips())
    found = [(at - clip.source.start, clip.source.end) for at, clip in cards if clip.name == card_name(scene)]
    if not found:
        return None
    start = max(0, found[0][0])
    return TimeRange(start=start, duration=max(end for _, end in found))


def _slotted(one: Placed, origin: int, timeline: Timeline) -> SlottedLine | None:
    words = one.heard(one.speech.utterance.words, since=one.at)
    if not words:
        return None
    start = max(0, one.at - origin)
    first = samples_to_frames_floor(start, timeline.rate)
    return SlottedLine(
        line=one.line,
        audio=one.speech.audio,
        samples=one.clip.duration,
        # A line that begins before its scene does is on the card from the beginning.
        words=tuple(_moved(word, one.at - origin - start) for word in words),
        start=start,
        slot=TimeRange(start=first, duration=samples_to_frames_ceil(one.clip.duration, timeline.rate)),
    )


def _once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A line whose recording was cut in two is one line still."""
    return tuple({line.id: line for line in lines}.values())


def _captions(placed: Sequence[Placed], timeline: Timeline, look: Look, before: Captions) -> Captions:
    end = frames_to_samples(timeline.duration, timeline.rate)
    spoken = [(one, _shown_words(one)) for one in placed]
    words = tuple(word for _, words in spoken for word in words if word.end <= end)
    borders = card_borders((one.scene.role, [word for word in said if word.end <= end]) for one, said in spoken)
    cues = calm_cues(words, before.language, rate=timeline.rate, until=end, borders=borders)
    groups = tuple(_groups([pair for pair in spoken if pair[1]], timeline, look, before.language))
    return judged(Captions(language=before.language, cues=cues, groups=groups), end, timeline.rate)


def _shown_words(one: Placed) -> tuple[Word, ...]:
    """The written words of a line in samples of the whole; those whose sound was cut away are not shown."""
    return one.heard(follow(one.line.shown.split(), one.speech.utterance.words))


def _groups(
    spoken: Sequence[tuple[Placed, tuple[Word, ...]]], timeline: Timeline, look: Look, language: str
) -> Iterator[WordGroup]:
    """Word groups, scene by scene in the order in which they are heard now."""
    runs = [(scene, list(run)) for scene, run in groupby(spoken, lambda pair: pair[0].scene)]
    marks = _samples_of_scenes(timeline)
    last = frames_to_samples(timeline.duration, timeline.rate)
    earliest = 0
    for number, (scene, run) in enumerate(runs):
        words = tuple(word for _, said in run for word in said if word.start >= earliest and word.end <= last)
        if not words:
            continue
        following = runs[number + 1][1][0][1][0].start if number + 1 < len(runs) else last
        start, end = marks.get(scene.id, (words[0].start, following))
        since = max(earliest, min(start, words[0].start))
        until = max(words[-1].end, min(max(end, words[-1].end), following))
        earliest = words[-1].end
        if scene.role in CAPTIONED:
            yield from group_words(
                words,
                scene.id,
                look.lettered.captions,
                look.faces,
                until=until,
                since=since,
                weak=weak_words(language),
            )


def _samples_of_scenes(timeline: Timeline) -> Mapping[str, tuple[int, int]]:
    def at(frame: int) -> int:
        return frames_to_samples(frame, timeline.rate)

    return {mark.id: (at(mark.range.start), at(mark.range.end)) for mark in timeline.scenes}


def _moved(word: Word, by: int) -> Word:
    """A word moved in time; what would lie before the beginning begins with it."""
    start = max(0, word.start + by)
    return Word(text=word.text, start=start, end=max(start + 1, word.end + by))
