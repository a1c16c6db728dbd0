"""Workers on machines of their own whose bucket is busy, slow and cut off in the middle."""

import signal
from pathlib import Path

import pytest

from buckets import KEY, SECRET, Line, busy, cut, late
from houses import SPOKEN_TWICE, House

pytestmark = pytest.mark.parametrize("home", ["postgresql"], indirect=True)


def machine(home: Path, line: Line, folder: Path, name: str, url: str) -> str:
    """The home of another machine: the same database, the same bucket, nothing else in common."""
    own = folder / name
    own.mkdir()
    bucket = f"artifacts: {{url: '{url}', endpoint: 'http://127.0.0.1:{line.port}', key: {KEY}, secret: {SECRET}}}\n"
    (own / "settings.yaml").write_text((home / "settings.yaml").read_text(encoding="utf-8") + bucket, encoding="utf-8")
    return str(own)


def test_files_go_from_a_dead_machine_to_another_one_over_a_bad_line(
    house: House, home: Path, line: Line, tmp_path: Path
) -> None:
    bucket = line.server.bucket("house")
    one, other = (machine(home, line, tmp_path, name, bucket.url) for name in ("one", "other"))
    for fault in (busy(), busy(500, code="InternalError"), late(1.0), cut(0)):
        line.fail("PUT", fault)
    house.ask("kept")
    gate = house.gate("kept", "first")
    first = house.worker("first", own_home=one)
    gate.read_text()
    house.end(first, signal.SIGKILL)

    for fault in (busy(503, {"Retry-After": "1"}), cut(1000), late(1.0)):
        line.fail("GET", fault)
    line.fail("PUT", busy(), 2)
    house.worker("second", own_home=other)
    house.until(lambda: house.status("kept") == "done")
    assert house.makings("kept") == SPOKEN_TWICE
    assert house.made("kept") == ["second"]
    assert line.faults == []
    kept = line.server.artifacts(bucket)
    assert sorted(map(len, kept.values())) == [240_000, 440_000, 680_000]
    there = {path.relative_to(Path(other, "artifacts")).as_posix() for path in Path(other, "artifacts").glob("??/*")}
    assert {name.removeprefix("house/") for name in kept} == there
