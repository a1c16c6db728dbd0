"""Dips and slides as decoded pictures, whole and cut into chunks."""

import hashlib
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from reelhouse.media.ffmpeg import encode
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import Dip, Layer, LayerKind, Layout, LayoutScene, Rendition, Slide
from reelhouse.model.time import Rate, TimeRange
from reelhouse.render.borders import find_borders, transition_spans
from reelhouse.render.chunk import encode_chunk
from reelhouse.render.content import Chunk
from reelhouse.render.moving import shift, tints
from reelhouse.render.plan import cut, plan

SMALL = Rendition(name="small", width=180, height=320, rate=Rate(num=30), preset="ultrafast", crf=0)
SCENE = 45
AT = SCENE
DIP = Dip(at=AT, before=3, after=3, colour="#20407a")
Pictures = NDArray[np.uint8]


def span(start: int, end: int) -> TimeRange:
    return TimeRange(start=start, duration=end - start)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two films of one colour, dark and bright, and two cards of one colour."""
    folder = tmp_path_factory.mktemp("papers")
    for name, colour in (("dark", "0x101828"), ("bright", "0xd0d8e0")):
        graph = f"color=c={colour}:s=180x320:r=30,format=yuv420p"
        encode(("-f", "lavfi", "-i", graph, "-frames:v", "60", "-c:v", "libx264", "-f", "mp4", name), cwd=folder)
    for name, colour in (("red", "0xd02040"), ("green", "0x20d040")):
        graph = f"color=c={colour}:s=60x40,format=rgba"
        encode(("-f", "lavfi", "-i", graph, "-frames:v", "1", "-f", "image2", "-c:v", "png", name), cwd=folder)
    return {name: folder / name for name in ("dark", "bright", "red", "green")}


def source(papers: dict[str, Path], name: str) -> Artifact:
    content = papers[name].read_bytes()
    kind, suffix = (Kind.STILL, ".png") if name in {"red", "green"} else (Kind.FOOTAGE, ".mp4")
    return Artifact(sha256=hashlib.sha256(content).hexdigest(), kind=kind, suffix=suffix, size=len(content))


def ground(papers: dict[str, Path], name: str, start: int) -> Layer:
    return Layer(
        kind=LayerKind.FOOTAGE, artifact=source(papers, name), range=span(start, start + SCENE), source_frames=60
    )


def card(papers: dict[str, Path], name: str, start: int, end: int, *slides: Slide) -> Layer:
    return Layer(
        kind=LayerKind.STILL, artifact=source(papers, name), range=span(start, end), source_frames=1,
        x=60, y=100, slides=slides,
    )  # fmt: skip


def two_scenes(papers: dict[str, Path], *cards: Layer, dips: tuple[Dip, ...] = (DIP,)) -> Layout:
    return Layout(
        rendition=SMALL,
        duration=2 * SCENE,
        scenes=(LayoutScene(id="a", range=span(0, AT)), LayoutScene(id="b", range=span(AT, 2 * SCENE))),
        layers=(ground(papers, "dark", 0), ground(papers, "bright", AT), *cards),
        dips=dips,
        grain=0,
    )


def shown(chunks: tuple[Chunk, ...], papers: dict[str, Path], folder: Path) -> Pictures:
    """All frames, red, green and blue."""
    found = []
    for number, chunk in enumerate(chunks):
        path = folder / f"{len(chunks)}-{number}.mp4"
        encode_chunk(chunk, {source(papers, name).sha256: file for name, file in papers.items()}, path)
        with av.open(str(path)) as container:
            found += [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return np.array(found, np.uint8)


def light(pictures: Pictures) -> NDArray[np.float64]:
    """Relative luminance of whole frames, 0 to 1."""
    linear = (pictures.reshape(len(pictures), -1, 3) / 255) ** 2.2
    return np.asarray(linear.mean(axis=1) @ np.array([0.2126, 0.7152, 0.0722]))


def test_a_dip_goes_down_into_its_colour_and_touches_six_frames(papers: dict[str, Path], tmp_path: Path) -> None:
    dipped = shown(plan(two_scenes(papers)), papers, tmp_path)
    cuts = shown(plan(two_scenes(papers, dips=())), papers, tmp_path)
    differs = [number for number in range(2 * SCENE) if np.abs(dipped[number].astype(int) - cuts[number]).max() > 2]
    assert differs == [42, 43, 44, 45, 46, 47]
    wanted = np.array([0x20, 0x40, 0x7A])
    away = [float(np.abs(dipped[number].mean(axis=(0, 1)) - wanted).max()) for number in range(41, 49)]
    assert max(away[3], away[4]) < 15
    assert sorted(away[:4], reverse=True) == away[:4]
    assert sorted(away[4:]) == away[4:]


def test_frames_are_the_same_however_they_are_cut(papers: dict[str, Path], tmp_path: Path) -> None:
    layout = two_scenes(
        papers,
        card(papers, "red", 0, AT + 8, Slide(at=AT, frames=8, start=0, end=-180)),
        card(papers, "green", AT, 90, Slide(at=AT, frames=8, start=180, end=0)),
    )
    whole = shown(cut(layout, (0, 90)), papers, tmp_path)
    parts = shown(cut(layout, (0, 43, 46, 51, 90)), papers, tmp_path)
    assert (whole == parts).all()


def test_the_same_layout_gives_the_same_bytes(papers: dict[str, Path], tmp_path: Path) -> None:
    chunk = plan(two_scenes(papers))[1]
    assert chunk.dips
    for name in ("one", "two"):
        encode_chunk(chunk, {source(papers, one).sha256: file for one, file in papers.items()}, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_card_slides_out_while_the_next_one_slides_in(papers: dict[str, Path], tmp_path: Path) -> None:
    layout = two_scenes(
        papers,
        card(papers, "red", 0, AT + 8, Slide(at=AT, frames=8, start=0, end=-180)),
        card(papers, "green", AT, 90, Slide(at=AT, frames=8, start=180, end=0)),
        dips=(),
    )
    pictures = shown(plan(layout), papers, tmp_path)
    red, green = (_left_edges(pictures, channel) for channel in (0, 1))
    assert set(red[:AT]) == {60}
    assert set(green[AT + 8 :]) == {60}
    seen = [edge for edge in red[AT : AT + 8] if edge is not None]
    assert sorted(seen, reverse=True) == seen
    coming = [edge for edge in green[AT : AT + 8] if edge is not None]
    assert len(coming) >= 4
    assert sorted(coming, reverse=True) == coming
    steps = [one - other for one, other in pairwise(coming)]
    assert steps[-1] < max(steps) / 3


def _left_edges(pictures: Pictures, channel: int) -> list[int | None]:
    """The first column in which a card's own colour stands out, frame by frame."""
    row = pictures[:, 120].astype(int)
    other = 1 - channel
    hits = row[:, :, channel] - row[:, :, other] > 90
    return [int(hit.argmax()) if hit.any() else None for hit in hits]


