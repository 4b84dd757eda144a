"""The changelog of API changes that `tsbind update` keeps inside the output folder."""

from __future__ import annotations

import re

_INTRO = (
    "What changed in the API of the upstream package with each update, newest first. "
    "`tsbind update` adds to the top; the rest is yours to edit."
)
_SECTION = re.compile(r"^## ", re.MULTILINE)


def add_entry(changelog: str, name: str, versions: tuple[str, str], changes: str) -> str:
    """The changelog with a new first section on the changes between two versions.

    ``changelog`` may be empty. ``changes`` is Markdown, its headings of level three or below.
    """
    old, new = versions
    heading = f"## {new} (after {old})"
    body = changes.strip() or "No changes in the API."
    if heading in changelog.splitlines():
        return changelog
    before, after = _split(changelog or f"# Changes of {name}\n\n{_INTRO}\n")
    return f"{before.rstrip()}\n\n{heading}\n\n{body}\n\n{after}".rstrip() + "\n"


def _split(changelog: str) -> tuple[str, str]:
    first = _SECTION.search(changelog)
    cut = first.start() if first else len(changelog)
    return changelog[:cut], changelog[cut:]
