"""A house in one process: steps with artifacts, a result given out, two posts, a kit and a backup."""

import os
import sys
from pathlib import Path

from chaos.backups_program import work as back_up
from chaos.posts_program import publish
from chaos.steps_program import episode
from finished import finish
from packing import package
from reelhouse.config import load_settings
from reelhouse.destinations.kit import PROVIDER
from reelhouse.operations.keeping import give_out


def main(home: Path, outside: Path) -> None:
    """Do it all; `outside` is where results, posts and backups go."""
    episode({"home": str(home)})
    for part, kind in enumerate(("uploads", "board"), 1):
        (outside / kind).mkdir()
        publish({"home": str(home), "kind": kind, "site": str(outside / kind), "part": part})
    settings = load_settings(os.environ)
    finish(settings, "stories-1", "one", outside / "elsewhere")
    give_out(settings, "stories-1", outside / "results")
    (outside / "kits").mkdir()
    PROVIDER.publish(package(outside / "elsewhere"), str(outside / "kits"))
    back_up({"home": str(home), "shelf": str(outside / "shelf")})


main(Path(sys.argv[1]), Path(sys.argv[2]))
