from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest

from packing import deliverable, pack
from reelhouse.destinations import base
from reelhouse.destinations.base import Destination, Held, Package, Packed, destination, destination_names
from reelhouse.errors import UnknownName
from reelhouse.model.quality import Level


def test_nothing_that_failed_its_report_can_be_packed(tmp_path: Path) -> None:
    with pytest.raises(Held, match="a-key failed"):
        Packed("a-key", deliverable(tmp_path, level=Level.FAIL), {})
    assert Packed("a-key", deliverable(tmp_path, level=Level.WARN), {})


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", "a--b", "-a", "a.b", "ключ", "a\n", "a\0"])
def test_names_are_slugs_wherever_they_come_from(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no slug"):
        Package(name, ())
    with pytest.raises(ValueError, match="is no slug"):
        Packed(name, pack(tmp_path).made, {})


def test_every_destination_here_keeps_the_contract() -> None:
    assert "kit" in destination_names()
    for name in destination_names():
        found = destination(name)
        assert isinstance(found, Destination)
        assert found.name == name
        assert found.accepts()


def test_an_unknown_destination_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'kit'"):
        destination("kits")


def test_a_package_announces_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("copy", "reelhouse.destinations.kit", base.GROUP)
    monkeypatch.setattr(base, "entry_points", lambda group: [entry] if group == base.GROUP else [])
    assert destination_names() == ("copy", "kit")
    assert destination("copy") is destination("kit")
    assert not isinstance(SimpleNamespace(name="x"), Destination)
