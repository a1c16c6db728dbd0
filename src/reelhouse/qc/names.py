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
        "Loudness range",
        "In half a minute and more, quiet and loud passages differ by 2 to 9 LU. If not: compress more, or less.",
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

#: Findings that were made on the way, by whoever made what is finished: they stand at the end of a report.
CARRIED_NAMES: Mapping[str, CheckName] = {
    "story": CheckName("Story", "Something of the text was left out. If it should be told: write it as plain text."),
    "title": CheckName("Title", "The title is the story's own. If none can be read out: give another."),
    "language": CheckName("Language", "Words of another language were left out. If they matter: write them otherwise."),
    "voice-ladder": CheckName(
        "Another voice", "A voice of the ladder could not speak it all. If you want that one: read why, and correct it."
    ),
    "narration-soft": CheckName("Soft line", "A line is very soft. If it is too soft: choose another voice."),
    "narration-clipped": CheckName("Loud line", "A line touches its ceiling. If it crackles: choose another voice."),
    "narration-pace": CheckName("Pace of a line", "A line is very fast or slow. If it is hard to follow: set `speed`."),
    "narration-text": CheckName("Doubtful line", "A line may say another text. Listen to it, or write it otherwise."),
    "clipped-narration": CheckName(
        "Clipped narration", "Peaks of the narration are cut off. If it crackles: choose another voice or record again."
    ),
    "voice-above-music": CheckName(
        "Voice above music",
        "Speech is 14 to 22 LU louder than the music under it. If less: turn the music down in an edited timeline, or "
        "choose another `mood`; if more: turn it up.",
    ),
    "mastered-loudness": CheckName(
        "Mastered loudness", "The target is met without crushing peaks. If not: use a recording without lonely peaks."
    ),
    "footage": CheckName("Footage", "Which clips and pictures are shown. If it is the wrong one: name it otherwise."),
    "footage-folder": CheckName(
        "Folder of footage", "All files of the folder were looked at. If not: divide it, or copy what is only linked."
    ),
    "footage-left-out": CheckName("Footage left out", "A file could not be used, and why. Convert it or remove it."),
    "footage-damaged": CheckName("Damaged footage", "A file is damaged; the rest of it is used. Copy it again."),
    "glyphs": CheckName("Letters", "A font has every letter of a card. If not: choose another style or other letters."),
    "contrast": CheckName("Contrast of a card", "Text on a card can be read. If not: change the style's colours."),
    "text-size": CheckName("Size of text", "Text on a card is large enough. If not: shorten it."),
    "lonely-word": CheckName("Lonely word", "No last line is one word. If one is: change the text a little."),
    "ragged-lines": CheckName("Ragged lines", "Lines of a card are of like length. If not: change the text a little."),
    "place": CheckName("Place of a card", "A card fits between the margins. If not: shorten its text."),
    "thumbnail": CheckName("Cover", "The cover can be read when it is small. If not: shorten the title."),
    "captions": CheckName("Captions", "Captions can be read in the time they have. If not: shorten the sentence."),
    "captions-overlap": CheckName("Captions one by one", "No group is shown with another. If one is: slow down."),
    "captions-brief": CheckName("Brief captions", "Every group is shown long enough. If not: slow the voice down."),
    "captions-alone": CheckName("Captions alone", "No short word stands alone and briefly. If one does: slow down."),
    "captions-outside": CheckName("Captions outside", "Captions end with the video. If not: correct the timeline."),
    "captions-glyphs": CheckName(
        "Letters of captions", "The captions' font has every letter. If not: choose another style or other letters."
    ),
    "captions-place": CheckName("Captions hard to place", "A group fits the safe area. If not: shorten its words."),
    "edited-timeline": CheckName(
        "Edited timeline", "All of an edited timeline is used. If not: what is said of each thing tells what to do."
    ),
}
