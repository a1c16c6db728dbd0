"""Making an episode: from a request to exported, checked files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from reelhouse.config import Settings
from reelhouse.errors import ReelhouseError, UnknownName
from reelhouse.media.stop import stoppable
from reelhouse.model.base import digest
from reelhouse.model.brief import Brief
from reelhouse.model.deliverable import Deliverable
from reelhouse.operations.briefs import parse_brief
from reelhouse.operations.editing import FOLDER, check_formats, demand_other_names, read_edits, write_bundle
from reelhouse.operations.episode import Episode, FileMade, Quality, Status, VideoMade, steps_made
from reelhouse.operations.kit import make_kit
from reelhouse.operations.material import read_material, readable
from reelhouse.operations.naming import file_name, story_of
from reelhouse.operations.output import HELD_FOLDER, export, writing_to
from reelhouse.operations.wanted import check_wanted
from reelhouse.production.bundle import pack
from reelhouse.production.edits import Edits
from reelhouse.production.material import Material
from reelhouse.production.production import Production
from reelhouse.production.recipe import open_recipe
from reelhouse.production.restarts import Restarts
from reelhouse.production.steps import StepRecord, Steps, Watcher
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store, open_store
from reelhouse.storage.episodes import Salts


@dataclass(frozen=True)
class Request:
    """What a person asked for. `start` is the step to make again, with all after it.

    `timelines` are edited parts, which may use files of their own folders and of `media`; `export` are formats in which
    every part is written for editing programs.
    """

    recipe: str
    source: str | None
    out: Path
    choose: tuple[str, ...] = ()
    refresh: bool = False
    start: str | None = None
    stdin: bytes | None = None
    kit: bool = False
    timelines: tuple[Path, ...] = ()
    media: tuple[Path, ...] = ()
    export: tuple[str, ...] = ()


def make_episode(
    request: Request,
    settings: Settings,
    *,
    watch: Watcher,
    stop: threading.Event,
    begun: Callable[[str], None] = lambda _: None,
) -> Episode:
    """Run a recipe and export what it made; files that failed their quality report go to the folder `held`.

    `begun` is told the episode's name once everything that was asked for is there, before anything is made.

    Raises:
        UnknownName: There is no such recipe, key, style, voice or step.
        PathNotFound: The input does not exist.
        OutputBusy: Another run is writing to the same folder.
        Cancelled: The stop flag was set.
    """
    recipe = open_recipe(request.recipe)
    source = None if request.source is None else readable(request.source)
    brief = parse_brief(recipe.brief, source, [*_defaults(recipe.brief, settings), *request.choose])
    check_wanted(brief, request.start, settings)
    check_formats(request.export)
    demand_other_names(request.timelines, request.export, request.out)
    material = read_material(_asked(request, brief), request.stdin)
    edits = read_edits(request.timelines, request.media)
    with stoppable(stop), writing_to(request.out), open_store(settings) as store:
        name = episode_name(recipe.name, brief, material)
        begun(name)
        salts = _salts(store, name, request)
        with Steps(store, salt=salts.base, again=Restarts(salts.again), workers=settings.workers, watch=watch) as steps:
            shop = Workshop(steps, store, settings, _identity(recipe.name, material))
            made = recipe.run(Production(shop, material, edits), brief)
            _check_start(request.start, steps.names())
            story = story_of(recipe.name, _asked(request, brief), material)
            names = [file_name(video, story, request.out, store.exports) for video in made]
            videos = tuple(_export(store, *one, request.out) for one in zip(made, names, strict=True))
            kit = make_kit(list(zip(made, names, strict=True)), request.out, store.artifacts) if request.kit else None
            bundles = _bundle(shop, edits, dict(zip((video.slug for video in made), names, strict=True)), request)
            added = {"kit": kit, "timelines": bundles}
            episode = _result(name, recipe.name, videos, steps.records).model_copy(update=added)
        with suppress(ReelhouseError):  # the videos are there; what could not be let go of now goes another time
            store.cache.prune()
    return episode


def episode_name(recipe: str, brief: Brief, material: Material | None) -> str:
    """A short name that the same request always has."""
    source = material.name if material else ""
    return f"{recipe}-{digest([brief.model_dump(mode='json'), source])[:10]}"


def _salts(store: Store, name: str, request: Request) -> Salts:
    """The episode's salts; a refresh or a restart is remembered before anything is made."""
    salts = store.episodes.refresh(name, uuid4().hex) if request.refresh else store.episodes.salts(name)
    return store.episodes.restart(name, request.start, uuid4().hex) if request.start else salts


def _bundle(shop: Workshop, edits: Edits, names: Mapping[str, str], request: Request) -> tuple[str, ...]:
    """Every part for editing programs, when that was asked for: one folder each, beside its video."""
    if not request.export:
        return ()
    packed = [pack(shop, made) for made in sorted(edits.made, key=lambda one: one.cut.part)]
    folders = [request.out / FOLDER.format(names[bundle.slug]) for bundle in packed]
    written = (write_bundle(bundle, request.export, folder) for bundle, folder in zip(packed, folders, strict=True))
    return tuple(str(path) for paths in written for path in paths)


def _identity(recipe: str, material: Material | None) -> str:
    return f"{recipe}/{material.name if material else 'demo'}"


def _asked(request: Request, brief: Brief) -> str:
    return str(getattr(brief, "source", "demo")) if request.source is None else request.source


def _defaults(kind: type[Brief], settings: Settings) -> Iterable[str]:
    """What the settings say for keys that this brief has."""
    for key in ("voice", "style"):
        if key in kind.model_fields and key in settings.model_fields_set:
            yield f"{key}={getattr(settings, key)}"


def _check_start(start: str | None, names: tuple[str, ...]) -> None:
    if start is not None and start not in names:
        raise UnknownName("step", start, names, where="--from")


def _export(store: Store, video: Deliverable, name: str, out: Path) -> VideoMade:
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
