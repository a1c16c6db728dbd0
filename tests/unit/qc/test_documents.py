"""Captions, narration, licence, beginning and end: checks of a file against its documents."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from papers import LINES, captions, card, event, layout, narration, planned, script, timeline, voice_track, words
from reelhouse.model.captions import Captions, Cue
from reelhouse.model.layout import Box, Layout
from reelhouse.model.quality import Finding, Level
from reelhouse.model.speech import Commercial, Narration, Speech, Word
from reelhouse.model.time import TimeRange
from reelhouse.qc.captions import check_contrast, check_inside, check_safe_area
from reelhouse.qc.ending import check_end, check_start
from reelhouse.qc.evidence import Evidence, Planned
from reelhouse.qc.licence import check_voice
from reelhouse.qc.narration import check_complete, check_holes, check_times


def one(check: Callable[[Evidence], Iterator[Finding]], good: Evidence, plan: Planned) -> Finding:
    (finding,) = check(replace(good, planned=plan))
    return finding


def with_layout(made: Layout) -> Planned:
    return replace(planned(), layout=made)


def told(line: str, spoken: tuple[Word, ...]) -> Planned:
    """The papers, with other words in one line of the narration."""

    def change(speech: Speech) -> Speech:
        if speech.line != line:
            return speech
        return speech.model_copy(update={"utterance": speech.utterance.model_copy(update={"words": spoken})})

    return replace(planned(), narration=narration(lines=tuple(change(speech) for speech in narration().lines)))


def spoken_by(**changes: object) -> Narration:
    return narration(voice=narration().voice.model_copy(update=changes))


def test_captions_after_the_end(good: Evidence) -> None:
    finding = one(check_inside, good, with_layout(layout(event(), event(170, 20))))
    assert (finding.level, finding.at, finding.value) == (Level.FAIL, 5667, "1 of 4")
    finding = one(check_inside, good, replace(planned(), captions=captions(end=288_001)))
    assert (finding.level, finding.at) == (Level.FAIL, 300)


def test_captions_that_are_never_shown(good: Evidence) -> None:
    assert one(check_inside, good, with_layout(layout(event(10, 0)))).level is Level.FAIL
    backwards = Captions(language="en", cues=(Cue(start=900, end=800, text="no"),))
    assert one(check_inside, good, replace(planned(), captions=backwards)).level is Level.FAIL


@pytest.mark.parametrize(
    ("box", "level"),
    [
        (Box(x=11, y=37, width=146, height=212), "ok"),
        (Box(x=10, y=100, width=50, height=12), "warn"),
        (Box(x=60, y=100, width=98, height=12), "warn"),
        (Box(x=9, y=100, width=50, height=12), "fail"),
        (Box(x=40, y=240, width=50, height=12), "fail"),
    ],
)
def test_captions_in_the_safe_area(good: Evidence, box: Box, level: str) -> None:
    finding = one(check_safe_area, good, with_layout(layout(event(), event(30, 20, box))))
    assert (finding.level, finding.at) == (level, None if level == "ok" else 1000)


def test_contrast_comes_from_whoever_placed_the_captions(good: Evidence) -> None:
    measured = one(check_contrast, good, planned())
    assert (measured.level, measured.value) == (Level.OK, "7.3:1")
    faint = Finding(check="captions-contrast", level=Level.FAIL, message="too faint")
    found = one(check_contrast, good, with_layout(layout().model_copy(update={"findings": (faint,)})))
    assert (found.check, found.level, found.message) == ("captions-contrast", Level.FAIL, "too faint")


def test_captions_that_nobody_measured_are_a_failure(good: Evidence) -> None:
    found = one(check_contrast, good, with_layout(layout().model_copy(update={"findings": ()})))
    assert (found.level, found.value) == (Level.FAIL, "not measured")


def test_every_word_is_spoken(good: Evidence) -> None:
    finding = one(check_complete, good, planned())
    assert (finding.level, finding.value) == (Level.OK, "13 of 13 words")


@pytest.mark.parametrize(
    ("spoken", "missing"),
    [
        ("She sold the house.", ""),
        ("SHE sold, the house", ""),
        ("Shesold the hou se", ""),
        ("She sold the", "'house.'"),
        ("sold the house", "'She'"),
        ("She the", "'sold', 'house.'"),
        ("something wholly other", "'She', 'sold', 'the', 'house.'"),
    ],
)
def test_a_word_that_nobody_says(good: Evidence, spoken: str, missing: str) -> None:
    finding = one(check_complete, good, told("a.1", words(spoken, 96_000)))
    assert finding.level is (Level.FAIL if missing else Level.OK)
    assert not missing or missing.rsplit(", ", maxsplit=1)[-1] in finding.message


def test_a_line_that_nobody_says(good: Evidence) -> None:
    fewer = replace(planned(), narration=narration(lines=narration().lines[:2]))
    finding = one(check_complete, good, fewer)
    assert (finding.level, finding.value) == (Level.FAIL, "9 of 13 words")


def test_word_times_out_of_order(good: Evidence) -> None:
    assert one(check_times, good, planned()).level is Level.OK
    crossed = (Word(text="She", start=500, end=900), Word(text="sold", start=100, end=400))
    finding = one(check_times, good, told("a.1", crossed))
    assert (finding.level, finding.value) == (Level.FAIL, "a.1")
    late = (Word(text="She", start=500, end=96_001),)
    assert one(check_times, good, told("a.1", late)).level is Level.FAIL
    assert one(check_times, good, told("a.1", ())).level is Level.FAIL


@pytest.mark.parametrize(("hole", "level"), [(30_000, "ok"), (36_000, "warn"), (60_000, "fail")])
def test_a_hole_inside_a_line(good: Evidence, hole: int, level: str) -> None:
    spoken = (Word(text="She", start=0, end=4_800), Word(text="sold", start=4_800 + hole, end=96_000))
    assert one(check_holes, good, told("a.1", spoken)).level == level


@pytest.mark.parametrize(("start", "level"), [(125_000, "ok"), (142_000, "ok"), (150_000, "warn"), (170_000, "fail")])
def test_a_hole_between_two_lines(good: Evidence, start: int, level: str) -> None:
    late = replace(planned(), timeline=timeline(voice_track({"a.2": start, "b.1": start + 110_000})))
    finding = one(check_holes, good, late)
    assert finding.level == level
    if level != "ok":
        assert finding.at == round((14_400 + 95_040) / 48)


def test_a_scripted_pause_is_no_hole(good: Evidence) -> None:
    scene = script().scenes[0]
    pause = scene.lines[0].model_copy(update={"pause": 1500})
    long = script().model_copy(
        update={"scenes": (scene.model_copy(update={"lines": (pause, *scene.lines[1:])}), script().scenes[1])}
    )
    late = timeline(voice_track({"a.2": 170_000, "b.1": 280_000}))
    assert one(check_holes, good, replace(planned(), timeline=late, script=long)).level is Level.OK


def test_lines_are_found_by_their_sound_too(good: Evidence) -> None:
    track = voice_track()
    named = [item.model_copy(update={"name": "x"}) if item.type == "clip" else item for item in track.items]
    other = timeline(track.model_copy(update={"items": tuple(named)}))
    assert one(check_holes, good, replace(planned(), timeline=other)).level is Level.OK
    assert list(check_holes(replace(good, planned=replace(planned(), timeline=None)))) == []


@pytest.mark.parametrize(
    ("commercial", "level", "says"),
    [
        ("yes", Level.OK, "may be used"),
        ("no", Level.WARN, "may not be used"),
        ("unknown", Level.WARN, "nobody could say"),
    ],
)
def test_licence_of_the_voice(good: Evidence, commercial: str, level: Level, says: str) -> None:
    voice = spoken_by(commercial=Commercial(commercial), source="https://example.org/voice")
    finding = one(check_voice, good, replace(planned(), narration=voice))
    assert finding.level is level
    assert "CC0" in finding.value
    assert says in finding.message
    assert "test:voice" in finding.message


def test_the_voice_starts_late(good: Evidence) -> None:
    late = timeline(voice_track({"a.1": 24_000}))
    finding = one(check_start, good, replace(planned(), timeline=late))
    assert (finding.level, finding.message, finding.at) == (Level.WARN, "nothing is said at first", 0)


def test_black_at_first(good: Evidence) -> None:
    assert good.picture is not None
    dark = good.picture.model_copy(update={"black": (TimeRange(start=0, duration=16),)})
    finding = one(check_start, replace(good, picture=dark), planned())
    assert (finding.level, finding.message) == (Level.WARN, "nothing is seen at first")


def test_silent_at_first_without_documents(good: Evidence) -> None:
    assert good.sound is not None
    silent = good.sound.model_copy(update={"silences": (TimeRange(start=0, duration=24_000),)})
    assert one(check_start, replace(good, sound=silent), Planned()).level is Level.WARN
    assert list(check_start(replace(good, sound=None, picture=None, planned=Planned()))) == []
    assert one(check_start, replace(good, sound=None), Planned()).level is Level.OK


def test_a_dead_end(good: Evidence) -> None:
    assert one(check_end, good, planned()).level is Level.OK
    no_card = replace(planned(), timeline=timeline(voice_track({"b.1": 226_000})))
    finding = one(check_end, good, no_card)
    assert (finding.level, finding.value) == (Level.WARN, "0.46 s")
    short_card = replace(planned(), timeline=timeline(voice_track({"b.1": 226_000}), card(150, 22)))
    assert one(check_end, good, short_card).level is Level.OK


def test_a_dead_end_without_documents(good: Evidence) -> None:
    assert good.sound is not None
    assert good.picture is not None
    silent = good.sound.model_copy(update={"silences": (TimeRange(start=260_000, duration=28_000),)})
    still = good.picture.model_copy(update={"still": (TimeRange(start=168, duration=12),)})
    assert one(check_end, replace(good, sound=silent, picture=still), Planned()).value == "0.40 s"
    assert one(check_end, replace(good, sound=silent), Planned()).level is Level.OK
    assert list(check_end(replace(good, sound=None, planned=Planned()))) == []


def test_documents_that_are_not_there_are_not_judged(good: Evidence) -> None:
    bare = replace(good, planned=Planned())
    for check in (check_inside, check_safe_area, check_contrast, check_complete, check_times, check_holes, check_voice):
        assert list(check(bare)) == []
    assert len(LINES) == 3
