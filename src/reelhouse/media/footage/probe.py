"""What a file of footage holds, whoever made it and however it is called."""

from __future__ import annotations

from pathlib import Path

from reelhouse.errors import UnreadableMedia
from reelhouse.media.boxes import is_mp4, riff_end, top_boxes
from reelhouse.media.footage.admit import REMEDY, admit, open_footage
from reelhouse.media.footage.facts import Hdr, Kind, Probe
from reelhouse.media.footage.firstframe import LARGEST, Look, first_look
from reelhouse.media.footage.packets import times_of
from reelhouse.media.footage.stills import demand_no_heic, is_picture, probe_picture
from reelhouse.media.footage.tracks import audio_track, beside, films, sounds, subtitles, video_track
from reelhouse.media.pyav import InputContainer

#: Names that people know, for the first name that FFmpeg gives a format.
_CONTAINERS = {"matroska": "matroska/webm", "mov": "mp4", "mpegts": "mpeg-ts", "yuv4mpegpipe": "y4m"}
#: Endings of names that belong to each container; others say something else than the content.
_ENDINGS = {
    "mp4": {".mp4", ".m4v", ".mov", ".m4a", ".3gp", ".3g2", ".qt", ".mj2", ".f4v", ".m4b", ".insv", ".lrv"},
    "quicktime": {".mov", ".qt", ".mp4", ".m4v"},
    "matroska/webm": {".mkv", ".webm", ".mka", ".mk3d"},
    "avi": {".avi", ".divx"},
    "mpeg-ts": {".ts", ".mts", ".m2ts", ".m2t", ".trp"},
    "jpeg": {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"},
    "png": {".png", ".apng"},
    "gif": {".gif"},
    "webp": {".webp"},
    "avif": {".avif"},
}


def probe(path: Path) -> Probe:
    """Look at a file of any origin: its first pictures and all its time stamps, but nothing else is decoded.

    The content decides what a file is, never its name. Other files or addresses that it names are never opened.

    Raises:
        PathNotFound: There is no such file, or it is a folder.
        UnreadableMedia: It is a device, empty, was never finished, or is no video, sound or picture at all.
    """
    place = admit(path)
    if is_picture(place):
        return _noted(probe_picture(place), path)
    demand_no_heic(place)
    whole = _is_whole(place)
    with open_footage(place) as container:
        found = _probe_tracks(container, place, whole=whole)
    return _noted(found, path)


def _probe_tracks(container: InputContainer, path: Path, *, whole: bool) -> Probe:
    size = path.stat().st_size
    pictures, voices = films(container), sounds(container)
    times = times_of(container, [*pictures, *voices], size)
    looks = _looks(path, [stream.index for stream in pictures])
    video = [video_track(s, times[s.index], looks[s.index]) for s in pictures if times[s.index].shown]
    audio = [audio_track(s, times[s.index]) for s in voices if times[s.index].shown]
    if not video and not audio:
        raise UnreadableMedia("the file holds no picture and no sound", where=str(path), remedy=REMEDY)
    start = video[0].start if video else audio[0].start
    length = max(0, *(track.end for track in video), *(track.end for track in audio)) - start
    name = container.format.name.partition(",")[0]
    brand = container.metadata.get("major_brand", "").strip()
    return Probe(
        kind=Kind.VIDEO if video else Kind.SOUND,
        container="quicktime" if brand == "qt" else _CONTAINERS.get(name, name),
        size=size,
        start=start,
        duration=length,
        bit_rate=size * 8_000_000 // length if length else None,
        video=tuple(video),
        audio=tuple(audio),
        subtitles=subtitles(container),
        attachments=beside(container, {track.index for track in video} | {track.index for track in audio}),
        title=container.metadata.get("title", ""),
        whole=whole,
    )


def _looks(path: Path, indices: list[int]) -> dict[int, Look]:
    """The first pictures of each track; opened anew, as not every format can be read from its start again."""
    found: dict[int, Look] = {}
    for index in indices:
        with open_footage(path) as container:
            found[index] = first_look(container, next(s for s in container.streams.video if s.index == index))
    return found


def _is_whole(path: Path) -> bool:
    """Whether all bytes that the file announces are there.

    Raises:
        UnreadableMedia: It is an MP4 without its index, from which nothing can be read.
    """
    size = path.stat().st_size
    if not is_mp4(path):
        return riff_end(path) <= size
    boxes = top_boxes(path)
    index = next((box for box in boxes if box.name == "moov"), None)
    if index is None or index.end > size:
        raise UnreadableMedia(
            "the file has no index, so nothing in it can be found: it is cut off, or its recording never ended",
            where=str(path),
            remedy="Copy or download it again; a camera may be able to mend its own recording",
        )
    return boxes[-1].end <= size


def _noted(found: Probe, path: Path) -> Probe:
    notes = [*found.notes, *(note for note, true in _oddities(found, path).items() if true)]
    return found.model_copy(update={"notes": tuple(notes)})


def _oddities(found: Probe, path: Path) -> dict[str, bool]:
    """What a person should know before using it, and whether it is so."""
    track, ending = found.picture, path.suffix.lower()
    belongs = _ENDINGS.get(found.container, {ending})
    told = {
        "the file is cut off: only what is there can be used": not found.whole,
        f"its name ends in {ending}, but its content is {found.container}": bool(ending) and ending not in belongs,
    }
    if track is None:
        return told
    return told | {
        "ten bits or more and nothing that says which brightness they mean: taken as ordinary": track.hdr
        is Hdr.UNTAGGED,
        "the picture is too large to be used": track.width * track.height > LARGEST,
        "more than one track of pictures: the first one is used": len(found.video) > 1,
    }
