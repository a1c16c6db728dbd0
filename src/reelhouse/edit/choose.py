"""Choosing clips: which piece of which clip each shot of a scene shows.

A scene chooses by its own place, words and times; so an edit in one scene leaves the pictures of the others alone.
Only at the border of two scenes one knows of the other: a clip that one of them speaks of there is left to it, and
where both would show the same clip, the scene with the odd number steps aside.

The clips lie in an order of their own, as a shuffled pack of cards; each scene begins at another place of it. Clips
whose names or tags share words with what is being said come first. A long clip is divided into takes: a scene has its
own ones, so that its pieces meet those of other scenes only when the clip is used up.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reelhouse.edit.shots import FIRST, LEAST, LONGEST, OPENING, USUAL, Marks, frames_of, shot_frames
from reelhouse.errors import ContentError
from reelhouse.model.base import Value
from reelhouse.model.time import Rate, TimeRange

#: Places in the pack between the beginnings of two scenes, at least: about the shots of a scene.
_STRIDE = 2


@dataclass(frozen=True)
class Choice:
    """A clip that may be chosen: its name, and the roots of the words that its name and its tags hold."""

    name: str
    roots: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Heard:
    """A spoken word: the frame of its scene on which it begins, and its root, empty when it says little.

    `end` is the first frame after it; a word that says nothing of its end has none.
    """

    frame: int
    root: str
    end: int = 0


@dataclass(frozen=True)
class SceneWords:
    """A scene that wants pictures: its frames, its words, and the frames on which the music beats."""

    id: str
    frames: int
    words: tuple[Heard, ...]
    beats: tuple[int, ...] = ()


class Shot(Value):
    """A piece of a clip: `source` counts frames of the clip from its start, `at` is the frame of the scene."""

    clip: str
    at: int
    source: TimeRange


#: The frames of a clip at the programme's rate: 0 when it cannot be used, None when it lasts as long as one likes.
Length = Callable[[str], int | None]


@dataclass(frozen=True)
class Pack:
    """All clips in a shuffled order, and what is known of their lengths.

    The length of a clip is asked for when it is about to be chosen, not before: looking at a file takes time.
    """

    choices: Mapping[str, Choice]
    order: tuple[str, ...]
    length: Length
    rate: Rate

    @classmethod
    def of(cls, choices: Sequence[Choice], length: Length, seed: int, rate: Rate) -> Pack:
        """Shuffle by the seed and the names alone."""

        def place(name: str) -> bytes:
            return hashlib.sha256(f"{seed}/{name}".encode("utf-8", "backslashreplace")).digest()

        known = {choice.name: choice for choice in choices}
        return cls(known, tuple(sorted(known, key=place)), length, rate)


def choose_shots(scenes: Sequence[SceneWords], pack: Pack) -> dict[str, tuple[Shot, ...]]:
    """Shots for every scene, end to end.

    Raises:
        ContentError: No clip can be used.
    """
    chosen: dict[str, tuple[Shot, ...]] = {}
    for place in (*range(0, len(scenes), 2), *range(1, len(scenes), 2)):
        before = chosen.get(scenes[place - 1].id, ()) if place else ()
        after = chosen.get(scenes[place + 1].id, ()) if place + 1 < len(scenes) else ()
        left = _Side(before[-1].clip if before else "", _edge(scenes, place - 1, pack, last=True))
        right = _Side(after[0].clip if after else "", _edge(scenes, place + 1, pack, last=False))
        chosen[scenes[place].id] = tuple(_Scene(scenes[place], place, len(scenes), pack, left, right).shots())
    return {scene.id: chosen[scene.id] for scene in scenes}


@dataclass(frozen=True)
class _Side:
    """What is on the other side of a scene's border: the clip, if it is chosen already, and what is spoken of."""

    clip: str
    roots: frozenset[str]


def _edge(scenes: Sequence[SceneWords], place: int, pack: Pack, *, last: bool) -> frozenset[str]:
    """The roots of what is said at the beginning or at the end of a scene, as long as a shot may last."""
    if not 0 <= place < len(scenes):
        return frozenset()
    scene, longest = scenes[place], frames_of(LONGEST, pack.rate)
    first, end = (scene.frames - longest, scene.frames) if last else (0, longest)
    return frozenset(word.root for word in scene.words if first <= word.frame < end and word.root)


