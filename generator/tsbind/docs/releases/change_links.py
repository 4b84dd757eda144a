"""Where the reference has what a report of changes is about."""

from __future__ import annotations

from urllib.parse import quote

from tsbind.docs.context.context import context
from tsbind.model.declarations import Package
from tsbind.model.index import ModelIndex


def change_links(package: Package, import_name: str, base: str = "") -> dict[str, str]:
    """Public path, or accessor, to the address of its place in the reference of ``package``.

    ``base`` is the address of the site; without one the addresses are relative to its first page.
    """
    root = f"{base.rstrip('/')}/" if base else ""
    index = ModelIndex(package)
    found: dict[str, str] = {}
    for known, target in context(package, import_name).targets.items():
        anchor = f"#{quote(target.anchor)}" if target.anchor else ""
        place = index.public(known) if known in index.declarations else known
        found[place] = f"{root}{quote(target.page)}.html{anchor}"
    return found
