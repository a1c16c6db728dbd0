"""What footage needs, decided from facts alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.errors import UnreadableMedia
from reelhouse.media.facts import Colour
from reelhouse.media.footage.facts import AudioTrack, Hdr, Kind, Probe, VideoTrack
from reelhouse.media.footage.need import matrix_of, need_of
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.wanted import Fit, Wanted
from reelhouse.model.time import Rate

PORTRAIT = Wanted(rate=Rate(num=30), size=(1080, 1920))
BT709 = Colour(primaries=1, transfer=1, matrix=1, full=False)
ORDINARY = VideoTrack(
    index=0,
    codec="h264",
    width=1920,
    height=1080,
    display_width=1920,
    display_height=1080,
    rate=Rate(num=30),
    frames=300,
    end=10_000_000,
    pixel_format="yuv420p",
    colour=BT709,
)


def of(track: VideoTrack, kind: Kind = Kind.VIDEO, **more: bool) -> Probe:
    return Probe(kind=kind, container="mp4", size=1, duration=10_000_000, video=(track,), **more)


def changed(**changes: object) -> VideoTrack:
    return ORDINARY.model_copy(update=changes)


def test_ordinary_footage_is_read_as_it_is() -> None:
    for track in (
        ORDINARY,
        changed(rate=Rate(num=25)),
        changed(colour=Colour(primaries=2, transfer=2, matrix=2, full=None)),
    ):
        need = need_of(of(track), PORTRAIT)
        assert need.direct
        assert need.reasons == ()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"constant": False}, "unevenly"),
        ({"rotation": 90}, "turned"),
        ({"mirrored": True}, "mirrored"),
        ({"interlaced": True}, "interlaced"),
        ({"aspect": (64, 45)}, "square"),
        ({"codec": "hevc"}, "coded as hevc"),
        ({"pixel_format": "yuv420p10le", "depth": 10}, "yuv420p10le"),
        ({"hdr": Hdr.PQ}, "dynamic range (pq)"),
        ({"hdr": Hdr.UNTAGGED}, "untagged"),
        ({"colour": Colour(primaries=9, transfer=1, matrix=1, full=False)}, "BT.709"),
        ({"colour": Colour(primaries=1, transfer=1, matrix=6, full=False)}, "BT.709"),
        ({"colour": Colour(primaries=1, transfer=1, matrix=1, full=True)}, "BT.709"),
        ({"width": 1921}, "odd"),
        ({"width": 3840, "height": 2160}, "1440p"),
    ],
)
def test_everything_else_is_conformed_and_says_why(changes: dict[str, object], word: str) -> None:
    need = need_of(of(changed(**changes)), PORTRAIT)
    assert not need.direct
    assert any(word in reason for reason in need.reasons), need.reasons


def test_what_is_cut_off_or_stands_still_is_conformed() -> None:
    assert "missing" in need_of(of(ORDINARY, whole=False), PORTRAIT).reasons[0]
    assert need_of(of(ORDINARY, Kind.STILL), PORTRAIT).reasons == ("it is a still",)
    assert need_of(of(ORDINARY, Kind.ANIMATION), PORTRAIT).reasons == ("it is an animation",)


def test_the_filters_of_a_phone_that_films_in_hdr() -> None:
    track = changed(
        codec="hevc", rotation=90, display_width=1080, display_height=1920, hdr=Hdr.HLG, pixel_format="yuv420p10le"
    )
    need = need_of(
        of(track.model_copy(update={"colour": Colour(primaries=9, transfer=18, matrix=9, full=False)})), PORTRAIT
    )
    assert need.before == ""
    steps = [step.partition("=")[0] for step in need.after.rstrip(",").split(",")]
    wanted = ["transpose", "crop", "setparams", "scale", "zscale", "format", "zscale", "tonemap", "zscale", "format"]
    assert steps == [*wanted, "setsar", "setparams"]


def test_the_matrix_of_what_says_nothing_is_that_of_its_size() -> None:
    silent = Colour(primaries=2, transfer=2, matrix=2, full=None)
    for width, height, matrix in ((720, 576, "bt601"), (640, 480, "bt601"), (1280, 534, "bt709"), (480, 848, "bt709")):
        assert matrix_of(changed(width=width, height=height, colour=silent)) == matrix
    assert matrix_of(changed(colour=Colour(primaries=9, transfer=14, matrix=9, full=False))) == "bt2020"


def test_without_a_picture_or_with_one_too_large() -> None:
    sound = AudioTrack(index=0, codec="aac", rate=48_000, channels=2, layout="stereo")
    with pytest.raises(UnreadableMedia, match="no picture"):
        need_of(Probe(kind=Kind.SOUND, container="mp4", size=1, audio=(sound,)), PORTRAIT)
    with pytest.raises(UnreadableMedia, match="too large"):
        need_of(of(changed(width=30_000, height=30_000)), PORTRAIT)


SIDES = st.integers(2, 5000)
SIZES = st.tuples(SIDES, SIDES)
ASPECTS = st.sampled_from([(1, 1), (64, 45), (9, 10)])


@given(SIZES, SIZES, st.sampled_from(Fit), st.sampled_from([0, 90]), ASPECTS)
def test_no_frame_is_odd_empty_larger_than_wanted_or_outside_its_picture(
    size: tuple[int, int], output: tuple[int, int], fit: Fit, rotation: int, aspect: tuple[int, int]
) -> None:
    (width, height), (across, down) = size, output
    seen = (max(1, round(width * aspect[0] / aspect[1])), height)
    shown = seen[::-1] if rotation else seen
    track = changed(
        width=width, height=height, rotation=rotation, aspect=aspect, display_width=shown[0], display_height=shown[1]
    )
    wanted = Wanted(rate=Rate(num=30), size=output, fit=fit)
    frame = need_of(of(track), wanted).frame
    stored = (height, width) if rotation else (width, height)
    assert 2 <= frame.width <= max(2, across)
    assert 2 <= frame.height <= max(2, down)
    assert 0 <= frame.left <= stored[0] - min(frame.across, stored[0])
    assert 0 <= frame.top <= stored[1] - min(frame.down, stored[1])
    for side in (frame.width, frame.height, frame.across, frame.down, frame.left, frame.top):
        assert side % 2 == 0


def test_the_facts_of_a_real_film_decide(clip: Callable[[str], Path]) -> None:
    assert need_of(probe(clip("bt709.mp4")), PORTRAIT).direct
    assert not need_of(probe(clip("jitter.mp4")), PORTRAIT).direct
