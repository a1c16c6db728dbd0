"""Kit: a folder and a zip with everything that a person needs to publish by hand, and a page to copy it from.

For every platform, with no key and no account. The same package gives the same bytes. A text that a person changed in
the folder is theirs: it stays, and goes onto the page and into the zip.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

from reelhouse.destinations.archive import write_zip
from reelhouse.destinations.aside import recover, replacing_file, replacing_folder, saying
from reelhouse.destinations.base import Package, Packed, Post, Published
from reelhouse.destinations.former import CARD, SCHEMA, Former, hash_of, read_former
from reelhouse.destinations.forms import UploadForm, forms
from reelhouse.destinations.page import draw_page
from reelhouse.destinations.page.view import file_names
from reelhouse.media.sync import sync_file
from reelhouse.model.base import Json, dump
from reelhouse.model.release import Words

TEXTS = ("title", "description", "tags")


class Kit:
    """The publish kit."""

    name = "kit"

    def accepts(self) -> tuple[UploadForm, ...]:
        """Every platform that the page has a section for."""
        return forms()

    def publish(self, package: Package, to: str) -> Published:
        """Write `NAME-kit` and `NAME-kit.zip` into a folder; each appears whole, or stays as it was.

        Raises:
            DiskFull: There is no room.
            NotWritable: The folder refuses, or something that is no kit stands there.
        """
        target = Path(to) / f"{package.name}-kit"
        archive = target.with_name(f"{target.name}.zip")
        with saying(target):
            recover(target)
            former = read_former(target)
        with replacing_folder(target) as folder, replacing_file(archive) as zipped:
            kit = _Filling(folder, former)
            kit.fill(package)
            write_zip(folder, kit.files, target.name, zipped)
            former.carry(folder)
        return Published(place=str(target), archive=str(archive), kept=tuple(kit.kept))


@dataclass
class _Filling:
    """A kit that is being written."""

    folder: Path
    former: Former
    #: Hash and size of every file, by its name inside the kit.
    files: dict[str, Json] = field(default_factory=dict)
    #: The hashes of our own texts, even where a person's stand instead.
    written: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def fill(self, package: Package) -> None:
        """Write everything; what the kit says of itself comes last."""
        places = [_place(post) for post in package.posts]
        for post, place in zip(package.posts, places, strict=True):
            for video in post.videos:
                self._copy(video, place)
        texts = [self._texts(post.words, place) for post, place in zip(package.posts, places, strict=True)]
        videos = [(place, one) for post, place in zip(package.posts, places, strict=True) for one in post.videos]
        self._write("index.html", draw_page(package, places, texts))
        self._write("quality.json", _json({place + file_names(one)["video"]: _report(one) for place, one in videos}))
        posts = [_post(*one) for one in zip(package.posts, places, texts, strict=True)]
        card = {"schema": SCHEMA, "name": package.name, "posts": posts}
        self._write(CARD, _json({**card, "written": self.written, "files": dict(sorted(self.files.items()))}))

    def _copy(self, video: Packed, place: str) -> None:
        for kind, name in file_names(video).items():
            into = self._into(place + name)
            shutil.copyfile(video.files[kind], into)
            self._note(place + name)

    def _texts(self, words: Words, place: str) -> Mapping[str, str]:
        """The three texts of a post, ours or a person's, without the line's end of their files."""
        ours = {"title": words.title, "description": words.description, "tags": ", ".join(words.tags)}
        return {text: self._text(f"{place}{text}.txt", ours[text]) for text in TEXTS}

    def _text(self, name: str, ours: str) -> str:
        content = f"{ours}\n"
        self.written[name] = hash_of(content.encode())
        theirs = self.former.changed(name)
        if theirs is not None and theirs != content:
            self.kept.append(name)
            content = theirs
        self._write(name, content)
        return content.strip()

    def _write(self, name: str, content: str) -> None:
        self._into(name).write_bytes(content.encode())
        self._note(name)

    def _into(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        return path

    def _note(self, name: str) -> None:
        path = self.folder / name
        sync_file(path)
        with path.open("rb") as file:
            self.files[name] = {"bytes": path.stat().st_size, "sha256": file_digest(file, "sha256").hexdigest()}


def _place(post: Post) -> str:
    """The folder of a post inside the kit: none for an episode of one part."""
    return f"part-{post.words.part}/" if post.words.parts > 1 else ""


def _post(post: Post, place: str, texts: Mapping[str, str]) -> Json:
    words = post.words
    return {
        "folder": place,
        "part": words.part,
        "parts": words.parts,
        "language": words.language,
        **texts,
        "credits": [dump(one) for one in words.credits],
        "videos": [_video(one, place) for one in post.videos],
    }


def _video(one: Packed, place: str) -> Json:
    made = one.made
    return {
        "rendition": made.rendition.name,
        "width": made.rendition.width,
        "height": made.rendition.height,
        "frames": made.frames,
        "rate": str(made.rendition.rate),
        "files": {kind: place + name for kind, name in file_names(one).items()},
    }


def _report(one: Packed) -> Json:
    report = dump(one.made.quality)
    return {"schema": report.pop("schema"), "passed": one.made.quality.passed, **report}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


PROVIDER = Kit()