def test_a_dip_is_no_more_than_three_changes_of_light_in_a_second(papers: dict[str, Path], tmp_path: Path) -> None:
    """The hardest case: from dark to bright through black, with a cut as near as scenes allow."""
    black = Dip(at=AT, before=3, after=3, colour="#000000")
    layout = two_scenes(papers, dips=(black,))
    luminance = light(shown(plan(layout), papers, tmp_path))
    # Turning points of more than a tenth: what is counted as a flash goes there and back.
    changes, reference, way = [], luminance[0], 0
    for number, value in enumerate(luminance):
        if abs(value - reference) > 0.1 and np.sign(value - reference) != way:
            way = int(np.sign(value - reference))
            changes.append(number)
        if way == 0 or np.sign(value - reference) == way:
            reference = value
    for first in range(2 * SCENE - 30):
        assert sum(first <= change < first + 30 for change in changes) <= 3


def test_only_the_chunk_of_the_dip_changes(papers: dict[str, Path]) -> None:
    dipped, cuts = plan(two_scenes(papers)), plan(two_scenes(papers, dips=()))
    assert [chunk.frames for chunk in dipped] == [42, 48]
    assert [chunk.frames for chunk in cuts] == [45, 45]
    assert [bool(chunk.dips) for chunk in dipped] == [False, True]


def test_a_chunk_without_transitions_keeps_its_name(papers: dict[str, Path]) -> None:
    """The hash was recorded before there were transitions; it must not depend on where they could be."""
    chunk = plan(two_scenes(papers, dips=()))[0]
    assert chunk.hash("x") == chunk.model_copy(update={"dips": ()}).hash("x")
    assert chunk.hash("x") != chunk.model_copy(update={"dips": (DIP,)}).hash("x")
    assert "dips" not in two_scenes(papers, dips=()).model_dump(mode="json")


dip_places = st.lists(st.tuples(st.integers(4, 890), st.integers(0, 8), st.integers(1, 8)), max_size=8)
lengths = st.lists(st.integers(10, 300), min_size=1, max_size=6)


@given(lengths, dip_places)
def test_a_border_is_never_inside_a_transition(scenes: list[int], places: list[tuple[int, int, int]]) -> None:
    starts = [sum(scenes[:number]) for number in range(len(scenes))]
    whole = sum(scenes)
    dips = (Dip(at=at, before=min(at, before), after=after, colour="#000000") for at, before, after in places)
    layout = Layout(
        rendition=SMALL,
        duration=whole,
        scenes=tuple(
            LayoutScene(id=str(at), range=TimeRange(start=at, duration=length))
            for at, length in zip(starts, scenes, strict=True)
        ),
        layers=(),
        dips=tuple(dip for dip in dips if dip.at + dip.after < whole),
    )
    borders = find_borders(layout)
    assert (borders[0], borders[-1]) == (0, whole)
    assert all(one < other for one, other in pairwise(borders))
    assert not [(b, s) for b in borders for s in transition_spans(layout) if s[0] < b < s[1] and s[0] > 0]


@given(st.integers(0, 12), st.integers(0, 12), st.integers(12, 40))
@settings(max_examples=40)
def test_a_dip_is_even_on_both_sides(before: int, after: int, at: int) -> None:
    found = {tint.frame: tint.share for tint in tints(Dip(at=at, before=before, after=after, colour="#000000"), 60)}
    assert sorted(found) == list(range(at - before, at + after))
    assert all(0 < share <= 1000 for share in found.values())
    if before == after:
        assert all(found[at - 1 - step] == found[at + step] for step in range(before))


def test_a_slide_is_slow_at_both_ends() -> None:
    slide = Slide(at=0, frames=8, start=0, end=-1080)
    places = [shift(slide, number) for number in range(8)]
    steps = [one - other for one, other in pairwise(places)]
    assert steps[0] < steps[3]
    assert steps[-1] < steps[3]
    assert places[0] > -10
    assert places[-1] < -1070
