"""Running a recipe for an episode, and exporting what it made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from reelhouse.config import Settings
from reelhouse.errors import BudgetExceeded, ReelhouseError, UnknownName, Waiting
from reelhouse.model.brief import Brief
from reelhouse.model.deliverable import Deliverable, Release
from reelhouse.model.money import in_dollars
from reelhouse.operations.editing import FOLDER, write_bundle
from reelhouse.operations.episode import EditUsed, Episode, FileMade, Quality, Status, VideoMade, status_of, steps_made
from reelhouse.operations.happenings import Scribe, written
from reelhouse.operations.kit import make_kit
from reelhouse.operations.naming import file_name
from reelhouse.operations.output import HELD_FOLDER, export
from reelhouse.operations.publishing import publish
from reelhouse.production.bundle import pack
from reelhouse.production.documents.versions import Used, Versions, write_paper
from reelhouse.production.edits import Edits
from reelhouse.production.gates import Gates
from reelhouse.production.material import Material
from reelhouse.production.production import Production
from reelhouse.production.recipe import Recipe
from reelhouse.production.restarts import Restarts
from reelhouse.production.steps import Payer, StepRecord, Steps, Watcher
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store
from reelhouse.storage.episodes import Salts
from reelhouse.storage.register import Made


@dataclass(frozen=True)
class Order:
    """One run: what is made, of what, and where it goes.

    `name` is the episode's, `story` what tells its story from others; `start` is the step to make again, with all
    after it; `export` are formats in which every part is written for editing programs.
    """

    name: str
    story: str
    recipe: Recipe[Any]
    brief: Brief
    material: Material | None
    out: Path
    kit: bool = False
    destinations: tuple[str, ...] = ()
    refresh: bool = False
    start: str | None = None
    edits: Edits = field(default_factory=Edits)
    export: tuple[str, ...] = ()
    show: str = ""

    @property
    def identity(self) -> str:
        """What seeds come from."""
        return f"{self.recipe.name}/{self.material.name if self.material else 'demo'}"


#: Holds an output folder while files are written to it.
Hold = Callable[[Path], AbstractContextManager[object]]


def run_order(store: Store, order: Order, settings: Settings, watch: Watcher, hold: Hold = nullcontext) -> Episode:
    """Make an episode, export it and bring it where it goes; the register knows where it stands.

    Args:
        store: An open store.
        order: What is made.
        settings: Those of the installation.
        watch: Is told what goes on.
        hold: Gets the output folder for the export, where it is not held for the whole run.

    Raises:
        Waiting: A person has to choose between two versions of a document, or to approve something.
        Rejected: A person said no.
        BudgetExceeded: A paid call could cost more than a budget has left.
        ProviderError: Everything is made and on record, and a destination refused it.
    """
    try:
        with written(store, order.name) as scribe:
            episode = _run(store, order, settings, watch, hold, scribe)
    except (Waiting, BudgetExceeded) as error:
        store.register.stand(order.name, status_of(error))
        raise
    with suppress(ReelhouseError):  # the videos are there; what could not be let go of now goes another time
        store.cache.prune()
    return episode


def _run(store: Store, order: Order, settings: Settings, watch: Watcher, hold: Hold, scribe: Scribe) -> Episode:
    salts = _salts(store, order)
    versions = Versions(store, order.story, order.name)
    edits = replace(order.edits, versions=versions)
    payer, again = Payer(order.name, order.show or order.recipe.name), Restarts(salts.again)
    workers = settings.workers
    with Steps(store, salt=salts.base, again=again, workers=workers, watch=watch, payer=payer, scribe=scribe) as steps:
        shop = Workshop(steps, store, settings, order.identity)
        gates = Gates(store, order.name, store.shows.terms(order.show).approve_within or settings.approve_within)
        made = order.recipe.run(Production(shop, order.material, edits, gates), order.brief)
        _check_start(order.start, steps.names())
        with hold(order.out):
            named = [(video, file_name(video, order.story, order.out, store.exports)) for video in made]
            videos = tuple(export_video(store, video, name, order.out) for video, name in named)
            kit = make_kit(named, order.out, store.artifacts) if order.kit else None
            bundles = _bundle(shop, order, {video.slug: name for video, name in named})
        used = tuple(_used(one) for one in versions.used)
        added = {"kit": kit, "timelines": bundles, "edits": used, "cost_usd": float(in_dollars(steps.spent))}
        episode = _result(order.name, order.recipe.name, videos, steps.records).model_copy(update=added)
        found = _made(store, made, videos, steps.keys)
        if not order.destinations:
            scribe.ended(episode.status)
            store.register.finish(order.name, episode.status, found)
            return episode
        # What was made is kept whatever a destination says; until that has it, the episode is not over.
        store.register.note(order.name, found)
        sent = publish(store, order.name, named, order.destinations, watch)
        scribe.ended(episode.status)
        store.register.end(order.name, episode.status)
        return episode.model_copy(update={"publications": sent})


def _made(store: Store, made: Sequence[Deliverable], videos: Sequence[VideoMade], keys: frozenset[str]) -> Made:
    """What the register keeps of it: enough to give the files out again."""
    told = [{"title": video.title, "rendition": video.rendition, "path": _absolute(video)} for video in videos]
    paper = write_paper(store, Release(videos=tuple(made)))
    return Made(videos[0].title if videos else "", told, paper, keys)


def _absolute(video: VideoMade) -> str:
    return str(Path(video.path).absolute())


def _used(one: Used) -> EditUsed:
    version = one.version
    return EditUsed(document=one.kind, part=one.part, version=version.number, who=version.who, carried_over=one.carried)


def _salts(store: Store, order: Order) -> Salts:
    """The episode's salts; a refresh or a restart is remembered before anything is made."""
    name, start = order.name, order.start
    salts = store.episodes.refresh(name, uuid4().hex) if order.refresh else store.episodes.salts(name)
    return store.episodes.restart(name, start, uuid4().hex) if start else salts


