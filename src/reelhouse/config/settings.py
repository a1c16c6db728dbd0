"""What one installation may be told: `settings.yaml` in its home folder, every key with a default.

```yaml
workers: 2
voice: "piper:en_US-joe | espeak:en-us"
style: midnight
cache:
  chunk: {size: 20 GB, days: 30}
  deliverable: {size: null, days: null}   # no limit
```
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import BeforeValidator, Field, PrivateAttr, SecretStr, field_validator

from reelhouse.config.bucket import Bucket, parse_bucket
from reelhouse.config.budgets import Budgets, Limits
from reelhouse.config.durations import parse_duration
from reelhouse.config.marked import Marked, Place, fit, read_marked
from reelhouse.config.upkeep import Backups, Cleanup
from reelhouse.errors import InvalidSettings, PathNotFound
from reelhouse.model.artifact import Kind
from reelhouse.model.base import Value

FILE = "settings.yaml"
#: Names of sizes, each a thousand times the one before, as disk makers and file managers count.
_UNITS = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}
_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[a-z]*)", re.IGNORECASE)
#: The address of a database that many machines may share.
_SERVER = re.compile(r"postgres(ql)?://\S+")


def parse_size(value: object) -> object:
    """Bytes from `20 GB`, `500mb` or a whole number; anything else is left for the model to refuse."""
    if not isinstance(value, str):
        return value
    match = _SIZE.fullmatch(value.strip())
    if match is None or match["unit"].lower() not in _UNITS:
        raise ValueError(f"{value!r} is not a size. Write a number of bytes, or for example 500 MB or 20 GB")
    return int(float(match["number"]) * _UNITS[match["unit"].lower()])


class CacheLimit(Value):
    """How much of one kind of artifact is kept: bytes in all, and days since its last use. None is no limit."""

    size: Annotated[int | None, Field(ge=0), BeforeValidator(parse_size)] = None
    days: Annotated[float | None, Field(ge=0)] = None


_GB = 10**9
#: Cheap to make again or large goes early; what costs minutes or is wanted by people stays long.
DEFAULT_LIMITS: dict[Kind, CacheLimit] = {
    Kind.SPEECH: CacheLimit(size=5 * _GB, days=90),
    Kind.LOOP: CacheLimit(size=5 * _GB, days=180),
    Kind.FOOTAGE: CacheLimit(size=20 * _GB, days=30),
    Kind.CARD: CacheLimit(size=5 * _GB, days=60),
    Kind.STILL: CacheLimit(size=2 * _GB, days=90),
    Kind.FONT: CacheLimit(size=1 * _GB, days=365),
    Kind.MUSIC: CacheLimit(size=2 * _GB, days=180),
    Kind.CHUNK: CacheLimit(size=20 * _GB, days=30),
    Kind.MIX: CacheLimit(size=5 * _GB, days=30),
    Kind.DELIVERABLE: CacheLimit(size=50 * _GB, days=365),
    Kind.SIDECAR: CacheLimit(size=1 * _GB, days=365),
    # Nobody can make them again.
    Kind.DOCUMENT: CacheLimit(),
}


def cores() -> int:
    """Processor cores that we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Settings(Value):
    """Everything that an installation can set. `home` holds the database, the artifacts and this file."""

    home: Path
    cache: Mapping[Kind, CacheLimit] = Field(default_factory=lambda: dict(DEFAULT_LIMITS), validate_default=True)
    #: Days after its last use that a step's record without artifacts is kept.
    record_days: Annotated[float, Field(gt=0)] = 365
    workers: Annotated[int, Field(ge=1, le=256)] = Field(default_factory=cores)
    voice: Annotated[str, Field(min_length=1)] = "piper:en_US-joe | espeak:en-us"
    style: Annotated[str, Field(min_length=1)] = "midnight"
    #: Seconds that a person has to approve something, written as `2 days` or `90 min`; None is no deadline.
    approve_within: Annotated[int | None, Field(gt=0), BeforeValidator(parse_duration)] = None
    #: Where artifacts are shared with other machines; without it they stay in the home folder.
    artifacts: Annotated[Bucket | None, BeforeValidator(parse_bucket)] = None
    #: More folders with voices, and with speech programs that are not on the path.
    voices: tuple[Path, ...] = ()
    #: More folders with shows.
    shows: tuple[Path, ...] = ()

    #: `postgresql://USER:PASSWORD@HOST/NAME`, for many machines; None is a file in the home folder.
    database: SecretStr | None = None

    #: What may be spent; every limit is optional.
    budgets: Budgets = Field(default_factory=Budgets)

    #: Where backups go and how many stay, and what a clean-up lets go of.
    backups: Backups = Field(default_factory=Backups)
    cleanup: Cleanup = Field(default_factory=Cleanup)

    #: Key -> file, line and key, for those that a file gives.
    _places: dict[str, str] = PrivateAttr(default_factory=dict)

    def model_post_init(self, context: Any, /) -> None:
        """Remember where the file gives each key: some are only found wrong once they are used."""
        if isinstance(context, Marked):
            self._places.update({key: context.where((key,)) for key in context.data})

    def place(self, key: str) -> str:
        """The file, line and key that a value comes from; empty when no file gives it."""
        return self._places.get(key, "")

    @property
    def voice_folders(self) -> tuple[Path, ...]:
        """Where a person keeps more voices."""
        return (self.home / "voices", *(folder.expanduser() for folder in self.voices))

    @property
    def show_folders(self) -> tuple[Path, ...]:
        """Where a person keeps the files of shows."""
        return (self.home / "shows", *(folder.expanduser() for folder in self.shows))

    @field_validator("database")
    @classmethod
    def _of_a_server(cls, given: SecretStr | None) -> SecretStr | None:
        """Never quoted: a password may stand in it."""
        if given is not None and not _SERVER.match(given.get_secret_value()):
            raise ValueError("This is no address of a database. Write postgresql://USER:PASSWORD@HOST/NAME")
        return given

    @field_validator("cache", mode="before")
    @classmethod
    def _onto_defaults(cls, given: Any) -> Any:
        """A file that speaks of one kind, or of one limit, leaves the others as they are."""
        if not isinstance(given, Mapping):
            return given
        merged: dict[Any, Any] = dict(DEFAULT_LIMITS)
        for kind, limit in given.items():
            default = DEFAULT_LIMITS.get(kind)
            merged[kind] = {**default.model_dump(), **limit} if default and isinstance(limit, Mapping) else limit
        return merged


