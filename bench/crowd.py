"""A house with many episodes in its register, and with many that wait for a person."""

from __future__ import annotations

from reelhouse.recipes.stories import Stories
from reelhouse.storage import Store
from reelhouse.storage.approvals import Asking
from reelhouse.storage.register import MAKING, Asked

#: Seconds that people have for an answer.
WITHIN = 86_400


def crowd(store: Store, count: int) -> list[str]:
    """So many episodes as people ask for them, one in a transaction with all others; their names."""
    brief = Stories.model_validate({}).model_dump(mode="json")
    names = [f"stories-{number:010x}" for number in range(count)]
    text = store.papers.keep(b"I tried the old key, and it fit.", ".txt")
    with store.database.writing() as connection:
        for name in names:
            told = (name, "stories", f"{name}.md", f"/srv/stories/{name}.md", f"{name}.md", brief, f"/srv/out/{name}")
            store.register.ask_in(connection, Asked(*told, kit=False, text=text), MAKING)
    return names


def lay(store: Store, count: int) -> None:
    """So many episodes whose scripts wait for an approval."""
    paper = store.papers.keep(b"{}")
    for name in crowd(store, count):
        store.approvals.ask(Asking(name, "script", "The key still fit", paper, WITHIN))
