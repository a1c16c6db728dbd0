"""What is written comes back, byte for byte, and other programs' things survive."""

import json
from typing import Any

from hypothesis import given
from hypothesis import settings as effort

from reelhouse.edit.exchange.cut import Cut
from reelhouse.edit.exchange.read import read_cut
from reelhouse.edit.exchange.write import write_cut
from reelhouse.model.base import canonical, dump
from reelhouse.model.timeline import Timeline
from timelines import known, refuse, small, timelines


def written(cut: Cut) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(write_cut(cut, {})))
    return found


def read(document: dict[str, Any], base: Timeline) -> Cut:
    return read_cut(json.dumps(document).encode(), "edited.otio", base, known(base), refuse)


@given(timelines())
@effort(max_examples=150)
def test_any_timeline_comes_back_byte_for_byte(timeline: Timeline) -> None:
    back = read(written(Cut(timeline=timeline)), timeline)
    assert canonical(dump(back.timeline)) == canonical(dump(timeline))
    assert back.kept == ()


def test_captions_and_the_part_come_back() -> None:
    cut = Cut(timeline=small(), part=2, shown={"l1": "The key fit.", "l2": "Nobody knew, 28F."})
    back = read(written(cut), small())
    assert back == cut
