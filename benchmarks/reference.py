"""How long the reference takes, how large it is, and how far its pages scroll.

``python benchmarks/reference.py [SOURCE] [--keep]``; the release comes from the download cache. The
heights need Chromium (``chromium``, or TSBIND_CHROMIUM) and playwright; without, they are left out.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from stored import keep

from tsbind.diff.reading.inputs import load_model
from tsbind.docs.output.guide import read_guides
from tsbind.docs.output.markdown import markdown_files
from tsbind.docs.output.site import site_files
from tsbind.docs.reference.book import plan_book

GUIDES = Path(__file__).resolve().parents[1] / "docs"
PAGES = {
    "first page": "index",
    "a method": "resources/chat/completions.create",
    "a resource": "resources/embeddings",
    "a response": "types/chat/chat_completion",
    "params": "types/beta/thread_create_and_run_stream_params",
    "a union of 33": "types/response_input_item",
    "a guide": "guide/diff",
}
WIDTHS = (1400, 400)


def run(spec: str) -> None:
    """Print, and perhaps keep, the figures of the build and those of single pages."""
    model = load_model(spec)
    used = time.process_time()
    book = plan_book(model, "openai_bindings")
    planned = time.process_time()
    pages, data = read_guides(GUIDES)
    site = {**site_files(book, guides=pages), **data}
    built = time.process_time()
    markdown = markdown_files(book)
    written = time.process_time()
    sizes = {path: len(text.encode()) for path, text in site.items()}
    html = [size for path, size in sizes.items() if path.endswith(".html")]
    rows = [
        ["plan of all pages, CPU s", f"{planned - used:.1f}"],
        ["site, CPU s", f"{built - planned:.1f}"],
        ["Markdown, CPU s", f"{written - built:.1f}"],
        ["files of the site", f"{len(site):,}"],
        ["site, MB", f"{sum(sizes.values()) / 1e6:.1f}"],
        ["largest page, kB", f"{max(html) / 1e3:.0f}"],
        ["median page, kB", f"{sorted(html)[len(html) // 2] / 1e3:.0f}"],
        ["search data, kB", f"{sizes['assets/search.js'] / 1e3:.0f}"],
        ["style sheet and scripts, kB", f"{_assets(sizes) / 1e3:.0f}"],
        ["files of the Markdown", f"{len(markdown):,}"],
    ]
    keep("reference", ["what", spec], rows)
    keep("pages", ["page", "kB", *(f"pixels high at {w}" for w in WIDTHS)], list(_pages(site)))


def _assets(sizes: Mapping[str, int]) -> int:
    """What every page loads beside itself, and the finder; not the index."""
    return sum(s for p, s in sizes.items() if p.startswith("assets/") and p != "assets/search.js")


def _pages(site: Mapping[str, str]) -> Iterator[list[str]]:
    heights = _heights(site)
    for name, path in PAGES.items():
        size = len(site[f"{path}.html"].encode()) / 1e3
        yield [name, f"{size:.0f}", *(heights.get((path, width), "") for width in WIDTHS)]


def _heights(site: Mapping[str, str]) -> dict[tuple[str, int], str]:
    """How high each page is, with what is folded left folded."""
    chromium = os.environ.get("TSBIND_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        return {}
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    found: dict[tuple[str, int], str] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        names = [f"{page}.html" for page in PAGES.values()]
        for path in [*names, "assets/site.css", "assets/site.js"]:
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(site[path], "utf-8")
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width in WIDTHS:
            tab = browser.new_page(viewport={"width": width, "height": 900})
            for page in PAGES.values():
                tab.goto(Path(folder, f"{page}.html").as_uri())
                height = tab.evaluate("document.documentElement.scrollHeight")
                found[page, width] = f"{height:,}"
        browser.close()
    return found


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    run(given[0] if given else "openai@7.57.0")
