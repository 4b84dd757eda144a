"""What general site tools make of the reference as Markdown, beside tsbind's own site.

``python benchmarks/site_tools.py [SOURCE] [TOOL...]``; a TOOL is a command that builds a site from
``mkdocs.yml`` in the working folder (default: ``zensical build`` and ``mkdocs build``). Sizes,
processor time and pages over 300 KB are printed.
"""

from __future__ import annotations

import resource
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tsbind.diff.reading.inputs import load_model
from tsbind.docs.output.markdown import markdown_files
from tsbind.docs.output.site import site_files
from tsbind.docs.reference.book import plan_book

CONFIG = """site_name: openai_bindings
docs_dir: docs
site_dir: site
use_directory_urls: false
theme:
  name: material
  features:
    - navigation.prune
"""
"""In the form that both tools read; pruned, or each page repeats the menu of all."""


def run(spec: str, tools: list[str]) -> None:
    """Print a line for each tool."""
    before = time.process_time()
    model = load_model(spec)
    book = plan_book(model, "openai_bindings")
    own = site_files(book)
    used = time.process_time() - before
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _write(own, root / "own")
        _print("tsbind", root / "own", used)
        _write(markdown_files(book), root / "docs")
        (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
        for tool in tools:
            before = _children()
            subprocess.run(shlex.split(tool), cwd=root, check=True, stdout=subprocess.DEVNULL)
            _print(tool, root / "site", _children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _write(files: dict[str, str], folder: Path) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))


def _print(name: str, site: Path, used: float) -> None:
    sizes = {file: file.stat().st_size for file in site.rglob("*") if file.is_file()}
    pages = [size for file, size in sizes.items() if file.suffix == ".html"]
    search = sum(size for file, size in sizes.items() if file.name.startswith("search"))
    large = sum(size > 300_000 for size in pages)
    print(
        f"{name}: {len(pages)} pages, {sum(sizes.values()) / 1e6:.0f} MB, {large} over 300 KB,"
        f" largest {max(pages) / 1e3:.0f} KB, search {search / 1e6:.1f} MB, {used:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    given = sys.argv[1:]
    run(given[0] if given else "openai@7.57.0", given[1:] or ["zensical build", "mkdocs build -q"])
