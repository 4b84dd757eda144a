"""How long the reference takes, and how large it is.

``python benchmarks/reference.py [SOURCE]``; the release comes from the download cache.
"""

from __future__ import annotations

import sys
import time

from tsbind.diff.reading.inputs import load_model
from tsbind.docs.output.markdown import markdown_files
from tsbind.docs.output.site import site_files
from tsbind.docs.reference.book import plan_book


def run(spec: str) -> None:
    """Print seconds of wall and processor time by stage, and sizes."""
    model = load_model(spec)
    start, used = time.perf_counter(), time.process_time()
    book = plan_book(model, "openai_bindings")
    planned = time.perf_counter()
    site = site_files(book)
    built = time.perf_counter()
    used = time.process_time() - used
    markdown = markdown_files(book)
    written = time.perf_counter()
    sizes = {path: len(text.encode()) for path, text in site.items()}
    pages = [size for path, size in sizes.items() if path.endswith(".html")]
    print(f"{spec}: {len(pages)} pages, {sum(sizes.values()) / 1e6:.1f} MB")
    print(
        f"largest page {max(pages) / 1e3:.0f} KB, search {sizes['assets/search.js'] / 1e3:.0f} KB"
    )
    print(f"plan {planned - start:.1f} s, site {built - planned:.1f} s, processor {used:.1f} s")
    print(f"markdown {written - built:.1f} s, {sum(map(len, markdown.values())) / 1e6:.1f} MB")


if __name__ == "__main__":
    run(sys.argv[1] if len(sys.argv) > 1 else "openai@7.57.0")