def home_folder(environ: Mapping[str, str]) -> Path:
    """`REELHOUSE_HOME`, or the platform's folder for a user's data."""
    given = environ.get("REELHOUSE_HOME", "").strip()
    return Path(given).expanduser().absolute() if given else platformdirs.user_data_path("reelhouse", appauthor=False)


def load_settings(environ: Mapping[str, str], path: Path | None = None) -> Settings:
    """Read the settings of the installation that `environ` points to.

    Args:
        environ: The environment; the process's own is never looked at.
        path: Another settings file than the one in the home folder.

    Raises:
        InvalidSettings: Something in the file is wrong; the error names file, line and key.
        PathNotFound: `path` was given and does not exist.
    """
    home = home_folder(environ)
    file = path or home / FILE
    if not _exists(file):
        if path is not None:
            raise PathNotFound("there is no such settings file", where=str(path), remedy="Check its path")
        return Settings(home=home)
    marked = read_marked(file, environ)
    if "home" in marked.data:
        raise InvalidSettings(
            "the home folder cannot be set here", where=marked.where(("home",)), remedy="Set REELHOUSE_HOME instead"
        )
    return fit(Settings, Marked(file, {**marked.data, "home": home}, marked.lines), _known_names(marked))


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise InvalidSettings(
            f"nobody can tell whether there are settings: {error.strerror}",
            where=str(file),
            remedy="Make the folder readable for you, or set REELHOUSE_HOME to another one",
        ) from error


def _known_names(marked: Marked) -> dict[Place, tuple[str, ...]]:
    """The names allowed at each level of the file."""
    kinds = tuple(kind.value for kind in Kind)
    given = marked.data.get("cache")
    settable = tuple(name for name in Settings.model_fields if name != "home")
    names: dict[Place, tuple[str, ...]] = {
        (): settable,
        ("cache",): kinds,
        ("artifacts",): tuple(Bucket.model_fields),
        ("budgets",): tuple(Budgets.model_fields),
        ("backups",): tuple(Backups.model_fields),
        ("cleanup",): tuple(Cleanup.model_fields),
    }
    for kind in given if isinstance(given, dict) else ():
        names["cache", kind] = tuple(CacheLimit.model_fields)
    budgets = marked.data.get("budgets")
    shows = budgets.get("shows") if isinstance(budgets, dict) else None
    for show in shows if isinstance(shows, dict) else ():
        names["budgets", "shows", show] = tuple(Limits.model_fields)
    return names
