"""Episodes remember that they were refreshed, and from where they were restarted."""

from pathlib import Path

from reelhouse.storage.database import open_database
from reelhouse.storage.episodes import Episodes, Salts


def test_salts_are_kept_until_the_next_refresh(tmp_path: Path) -> None:
    episodes = Episodes(open_database(tmp_path / "reelhouse.db"))
    assert episodes.salts("one") == Salts()
    assert episodes.restart("one", "join", "a") == Salts("", (("join", "a"),))
    assert episodes.restart("one", "mix", "b") == Salts("", (("join", "a"), ("mix", "b")))
    assert episodes.restart("one", "join", "c") == Salts("", (("mix", "b"), ("join", "c")))
    assert episodes.salts("one") == Salts("", (("mix", "b"), ("join", "c")))
    assert episodes.refresh("one", "d") == Salts("d")
    assert (episodes.salts("one"), episodes.salts("two")) == (Salts("d"), Salts())
    episodes.database.close()
