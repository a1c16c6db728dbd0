"""Settings of an installation: defaults, the file, and its mistakes."""

from pathlib import Path

import pytest

from reelhouse.config import CacheLimit, Settings, load_settings
from reelhouse.config.settings import DEFAULT_LIMITS, cores, home_folder
from reelhouse.errors import InvalidSettings, PathNotFound
from reelhouse.model.artifact import Kind


def load(home: Path, text: str, **environ: str) -> Settings:
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    return load_settings({"REELHOUSE_HOME": str(home), **environ})


def test_without_a_file_everything_has_a_default(tmp_path: Path) -> None:
    settings = load_settings({"REELHOUSE_HOME": str(tmp_path)})

    assert settings.home == tmp_path
    assert settings.workers == cores() >= 1
    assert settings.voice == "piper:en_US-joe | espeak:en-us"
    assert settings.style == "midnight"
    assert set(settings.cache) == set(Kind)
    assert list(tmp_path.iterdir()) == []


def test_the_file_says_what_differs(tmp_path: Path) -> None:
    limits = "cache:\n  chunk: {size: 1.5 GB}\n  mix: {days: null}\n"
    text = "workers: ${CORES:-3}\nvoice: 'espeak:${TONGUE}'\nrecord_days: 9\n"
    settings = load(tmp_path, text + limits, TONGUE="en-gb")

    assert (settings.workers, settings.voice, settings.record_days) == (3, "espeak:en-gb", 9)
    assert settings.cache[Kind.CHUNK] == CacheLimit(size=1_500_000_000, days=DEFAULT_LIMITS[Kind.CHUNK].days)
    assert settings.cache[Kind.MIX] == CacheLimit(size=DEFAULT_LIMITS[Kind.MIX].size, days=None)
    assert settings.cache[Kind.LOOP] == DEFAULT_LIMITS[Kind.LOOP]


@pytest.mark.parametrize(
    ("given", "size"),
    [("0", 0), ("5", 5), ("'7 B'", 7), ("2kb", 2000), ("3 mb", 3_000_000), ("1 TB", 10**12), ("~", None)],
)
def test_sizes(given: str, size: int | None, tmp_path: Path) -> None:
    assert load(tmp_path, f"cache: {{still: {{size: {given}}}}}").cache[Kind.STILL].size == size


@pytest.mark.parametrize(
    ("text", "where", "message", "remedy"),
    [
        ("style: midnight\nworker: 2\n", "settings.yaml, line 2, key worker", "no such key", "Did you mean 'workers'?"),
        ("workers: 0\n", "line 1, key workers", "greater than or equal to 1", ""),
        ("workers: many\n", "line 1, key workers", "a whole number is needed", ""),
        ("voice: ''\n", "line 1, key voice", "at least 1 character", ""),
        ("cache:\n  chunks: {size: 5}\n", "line 2, key cache.chunks", "no such key", "Did you mean 'chunk'?"),
        ("cache:\n  chunk:\n    sice: 5\n", "line 3, key cache.chunk.sice", "no such key", "Did you mean 'size'?"),
        ("cache:\n  chunk:\n    size: 5 parsec\n", "line 3, key cache.chunk.size", "'5 parsec' is not a size", ""),
        ("cache:\n  chunk: {days: -1}\n", "line 2, key cache.chunk.days", "greater than or equal to 0", ""),
        ("cache: 5 GB\n", "line 1, key cache", "`key: value` lines", ""),
        ("cache:\n  chunk: 5 GB\n", "line 2, key cache.chunk", "`key: value` lines", ""),
        ("home: /elsewhere\n", "line 1, key home", "cannot be set here", "REELHOUSE_HOME"),
        ("database: mysql://me:hush@host/x\n", "line 1, key database", "Write postgresql://USER", ""),
        ("style: ${STYLE}\n", "line 1, key style", "STYLE is not set", ""),
    ],
)
def test_a_mistake_names_line_and_key(text: str, where: str, message: str, remedy: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings) as raised:
        load(tmp_path, text)

    assert where in raised.value.where
    assert message in raised.value.message
    assert remedy in raised.value.remedy


def test_the_password_of_a_database_is_shown_to_nobody(tmp_path: Path) -> None:
    settings = load(tmp_path, "database: postgresql://me:hush@host/name\n")
    assert settings.database is not None
    assert settings.database.get_secret_value() == "postgresql://me:hush@host/name"
    assert "hush" not in f"{settings!r} {settings}"
    with pytest.raises(InvalidSettings) as raised:
        load(tmp_path, "database: mysql://me:hush@host/name\n")
    assert "hush" not in str(raised.value)


def test_another_file_can_be_named(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("style: neon", encoding="utf-8")

    assert load_settings({"REELHOUSE_HOME": str(tmp_path / "home")}, other).style == "neon"
    with pytest.raises(PathNotFound):
        load_settings({}, tmp_path / "none.yaml")


def test_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELHOUSE_HOME", "/not/looked/at")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert home_folder({}).name == "reelhouse"
    assert home_folder({"REELHOUSE_HOME": " "}) == home_folder({})
    assert home_folder({"REELHOUSE_HOME": "~/x"}) == Path.home() / "x"
    assert home_folder({"REELHOUSE_HOME": "rel"}) == Path.cwd() / "rel"


def test_settings_are_frozen(tmp_path: Path) -> None:
    settings = load_settings({"REELHOUSE_HOME": str(tmp_path)})

    with pytest.raises(ValueError, match="frozen"):
        settings.workers = 9  # type: ignore[misc] # the point of the test


def test_cores_without_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    assert cores() >= 1


def test_a_home_folder_that_nobody_can_look_into_is_said_to_be_that(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="nobody can tell whether there are settings") as raised:
        load_settings({"REELHOUSE_HOME": str(tmp_path / ("x" * 300))})
    assert "REELHOUSE_HOME" in raised.value.remedy
