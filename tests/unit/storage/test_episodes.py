"""Episodes remember the salt of their last refresh."""

from pathlib import Path

from reelhouse.storage.database import open_database
from reelhouse.storage.episodes import Episodes


def test_an_episode_has_no_salt_until_it_is_refreshed_and_keeps_the_last(tmp_path: Path) -> None:
    episodes = Episodes(open_database(tmp_path / "reelhouse.db"))
    assert episodes.salt("stories-1") == ""
    assert episodes.salt("stories-1", fresh="a") == "a"
    assert episodes.salt("stories-1", fresh="b") == "b"
    assert (episodes.salt("stories-1"), episodes.salt("stories-2")) == ("b", "")
    episodes.database.close()
