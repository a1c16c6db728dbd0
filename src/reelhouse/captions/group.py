"""Words into groups: the few words that stand on the screen together while they are spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from reelhouse.captions.cues import cut_words
from reelhouse.captions.display import fits, plain
from reelhouse.captions.lines import IsWeak, Limits, columns
from reelhouse.model.captions import WordGroup
from reelhouse.model.speech import Word
from reelhouse.model.time import milliseconds_to_samples
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import CaptionLook

#: How much smaller than usual words may be drawn so that a short single word need not stand alone.
SMALLER = 0.87
#: A silence longer than this between two words ends a group.
PAUSE = milliseconds_to_samples(300)
#: A shorter time without a caption between two groups is closed.
FLICKER = milliseconds_to_samples(250)
#: Every group is shown this long where there is room, and a single word longer.
SHORTEST = milliseconds_to_samples(350)
SHORTEST_ALONE = milliseconds_to_samples(450)

#: Longer phrases without any punctuation are cut here, so that dividing them stays quick.
LONGEST_PHRASE = 30

_BREAK = re.compile(r"[.!?…,;:—–][\"'”’»)\]]*$")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")

Words = tuple[Word, ...]


def group_words(  # noqa: PLR0913 - so much decides where a group begins and ends
    words: Sequence[Word],
    scene: str,
    look: CaptionLook,
    faces: Faces,
    *,
    until: int,
    since: int = 0,
    weak: IsWeak = lambda _: False,
) -> tuple[WordGroup, ...]:
    """Group the shown words of one scene.

    Args:
        words: In order, in samples of the whole timeline.
        scene: The scene's name.
        look: Sizes and times of the captions.
        faces: The fonts that the words will be drawn with.
        until: The scene's end, the first sample that belongs to it no more.
        since: The scene's start; no group is shown earlier.
        weak: Which words no line should end with, for looks that show whole lines.

    Returns:
        Groups in order that never overlap. Words that show nothing (a dash by itself) are in none.
    """
    if look.columns:
        return _timed(_lines(words, look, weak), scene, look, until, since)
    measure = _Measure(look, faces)
    groups: list[Words] = []
    for phrase in _phrases(words):
        groups += measure.split(phrase)
    return _timed(measure.join_short(groups), scene, look, until, since)


def regroup_words(groups: Sequence[WordGroup], look: CaptionLook, faces: Faces, weak: IsWeak) -> tuple[WordGroup, ...]:
    """The same words in the groups that another look makes of them, scene by scene and within the same times."""
    return tuple(
        group
        for scene, run in groupby(groups, lambda group: group.scene)
        for group in _again(scene, tuple(run), look, faces, weak)
    )


def _again(
    scene: str, groups: Sequence[WordGroup], look: CaptionLook, faces: Faces, weak: IsWeak
) -> tuple[WordGroup, ...]:
    words = [word for group in groups for word in group.words]
    since, until = groups[0].start, max(groups[-1].end, words[-1].end)
    return group_words(words, scene, look, faces, until=until, since=since, weak=weak)


def _lines(words: Sequence[Word], look: CaptionLook, weak: IsWeak) -> list[Words]:
    """Whole lines of one sentence, cut where they read best; without the words that show nothing."""
    limits = Limits(columns=look.columns, lines=look.rows)
    sentences: list[list[Word]] = [[]]
    for word in (word for word in words if plain(word.text)):
        sentences[-1].append(word)
        if _STOP.search(word.text):
            sentences.append([])
    return [tuple(part) for sentence in sentences if sentence for part in cut_words(sentence, limits, weak)]


def _phrases(words: Sequence[Word]) -> list[Words]:
    """Split at punctuation and at pauses, and leave out what shows nothing."""
    phrases: list[list[Word]] = [[]]
    for word in words:
        if not plain(word.text):
            phrases.append([])
            continue
        if phrases[-1] and _ends(phrases[-1], word):
            phrases.append([])
        phrases[-1].append(word)
    return [tuple(phrase) for phrase in phrases if phrase]


def _ends(phrase: Sequence[Word], following: Word) -> bool:
    silence = following.start - phrase[-1].end
    return len(phrase) == LONGEST_PHRASE or silence > PAUSE or _BREAK.search(phrase[-1].text) is not None


class _Measure:
    """Whether words may stand together, by count, letters and width."""

    def __init__(self, look: CaptionLook, faces: Faces) -> None:
        self._look = look
        self._faces = faces

    def may_stand(self, words: Words, scale: float = 1.0) -> bool:
        """Whether they do at this share of the full size; a word by itself always may, it is made to fit later."""
        texts = [plain(word.text).upper() for word in words]
        most = self._look.words - (sum(map(columns, texts)) > self._look.letters)
        return len(words) == 1 or (len(words) <= most and fits(texts, self._look, self._faces, self._look.size * scale))

    def split(self, phrase: Words) -> list[Words]:
        """The fewest parts that may stand, whose sizes differ by at most one; of these, the most even in letters."""
        count = -(-len(phrase) // self._look.words)
        while (parts := self._divide(phrase, count)) is None:
            count += 1
        return parts

    def _divide(self, phrase: Words, count: int) -> list[Words] | None:
        small, larger = divmod(len(phrase), count)

        @cache
        def best(start: int, left: int, larger: int) -> tuple[int, tuple[Words, ...]] | None:
            """The evenest way to divide what begins at `start` into `left` parts, `larger` of them by one longer."""
            if not left:
                return 0, ()
            found = None
            for extra in (0, 1):
                part = phrase[start : start + small + extra]
                if not (larger - extra in range(left) and self.may_stand(part)):
                    continue
                rest = best(start + len(part), left - 1, larger - extra)
                if rest is not None:
                    cost = sum(len(plain(word.text)) for word in part) ** 2 + rest[0]
                    if found is None or cost < found[0]:
                        found = cost, (part, *rest[1])
            return found

        found = best(0, count, larger)
        return None if found is None else list(found[1])

    def join_short(self, groups: list[Words]) -> list[Words]:
        """Let a single short word, or a group that is gone at once, stand with a neighbour of its sentence."""
        groups = list(groups)
        at = 0
        while at < len(groups):
            joined = self._join(groups, at) if self._is_short(groups, at) else None
            if joined is None:
                at += 1
            else:
                groups[joined : joined + 2] = [groups[joined] + groups[joined + 1]]
                at = max(0, joined - 1)
        return groups

    def _is_short(self, groups: list[Words], at: int) -> bool:
        group = groups[at]
        if len(group) == 1:
            return group[0].end - group[0].start < SHORTEST_ALONE
        return at + 1 < len(groups) and groups[at + 1][0].start - group[0].start < SHORTEST

    def _join(self, groups: list[Words], at: int) -> int | None:
        """The place of the first of the two groups to join, the closer pair first."""
        pairs = [
            (groups[first + 1][0].start - groups[first][-1].end, first)
            for first in (at - 1, at)
            if first >= 0 and first + 1 < len(groups)
        ]
        allowed = (
            first
            for silence, first in sorted(pairs)
            if silence <= PAUSE
            and not _STOP.search(groups[first][-1].text)
            and self.may_stand(groups[first] + groups[first + 1], SMALLER)
        )
        return next(allowed, None)


def _timed(groups: list[Words], scene: str, look: CaptionLook, until: int, since: int) -> tuple[WordGroup, ...]:
    lead, hold = milliseconds_to_samples(look.lead), milliseconds_to_samples(look.hold)
    starts = [min(max(since, words[0].start - lead), until) for words in groups]
    timed = []
    for words, start, limit in zip(groups, starts, [*starts, until][1:], strict=True):
        shortest = SHORTEST_ALONE if len(words) == 1 else SHORTEST
        end = max(words[-1].end + hold, start + shortest)
        end = limit if limit - end < FLICKER else end
        timed.append(WordGroup(scene=scene, start=start, end=end, words=words))
    return tuple(timed)
