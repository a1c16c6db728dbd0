"""What the quality report says about captions."""

from reelhouse.captions.quality import judge_captions
from reelhouse.model.captions import Captions, Cue, WordGroup
from reelhouse.model.quality import Level
from reelhouse.model.speech import Word

MS = 48


def group(start: int, end: int, text: str = "sit down") -> WordGroup:
    words = tuple(Word(text=word, start=start * MS, end=start * MS + 1) for word in text.split())
    return WordGroup(scene="s1", start=start * MS, end=end * MS, words=words)


def judge(
    *groups: WordGroup, cues: tuple[Cue, ...] = (), duration: int = 10_000
) -> list[tuple[str, Level, int | None]]:
    found = judge_captions(Captions(language="en", cues=cues, groups=groups), duration * MS)
    return [(finding.check, finding.level, finding.at) for finding in found]


def test_sound_captions_say_what_was_looked_at() -> None:
    found = judge_captions(
        Captions(language="en", cues=(Cue(start=0, end=2000 * MS, text="Sit down."),), groups=(group(0, 900),)),
        3000 * MS,
    )
    assert [(finding.level, finding.value) for finding in found] == [(Level.OK, "1 cues, 1 groups")]


def test_captions_after_the_end_fail() -> None:
    cue = Cue(start=9000 * MS, end=10_001 * MS, text="Sit down.")
    assert judge(group(9500, 10_001), cues=(cue,)) == [
        ("captions-outside", Level.FAIL, 9000),
        ("captions-outside", Level.FAIL, 9500),
    ]
    assert judge(group(9500, 10_000)) == [("captions", Level.OK, None)]


def test_groups_that_overlap_fail() -> None:
    assert judge(group(0, 1000), group(999, 2000)) == [("captions-overlap", Level.FAIL, 999)]
    assert judge(group(0, 1000), group(1000, 2000)) == [("captions", Level.OK, None)]


def test_brief_groups_and_short_single_words_warn() -> None:
    assert judge(group(0, 299)) == [("captions-brief", Level.WARN, 0)]
    assert judge(group(0, 300)) == [("captions", Level.OK, None)]
    assert judge(group(0, 332, "no")) == [("captions-alone", Level.WARN, 0)]
    assert judge(group(0, 332, "no —")) == [("captions-alone", Level.WARN, 0)]
    assert judge(group(0, 333, "no")) == [("captions", Level.OK, None)]


def test_cues_that_are_too_fast_warn() -> None:
    cue = Cue(start=0, end=1000 * MS, text="nobody can read all of this in one second")
    assert judge(cues=(cue,)) == [("captions-fast", Level.WARN, 0)]