@dataclass
class _Scene:
    """One scene on its way to shots."""

    scene: SceneWords
    place: int
    scenes: int
    pack: Pack
    before: _Side
    after: _Side
    used: Counter[str] = field(default_factory=Counter)
    taken: set[tuple[str, int]] = field(default_factory=set)
    #: Where the last take of each clip ends.
    ends: dict[str, int] = field(default_factory=dict)

    def shots(self) -> Iterator[Shot]:
        at, made, previous = 0, 0, Shot(clip=self.before.clip, at=0, source=TimeRange(start=0, duration=0))
        while at < self.scene.frames:
            pace = OPENING if self.place == 0 and made < FIRST else USUAL
            left, marks, rate = self.scene.frames - at, self._marks(at), self.pack.rate
            clip = self._pick(at, at + shot_frames(left, frames_of(LONGEST, rate), marks, rate, pace), previous.clip)
            start, available = self._piece(clip, previous)
            length = shot_frames(left, available, marks, rate, pace)
            previous = Shot(clip=clip, at=at, source=TimeRange(start=start, duration=length))
            self.used[clip] += 1
            yield previous
            at, made = at + length, made + 1

    def _marks(self, at: int) -> Marks:
        """Words and beats, counted from a frame."""
        words = tuple((word.frame - at, word.end - at) for word in self.scene.words if max(word.frame, word.end) > at)
        return Marks(words, tuple(beat - at for beat in self.scene.beats if beat > at))

    def _pick(self, at: int, until: int, previous: str) -> str:
        """The best clip that can be used and is not that of a neighbouring shot; any other when there is no such."""
        near = {previous}
        if until >= self.scene.frames:
            near.add(self.after.clip)
        ranked = self._ranked(at, until)
        for allowed in (lambda name: name not in near, lambda name: name != previous, lambda _: True):
            for name in ranked:
                if allowed(name) and self._lasts(name):
                    return name
        raise ContentError("none of the clips can be used", remedy="Give other footage, or leave `footage` out")

    def _lasts(self, name: str) -> bool:
        length = self.pack.length(name)
        return length is None or length >= frames_of(LEAST, self.pack.rate)

    def _ranked(self, at: int, until: int) -> list[str]:
        """Fresh clips first; of those what is spoken of now, what was, the others, what will be or is next door."""
        order, count = self.pack.order, len(self.pack.order)
        begin = self.place * max(_STRIDE, count // max(1, self.scenes)) % count
        now, gone, kept = self._spoken(at, until)

        def key(place: int) -> tuple[int, int, int, int]:
            name = order[place]
            roots = self.pack.choices[name].roots
            hits = next(((tier, len(roots & said)) for tier, said in ((0, now), (1, gone)) if roots & said), None)
            tier, many = hits or (3 if roots & kept else 2, 0)
            # What is spoken of may come back as long as there are takes of it that nobody saw.
            worn = self.used[name] // self._takes(name) if tier == 0 else self.used[name]
            return worn, tier, -many, (place - begin) % count

        return [order[place] for place in sorted(range(count), key=key)]

    def _takes(self, name: str) -> int:
        """The takes of a clip that was used; of others nobody asks, as that would mean to look at them."""
        length = self.pack.length(name) if self.used[name] else None
        return -(-length // frames_of(LONGEST, self.pack.rate)) if length else 1

    def _spoken(self, at: int, until: int) -> tuple[set[str], set[str], set[str]]:
        """The roots of what is said in a shot, of what was said before, and of what clips are kept for."""
        said = [word for word in self.scene.words if word.root]
        kept = {word.root for word in said if word.frame >= until}
        kept |= self.before.roots if at == 0 else set()
        kept |= self.after.roots if until >= self.scene.frames else set()
        now = {word.root for word in said if at <= word.frame < until}
        return now, {word.root for word in said if word.frame < at}, kept

    def _piece(self, clip: str, previous: Shot) -> tuple[int, int]:
        """Where to begin in a clip, and the frames that it has from there; a clip that goes on does not jump."""
        length = self.pack.length(clip)
        longest = frames_of(LONGEST, self.pack.rate)
        if length is None:
            return 0, longest
        end = self.ends.get(clip, 0)
        if clip == previous.clip and end - previous.source.end >= longest:
            return previous.source.end, end - previous.source.end
        takes = max(1, -(-length // longest))
        take = next((one for one in self._own(takes) if (clip, one) not in self.taken), None)
        if take is None:
            self.taken = {(name, one) for name, one in self.taken if name != clip}
            take = next(self._own(takes))
        self.taken.add((clip, take))
        start, end = take * length // takes, (take + 1) * length // takes
        self.ends[clip] = end
        goes_on = clip == previous.clip and 0 < start - previous.source.end < longest
        return (previous.source.end, end - previous.source.end) if goes_on else (start, end - start)

    def _own(self, takes: int) -> Iterator[int]:
        """The takes of a clip as this scene uses them: its own ones, then those that are farthest from its own."""
        if takes < self.scenes:
            yield from ((self.place + step) % takes for step in range(takes))
            return
        first, end = (place * takes // self.scenes for place in (self.place, self.place + 1))
        yield from range(first, end)
        yield from ((first + takes // 2 + step) % takes for step in range(takes))
