"""How cards move."""

from itertools import pairwise

import pytest

from reelhouse.model.time import Rate
from reelhouse.pictures.motion import Travel
from reelhouse.pictures.svg import PHASES
from reelhouse.styles.style import CardLook


@pytest.fixture(params=[Rate(num=30), Rate(num=24000, den=1001), Rate(num=60)])
def travel(request: pytest.FixtureRequest) -> Travel:
    return Travel(CardLook(), int(5 * request.param.fraction), request.param, 1.0)


def test_it_is_there_at_once_and_half_there_after_100_ms(travel: Travel) -> None:
    assert travel.at(0).alpha > 0.1
    assert travel.at(int(travel.rate.fraction / 10)).alpha >= 0.5
    assert travel.at(travel.span(200)).alpha == 1


def test_it_rises_all_the_way_and_never_shakes(travel: Travel) -> None:
    places = [travel.at(i).quarters for i in range(travel.frames)]
    assert places == sorted(places, reverse=True)
    assert 0 < places[0] <= 70 * PHASES


def test_it_drifts_while_it_stays(travel: Travel) -> None:
    middle = [travel.at(i).quarters for i in range(travel.span(500), travel.frames - travel.span(300))]
    assert middle[0] - middle[-1] == pytest.approx(14 * PHASES * len(middle) / travel.frames, abs=2)
    assert max(a - b for a, b in pairwise(middle)) <= 2


def test_it_is_gone_at_the_end_or_stays(travel: Travel) -> None:
    assert travel.at(travel.frames - 1).alpha < 0.1
    assert travel.at(travel.frames - 1).quarters < -70 * PHASES
    stays = Travel(travel.look, travel.frames, travel.rate, 1.0, leaves=False)
    assert stays.at(travel.frames - 1).alpha == 1
    assert stays.at(travel.frames - 1).quarters == -14 * PHASES


def test_a_smaller_picture_moves_less(travel: Travel) -> None:
    half = Travel(travel.look, travel.frames, travel.rate, 0.5)
    assert half.at(0).quarters == pytest.approx(travel.at(0).quarters / 2, abs=1)


@pytest.mark.parametrize("frames", [1, 2, 3])
def test_a_card_of_a_few_frames_is_no_accident(frames: int) -> None:
    travel = Travel(CardLook(), frames, Rate(num=30), 1.0)
    assert all(0 <= travel.at(i).alpha <= 1 for i in range(frames))
