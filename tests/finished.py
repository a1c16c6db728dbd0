"""Episodes that are finished, without a video ever made: every step is a few letters in a file."""

from pathlib import Path

from reelhouse.config import Settings
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.deliverable import Deliverable, Release, Sidecar
from reelhouse.model.layout import DRAFT
from reelhouse.model.quality import QualityReport
from reelhouse.production.documents.versions import write_paper
from reelhouse.production.keys import Step
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Steps
from reelhouse.recipes.stories import Stories
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import Asked, Made

KINDS = {".mp4": Kind.DELIVERABLE, ".srt": Kind.SIDECAR, ".jpg": Kind.STILL, ".mkv": Kind.CHUNK, ".wav": Kind.SPEECH}


def made(steps: Steps, content: str, suffix: str) -> Artifact:
    def work(scratch: Scratch) -> Artifact:
        path = scratch.path(f"made{suffix}")
        path.write_text(content)
        return scratch.keep(path, KINDS[suffix])

    return steps.make(Step(f"make {suffix}", 1, {"content": content}, Artifact), work)


def ask(store: Store, name: str, out: Path) -> None:
    brief = Stories().model_dump(mode="json")
    store.register.ask(Asked(name, "stories", "stories/a", "/a.md", "a.md", brief, str(out), kit=False, text=None))


def finish(settings: Settings, name: str, content: str, out: Path, shared: str = "shared") -> None:
    """An episode with a video, a sidecar, a cover, two pieces of picture (one shared) and a spoken line."""
    with open_store(settings) as store:
        ask(store, name, out)
        with Steps(store) as steps:
            video, words, cover = (made(steps, f"{content} {suffix}", suffix) for suffix in (".mp4", ".srt", ".jpg"))
            for other in (content, shared):
                made(steps, other, ".mkv")
            made(steps, content, ".wav")
            one = Deliverable(
                title="A key",
                slug="a-key",
                rendition=DRAFT,
                frames=45,
                video=video,
                thumbnail=cover,
                sidecars=(Sidecar(kind="srt", artifact=words),),
                quality=QualityReport(findings=()),
            )
            paper = write_paper(store, Release(videos=(one,)))
            store.register.finish(name, "done", Made("A key", [], paper, steps.keys))
