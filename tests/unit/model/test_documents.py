"""Documents: a round trip loses nothing, a wrong or newer one is refused, an older one is upgraded."""

from collections.abc import Iterator
from typing import ClassVar

import pytest

from reelhouse.errors import ContentError
from reelhouse.model import base
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Document, Json, canonical, digest, dump, load
from reelhouse.model.captions import Captions, Cue, WordGroup
from reelhouse.model.deliverable import Deliverable, Sidecar
from reelhouse.model.layout import (
    PORTRAIT,
    Box,
    CaptionEvent,
    FontFile,
    Layer,
    LayerKind,
    Layout,
    LayoutScene,
    ProgressBar,
)
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.model.script import Line, Parts, Role, Scene, Script
from reelhouse.model.speech import Narration, Speech, Timing, Utterance, Voice, Word
from reelhouse.model.story import Story
from reelhouse.model.time import Rate, TimeRange
from reelhouse.model.timeline import (
    Clip,
    ExternalReference,
    Gap,
    GeneratorReference,
    SceneMark,
    Timeline,
    Track,
    TrackKind,
)

ART = Artifact(sha256="ab" * 32, kind=Kind.CHUNK, suffix=".mp4", size=7)
WORD = Word(text="Привет", start=1, end=2)
FINDING = Finding(check="black", level=Level.WARN, message="a black second", value="1.0 s", limit="0.3 s", at=40)
SPAN = TimeRange(start=0, duration=3)
SCRIPT = Script(
    title="T",
    language="en",
    scenes=(Scene(id="s1", role=Role.STORY, lines=(Line(id="s1.1", text="twenty", shown="20"),)),),
)
SPEECH = Speech(line="s1.1", audio=ART, utterance=Utterance(words=(WORD,), samples=9, timing=Timing.EXACT))
TIMELINE = Timeline(
    name="T",
    language="en",
    rate=Rate(num=30),
    duration=3,
    scenes=(SceneMark(id="s1", role=Role.STORY, range=SPAN),),
    tracks=(
        Track(
            kind=TrackKind.BACKGROUND,
            name="b",
            items=(
                Gap(duration=1),
                Clip(name="c", media=ExternalReference(artifact=ART, available=9, loops=True), source=SPAN),
                Clip(name="g", media=GeneratorReference(name="card", parameters={"n": 1}), source=SPAN),
            ),
        ),
        Track(kind=TrackKind.VOICE, name="v", items=()),
    ),
)
LAYOUT = Layout(
    rendition=PORTRAIT,
    duration=3,
    scenes=(LayoutScene(id="s1", range=SPAN),),
    layers=(Layer(kind=LayerKind.LOOP, artifact=ART, range=SPAN, source_frames=9),),
    styles=("Style: A",),
    events=(CaptionEvent(depth=0, style="A", range=SPAN, text="x", box=Box(x=0, y=0, width=1, height=1)),),
    fonts=(FontFile(family="F", artifact=ART),),
    progress=ProgressBar(height=10, gap=4, colour="#ffffff", ground="#000000"),
)
QUALITY = QualityReport(findings=(FINDING,))
DOCUMENTS: list[Document] = [
    Story(title="T", body="B", findings=(FINDING,)),
    SCRIPT,
    Parts(scripts=(SCRIPT,)),
    Narration(voice=Voice(ref="a:b", language="en", description="d"), language="en", lines=(SPEECH,)),
    Captions(
        language="en",
        cues=(Cue(start=0, end=5, text="a\nb"),),
        groups=(WordGroup(scene="s1", start=0, end=5, words=(WORD,)),),
    ),
    TIMELINE,
    LAYOUT,
    QUALITY,
    Deliverable(
        title="T",
        slug="t",
        rendition=PORTRAIT,
        frames=3,
        video=ART,
        thumbnail=ART,
        sidecars=(Sidecar(kind="srt", artifact=ART),),
        quality=QUALITY,
    ),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: type(document).__name__)
def test_a_round_trip_loses_nothing(document: Document) -> None:
    data = dump(document)
    assert data["schema"] == document.SCHEMA
    assert load(type(document), data) == document


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: type(document).__name__)
def test_an_unknown_key_is_named(document: Document) -> None:
    with pytest.raises(ContentError, match="surprise"):
        load(type(document), {**dump(document), "surprise": 1})


def test_another_schema_a_newer_one_and_none_are_refused() -> None:
    data = dump(DOCUMENTS[0])
    for schema, remedy in (("reelhouse.script/1", "right file"), ("reelhouse.story/9", "version of Reelhouse")):
        with pytest.raises(ContentError, match=remedy):
            load(Story, {**data, "schema": schema})
    with pytest.raises(ContentError, match="without a schema"):
        load(Story, {"title": "T", "body": "B"})


def test_a_version_that_nothing_reads_is_named() -> None:
    for schema in ("reelhouse.story", "reelhouse.story/0"):
        with pytest.raises(ContentError, match="nothing here reads"):
            load(Story, {"schema": schema, "title": "T", "body": "B"})


class _Note(Document):
    SCHEMA: ClassVar[str] = "reelhouse.note/3"

    text: str
    stars: int


@pytest.fixture
def _upgrades() -> Iterator[None]:
    def first(data: Json) -> Json:
        return {"words": data["word"]}

    def second(data: Json) -> Json:
        return {"text": data["words"], "stars": 0}

    base.UPGRADES[("reelhouse.note", 1)] = first
    base.UPGRADES[("reelhouse.note", 2)] = second
    yield
    base.UPGRADES.clear()


@pytest.mark.usefixtures("_upgrades")
def test_an_old_version_is_upgraded_step_by_step() -> None:
    assert load(_Note, {"schema": "reelhouse.note/1", "word": "hi"}) == _Note(text="hi", stars=0)
    assert load(_Note, {"schema": "reelhouse.note/2", "words": "hi"}) == _Note(text="hi", stars=0)


def test_canonical_json_has_one_form() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_a_validation_problem_without_a_place_is_only_its_message() -> None:
    with pytest.raises(ContentError, match="ends at 1, not after its start 1"):
        load(Narration, _with_empty_word())


def _with_empty_word() -> Json:
    data = dump(DOCUMENTS[3])
    data["lines"][0]["utterance"]["words"][0]["end"] = 1
    return data


def test_a_word_can_be_moved() -> None:
    assert WORD.shifted(10) == Word(text="Привет", start=11, end=12)


def test_a_report_passes_unless_something_failed() -> None:
    assert QUALITY.passed
    failed = QualityReport(findings=(FINDING, FINDING.model_copy(update={"level": Level.FAIL})))
    assert not failed.passed
    assert failed.of(Level.WARN) == (FINDING,)


def test_tracks_know_their_clips_and_length() -> None:
    track = TIMELINE.track(TrackKind.BACKGROUND)[0]
    assert track.duration == 7
    assert [(at, clip.name) for at, clip in track.clips()] == [(1, "c"), (4, "g")]
    assert not track.kind.is_sound
    assert TIMELINE.track(TrackKind.VOICE)[0].kind.is_sound


def test_a_script_lists_its_lines() -> None:
    assert [line.id for line in SCRIPT.lines] == ["s1.1"]


def test_boxes_contain_and_renditions_scale() -> None:
    outer, inner = Box(x=0, y=0, width=10, height=10), Box(x=2, y=2, width=8, height=8)
    assert outer.contains(inner)
    assert not inner.contains(outer)
    assert PORTRAIT.scale == 1.0
