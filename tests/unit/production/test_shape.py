"""A programme in frames of another shape."""

from made import narration_of, script_of
from reelhouse.config import Settings
from reelhouse.edit.assemble import Cut, Pictures, Score, assemble
from reelhouse.edit.schedule import schedule
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.captions import Captions, WordGroup
from reelhouse.model.layout import RENDITIONS
from reelhouse.model.script import Role
from reelhouse.model.speech import Word
from reelhouse.model.timeline import ExternalReference, TrackKind
from reelhouse.production.caption import regroup
from reelhouse.production.look import Look
from reelhouse.production.programme import Programme
from reelhouse.production.shape import in_shape
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store
from reelhouse.styles.style import load_style

SCRIPT = script_of(("s1", Role.STORY, 1), ("s2", Role.STORY, 1))
LENGTHS = {"s1.0": 48_000, "s2.0": 48_000}
FILE = Artifact(sha256="f" * 64, kind=Kind.LOOP, suffix=".mp4", size=1)
SQUARE = FILE.model_copy(update={"sha256": "e" * 64})
FILM = ExternalReference(artifact=FILE, available=90, shaped=((1, 1, SQUARE),))
LOOP = ExternalReference(artifact=FILE, drawn="rings", loops=True, available=5)


def shop(steps: Steps, store: Store) -> Workshop:
    return Workshop(steps, store, Settings(home=store.home), "stories/test")


def test_backgrounds_are_drawn_again_and_footage_is_that_of_the_shape(store: Store) -> None:
    narration = narration_of(SCRIPT, LENGTHS)
    plan = schedule(SCRIPT, narration, RENDITIONS["draft"].rate)
    pictures = Pictures(backgrounds={"s1": Cut(media=LOOP, phase=3), "s2": Cut(media=FILM, phase=0)}, cards={})
    timeline = assemble("T", "en", plan, pictures, Score(accents={}))
    with Steps(store) as steps:
        place = shop(steps, store)
        programme = Programme(
            SCRIPT, narration, Captions(language="en", cues=()), timeline, Look(place, load_style("midnight"))
        )
        shaped = in_shape(place, programme, RENDITIONS["draft-square"])
        again = in_shape(place, programme, RENDITIONS["square"])
    first, second = (clip for _, clip in shaped.timeline.track(TrackKind.BACKGROUND)[0].clips())
    assert isinstance(first.media, ExternalReference)
    assert first.media.artifact != LOOP.artifact
    assert (first.media.drawn, first.source) == ("", next(timeline.track(TrackKind.BACKGROUND)[0].clips())[1].source)
    assert isinstance(second.media, ExternalReference)
    assert second.media.artifact == SQUARE
    assert again.timeline == shaped.timeline, "drawn once for the shape, whatever the size"
    assert shaped.look.style.cards.centre_y == 540
    assert shaped.look.faces is programme.look.faces
    sound = [track for track in timeline.tracks if track.kind.is_sound]
    assert [track for track in shaped.timeline.tracks if track.kind.is_sound] == sound


def test_wide_frames_have_longer_groups_of_the_same_words(store: Store) -> None:
    said = enumerate(["he", "sat", "by", "it", "all", "day"])
    words = [Word(text=text, start=n * 14_400, end=(n + 1) * 14_400) for n, text in said]
    groups = tuple(
        WordGroup(scene="s1", start=two[0].start, end=two[-1].end, words=tuple(two))
        for two in (words[:2], words[2:4], words[4:])
    )
    captions = Captions(language="en", cues=(), groups=groups)
    with Steps(store) as steps:
        look = Look(shop(steps, store), load_style("midnight"))
        made = regroup(shop(steps, store), captions, look.in_shape("landscape"))
    assert [len(group.words) for group in made.groups] == [3, 3]
    assert [word for group in made.groups for word in group.words] == words
    assert (made.groups[0].start, made.groups[-1].end) == (groups[0].start, groups[-1].end)
