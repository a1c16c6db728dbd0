"""Episodes that are made in a moment and brought to platforms in folders: by what is in the house, without a video."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from finished import made
from reelhouse.config import Settings
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.layout import DRAFT
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.model.release import Words
from reelhouse.operations.episode import Episode
from reelhouse.operations.faults import noted
from reelhouse.operations.run import Order, run_order
from reelhouse.production.production import Production
from reelhouse.production.recipe import Recipe
from reelhouse.production.steps import Steps
from reelhouse.production.watch import Watcher, silent
from reelhouse.recipes.stories import Stories
from reelhouse.storage import Store
from reelhouse.storage.register import Asked
from trial import Site

NAME = "stories-0123456789"
#: The platforms that were installed, by the modules that bring them.
SITES: dict[str, Site] = {}


def install(folder: Path, **sites: Site) -> Path:
    """Make a folder an installed package with these destinations, once it is on the path of modules."""
    own = uuid4().hex
    facts = folder / f"brought-{own}.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: brought-{own}\nVersion: 1\n")
    lines = ["[reelhouse.destinations]"]
    for name, site in sites.items():
        module = f"brought_{own}_{name}"
        SITES[module] = site
        (folder / f"{module}.py").write_text(f"from posting import SITES\n\nPROVIDER = SITES[{module!r}]\n")
        lines.append(f"{name} = {module}")
    (facts / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return folder


def run(
    store: Store,
    out: Path,
    to: Sequence[str] = ("trial",),
    *,
    title: str = "A key",
    level: Level = Level.OK,
    watch: Watcher = silent,
    work: Callable[[Steps], None] = lambda _: None,
) -> Episode:
    """Make an episode as `make` does, and bring it there; `work` comes before its video, whose words `title` is."""
    recipe: Recipe[Any] = Recipe("stories", Stories)

    @recipe.produce
    def produce(show: Production, brief: Stories) -> list[Deliverable]:
        steps = show._shop.steps
        work(steps)
        video, cover = (made(steps, f"the key {suffix}", suffix) for suffix in (".mp4", ".jpg"))
        words = Words(title=title, description="", tags=(), language="en")
        report = QualityReport(findings=(Finding(check="black", level=level, message="it is dark"),))
        one = {"title": title, "slug": "a-key", "rendition": DRAFT, "frames": 45, "words": words, "quality": report}
        return [Deliverable(**one, video=video, thumbnail=cover, sidecars=())]

    brief = Stories()
    story = ("stories/a", "/a.md", "a.md", brief.model_dump(mode="json"), str(out))
    asked = Asked(NAME, "stories", *story, kit=False, text=None, destinations=tuple(to))
    order = Order(NAME, "stories/a", recipe, brief, None, out, destinations=tuple(to))
    store.register.ask(asked)
    with noted(store, NAME):
        return run_order(store, order, Settings(home=store.home), watch)
