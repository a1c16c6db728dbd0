"""A style on a page."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reelhouse.config import Settings
from reelhouse.errors import InvalidSettings, UnknownName
from reelhouse.operations.preview import preview_style
from reelhouse.production import preview as drawing


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", workers=1)


def test_a_style_of_one_s_own_is_drawn_on_a_page(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = drawing.FRAME.model_copy(update={"width": 180, "height": 320})
    monkeypatch.setitem(drawing.FRAMES, "portrait", small)
    mine = tmp_path / "mine.yaml"
    mine.write_text('base: editorial\ncolours: {accent: "#c8102e"}\n', encoding="utf-8")
    found = preview_style(str(mine), tmp_path / "pages/mine.png", settings)
    assert found == ()
    page = np.asarray(Image.open(tmp_path / "pages/mine.png").convert("RGB")).astype(int)
    assert page.shape[1] == 2 * 72 + 4 * 180 + 3 * 36
    assert (np.abs(page - (0xC8, 0x10, 0x2E)).max(axis=2) < 12).sum() > 500


def test_what_is_wrong_is_told_before_anything_is_drawn(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'paper'"):
        preview_style("papr", tmp_path / "a.png", settings)
    (tmp_path / "bad.yaml").write_text("colours: {ink: red}\n", encoding="utf-8")
    with pytest.raises(InvalidSettings, match="is not a colour"):
        preview_style(str(tmp_path / "bad.yaml"), tmp_path / "a.png", settings)
    assert not (tmp_path / "a.png").exists()


def test_a_page_has_any_shape_and_language(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = drawing.FRAME.model_copy(update={"width": 320, "height": 180})
    monkeypatch.setitem(drawing.FRAMES, "landscape", small)
    found = preview_style("midnight", tmp_path / "a.png", settings, shape="landscape", language="ru")
    assert [finding for finding in found if finding.check != "thumbnail"] == []
    with Image.open(tmp_path / "a.png") as page:
        assert page.width == 2 * 72 + 2 * 320 + 36
    with pytest.raises(UnknownName, match="language"):
        preview_style("midnight", tmp_path / "b.png", settings, language="xx")
