"""A finding: the name of its check has one spelling, whichever version wrote it."""

import pytest

from reelhouse.model.quality import Finding, Level


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        ("caption glyphs", "captions-glyphs"),
        ("narration cut off", "narration-cut-off"),
        ("captions-glyphs", "captions-glyphs"),
        ("captions", "captions"),
    ],
)
def test_names_that_earlier_versions_kept_are_read_as_todays(kept: str, name: str) -> None:
    assert Finding.model_validate({"check": kept, "level": "ok", "message": ""}).check == name
    assert Finding(check=kept, level=Level.OK, message="").check == name
