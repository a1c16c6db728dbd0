"""Where the benchmarks work, and how their commands are put together and shown."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.assets import make_assets
from bench.costs import Cost, spend
from reelhouse.media.ffmpeg import encoder

ROOT = Path(__file__).resolve().parent.parent
#: The Python of the environment that other programs live in; `make peer` makes it.
PEER = ROOT / ".venv-peer" / "bin" / "python"
STORIES = Path(__file__).resolve().parent / "stories"


@dataclass(frozen=True)
class Place:
    """A temporary folder, how often things are measured, and whether small things stand in for large ones.

    With `quick` the small rendition and a story of a quarter of a minute are used, and everything is measured once.
    """

    folder: Path
    quick: bool = False
    wanted: int | None = None

    def runs(self, usual: int = 5) -> int:
        """How often to measure something: `usual` is lower for what takes minutes."""
        return self.wanted or (1 if self.quick else usual)

    @property
    def rendition(self) -> str:
        """The rendition that is measured."""
        return "draft" if self.quick else "portrait"

    def story(self, name: str) -> str:
        """The story of that name as commands take it."""
        if self.quick:
            name = "short"
        return name if name == "demo" else str(STORIES / f"{name}.md")

    def footage(self) -> str:
        """A folder of clips and stills, made when it is first asked for."""
        folder = self.folder / "footage"
        return str(make_assets(folder, 2, 270) if self.quick else make_assets(folder, _CLIP_SECONDS))

    def home(self, name: str, *, like: Path | None = None) -> Path:
        """An empty home folder, or a copy of another one."""
        home = self.folder / name
        shutil.rmtree(home, ignore_errors=True)
        if like is None:
            home.mkdir(parents=True)
        else:
            shutil.copytree(like, home, symlinks=True)
        return home

    def act(
        self, action: str, home: Path, story: str, *more: str, memory: bool = False, rendition: str | None = None
    ) -> Cost:
        """Run one of the actions of `bench.act` in a child."""
        args = [*ACT, action, "--story", self.story(story), "--rendition", rendition or self.rendition, *more]
        return self.run(args, home, memory=memory)

    def run(self, args: list[str], home: Path | None = None, *, cwd: Path = ROOT, memory: bool = False) -> Cost:
        """Run a command with that home folder, and say what it cost."""
        # The other program uses our encoder.
        env = {"IMAGEIO_FFMPEG_EXE": str(encoder()), **({"REELHOUSE_HOME": str(home)} if home else {})}
        cost = spend(args, cwd=cwd, env=env, memory=memory)
        say(f"    {cost.cpu:7.2f} CPU s {cost.wall:7.2f} s   {self.hidden(' '.join(args))[:_SHOWN]}")
        return cost

    def shown(self, args: list[str]) -> str:
        """A command line as the table shows it: without the places of this machine."""
        return f"`{self.hidden(' '.join(args))}`"

    def hidden(self, text: str) -> str:
        """A text without the places of this machine."""
        names = {str(self.folder): "TMP", sys.executable: "python", str(ROOT / "bench"): "bench", str(ROOT): "."}
        for place, name in names.items():
            text = text.replace(place, name)
        return text

    def act_shown(self, action: str, story: str, *more: str, rendition: str | None = None) -> str:
        """The command line of `act` as the table shows it."""
        chosen = ["--story", self.story(story), "--rendition", rendition or self.rendition]
        return self.shown([*ACT, action, *chosen, *more])


#: Twice the longest shot: what is shown of a clip does not always begin where the clip does.
_CLIP_SECONDS = 10
#: Characters of a command line that progress shows.
_SHOWN = 120
ACT = [sys.executable, "-m", "bench.act"]


def command() -> str:
    """The installed `reelhouse` command beside this Python."""
    return str(Path(sys.executable).with_name("reelhouse"))


def say(line: str) -> None:
    """Tell the person who waits."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def room_for(folder: Path, need: int) -> None:
    """Demand free space.

    Raises:
        OSError: There is less.
    """
    free = os.statvfs(folder)
    if free.f_bavail * free.f_frsize < need:
        raise OSError(f"{need >> 20} MB of free space are needed in the folder for temporary files")
