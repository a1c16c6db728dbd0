"""`reelhouse doctor`: what is there, what is missing, and how to get it."""

from __future__ import annotations

import os

from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import print_json, print_text

#: How each state is marked in the list.
MARKS = {"ready": "ok  ", "note": "note", "optional": "-   ", "missing": "MISS"}


def doctor(as_json: AsJson = False) -> int:
    """Say what is there, what is missing and how to get it."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.doctor import examine, healthy

    found = examine(load_settings(os.environ))
    if as_json:
        print_json([diagnosis.model_dump(mode="json") for diagnosis in found])
    else:
        for diagnosis in found:
            print_text(f"{MARKS[diagnosis.state]}  {diagnosis.name:20} {diagnosis.found}")
            if diagnosis.remedy:
                print_text(f"      {'':20} {diagnosis.remedy}")
    return 0 if healthy(found) else 1
