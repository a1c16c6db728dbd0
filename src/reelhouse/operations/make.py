"""Making an episode: from a request to exported, checked files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from reelhouse.config import Settings
from reelhouse.media.stop import stoppable
from reelhouse.model.base import digest
from reelhouse.model.brief import Brief
from reelhouse.operations.briefs import SOURCE, parse_brief
from reelhouse.operations.editing import check_formats, demand_other_names, read_edits
from reelhouse.operations.episode import Episode
from reelhouse.operations.faults import noted
from reelhouse.operations.material import read_material, readable
from reelhouse.operations.naming import story_of
from reelhouse.operations.output import writing_to
from reelhouse.operations.publishing import check_destinations
from reelhouse.operations.run import Order, run_order
from reelhouse.operations.wanted import check_wanted, usual_voices
from reelhouse.production.material import Material
from reelhouse.production.recipe import open_recipe
from reelhouse.production.steps import Watcher
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import Asked
from reelhouse.styles.own import find_style

B = TypeVar("B", bound=Brief)

#: Keys that say in which shapes an episode goes out, and who looks at it: with others it is the same episode.
SHAPES = {"renditions", "platforms", "approve"}


@dataclass(frozen=True)
class Request:
    """What a person asked for. `start` is the step to make again, with all after it.

    `timelines` are edited parts, which may use files of their own folders and of `media`; `export` are formats in which
    every part is written for editing programs; `show` is whose episode it is, if any.
    """

    recipe: str
    source: str | None
    out: Path
    choose: tuple[str, ...] = ()
    refresh: bool = False
    start: str | None = None
    stdin: bytes | None = None
    kit: bool = False
    destinations: tuple[str, ...] = ()
    timelines: tuple[Path, ...] = ()
    media: tuple[Path, ...] = ()
    export: tuple[str, ...] = ()
    show: str = ""


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
        Waiting: A person edited a document that came out otherwise now, and has to choose; or has to approve something.
        Cancelled: The stop flag was set.
    """
    order, source = prepare(request, settings)
    with stoppable(stop), writing_to(request.out), open_store(settings) as store:
        begun(order.name)
        adopt(store, order)
        store.register.ask(entry_of(store, order, source))
        with noted(store, order.name):
            return run_order(store, order, settings, watch)


def prepare(request: Request, settings: Settings) -> tuple[Order, str]:
    """What a person asked for as a run takes it, and what they named as its source; nothing is opened yet.

    Raises:
        UnknownName: There is no such recipe, key, style, voice or step.
        PathNotFound: The input does not exist.
    """
    recipe = open_recipe(request.recipe)
    source = None if request.source is None else readable(request.source)
    brief = _voiced(parse_brief(recipe.brief, source, [*_style(recipe.brief, settings), *request.choose]), settings)
    check_wanted(brief, request.start, settings)
    check_formats(request.export)
    check_destinations(request.destinations)
    demand_other_names(request.timelines, request.export, request.out)
    asked = _asked(request, brief)
    material = read_material(asked, request.stdin)
    story = story_of(recipe.name, asked, material)
    order = Order(
        name=episode_name(recipe.name, settled(brief), story, request.show),
        story=story,
        recipe=recipe,
        brief=brief,
        material=material,
        out=request.out,
        kit=request.kit,
        destinations=request.destinations,
        refresh=request.refresh,
        start=request.start,
        edits=read_edits(request.timelines, request.media),
        export=request.export,
        show=request.show,
    )
    return order, asked


def adopt(store: Store, order: Order) -> None:
    """Let an episode keep what it has under a former name."""
    store.episodes.adopt(order.name, _former_name(order.recipe.name, order.brief, order.material))


def episode_name(recipe: str, brief: Brief, story: str, show: str = "") -> str:
    """A short name that the same story with the same choices always has, in whatever shapes it goes out.

    Each show has its own episode of a story.
    """
    chosen = {key: value for key, value in brief.model_dump(mode="json").items() if key not in {SOURCE, *SHAPES}}
    return f"{show}-{digest([chosen, story, show])[:10]}" if show else f"{recipe}-{digest([chosen, story])[:10]}"


def settled(brief: B) -> B:
    """A brief that means the same wherever it is read: with absolute paths."""
    paths = {key: str(Path(path).expanduser().absolute()) for key in ("footage",) if (path := getattr(brief, key, ""))}
    style = getattr(brief, "style", "")
    if style and find_style(style) is not None:
        paths["style"] = str(Path(style).expanduser().absolute())
    return brief.model_copy(update=paths)


def entry_of(store: Store, order: Order, source: str) -> Asked:
    """What the register keeps; the text itself too, so that it can be made again when nobody has it any more."""
    material = order.material
    return Asked(
        episode=order.name,
        recipe=order.recipe.name,
        story=order.story,
        source=source if material is None or source == "-" else readable(str(Path(source).absolute())),
        name=material.name if material else "",
        brief=settled(order.brief).model_dump(mode="json"),
        out=readable(str(order.out.absolute())),
        kit=order.kit,
        destinations=order.destinations,
        text=store.papers.keep(material.content, ".txt") if material else None,
        show=order.show,
    )


def _former_name(recipe: str, brief: Brief, material: Material | None) -> str:
    """What the episode was called before its name depended on where its text is."""
    chosen = brief.model_dump(mode="json", exclude={"approve"})
    return f"{recipe}-{digest([chosen, material.name if material else ''])[:10]}"


def _asked(request: Request, brief: Brief) -> str:
    return str(getattr(brief, "source", "demo")) if request.source is None else request.source


def _style(kind: type[Brief], settings: Settings) -> Iterable[str]:
    """The style of the settings, for a brief that has one."""
    if "style" in kind.model_fields and "style" in settings.model_fields_set:
        yield f"style={settings.style}"


def _voiced(brief: B, settings: Settings) -> B:
    """The brief with the voices of the settings that speak its language, where it has voices and names none."""
    unsaid = "voice" in type(brief).model_fields and "voice" not in brief.model_fields_set
    if not unsaid or "voice" not in settings.model_fields_set:
        return brief
    return brief.model_copy(update={"voice": usual_voices(settings, getattr(brief, "language", "en"))})
