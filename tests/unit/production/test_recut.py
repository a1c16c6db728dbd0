"""What follows an edit: which words are still heard, where, and how long a card is seen."""

import json
from typing import Any

import pytest

from reelhouse.edit.assemble import card_name
from reelhouse.edit.exchange.cut import Admitted, Cut, Wish
from reelhouse.edit.exchange.write import write_cut
from reelhouse.errors import ContentError
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.script import Line, Role, Scene
from reelhouse.model.speech import Speech, Timing, Utterance, Word
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import Clip, ExternalReference, Gap, GeneratorReference, Timeline, Track, TrackKind
from reelhouse.production.recut import Placed, _card_range, _read, _slotted, _speaks, _stranger
from timelines import clip, known, small, sound

WORDS = tuple(Word(text=f"w{number}", start=number * 1000, end=number * 1000 + 800) for number in range(4))
AUDIO = Artifact(sha256="ab" * 32, kind=Kind.SPEECH, suffix=".wav", size=9)
SPEECH = Speech(line="l", audio=AUDIO, utterance=Utterance(words=WORDS, samples=4000, timing=Timing.EXACT))
SCENE = Scene(id="s", role=Role.STORY, lines=())


def placed(at: int, start: int = 0, duration: int = 4000) -> Placed:
    spoken = Clip(
        name="l",
        media=ExternalReference(artifact=AUDIO, available=4000),
        source=TimeRange(start=start, duration=duration),
    )
    return Placed(at, spoken, Line(id="l", text="w", shown="w"), SPEECH, SCENE)


def times(words: tuple[Word, ...]) -> list[tuple[str, int, int]]:
    return [(word.text, word.start, word.end) for word in words]


def test_words_move_with_their_clip_and_go_with_what_was_cut_away() -> None:
    assert times(placed(10_000).heard(WORDS))[0] == ("w0", 10_000, 10_800)
    assert times(placed(10_000, 900, 2000).heard(WORDS)) == [("w1", 10_100, 10_900), ("w2", 11_100, 11_900)]
    assert placed(10_000, 3900, 100).heard(WORDS) == ()


def test_a_line_that_begins_before_its_card_is_on_it_from_the_beginning() -> None:
    slot = _slotted(placed(10_000), 11_500, small())
    assert slot is not None
    assert slot.start == 0
    assert times(slot.spoken()) == [("w0", 0, 1), ("w1", 0, 300), ("w2", 500, 1300), ("w3", 1500, 2300)]
    later = _slotted(placed(10_000), 4000, small())
    assert later is not None
    assert (later.start, times(later.spoken())[0]) == (6000, ("w0", 6000, 6800))
    assert _slotted(placed(0, 3900, 100), 0, small()) is None


def test_only_its_own_recording_speaks_a_line() -> None:
    assert _speaks(placed(0).clip, SPEECH)
    assert not _speaks(placed(0).clip.model_copy(update={"media": sound(3, 10)}), SPEECH)
    assert not _speaks(placed(0).clip.model_copy(update={"media": GeneratorReference(name="x")}), SPEECH)
    finding = _stranger(placed(0).clip, 96_000)
    assert finding.at == 2000
    assert "no captions" in finding.message


def with_cards(*items: Clip | Gap) -> Timeline:
    cards = Track(kind=TrackKind.CARD, name="cards", items=items)
    return small().model_copy(update={"tracks": (small().tracks[0], cards)})


def test_a_card_is_drawn_for_its_own_clips_wherever_the_background_is() -> None:
    card = GeneratorReference(name="title card")
    assert _card_range("s1", small()) == TimeRange(start=0, duration=60)
    assert _card_range("s2", small()) is None
    moved = with_cards(Gap(duration=30), clip(card_name("s1"), card, 0, 50), Gap(duration=120))
    assert _card_range("s1", moved) == TimeRange(start=30, duration=50)
    trimmed = with_cards(Gap(duration=30), clip(card_name("s1"), card, 10, 50), Gap(duration=120))
    assert _card_range("s1", trimmed) == TimeRange(start=20, duration=60)


def never(wish: Wish) -> Admitted:
    raise AssertionError(wish)


def test_pictures_without_a_lowest_track_are_refused() -> None:
    document: dict[str, Any] = write_cut(Cut(timeline=small()), {})
    ground = document["tracks"]["children"][0]["children"]
    ground[:] = [{"OTIO_SCHEMA": "Gap.1", "source_range": ground[0]["source_range"]}]
    with pytest.raises(ContentError, match="no clip on the lowest track") as caught:
        _read(json.dumps(document).encode(), "edited.otio", small(), known(small()), never)
    assert caught.value.where == "edited.otio"
    again = _read(json.dumps(write_cut(Cut(timeline=small()), {})).encode(), "x", small(), known(small()), never)
    assert again.timeline == small()
