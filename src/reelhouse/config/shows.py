"""Shows: one file for each, which says what is made, of what, when, and for how much.

```yaml
# shows/midnight.yaml
recipe: stories
brief: {source: stories/, style: midnight}
schedule: "0 9 * * *"
zone: Europe/Berlin
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from reelhouse.config.budgets import Limits
from reelhouse.config.cron import Cron, check_expression
from reelhouse.config.durations import parse_duration
from reelhouse.config.marked import Marked, misfits, read_text, unreadable
from reelhouse.errors import InvalidSettings
from reelhouse.model.base import Value

#: What a show's file is called: episodes are named after it.
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST = 40
NAMING = f"Choose at most {_LONGEST} small letters, digits and single hyphens"


def _check_zone(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, KeyError):
        raise ValueError(f"there is no time zone {zone!r}. Write for example Europe/Berlin or UTC") from None
    return zone


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Show(Value):
    """What the file of a show says. `out` is where its videos go; relative paths start at the file's folder.

    `brief` holds the keys of the recipe, and its `source` may be a folder or a pattern, whose files are taken one after
    the other. `destinations` are those of `--to`, and `kit`.
    """

    recipe: str
    title: str = ""
    brief: Mapping[str, Any] = Field(default_factory=dict)
    approve: Names = ()
    schedule: Annotated[str, AfterValidator(check_expression)] | None = None
    zone: Annotated[str, AfterValidator(_check_zone)] = "UTC"
    catch_up: Literal["none", "latest", "all"] = "latest"
    paused: bool = False
    destinations: Names = ()
    budget: Limits = Field(default_factory=Limits)
    out: str = ""
    approve_within: Annotated[int | None, Field(gt=0), BeforeValidator(parse_duration)] = None

    @property
    def cron(self) -> Cron | None:
        """When it is due; None for one that is only started by people."""
        return None if self.schedule is None else Cron(self.schedule, self.zone)


@dataclass(frozen=True)
class ShowFile:
    """The file of a show as it is now: what it says, or everything that is wrong with it.

    One that is in the database counts as a file at `path`, as far as paths in it are concerned; `place` is where it is.
    """

    name: str
    path: Path
    show: Show | None
    marked: Marked
    problems: tuple[InvalidSettings, ...] = ()

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return self.marked.place

    @property
    def is_kept(self) -> bool:
        """Whether it is in the database."""
        return bool(self.marked.origin)


def is_name(name: str) -> bool:
    """Whether a show may be called so."""
    return bool(_NAME.fullmatch(name)) and len(name) <= _LONGEST


def find_shows(folders: Sequence[Path]) -> Iterator[Path]:
    """The files of all shows, by folder and name; of two with one name the first counts."""
    seen: set[str] = set()
    for folder in folders:
        found = [path for path in folder.glob("*") if path.suffix in {".yaml", ".yml"} and path.is_file()]
        for path in sorted(found):
            if path.stem not in seen:
                seen.add(path.stem)
                yield path


def read_show(path: Path, environ: Mapping[str, str]) -> ShowFile:
    """Read the file of a show; nothing in it is an error here, but told as what it is.

    Raises:
        ProviderNotInstalled: It has a schedule, and the extra that reads those is missing.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return ShowFile(path.stem, path, None, Marked(path), (unreadable(error, str(path)),))
    return read_show_text(text, Marked(path), environ)


def read_show_text(text: str, marked: Marked, environ: Mapping[str, str], *, elsewhere: bool = False) -> ShowFile:
    """As `read_show`, from a text; the name of `marked.path` is that of the show.

    Args:
        text: The YAML.
        marked: Where it is from, with nothing in it yet.
        environ: What references may name.
        elsewhere: It is meant for other machines: what a reference leads to need not be here.

    Raises:
        ProviderNotInstalled: It has a schedule, and the extra that reads those is missing.
    """
    path = marked.path
    try:
        read_text(text, marked, environ, elsewhere=elsewhere)
    except InvalidSettings as error:
        return ShowFile(path.stem, path, None, Marked(path, origin=marked.origin), (error,))
    problems = [*_misnamed(marked)]
    show = None
    try:
        show = Show.model_validate(marked.data)
    except ValidationError as error:
        problems += misfits(Show, error, marked, {("budget",): tuple(Limits.model_fields)})
    return ShowFile(path.stem, path, None if problems else show, marked, tuple(problems))


def _misnamed(marked: Marked) -> Iterator[InvalidSettings]:
    name = marked.path.stem
    if not is_name(name):
        yield InvalidSettings(
            f"a show cannot be called {name!r}",
            where=marked.place,
            remedy=NAMING,
        )
