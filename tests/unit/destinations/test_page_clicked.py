"""The page of a kit in a real browser, opened from its folder as a person does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import CHROMIUM, Page, browser
from packing import package
from reelhouse.destinations.kit import PROVIDER

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> مفتاح 😀 " + "letters " * 40
COPY = ".panel:not([hidden]) [data-copy]"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Path]]:
    folder = tmp_path_factory.mktemp("page")
    went = PROVIDER.publish(package(folder, HOSTILE, f"{HOSTILE}\n\n#key", parts=2), str(folder))
    with browser(folder / "profile") as page:
        yield page, Path(went.place) / "index.html"


def clipboard(page: Page) -> str:
    page.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    page.call("Page.bringToFront")
    return str(page.ask("navigator.clipboard.readText()"))


def test_a_button_copies_its_text_and_says_so(opened: tuple[Page, Path]) -> None:
    page, file = opened
    page.open(file)
    page.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    page.click(COPY)
    page.ask("new Promise((done) => setTimeout(done, 300))")
    assert page.ask("document.querySelector('[role=status]').textContent") == "Copied"
    assert clipboard(page) == f"{HOSTILE}\n\n#key"
    assert page.ask("document.querySelector('.step.ready .name').textContent") == "Caption"


def test_a_file_opens_beside_the_page_and_not_in_its_place(opened: tuple[Page, Path]) -> None:
    page, file = opened
    page.open(file)
    page.click(".panel:not([hidden]) a[download]")
    page.ask("new Promise((done) => setTimeout(done, 300))")
    assert page.ask("location.href") == file.as_uri()


def test_the_platforms_can_be_reached_by_keys(opened: tuple[Page, Path]) -> None:
    page, file = opened
    page.open(file)
    page.ask("document.querySelector('.tab').focus()")
    page.press("ArrowRight", 39)
    assert page.ask("document.activeElement.textContent.trim().split('\\n')[0]").startswith("YouTube Shorts")
    assert page.ask("[...document.querySelectorAll('#part-1 .panel')].map((one) => one.hidden)") == [True, False, True]
    title = page.ask(f"document.querySelector('{COPY.replace('.panel', '#part-1 .panel')}').closest('.step').innerText")
    assert "shortened to fit" in title
    page.press("ArrowLeft", 37)
    page.press("ArrowLeft", 37)
    assert page.ask("document.activeElement.getAttribute('aria-selected')") == "true"
    assert page.ask("[...document.querySelectorAll('#part-1 .panel')].map((one) => one.hidden)") == [True, True, False]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_fits_every_window(width: int, dark: bool, opened: tuple[Page, Path]) -> None:
    page, file = opened
    page.open(file, width=width, dark=dark)
    assert page.ask("document.documentElement.scrollWidth") <= width
    small = """[...document.querySelectorAll('button, .button, .tab')]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 36).length"""
    assert page.ask(small) == 0


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_their_ground(dark: bool, opened: tuple[Page, Path]) -> None:
    page, file = opened
    page.open(file, dark=dark)
    pairs = page.ask("""
        [["ink", "bg"], ["ink", "surface"], ["muted", "bg"], ["muted", "surface"], ["on-accent", "accent"],
         ["good", "bg"], ["warn", "bg"], ["bad", "bg"], ["link", "bg"], ["link", "surface"]
        ].map((pair) => pair.map((name) =>
            getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()))
    """)
    assert all(_contrast(*pair) >= 4.5 for pair in pairs), [(pair, _contrast(*pair)) for pair in pairs]


def test_nothing_is_asked_of_the_outside_and_nothing_is_complained_about(opened: tuple[Page, Path]) -> None:
    page, file = opened
    page.open(file)
    assert page.ask("document.querySelectorAll('main img[onerror], main script').length") == 0
    assert page.complaints == []
    assert page.requests
    assert [one for one in page.requests if not one.startswith(("file:", "data:"))] == []


def _contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it, of two colours `#rrggbb`."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
