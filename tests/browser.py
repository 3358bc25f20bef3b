"""Headless Chromium for tests that look at a page as a person does; they skip where there is none.

A test module that needs it says ``from tests.browser import browser, open_page``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox",  # tests often run as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # else the browser itself looks for updates, and its own requests could be taken for the page's
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(slots=True)
class Opened:
    """A page, with all that it asked for and complained of.

    Args:
        page: the page.
        requests: address of every request since it was opened, its own first.
        faults: what scripts threw and what the console reports as an error, content policy violations included.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium here")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield chromium
        chromium.close()


def open_page(
    browser: Browser, path: Path, *, width: int = 1280, height: int = 800, dark: bool = False, ready: str = "html"
) -> Opened:
    """Open a file in a window of its own and wait for an element to be there.

    Args:
        browser: where to open it.
        path: the file.
        width: of the window, in CSS pixels.
        height: of the window, in CSS pixels.
        dark: whether the reader prefers dark colours.
        ready: CSS selector of the element to wait for.
    """
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    opened = Opened(page)
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("pageerror", lambda error: opened.faults.append(str(error)))
    page.on("console", lambda message: opened.faults.append(message.text) if message.type == "error" else None)
    page.goto(path.resolve().as_uri())
    page.wait_for_selector(ready, state="attached")
    return opened
