"""Making an episode on demand that is brought to a platform in a folder, by a process that may die anywhere."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from forking import serve
from posting import install, run
from reelhouse.config import load_settings
from reelhouse.storage import open_store
from trial import Board, Uploads


def make(asked: dict[str, Any]) -> None:
    """Make it, and log what came of it."""
    home = Path(asked["home"])

    def fault(here: str) -> None:
        if here == asked.get("die"):
            os.kill(os.getpid(), signal.SIGKILL)

    site = {"uploads": Uploads, "board": Board}[asked["kind"]](home / "site", fault)
    sys.path.insert(0, str(install(home / f"package-{os.getpid()}", trial=site)))
    with open_store(load_settings({"REELHOUSE_HOME": str(home)})) as store:
        episode = run(store, home / "out")
        with (home / "log").open("a", encoding="utf-8") as log:
            log.write(f"{episode.exit_code}\n")


if __name__ == "__main__":
    serve(make)
