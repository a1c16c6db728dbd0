from types import SimpleNamespace
from typing import cast

import pytest

from reelhouse.model.release import CreditKind
from reelhouse.model.speech import Voice
from reelhouse.production.release import _font, _voice
from reelhouse.styles.looks import FontRole


def role(file: str, package: str = "") -> FontRole:
    return FontRole(family="Reelhouse Text", package=package, file=file, axes={})


def test_a_font_is_thanked_by_its_own_name_with_the_licence_of_its_package() -> None:
    found = _font(role("Inter[opsz,wght].ttf", "fontpkg-inter"))
    assert (found.kind, found.name, found.licence) == (CreditKind.FONT, "Inter", "OFL-1.1")


@pytest.mark.parametrize("package", ["", "no-such-package-at-all"])
def test_a_licence_that_nobody_knows_is_not_invented(package: str) -> None:
    assert (_font(role("fonts/Mine.ttf", package)).name, _font(role("fonts/Mine.ttf", package)).licence) == ("Mine", "")
    voice = cast("Voice", SimpleNamespace(ref="x:y", licence="unknown", source="somewhere"))
    assert _voice(voice).licence == ""
