"""Draw the picture of the README: from declarations to the three uses.

    python scripts/draw_pipeline.py [--check]

Writes ``docs/pipeline.svg``, light and dark by what the reader's system prefers. ``--check`` only
says whether the file is true, and exits with 1 where it is not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "pipeline.svg"
WIDTH, HEIGHT = 880, 236
STAGES = (
    ("sources", "npm, .tgz, folder"),
    ("declarations", "tree-sitter"),
    ("model", "types as in tsc"),
    ("operations", "verb, path, body"),
    ("Python plan", "names, imports"),
    ("files", "Jinja, ruff, black"),
)
USES = (
    ("generate, update, check", "a typed package, and the lock that keeps it true"),
    ("generate --only", "one endpoint or type, with all that it needs"),
    ("diff, log, impact", "what a release changes, and which of your lines"),
)
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328; text-anchor: middle }
  .name { font-weight: 600 } .note { font-size: 11px; fill: #59636e }
  rect { fill: #f6f8fa; stroke: #d1d9e0 } .use { fill: #ddf4ff; stroke: #54aeff }
  path { stroke: #59636e; fill: none; marker-end: url(#tip) } marker path { fill: #59636e }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .note { fill: #9198a1 }
    rect { fill: #151b23; stroke: #3d444d } .use { fill: #0c2d6b; stroke: #1f6feb }
    path { stroke: #9198a1 } marker path { fill: #9198a1 }
  }
"""


def picture() -> str:
    """The text of the SVG."""
    body = "\n".join([*_stages(), *_uses()])
    label = "From TypeScript declarations to a Python package: " + ", ".join(n for n, _ in STAGES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(label)}">\n<style>{STYLE}</style>\n'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>\n'
        f"{body}\n</svg>\n"
    )


def _stages() -> Iterator[str]:
    step = WIDTH / len(STAGES)
    for number, (name, note) in enumerate(STAGES):
        left = number * step + 8
        yield _box("stage", (left, 20, step - 26, 56), name, note)
        if number + 1 < len(STAGES):
            yield f'<path d="M{left + step - 26:.0f} 48h16"/>'


def _uses() -> Iterator[str]:
    step = WIDTH / len(USES)
    for number, (name, note) in enumerate(USES):
        middle = (number + 0.5) * step
        yield f'<path d="M{middle:.0f} 92V150"/>'
        yield _box("use", (number * step + 8, 154, step - 16, 62), name, note)
    yield f'<path style="marker-end:none" d="M8 92H{WIDTH - 18}"/>'


def _box(kind: str, place: tuple[float, float, float, float], name: str, note: str) -> str:
    left, top, width, height = place
    middle = left + width / 2
    return (
        f'<rect class="{kind}" x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" rx="6"/>'
        f'<text class="name" x="{middle:.0f}" y="{top + height / 2 - 3:.0f}">{escape(name)}</text>'
        f'<text class="note" x="{middle:.0f}" y="{top + height / 2 + 15:.0f}">{escape(note)}</text>'
    )


def main() -> int:
    """Write the picture, or with ``--check`` say whether it is true."""
    if "--check" in sys.argv:
        return 0 if PICTURE.read_text("utf-8") == picture() else 1
    PICTURE.write_text(picture(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
