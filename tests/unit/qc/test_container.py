"""Order, packets, key frames, colours, duration and offset of real files."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from films import FAST_START, PICTURE, TONE, X264, film, run_encoder
from papers import layout, planned, timeline
from reelhouse.media.packets import packet_digests
from reelhouse.media.probe import probe
from reelhouse.model.quality import Finding, Level
from reelhouse.qc.colour import check_pixels, check_size, check_tags
from reelhouse.qc.container import check_joined, check_keys, check_order, check_packets
from reelhouse.qc.duration import check_duration, check_lengths
from reelhouse.qc.evidence import Evidence, Piece, Planned, gather
from reelhouse.qc.report import check_file
from reelhouse.qc.sync import check_offset

UNEVEN = PICTURE.replace("r=30", "r=30,settb=1/1000,setpts='N*1000/30+if(mod(N,2),10,0)'")
OURS = Planned(timeline=timeline())


def of(path: Path, planned: Planned | None = None) -> Evidence:
    """Evidence from the packets alone."""
    return Evidence(path=path, media=probe(path), planned=planned or Planned())


def bad(path: Path) -> dict[str, Finding]:
    return {finding.check: finding for finding in check_file(path).findings if finding.level is not Level.OK}


def test_the_index_at_the_end(tmp_path: Path) -> None:
    found = bad(film(tmp_path / "late.mp4", seconds=2, mux=("-movflags", "+write_colr")))
    assert set(found) == {"container-order"}
    assert found["container-order"].level is Level.FAIL


def test_formats_without_that_order(tmp_path: Path) -> None:
    assert list(check_order(of(film(tmp_path / "a.mkv", seconds=1, mux=())))) == []


def test_uneven_frames(tmp_path: Path) -> None:
    path = film(
        tmp_path / "a.mp4", picture=UNEVEN, sound=None, seconds=2,
        mux=(*FAST_START, "-fps_mode", "vfr", "-enc_time_base", "1:1000"),
    )  # fmt: skip
    finding = bad(path)["packets"]
    assert (finding.level, finding.at) == (Level.WARN, 66)
    (ours,) = check_packets(of(path, OURS))
    assert ours.level is Level.FAIL


def joined(folder: Path, *parts: Path) -> Path:
    """Parts end to end, by copy."""
    (folder / "list.txt").write_text("".join(f"file {part}\n" for part in parts))
    path = folder / "joined.mp4"
    run_encoder("-f", "concat", "-safe", "0", "-i", str(folder / "list.txt"), "-c", "copy", *FAST_START, str(path))
    return path


def pieces(*parts: Path) -> tuple[Piece, ...]:
    return tuple(Piece(30, packet_digests(part, [30])[0]) for part in parts)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    hues = (0, 90, 180)
    return [film(folder / f"{hue}.mp4", picture=f"{PICTURE},hue=h={hue}", sound=None, seconds=1) for hue in hues]


def judged(path: Path, planned: tuple[Piece, ...], good: Evidence) -> Finding:
    (finding,) = check_joined(gather(path, Planned(pieces=planned), picture=good.picture))
    return finding


def test_parts_that_were_joined_as_they_are(tmp_path: Path, parts: list[Path], good: Evidence) -> None:
    found = judged(joined(tmp_path, *parts), pieces(*parts), good)
    assert (found.level, found.value, found.at) == (Level.OK, "0 of 3 parts differ", None)


@pytest.mark.parametrize(
    ("order", "value", "at"),
    [
        ((0, 2, 1), "2 of 3 parts differ", 1000),
        ((0, 1), "1 of 3 parts differ", 2000),
        ((0, 1, 2, 2), "1 of 3 parts differ", 3000),
    ],
)
def test_parts_that_were_mixed_up(
    tmp_path: Path, parts: list[Path], good: Evidence, order: tuple[int, ...], value: str, at: int
) -> None:
    found = judged(joined(tmp_path, *(parts[number] for number in order)), pieces(*parts), good)
    assert (found.level, found.value, found.at) == (Level.FAIL, value, at)


def test_one_byte_of_one_packet(tmp_path: Path, parts: list[Path], good: Evidence) -> None:
    path = joined(tmp_path, *parts)
    with av.open(str(path)) as container:
        packets = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    at, size = packets[45]
    content = bytearray(path.read_bytes())
    content[(at or 0) + size // 2] ^= 1
    path.write_bytes(content)
    found = judged(path, pieces(*parts), good)
    assert (found.level, found.value, found.at) == (Level.FAIL, "1 of 3 parts differ", 1000)


def test_packets_out_of_order(good: Evidence) -> None:
    assert good.media.sound is not None
    mixed = good.media.sound.model_copy(update={"dts_rising": False})
    (finding,) = check_packets(replace(good, media=good.media.model_copy(update={"sound": mixed})))
    assert finding.level is Level.FAIL


@pytest.mark.parametrize(("seconds", "level"), [(4, "ok"), (7, "warn"), (12, "fail")])
def test_key_frames_far_apart(tmp_path: Path, seconds: int, level: str) -> None:
    slow = PICTURE.replace("r=30", "r=5")
    path = film(tmp_path / "a.mp4", picture=slow, sound=None, seconds=seconds, video=(*X264, "-g", "500"))
    (finding,) = check_keys(of(path))
    assert (finding.level, finding.value) == (level, f"{seconds}.00 s")


def test_a_picture_that_starts_without_a_key_frame(good: Evidence) -> None:
    assert good.media.picture is not None
    picture = good.media.picture.model_copy(update={"starts_with_key": False})
    (finding,) = check_keys(replace(good, media=good.media.model_copy(update={"picture": picture})))
    assert finding.level is Level.FAIL


@pytest.mark.parametrize(
    ("picture", "foreign", "ours"),
    [
        (PICTURE, "ok", "ok"),
        (PICTURE.replace("bt709", "smpte170m"), "fail", "fail"),
        (PICTURE.replace("range=tv", "range=pc"), "fail", "fail"),
        ("testsrc2=s=180x320:r=30,format=yuv420p", "warn", "fail"),
    ],
)
def test_colour_tags(tmp_path: Path, picture: str, foreign: str, ours: str) -> None:
    path = film(tmp_path / "a.mp4", picture=picture, sound=None, seconds=1)
    assert [f.level for f in check_tags(of(path))] == [foreign]
    assert [f.level for f in check_tags(of(path, OURS))] == [ours]


def test_colour_tags_in_the_coded_picture_only(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", sound=None, seconds=1)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"colrnclx", b"freenclx"))
    assert [f.level for f in check_tags(of(path))] == [Level.WARN]
    assert [f.level for f in check_tags(of(path, OURS))] == [Level.FAIL]


@pytest.mark.parametrize("form", ["format=yuv444p", "format=yuv420p10le", "setsar=64/45"])
def test_pixels_that_not_every_player_shows(tmp_path: Path, form: str) -> None:
    (finding,) = check_pixels(of(film(tmp_path / "a.mp4", picture=f"{PICTURE},{form}", sound=None, seconds=1)))
    assert finding.level is Level.FAIL


def test_the_size_that_was_asked_for(good: Evidence, good_file: Path, tmp_path: Path) -> None:
    assert [f.level for f in check_size(good)] == [Level.OK]
    turned = tmp_path / "turned.mp4"
    run_encoder("-display_rotation", "90", "-i", str(good_file), "-c", "copy", *FAST_START, str(turned))
    (finding,) = check_size(of(turned, planned()))
    assert (finding.level, finding.value) == (Level.FAIL, "180x320 turned by 90")
    wide = film(tmp_path / "wide.mp4", picture=PICTURE.replace("180x320", "320x180"), sound=None, seconds=1)
    assert [f.level for f in check_size(of(wide, planned()))] == [Level.FAIL]


def test_ten_frames_too_short(tmp_path: Path) -> None:
    path = film(tmp_path / "short.mp4", picture=f"{PICTURE},trim=end_frame=170", sound=None)
    (finding,) = check_duration(of(path, planned()))
    assert (finding.level, finding.message) == (Level.FAIL, "it is 10 frames too short")
    (only_timeline,) = check_duration(of(path, Planned(timeline=timeline(duration=169))))
    assert (only_timeline.level, only_timeline.message) == (Level.FAIL, "it is 1 frames too long")
    (exact,) = check_duration(of(path, Planned(layout=layout(duration=170))))
    assert exact.level is Level.OK


def test_a_matroska_file_that_was_cut_off(tmp_path: Path) -> None:
    whole = film(tmp_path / "a.mkv", mux=()).read_bytes()
    path = tmp_path / "cut.mkv"
    path.write_bytes(whole[: len(whole) // 2])
    assert bad(path)["duration"].level is Level.FAIL


@pytest.mark.parametrize(("sound", "level"), [(1.0, "ok"), (1.03, "ok"), (0.955, "warn"), (0.9, "fail"), (1.3, "fail")])
def test_sound_and_picture_of_one_length(tmp_path: Path, sound: float, level: str) -> None:
    tone = f"{TONE},atrim=end_sample={round(sound * 48000)}"
    path = tmp_path / "a.mp4"
    picture = ("-f", "lavfi", "-t", "1", "-i", PICTURE)
    run_encoder(*picture, "-f", "lavfi", "-t", "2", "-i", tone, *X264, "-c:a", "aac", *FAST_START, str(path))
    assert [f.level for f in check_lengths(of(path))] == [level]


def test_sound_that_starts_late(tmp_path: Path) -> None:
    path = film(tmp_path / "late.mp4", sound_before=("-itsoffset", "0.2"), seconds=2)
    finding = bad(path)["av-offset"]
    assert finding.level is Level.FAIL
    assert "after the picture" in finding.message
    slight = film(tmp_path / "slight.mp4", sound_before=("-itsoffset", "0.05"), seconds=2)
    assert [f.level for f in check_offset(of(slight))] == [Level.WARN]


@pytest.mark.parametrize("delay", ["0", "0.12", "0.3"])
def test_the_offset_is_what_a_flash_and_a_beep_say(tmp_path: Path, delay: str) -> None:
    """A white frame and a beep once a second: the times at which they are shown and heard, decoded."""
    flash = f"{PICTURE},drawbox=t=fill:color=black,drawbox=t=fill:color=white:enable='eq(mod(n,30),15)'"
    beep = "aevalsrc='0.5*sin(2*PI*1000*t)*between(mod(n,48000),24000,25599)':s=48000"
    path = film(tmp_path / "a.mp4", picture=flash, sound=beep, seconds=3, sound_before=("-itsoffset", delay))
    (finding,) = check_offset(of(path))
    heard = [sounds - shows for shows, sounds in zip(flashes(path), beeps(path), strict=True)]
    assert len(heard) == 3
    assert all(abs(apart - float(delay)) < 0.003 for apart in heard)
    # With a delay, the block that an encoder puts first is played too: 21 ms of silence belong to the offset.
    assert float(delay) - 0.022 <= float(finding.value.split()[0]) / 1000 <= float(delay)


def flashes(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        frames = [(float(f.time or 0), f.to_ndarray(format="gray").mean()) for f in container.decode(video=0)]
    return [time for time, light in frames if light > 128]


def beeps(path: Path) -> list[float]:
    starts: list[float] = []
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            loud = np.flatnonzero(np.abs(frame.to_ndarray()[0]) > 0.1)
            if len(loud):
                at = float(frame.time or 0) + int(loud[0]) / 48_000
                starts += [at] if not starts or at - starts[-1] > 0.5 else []
    return starts
