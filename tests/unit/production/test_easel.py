"""Cards are drawn once for upright and square frames, and stand in the middle of each."""

import pytest

from made import narration_of, script_of
from reelhouse.config import Settings
from reelhouse.edit.schedule import schedule
from reelhouse.model.layout import PORTRAIT, RENDITIONS, Rendition
from reelhouse.model.script import Role
from reelhouse.model.time import Rate
from reelhouse.production.easel import CardMade, Easel
from reelhouse.production.look import Look
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store
from reelhouse.styles.style import load_style, style_names

RATE = Rate(num=5)
UPRIGHT = Rendition(name="upright", width=180, height=320, rate=RATE)
SQUARE = Rendition(name="square", width=180, height=180, rate=RATE, crf=30)
WIDE = Rendition(name="wide", width=320, height=180, rate=RATE)
SCRIPT = script_of(("t", Role.TITLE, 1), ("e", Role.END, 1))
LENGTHS = {"t.0": 48_000, "e.0": 48_000}


def shop(steps: Steps, store: Store) -> Workshop:
    return Workshop(steps, store, Settings(home=store.home), "stories/test")


def cards(place: Workshop, look: Look, rendition: Rendition) -> list[CardMade]:
    scenes = schedule(SCRIPT, narration_of(SCRIPT, LENGTHS), RATE).scenes
    easel = Easel(place, SCRIPT, look.in_shape(rendition.shape), rendition)
    return [card for scene in scenes if (card := easel.card(scene))]


def test_a_square_frame_shows_the_clips_of_the_upright_one_in_its_own_middle(store: Store) -> None:
    with Steps(store) as steps:
        place = shop(steps, store)
        look = Look(place, load_style("midnight"))
        upright, square, wide = (cards(place, look, one) for one in (UPRIGHT, SQUARE, WIDE))
        drawn = [record for record in steps.records if record.name.endswith("card") and not record.cached]
    assert len(upright) == len(square) == 2
    assert [one.card.artifact for one in square] == [one.card.artifact for one in upright]
    assert len(drawn) == 4, "two for both, and two for the wide frame"
    assert {one.card.artifact.sha256 for one in wide}.isdisjoint(one.card.artifact.sha256 for one in upright)
    for high, low in zip(upright, square, strict=True):
        assert low.card.box.model_copy(update={"y": high.card.box.y}) == high.card.box
        # 744 and 540 on the design grid, at a sixth of its size; both are moved by even rows.
        assert abs(high.card.box.y - low.card.box.y - (744 - 540) / 6) <= 1
        assert low.card.box.y % 2 == 0


@pytest.mark.parametrize("name", style_names())
def test_every_style_draws_cards_once_for_both(name: str, store: Store) -> None:
    with Steps(store) as steps:
        place = shop(steps, store)
        look = Look(place, load_style(name))
        upright, square, wide = (
            Easel(place, SCRIPT, look.in_shape(one.shape), one) for one in (PORTRAIT, RENDITIONS["square"], WIDE)
        )
        assert upright.style.fingerprint() == square.style.fingerprint() != wide.style.fingerprint()
        assert upright.sheet == square.sheet
        assert upright.style.cards == upright.look.style.cards, "house styles are drawn where they stand"
