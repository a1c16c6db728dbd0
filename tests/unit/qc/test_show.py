"""Files whose picture has a fault, made by the encoder."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films import PICTURE, X264, damage, film
from papers import card, timeline, voice_track
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import Clip, Gap, GeneratorReference, Track, TrackKind
from reelhouse.qc.evidence import Evidence, Planned, gather
from reelhouse.qc.report import check_deliverable
from reelhouse.qc.show import (
    brightness_jumps,
    check_black,
    check_decoding,
    check_flashing,
    check_frozen,
    check_static,
)

STILL = f"{PICTURE},trim=end_frame=30,tpad=stop_mode=clone:stop_duration=5"
DARK = "drawbox=t=fill:color=black"


def seen(path: Path, picture: str, **changes: object) -> Evidence:
    return gather(film(path / "film.mp4", picture=picture, sound=None, **changes))  # type: ignore[arg-type]  # keywords of film


def bad(evidence: Evidence) -> list[Finding]:
    """What is wrong besides that these films have no sound."""
    found = check_deliverable(evidence).findings
    return [finding for finding in found if finding.level is not Level.OK and finding.check != "streams"]


@pytest.fixture(scope="module")
def black(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    return seen(tmp_path_factory.mktemp("black"), f"{PICTURE},{DARK}:enable='between(t,2,3.49)'")


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    return seen(tmp_path_factory.mktemp("frozen"), STILL)


def test_black(black: Evidence) -> None:
    (finding,) = bad(black)
    assert (finding.check, finding.level, finding.value, finding.at) == ("black", Level.FAIL, "1.50 s", 2000)


def test_short_black_warns_and_a_blink_does_not(tmp_path: Path) -> None:
    (finding,) = bad(seen(tmp_path, f"{PICTURE},{DARK}:enable='between(t,2,2.59)'"))
    assert (finding.check, finding.level) == ("black", Level.WARN)
    assert bad(seen(tmp_path, f"{PICTURE},{DARK}:enable='between(t,2,2.19)'")) == []


def test_dark_pictures_with_something_in_them_are_not_black(tmp_path: Path) -> None:
    dim = f"{PICTURE},{DARK},drawbox=x=20:y=100:w=60:h=40:t=fill:color=white"
    (finding,) = check_black(seen(tmp_path, dim, seconds=2))
    assert finding.level is Level.OK


def background(gap: int) -> Track:
    """A background with nothing in it from frame 60 on, for so many frames."""
    clip = Clip(name="b", media=GeneratorReference(name="x"), source=TimeRange(start=0, duration=60))
    return Track(kind=TrackKind.BACKGROUND, name="background", items=(clip, Gap(duration=gap), clip))


def test_a_gap_of_the_background_may_be_black(black: Evidence) -> None:
    allowed = replace(black, planned=Planned(timeline=timeline(background(46))))
    assert [f.level for f in check_black(allowed)] == [Level.OK]


def test_black_that_outlasts_its_gap_is_a_fault(black: Evidence) -> None:
    (finding,) = check_black(replace(black, planned=Planned(timeline=timeline(background(30)))))
    assert (finding.level, finding.value, finding.at) == (Level.WARN, "0.50 s", 3000)


def test_frozen(frozen: Evidence) -> None:
    (finding,) = bad(frozen)
    assert (finding.check, finding.level, finding.at) == ("frozen", Level.FAIL, 967)
    assert finding.value == "5.03 s"


def test_a_shorter_freeze_warns(tmp_path: Path) -> None:
    (finding,) = bad(seen(tmp_path, f"{STILL},trim=end_frame=100", seconds=3.3))
    assert (finding.check, finding.level) == ("frozen", Level.WARN)


def test_cards_are_not_frozen(frozen: Evidence) -> None:
    shown = replace(frozen, planned=Planned(timeline=timeline(voice_track(), card(40, 140))))
    assert [f.level for f in check_frozen(shown)] == [Level.OK]
    short = replace(frozen, planned=Planned(timeline=timeline(voice_track(), card(29, 100))))
    (finding,) = check_frozen(short)
    assert (finding.level, finding.at) == (Level.WARN, 4300)


def test_a_still_stays_frozen_over_key_frames(tmp_path: Path) -> None:
    (finding,) = check_frozen(seen(tmp_path, STILL, video=(*X264, "-g", "20", "-crf", "28")))
    assert (finding.level, finding.at) == (Level.FAIL, 967)


def test_a_slow_zoom_is_not_frozen(tmp_path: Path) -> None:
    zoom = (
        "color=gray:s=180x320:r=30,geq=lum='128+60*sin(X/4)*cos(Y/5)':cb=128:cr=128,trim=end_frame=1,"
        "loop=-1:1:0,setpts=N/30/TB,"
        "perspective=x0='W*0.0003*on':y0='H*0.0003*on':x1='W*(1-0.0003*on)':y1='H*0.0003*on':x2='W*0.0003*on'"
        ":y2='H*(1-0.0003*on)':x3='W*(1-0.0003*on)':y3='H*(1-0.0003*on)':eval=frame,format=yuv420p"
    )
    evidence = seen(tmp_path, zoom, seconds=4)
    assert [f.level for f in check_frozen(evidence)] == [Level.OK]
    (finding,) = check_static(evidence)
    assert finding.level is Level.OK, finding.value


def test_a_picture_in_which_hardly_anything_moves(tmp_path: Path) -> None:
    dot = "color=0x404060:s=180x320:r=30[a];color=white:s=16x16:r=30[b];[a][b]overlay=x=20+20*t:y=50,format=yuv420p"
    evidence = seen(tmp_path, dot)
    (finding,) = check_static(evidence)
    assert finding.level is Level.WARN
    assert finding.at is not None
    shown = replace(evidence, planned=Planned(timeline=timeline(voice_track(), card(0, 180))))
    assert [(f.level, f.value) for f in check_static(shown)] == [(Level.OK, "nothing to measure")]


def test_strobe(tmp_path: Path) -> None:
    strobe = f"{PICTURE},drawbox=t=fill:color=white:enable='lt(mod(n,6),3)'"
    (finding,) = bad(seen(tmp_path, strobe, seconds=2))
    assert (finding.check, finding.level) == ("flashing", Level.FAIL)


def test_every_other_frame_is_a_strobe_too(tmp_path: Path) -> None:
    strobe = f"{PICTURE},drawbox=t=fill:color=white:enable='mod(n,2)'"
    assert [f.level for f in check_flashing(seen(tmp_path, strobe, seconds=2))] == [Level.FAIL]


def test_cuts_are_not_flashes(tmp_path: Path) -> None:
    cuts = f"{PICTURE},drawbox=t=fill:color=0xb0b0b0:enable='mod(floor(n/20),2)'"
    assert [f.level for f in check_flashing(seen(tmp_path, cuts, seconds=3))] == [Level.OK]


@pytest.mark.parametrize(
    ("luma", "jumps"),
    [
        ([], []),
        ([500] * 9, []),
        ([500, 599, 500, 599], []),
        ([0, 100, 0, 100], [1, 2, 3]),
        ([0, 50, 100, 150, 200, 300], [2]),
        ([0, 60, 120, 90, 60, 20, 0], [2, 5]),
        ([300, 200, 100, 190, 200], [1, 4]),
    ],
)
def test_jumps_of_brightness(luma: list[int], jumps: list[int]) -> None:
    assert brightness_jumps(luma) == jumps


@given(st.lists(st.integers(0, 1000), max_size=60))
def test_jumps_are_fewer_than_steps_and_the_same_upside_down(luma: list[int]) -> None:
    jumps = brightness_jumps(luma)
    steps = sum(abs(after - before) for before, after in pairwise(luma))
    assert len(jumps) * 100 <= steps
    assert brightness_jumps([1000 - value for value in luma]) == jumps


def test_flipped_bytes(good: Evidence, tmp_path: Path) -> None:
    evidence = gather(damage(good.path, tmp_path / "damaged.mp4", at=0.5))
    findings = {finding.check: finding for finding in bad(evidence)}
    finding = findings["decode-errors"]
    assert finding.level is Level.FAIL
    assert finding.at is not None
    assert 2000 < finding.at < 4000


def test_damaged_sound(good: Evidence, tmp_path: Path) -> None:
    sound = film(tmp_path / "a.m4a", picture=None, seconds=2)
    evidence = gather(damage(sound, tmp_path / "b.m4a", at=0.6, length=3000))
    (finding,) = check_decoding(evidence)
    assert finding.level is Level.FAIL


def test_frames_that_never_come_out(good: Evidence) -> None:
    assert good.picture is not None
    fewer = replace(good, picture=good.picture.model_copy(update={"frames": 177}))
    (finding,) = check_decoding(fewer)
    assert (finding.level, finding.value) == (Level.FAIL, "3")


def test_a_frame_rate_that_changes_is_looked_at_evenly(tmp_path: Path) -> None:
    pause = "testsrc2=s=180x320:r=30,select='not(between(n,30,119))',setpts=PTS,format=yuv420p"
    path = film(tmp_path / "pause.mp4", picture=pause, sound=None, mux=("-fps_mode", "vfr"))
    (finding,) = check_frozen(gather(path))
    assert finding.level is Level.WARN
    assert finding.at is not None
    assert 900 < finding.at < 1100


def test_ten_stretches_are_enough(good: Evidence) -> None:
    assert good.picture is not None
    many = tuple(TimeRange(start=at, duration=12) for at in range(0, 400, 20))
    evidence = replace(good, picture=good.picture.model_copy(update={"black": many}))
    assert len(list(check_black(evidence))) == 10
