"""The site in headless Chromium: search, links, keyboard, colours, widths, accessibility.

Needs Debian's ``chromium`` (or another Chromium named by TSBIND_CHROMIUM), playwright, and for
the audit axe-core from npm. Screenshots go to the folder TSBIND_SCREENSHOTS names, if it does.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = os.environ.get("TSBIND_CHROMIUM") or shutil.which("chromium") or ""

pytestmark = [
    pytest.mark.registry,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="needs chromium, or TSBIND_CHROMIUM"),
]
PARAMS = "types/beta/thread_create_and_run_stream_params.html"
PAGES = {
    "home": "index.html",
    "type": PARAMS,
    "resource": "resources/beta/threads.html",
    "operation": "resources/chat/completions.create.html",
    "client": "client.html",
    "folder": "types/beta/index.html",
    "guide": "guide/event-stream.html",
    "helper": "helpers/streaming/assistants.html",
    "404": "404.html",
}


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder as hosts of static sites do: with ``404.html`` where there is nothing."""

    def log_message(self, *_: object) -> None: ...

    def send_error(self, code: int, *_: object) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address(newest_site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(newest_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A tab, what it complained of, and what it asked for elsewhere."""

    page: Any
    address: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        assert self.page.goto(self.address + path).status == 200

    def shoot(self, name: str) -> None:
        folder = os.environ.get("TSBIND_SCREENSHOTS")
        if folder:
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def check(self) -> None:
        assert self.errors == []
        assert self.outside == []


@pytest.fixture(params=[400, 1400])
def visit(request: pytest.FixtureRequest, chromium: Any, address: str) -> Iterator[Visit]:
    tab = chromium.new_context(
        viewport={"width": request.param, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
        color_scheme="light",
    )
    made = _watched(tab.new_page(), address)
    yield made
    made.check()
    tab.close()


def _watched(page: Any, address: str) -> Visit:
    made = Visit(page, address)
    page.on("console", lambda m: made.errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    page.on(
        "request",
        lambda r: None if r.url.startswith(address) else made.outside.append(r.url),
    )
    return made


def test_by_keyboard_alone(visit: Visit) -> None:
    """Search, open, follow a nested type, come back through what uses it, copy, toggle."""
    page = visit.page
    visit.open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("ThreadCreateAndRunStreamParams")
    page.wait_for_selector("#site-results a")
    visit.shoot(f"search-{page.viewport_size['width']}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PARAMS}*")

    link = page.locator("li[id='ThreadCreateAndRunStreamParams.thread'] a", has_text="Thread").last
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#Thread")
    section = page.locator("section[id='Thread']")
    folded = section.locator("details.used > summary")
    if folded.count():
        folded.focus()
        page.keyboard.press("Enter")
    back = section.locator(".used a", has_text="ThreadCreateAndRunStreamParams").first
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PARAMS}#ThreadCreateAndRunStreamParams")

    copy = page.locator("section button", has_text="Copy").first
    copy.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("button:has-text('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("from openai_bindings.types.beta")
    assert copied.strip().endswith("import ThreadCreateAndRunStreamParams")

    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.locator("#site-theme").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(colour) != before
    page.reload()
    assert page.evaluate(colour) != before
    visit.shoot(f"type-dark-{page.viewport_size['width']}")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("threads.create_and_run", "resources/beta/threads.create_and_run.html#create_and_run"),
        ("/threads/runs", "resources/beta/threads.create_and_run.html#create_and_run"),
        ("ThreadCreateParams", "types/beta/thread_create_params.html#ThreadCreateParams"),
        ("truncation_strategy", ".truncation_strategy"),
    ],
)
def test_search_finds(visit: Visit, query: str, first: str) -> None:
    visit.open("index.html")
    visit.page.fill("#site-search", query)
    visit.page.wait_for_selector("#site-results a")
    hits = [
        visit.page.evaluate("a => a.getAttribute('href')", a)
        for a in visit.page.query_selector_all("#site-results a")
    ]
    assert any(first in hit for hit in hits[:3]), hits[:5]


def test_search_in_the_words_of_the_docs(visit: Visit) -> None:
    visit.open("index.html")
    visit.page.fill("#site-search", "nucleus")
    visit.page.wait_for_selector("#site-results a")
    assert visit.page.locator("#site-results a").count() > 3


def test_every_result_of_a_search_exists(visit: Visit, newest_site: Path) -> None:
    visit.open("index.html")
    for query in ("run", "metadata", "audio", "create"):
        visit.page.fill("#site-search", query)
        visit.page.wait_for_timeout(400)
        found = "[...document.querySelectorAll('#site-results a')].map(a => a.href)"
        urls = visit.page.evaluate(found)
        assert urls
        for url in urls:
            path, _, anchor = url.removeprefix(visit.address).partition("#")
            text = (newest_site / path).read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in text, url


def test_no_page_is_wider_than_its_window(visit: Visit) -> None:
    for path in PAGES.values():
        visit.open(path)
        wide = visit.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, path


@pytest.mark.parametrize("path", ["nowhere.html", "types/beta/chat/nowhere.html", "guide/no/x"])
def test_an_address_without_a_page_leads_back(visit: Visit, path: str) -> None:
    assert visit.page.goto(visit.address + path).status == 404
    assert "no such page" in visit.page.inner_text("h1")
    assert (
        visit.page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky"
    )
    visit.page.fill("#site-search", "ThreadCreateParams")
    visit.page.wait_for_selector("#site-results a")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/types/beta/thread_create_params.html*")
    visit.page.go_back()
    visit.page.click("main a:has-text('first page')")
    visit.page.wait_for_url(f"{visit.address}index.html")
    visit.errors.clear()  # The browser notes each address without a page.


def test_without_javascript(chromium: Any, address: str) -> None:
    tab = chromium.new_context(java_script_enabled=False)
    visit = _watched(tab.new_page(), address)
    visit.open(PARAMS)
    visit.page.click(
        "li[id='ThreadCreateAndRunStreamParams.thread'] a:has-text('Thread') >> nth=-1"
    )
    assert visit.page.locator("section[id='Thread'] li").count() > 0
    assert visit.page.locator("#site-search").is_hidden()
    visit.page.click("nav.side a:has-text('beta')")
    assert visit.page.url.endswith("resources/beta/index.html")
    visit.check()
    tab.close()


def test_from_a_disk(chromium: Any, newest_site: Path) -> None:
    """Opened as files, search included."""
    tab = chromium.new_context()
    visit = _watched(tab.new_page(), newest_site.as_uri())
    visit.page.goto((newest_site / PARAMS).as_uri())
    visit.page.fill("#site-search", "ThreadCreateParams")
    visit.page.wait_for_selector("#site-results a")
    visit.check()
    tab.close()


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm for axe-core")
    folder = tmp_path_factory.mktemp("axe")
    packed = subprocess.run(
        [npm, "pack", "axe-core@4", "--silent"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if packed.returncode:
        pytest.skip(f"needs axe-core from npm: {packed.stderr.strip()[-200:]}")
    shutil.unpack_archive(folder / packed.stdout.split()[-1], folder, "gztar")
    return (folder / "package" / "axe.min.js").read_text("utf-8")


@pytest.mark.node
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_accessibility(chromium: Any, address: str, axe: str, colours: str, width: int) -> None:
    tab = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=colours, bypass_csp=True
    )
    visit = _watched(tab.new_page(), address)
    for name, path in PAGES.items():
        visit.open(path)
        visit.shoot(f"{name}-{colours}-{width}")
        visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        visit.page.evaluate(axe)
        result = visit.page.evaluate("axe.run(document)")
        assert len(result["passes"]) > 10
        found = [(v["id"], v["impact"], v["nodes"][0]["html"][:200]) for v in result["violations"]]
        assert [v for v in found if v[1] in ("serious", "critical")] == [], path
    visit.check()
    tab.close()
