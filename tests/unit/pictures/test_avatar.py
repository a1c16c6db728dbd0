"""Avatars."""

from reelhouse.pictures.avatar import discs


def test_one_seed_is_one_face() -> None:
    assert discs(4) == discs(4)
    assert discs(4) != discs(5)
    assert all(abs(disc.x) <= 1 and abs(disc.y) <= 1 and 0.35 <= disc.radius <= 0.7 for disc in discs(4))
