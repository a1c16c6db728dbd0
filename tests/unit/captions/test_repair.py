"""Checking and repairing cues."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reelhouse.captions.lines import limits_of, stands
from reelhouse.captions.repair import repair, validate
from reelhouse.model.captions import Captions, Cue
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import Rate

MS = 48
LONG = "this line is much longer than forty-two columns can ever hold"


def captions(*cues: tuple[int, int, str], language: str = "en") -> Captions:
    return Captions(
        language=language,
        cues=tuple(Cue(start=start * MS, end=end * MS, text=text) for start, end, text in cues),
    )


def checks(findings: tuple[Finding, ...]) -> list[tuple[str, Level]]:
    return [(finding.check.removeprefix("captions-"), finding.level) for finding in findings]


def spans(found: Captions) -> list[tuple[int, int, str]]:
    return [(cue.start // MS, cue.end // MS, cue.text) for cue in found.cues]


SOUND = captions((0, 1500, "I left him."), (1566, 3000, "He came back."))


def test_sound_captions_are_left_alone() -> None:
    assert validate(SOUND) == ()
    assert repair(SOUND) == SOUND
    assert repair(captions()) == captions()


def test_order_is_restored() -> None:
    found = captions((5000, 6500, "second"), (0, 1500, "first"))
    assert checks(validate(found)) == [("order", Level.FAIL)]
    assert [cue.text for cue in repair(found).cues] == ["first", "second"]
    assert checks(repair(found).findings) == [("order", Level.OK)]


def test_a_cue_that_ends_before_it_starts_gets_a_length() -> None:
    found = captions((1000, 500, "back"), (5000, 6000, "on"))
    assert checks(validate(found)) == [("negative", Level.FAIL)]
    assert spans(repair(found))[0] == (1000, 1833, "back")


def test_of_two_that_overlap_the_earlier_is_shortened() -> None:
    found = captions((0, 3000, "one"), (2000, 4000, "two"))
    assert checks(validate(found)) == [("overlap", Level.FAIL)]
    assert spans(repair(found)) == [(0, 1934, "one"), (2000, 4000, "two")]


def test_two_that_nearly_begin_together_touch() -> None:
    found = captions((0, 3000, "one"), (20, 4000, "two"))
    assert spans(repair(found))[0] == (0, 20, "one")


def test_two_that_begin_together_become_one() -> None:
    found = captions((0, 3000, "- one"), (0, 4000, "- two"), (0, 2000, "- one"))
    assert spans(repair(found)) == [(0, 4000, "- one\n- two")]


def test_a_gap_below_two_frames_is_opened() -> None:
    found = captions((0, 1990, "one"), (2000, 4000, "two"))
    assert checks(validate(found)) == [("gap", Level.WARN)]
    assert spans(repair(found))[0] == (0, 1934, "one")
    assert validate(captions((0, 1950, "one"), (2000, 4000, "two")), rate=Rate(num=60)) == ()


def test_short_and_fast_cues_take_the_free_room() -> None:
    text = "this takes more than two seconds to read"
    found = captions((0, 300, "one"), (5000, 6000, text), (20_000, 21_000, "end"))
    assert checks(validate(found)) == [("short", Level.WARN), ("fast", Level.WARN)]
    assert spans(repair(found)) == [(0, 833, "one"), (5000, 7352, text), (20_000, 21_000, "end")]


def test_what_has_no_room_is_reported() -> None:
    found = captions((0, 900, "this takes more than a second to read"), (966, 2000, "end"))
    (finding,) = repair(found).findings
    assert (finding.check, finding.level, finding.value, finding.limit) == (
        "captions-fast",
        Level.WARN,
        "41.1/s",
        "17/s",
    )


def test_long_cues_are_reported_and_kept() -> None:
    found = captions((0, 9000, "one"))
    assert checks(validate(found)) == [("long", Level.WARN)]
    assert repair(found).cues == found.cues


def test_wide_and_many_lines_are_broken_anew() -> None:
    found = captions((0, 5000, LONG), (6000, 9000, "a\nb\nc"))
    assert checks(validate(found)) == [("wide", Level.WARN), ("lines", Level.WARN)]
    mended = repair(found)
    assert all(stands(cue.text, limits_of("en")) for cue in mended.cues)
    assert mended.cues[1].text == "a b c"


def test_what_cannot_be_broken_keeps_its_lines() -> None:
    found = captions((0, 9000, f"{LONG}\n{LONG}\n{LONG}"))
    assert repair(found).cues == found.cues
    assert ("lines", Level.WARN) in checks(repair(found).findings)


def test_empty_cues_and_blank_lines_go() -> None:
    found = captions((0, 1500, " \n "), (2000, 4000, " one \n\n two"))
    assert checks(validate(found)) == [("empty", Level.WARN), ("lines", Level.WARN)]
    assert spans(repair(found)) == [(2000, 4000, "one\ntwo")]


def test_hangul_has_its_own_limits() -> None:
    text = "아무도 두번째 유언장을 알지 못했고 그래서 아무도 말하지 않았다"
    assert ("wide", Level.WARN) in checks(validate(captions((0, 9000, text), language="ko")))
    assert ("wide", Level.WARN) not in checks(validate(captions((0, 6900, text[:15]), language="ko")))


texts = st.text(alphabet="ab집д \n.-", max_size=100)
cues = st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 15_000), texts), max_size=8)


@settings(max_examples=80, deadline=None)
@given(cues, st.sampled_from(["en", "ko"]))
def test_repairing_again_changes_nothing(parts: list[tuple[int, int, str]], language: str) -> None:
    once = repair(captions(*parts, language=language))
    assert repair(once) == once
    left = {check for check, level in checks(validate(once))}
    assert left <= {"short", "fast", "long", "wide", "lines", "gap"}
    words = {word for cue in once.cues for word in cue.text.split()}
    assert words == {word for _, _, text in parts for word in text.split()}
