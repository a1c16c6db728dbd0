"""Filming: a script's scenes shown by a person's own clips and pictures, chosen by what is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reelhouse.edit.assemble import Pictures, Shown
from reelhouse.edit.choose import Choice, Heard, Pack, SceneWords, Shot, choose_shots
from reelhouse.edit.schedule import Schedule, SlottedScene
from reelhouse.errors import ContentError
from reelhouse.language.language import Language, open_language
from reelhouse.language.roots import root_of, roots_of, words_of
from reelhouse.media.footage.wanted import Wanted
from reelhouse.model.layout import Rendition
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import (
    SAMPLE_RATE,
    Rate,
    frames_to_samples,
    samples_to_frames_floor,
)
from reelhouse.model.timeline import ExternalReference
from reelhouse.pictures.drift import Drift
from reelhouse.production.fits import wants_of
from reelhouse.production.reel import Ready, Reel
from reelhouse.production.workshop import Workshop, side_by_side
from reelhouse.sources.clips import ClipFile, ClipFolder, shown_name

#: In folders with no more files than this, titles inside the files count as tags too: each one has to be opened.
TITLES = 100
#: Files that a report names for one reason, and files that it names as used.
NAMED, USED = 20, 40
_MILLISECOND = 1000


def film(  # noqa: PLR0913 - shots depend on what is said, on how they are shown and on the music
    shop: Workshop,
    language: str,
    plan: Schedule,
    cards: Pictures,
    folder: ClipFolder,
    renditions: Sequence[Rendition],
    *,
    beat: int = 0,
    fit: str = "fill",
) -> Pictures:
    """Show every scene by shots from a folder.

    A file that turns out to be unusable, or that changes meanwhile, is named and replaced by the next choice.

    Args:
        shop: The workplace.
        language: The language of the script.
        plan: Its scenes in time.
        cards: The pictures without backgrounds.
        folder: The clips.
        renditions: What it is for: pieces are made for each shape, at its largest size.
        beat: Samples between two beats of the music, the first of which is the first of all; 0 for none.
        fit: How a picture of another shape comes into the frame, a name of `production.fits.FITS`.

    Raises:
        ContentError: Nothing in the folder can be used.
    """
    wants = wants_of(renditions, plan.rate, fit)
    reel = Reel(shop, next(iter(wants.values())))
    files = {file.name: file for file in folder.files}
    scenes = [_heard(at, plan.rate, open_language(language), beat) for at in plan.scenes]
    while True:
        pack = _pack(shop, files, reel, open_language(language))
        chosen = _chosen(scenes, pack, reel, folder)
        wanted = list(_moved(shop, chosen, reel, files))
        made = side_by_side(shop.settings.workers, wanted, lambda one: _ready(reel, files, wants, one))
        done = [(scene, shot, ready) for (scene, shot, _), ready in zip(wanted, made, strict=True) if ready]
        if len(done) == len(wanted):
            break
    shown: dict[str, tuple[Shown, ...]] = {scene.id: () for scene in scenes}
    for scene, shot, ready in done:
        media = ExternalReference(artifact=ready.artifact, available=ready.frames, shaped=ready.shaped, laid=ready.laid)
        shown[scene] += (Shown(name=shot.clip, media=media, at=shot.at, frames=shot.source.duration),)
    findings = (*folder.findings, *_told(reel, done, plan))
    return cards.model_copy(update={"shots": shown, "findings": findings})


def _pack(shop: Workshop, files: Mapping[str, ClipFile], reel: Reel, language: Language) -> Pack:
    """The clips with their tags. Where there are few, what they call themselves counts too."""
    few = len(files) <= TITLES
    if few:
        side_by_side(shop.settings.workers, list(files.values()), reel.look)

    def tags(file: ClipFile) -> str:
        looked = reel.look(file) if few else None
        return f"{file.words} {looked.probe.title if looked else ''}"

    choices = [Choice(name, roots_of(tags(file), language)) for name, file in files.items()]
    return Pack.of(choices, lambda name: reel.length(files[name]), shop.seed("footage"), reel.wanted.rate)


def _chosen(scenes: Sequence[SceneWords], pack: Pack, reel: Reel, folder: ClipFolder) -> Mapping[str, tuple[Shot, ...]]:
    try:
        return choose_shots(scenes, pack)
    except ContentError as error:
        why = next((f": {name}: {reason}" for name, reason in sorted(reel.refused.items())), ": they are too short")
        raise ContentError(
            f"nothing in the folder can be used{why}",
            where=shown_name(folder.path),
            remedy="See what is wrong with `reelhouse probe FILE`, or leave `footage` out",
        ) from error


def _moved(
    shop: Workshop, chosen: Mapping[str, tuple[Shot, ...]], reel: Reel, files: Mapping[str, ClipFile]
) -> Iterator[tuple[str, Shot, Drift]]:
    """Every shot with its scene and how it moves if it is a still: those that follow each other in different ways."""
    for place, (scene, shots) in enumerate(chosen.items()):
        stills = [shot.at for shot in shots if reel.is_still(files[shot.clip])]
        for shot in shots:
            number = stills.index(shot.at) if shot.at in stills else 0
            yield scene, shot, Drift.of(number, len(stills), place, shop.seed("drift", scene, shot.clip))


def _ready(
    reel: Reel, files: Mapping[str, ClipFile], wants: Mapping[tuple[int, int], Wanted], one: tuple[str, Shot, Drift]
) -> Ready | None:
    """A shot for the first shape, with itself for the others."""
    _, shot, drift = one
    made = [(aspect, reel.ready(files[shot.clip], shot.source, drift, wanted)) for aspect, wanted in wants.items()]
    pieces = [(aspect, piece) for aspect, piece in made if piece is not None]
    if len(pieces) < len(made):
        return None
    (_, first), *others = pieces
    shaped = tuple((*aspect, piece.artifact) for aspect, piece in others if piece.artifact != first.artifact)
    laid = tuple((*aspect, *piece.whole) for aspect, piece in pieces if piece.whole)
    return first.model_copy(update={"shaped": shaped, "laid": laid})


def _heard(at: SlottedScene, rate: Rate, language: Language, beat: int) -> SceneWords:
    words = [
        Heard(
            samples_to_frames_floor(word.start, rate), root_of(part, language), samples_to_frames_floor(word.end, rate)
        )
        for line in at.lines
        for word in line.spoken()
        for part in words_of(word.text)
    ]
    return SceneWords(at.scene.id, at.range.duration, tuple(words), tuple(_beats(at, rate, beat)))


def _beats(at: SlottedScene, rate: Rate, beat: int) -> Iterator[int]:
    """The frames of a scene on which the music beats, from the first sample of the programme on."""
    start, end = (frames_to_samples(frame, rate) for frame in (at.range.start, at.range.end))
    for number in range(-(-start // beat), -(-end // beat)) if beat else ():
        yield round(number * beat * rate.fraction / SAMPLE_RATE) - at.range.start


def _told(reel: Reel, done: Sequence[tuple[str, Shot, Ready]], plan: Schedule) -> Iterator[Finding]:
    """What the quality report says about footage: what was used, what was not, and what was damaged."""
    used = sorted({shot.clip for _, shot, _ in done})
    listed = ", ".join(used[:USED]) + (f" and {len(used) - USED} more" if len(used) > USED else "")
    words = f"the pictures come from {listed}; their sound is not used"
    yield Finding(check="footage", level=Level.OK, message=words, value=f"{len(used)} files, {len(done)} shots")
    yield from _first(
        [
            Finding(check="footage-left-out", level=Level.WARN, message=f"{name} was left out: {why}")
            for name, why in sorted(reel.refused.items())
        ]
    )
    yield from _first(list(_damaged(done, plan)))


def _damaged(done: Sequence[tuple[str, Shot, Ready]], plan: Schedule) -> Iterator[Finding]:
    starts = {at.scene.id: at.range.start for at in plan.scenes}
    for scene, shot, ready in done:
        if ready.damage.errors:
            at = int((starts[scene] + shot.at) / plan.rate.fraction * _MILLISECOND)
            words = f"{shot.clip} is damaged in the part that is used: {ready.damage}; the rest is shown"
            yield Finding(check="footage-damaged", level=Level.WARN, message=words, at=at)


def _first(findings: Sequence[Finding]) -> Iterator[Finding]:
    """As many findings of one check as anybody reads, and how many there are besides."""
    yield from findings[:NAMED]
    if len(findings) > NAMED:
        words = f"and {len(findings) - NAMED} more"
        yield Finding(check=findings[0].check, level=findings[0].level, message=words, value=str(len(findings)))
