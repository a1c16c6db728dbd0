"""What a video's files are called, so that two stories with one title never replace one another."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import chain
from pathlib import Path

from reelhouse.model.base import digest
from reelhouse.model.deliverable import Deliverable
from reelhouse.operations.material import readable
from reelhouse.operations.output import HELD_FOLDER
from reelhouse.production.material import Material
from reelhouse.storage.exports import Exports


def story_of(recipe: str, source: str, material: Material | None) -> str:
    """What tells one story from another, whatever it is called: the file it is in, or its text where there is none."""
    if material is None:
        return f"{recipe}/{source}"
    if source == "-" or not Path(source).is_file():  # a pipe's name says nothing
        return f"{recipe}/{sha256(material.content).hexdigest()}"
    return f"{recipe}/{readable(str(Path(source).resolve()))}"


def file_name(video: Deliverable, story: str, out: Path, exports: Exports) -> str:
    """The name of a video's files without an ending, and from now on its story's in this folder.

    It is the video's own name, unless files of another story with the same title are there: then a code of the story
    is put behind the title, the same each time. All parts and sizes of a story share the title, and so the code.
    """
    title = title_of(video.slug, video.rendition.name)
    folder = readable(str(out.resolve()))
    owner = exports.owner(folder, title)
    if owner not in {None, story} and _is_there(title, out):
        return f"{title}-{digest(story)[:6]}{video.slug.removeprefix(title)}"
    exports.claim(folder, title, story)
    return video.slug


def title_of(name: str, rendition: str) -> str:
    """The name without part and rendition. A title that ends like a part loses that too, which harms nobody."""
    return re.sub(r"-part-\d+$", "", name.removesuffix(f"-{rendition}"))


def _is_there(title: str, out: Path) -> bool:
    names = (f"{title}.mp4", f"{title}-*.mp4")
    return any(chain.from_iterable(place.glob(name) for place in (out, out / HELD_FOLDER) for name in names))
