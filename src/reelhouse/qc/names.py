"""The names of all checks, in words for a person: a title, what it means and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CheckName:
    """How a check is called, and one line about it."""

    title: str
    meaning: str


CHECK_NAMES: Mapping[str, CheckName] = {
    "streams": CheckName(
        "Picture and sound", "There is a picture and a sound. If one is missing: look at what the file was made from."
    ),
    "duration": CheckName(
        "Duration", "The video has exactly its planned frames, or is as long as the file says. If not: make it again."
    ),
    "sound-length": CheckName(
        "Length of the sound", "Sound and picture end together. If not: trim or extend the longer one."
    ),
    "decode-errors": CheckName(
        "Damage", "Nothing that is decoded is damaged. If it is: copy, download or make the file again."
    ),
    "black": CheckName("Black picture", "No black picture that nobody planned. If there is: give the scene a picture."),
    "frozen": CheckName(
        "Frozen picture", "No picture stands still outside cards. If one does: check the clip shown at that time."
    ),
    "static-picture": CheckName(
        "Movement", "Something always moves a little. If not: let the background move, or cut sooner."
    ),
    "flashing": CheckName(
        "Flashing", "Brightness jumps at most three times a second. If more: remove the flashes, they can harm people."
    ),
    "silence": CheckName("Silence", "No silence but where it is planned. If there is: add music or shorten the pause."),
    "loudness": CheckName(
        "Loudness", "About -14 LUFS, as platforms play it. If not: change the level of the whole by the difference."
    ),
    "loudness-range": CheckName(
        "Loudness range", "Quiet and loud passages differ by 2 to 9 LU. If not: compress more, or less."
    ),
    "true-peak": CheckName(
        "True peak", "The highest peak stays below -1 dBTP. If not: lower the level or limit the peaks."
    ),
    "clipping": CheckName("Clipping", "No peak is cut off. If one is: record or mix again at a lower level."),
    "av-offset": CheckName(
        "Sound against picture", "Both start together. If not: move the sound by the value that is shown."
    ),
    "captions-in-duration": CheckName(
        "Captions in time", "Every caption is shown, and none after the end. If not: correct its times."
    ),
    "captions-safe-area": CheckName(
        "Captions in place", "No caption lies under buttons of a platform. If one does: shorten it or move it."
    ),
    "captions-contrast": CheckName(
        "Readable captions", "Letters stand out from the picture. If not: choose another colour, outline or plate."
    ),
    "narration-complete": CheckName(
        "Every word spoken", "The voice says every word of the script. If not: narrate again, or use another voice."
    ),
    "narration-times": CheckName(
        "Word times", "Word times rise and lie inside the recording. If not: narrate or align the line again."
    ),
    "narration-silence": CheckName(
        "Holes in the narration", "The voice stops only where the script pauses. If not: narrate the line again."
    ),
    "voice-licence": CheckName(
        "Licence of the voice", "The voice may be used for what the video is for. If not: choose another voice."
    ),
    "first-second": CheckName(
        "First second", "Something is seen within 0.5 s and heard within 0.4 s. If not: start later in the material."
    ),
    "dead-end": CheckName(
        "Last moment", "Speech, a card or a question until the end. If not: end sooner, or add an end card."
    ),
    "container-order": CheckName(
        "Quick start", "The index stands before the media. If not: write the file again with fast start."
    ),
    "packets": CheckName("Packets", "Frames come evenly and in order. If not: convert it to a constant frame rate."),
    "joined-packets": CheckName(
        "Joined whole", "The file holds its parts bit for bit, in order. If not: make it again with --refresh."
    ),
    "keyframes": CheckName(
        "Key frames", "Key frames are at most 5 s apart. If not: encode again with a shorter distance."
    ),
    "colour-tags": CheckName(
        "Colour tags", "The file says BT.709, ordinary range. If not: convert the colours and tag them."
    ),
    "pixel-format": CheckName(
        "Pixels", "8-bit 4:2:0 with square pixels, which every player shows. If not: convert the picture."
    ),
    "picture-size": CheckName(
        "Size", "The picture has the size that was asked for and is upright. If not: render it again."
    ),
    "platform-duration": CheckName(
        "Length for a platform", "The platform takes videos of this length. If not: make shorter or longer parts."
    ),
    "platform-size": CheckName(
        "Size for a platform",
        "The platform takes files of this size. If not: make shorter parts.",
    ),
    "platform-rate": CheckName(
        "Rate for a platform", "The platform shows this many frames a second. If not: choose another `fps`."
    ),
    "platform-bitrate": CheckName(
        "Bitrate for a platform", "The platform takes this bitrate. If not: make it for that platform, which caps it."
    ),
}
