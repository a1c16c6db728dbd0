"""Pins: by version and hash, complete, and without a word about where they come from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text(), re.MULTILINE))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ;]", requirement)[0].lower().replace("_", "-") for requirement in requirements}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_pin_has_a_hash_and_no_file_names_a_host(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|-f|--find-links)\b", text, re.MULTILINE)
    for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_core_set_holds_the_house_and_its_offline_voices() -> None:
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    wanted = names(project["dependencies"]) | names(extras["piper"]) | names(extras["espeak"])
    assert wanted <= set(pins(ROOT / "requirements/core.txt"))


def test_the_development_set_holds_the_tools_and_agrees_with_the_core() -> None:
    core, dev = pins(ROOT / "requirements/core.txt"), pins(ROOT / "requirements/dev.txt")
    assert names(PROJECT["dependency-groups"]["dev"]) <= set(dev)
    assert {name for name in core.keys() & dev.keys() if core[name] != dev[name]} == set()


def test_what_benchmarks_compare_with_is_pinned_by_itself_and_nowhere_else() -> None:
    peer = pins(ROOT / "requirements/peer.txt")
    wanted = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements/peer.in").read_text(), re.MULTILINE))
    assert wanted
    assert wanted.items() <= peer.items()
    for name in ("build", "core", "dev"):
        assert not wanted.keys() & pins(ROOT / f"requirements/{name}.txt").keys()