def _bundle(shop: Workshop, order: Order, names: Mapping[str, str]) -> tuple[str, ...]:
    """Every part for editing programs, when that was asked for: one folder each, beside its video."""
    if not order.export:
        return ()
    packed = [pack(shop, made) for made in sorted(order.edits.made, key=lambda one: one.cut.part)]
    folders = [order.out / FOLDER.format(names[bundle.slug]) for bundle in packed]
    written = (write_bundle(bundle, order.export, folder) for bundle, folder in zip(packed, folders, strict=True))
    return tuple(str(path) for paths in written for path in paths)


def _check_start(start: str | None, names: tuple[str, ...]) -> None:
    if start is not None and start not in names:
        raise UnknownName("step", start, names, where="--from")


def export_video(store: Store, video: Deliverable, name: str, out: Path) -> VideoMade:
    """Write a video and what belongs to it into a folder, or into the one for what is held back."""
    folder = out if video.quality.passed else out / HELD_FOLDER
    target = folder / f"{name}.mp4"
    sidecars = tuple(
        FileMade(kind=sidecar.kind, path=str(target.with_name(_sidecar_name(name, sidecar.kind))))
        for sidecar in video.sidecars
    )
    thumbnail = target.with_suffix(".jpg")
    store.artifacts.verify(video.video)
    beside = [
        (store.artifacts.path(one.artifact), Path(made.path))
        for one, made in zip(video.sidecars, sidecars, strict=True)
    ]
    export((store.artifacts.path(video.video), target), (store.artifacts.path(video.thumbnail), thumbnail), *beside)
    if video.quality.passed:
        _forget_held(out / HELD_FOLDER, [target, thumbnail, *(into for _, into in beside)])
    return VideoMade(
        title=video.title,
        rendition=video.rendition.name,
        path=str(target),
        seconds=round(float(video.frames / video.rendition.rate.fraction), 3),
        width=video.rendition.width,
        height=video.rendition.height,
        bytes=video.video.size,
        sha256=video.video.sha256,
        sidecars=sidecars,
        thumbnail=str(thumbnail),
        quality=Quality(passed=video.quality.passed, findings=video.quality.findings),
    )


def _forget_held(folder: Path, now_good: Iterable[Path]) -> None:
    """Remove what was held back of a video that passes now, and the folder when nothing else is in it."""
    for path in now_good:
        (folder / path.name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def _sidecar_name(name: str, kind: str) -> str:
    return f"{name}.contact.jpg" if kind == "contact" else f"{name}.{kind}"


def _result(name: str, recipe: str, videos: tuple[VideoMade, ...], records: Iterable[StepRecord]) -> Episode:
    passed = all(video.quality.passed for video in videos)
    return Episode(
        episode=name,
        recipe=recipe,
        status=Status.DONE if passed else Status.HELD,
        deliverables=videos,
        steps=steps_made(records),
    )
