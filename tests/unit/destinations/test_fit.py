from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packing import deliverable
from reelhouse.destinations.fit import clock, count, fill, measure, size
from reelhouse.destinations.forms import UploadForm, forms

BY_NAME: dict[str, UploadForm] = {form.name: form for form in forms()}


def texts(title: str = "A key", description: str = "I tried it. #key", tags: str = "key, door") -> dict[str, str]:
    return {"title": title, "description": description, "tags": tags}


def test_units_are_counted_as_platforms_count_them() -> None:
    assert [count("é😀", unit) for unit in ("characters", "utf16", "bytes")] == [2, 3, 6]


@pytest.mark.parametrize(("name", "frames", "fits"), [
    ("tiktok", 89, False), ("tiktok", 90, True), ("tiktok", 18000, True), ("tiktok", 18001, False),
    ("shorts", 5400, True), ("shorts", 5401, False), ("reels", 27000, True), ("reels", 27001, False),
])  # fmt: skip
def test_the_length_is_judged_to_the_frame(name: str, frames: int, fits: bool, tmp_path: Path) -> None:
    length = measure(deliverable(tmp_path, frames=frames), BY_NAME[name])[0]
    assert length.fits is fits


def test_a_wide_picture_and_a_large_file_do_not_fit(tmp_path: Path) -> None:
    made = deliverable(tmp_path)
    wide = made.rendition.model_copy(update={"width": 1920, "height": 1080})
    large = made.video.model_copy(update={"size": 300_000_001})
    made = made.model_copy(update={"rendition": wide, "video": large})
    assert [fact.fits for fact in measure(made, BY_NAME["shorts"])] == [True, False, True]
    assert [fact.fits for fact in measure(made, BY_NAME["reels"])] == [True, False, False]


@pytest.mark.parametrize("form", forms(), ids=lambda one: one.name)
def test_ordinary_texts_fit_everywhere(form: UploadForm) -> None:
    for field in fill(form, texts()):
        assert field.fits
        assert not field.note
        assert 0 < field.count <= field.limit
    assert all(source.startswith("https://") for source in form.sources)
    assert form.checked


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400))
def test_a_title_always_fits(title: str) -> None:
    field = next(iter(fill(BY_NAME["shorts"], texts(title=title))))
    assert field.fits
    assert len(field.text) <= 100
    assert not set(field.text) & set("<>")
    assert "shortened" in field.note or field.text == title.replace("<", "").replace(">", "")


def test_a_long_title_is_cut_between_words() -> None:
    field = next(iter(fill(BY_NAME["shorts"], texts(title="seven letters " * 20))))
    assert field.text.endswith(("seven…", "letters…"))


def test_what_is_too_long_is_said_and_left_whole() -> None:
    (caption,) = fill(BY_NAME["tiktok"], texts(description="😀" * 1101))
    assert (caption.fits, caption.note, len(caption.text)) == (False, "too long by 2", 1101)


def test_too_many_hashtags_are_said() -> None:
    (caption,) = fill(BY_NAME["reels"], texts(description="#a #b #c #d #e #ж and no#tag"))
    assert not caption.fits
    assert caption.note == "6 hashtags, 5 are allowed"


def test_what_is_refused_is_left_out_and_said() -> None:
    described = list(fill(BY_NAME["shorts"], texts(description="<3")))[1]
    assert (described.text, described.fits) == ("3", True)
    assert "refused" in described.note


def test_lengths_and_sizes_as_they_are_read() -> None:
    assert [clock(65), clock(600), clock(0)] == ["1:05", "10:00", "0:00"]
    assert [size(12), size(1500), size(7_975_355), size(4_000_000_000)] == ["12 B", "1.5 kB", "7.98 MB", "4 GB"]
