"""Backups on demand, in processes that can be killed."""

from pathlib import Path
from typing import Any

from forking import serve
from reelhouse.config import load_settings
from reelhouse.operations.backups import restore_backup, take_backup
from reelhouse.storage.backups.taking import Wish


def work(asked: dict[str, Any]) -> None:
    """Take a backup or bring one back, and wait at the gate before the file of this number."""
    told = 0

    def tell(_done: int, _all: int) -> None:
        nonlocal told
        told += 1
        if told == asked.get("at"):
            gate = Path(asked["gate"])
            gate.write_text("here", encoding="utf-8")
            gate.read_text(encoding="utf-8")

    settings = load_settings({"REELHOUSE_HOME": asked["home"]})
    if "backup" in asked:
        restore_backup(settings, Path(asked["backup"]), tell)
    else:
        take_backup(settings, Path(asked["shelf"]), Wish(), tell)


if __name__ == "__main__":
    serve(work)
