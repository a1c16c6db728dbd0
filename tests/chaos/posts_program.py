"""Publishing on demand: one part of one episode, to a platform in a folder, by a process that may die anywhere."""

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from forking import serve
from packing import package
from reelhouse.config import load_settings
from reelhouse.production.publish import Courier
from reelhouse.storage import open_store
from reelhouse.storage.publications import Slot
from reelhouse.storage.pulse import LEASE
from trial import Board, Uploads


def publish(asked: dict[str, Any]) -> None:
    """Bring it out, and log how far it got."""
    home = Path(asked["home"])

    def fault(here: str) -> None:
        if here == asked.get("die"):
            os.kill(os.getpid(), 9)
        if here == asked.get("wait"):
            gate = Path(asked["gate"])
            gate.write_text("here", encoding="utf-8")
            gate.read_text(encoding="utf-8")

    site = {"uploads": Uploads, "board": Board}[asked["kind"]](Path(asked.get("site", home / "site")), fault)
    post = package(home / f"package-{asked['kind']}").posts[0]
    with open_store(load_settings({"REELHOUSE_HOME": str(home)})) as opened:
        # On a server a silent process is given up after so many seconds.
        store = replace(opened, runs=replace(opened.runs, lease=asked.get("lease", LEASE)))
        run = store.runs.begin()
        planned = store.publications.plan(Slot("e", asked.get("part", 1), "trial"), "r", post.words.title)
        looks = (0.0, *[0.1] * asked.get("looks", 0))
        found = Courier(store, run.id, time.sleep, looks).bring(planned, site, post, "", "r")
        with (home / "log").open("a", encoding="utf-8") as log:
            log.write(f"{found.stage}\n")
        store.runs.end(run)


if __name__ == "__main__":
    serve(publish)
