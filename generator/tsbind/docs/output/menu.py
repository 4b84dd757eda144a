"""The menu of a site: the reference around the page at hand, then the guides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsbind.docs.context.spelled import resource_of_page
from tsbind.docs.output.guide import Guide
from tsbind.docs.output.markdown import relative_path

_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, or a breadcrumb."""

    text: str
    href: str
    depth: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """What there is to go to."""

    resources: tuple[tuple[str, str], ...] = ()
    """Each resource (``resources/beta/threads``) and its page, parents first."""
    lists: tuple[tuple[str, str], ...] = ()
    """Other parts of the reference: what each is called, and its page."""
    guides: tuple[Guide, ...] = ()


def menu(places: Places, path: str) -> list[tuple[str, Sequence[Entry]]]:
    """Headed groups of entries for the page at ``path``: resources at the top with its branch."""
    groups = {
        "Reference": [_entry(path, title, page) for title, page in places.lists],
        "Resources": list(_resources(places, path)),
        "Guide": [_entry(path, guide.title, guide.path) for guide in places.guides],
    }
    return [(heading, entries) for heading, entries in groups.items() if entries]


def _resources(places: Places, path: str) -> Iterator[Entry]:
    here = resource_of_page(path)
    for resource, page in places.resources:
        parent, _, name = resource.rpartition("/")
        if parent == "resources" or here.startswith(f"{parent}/") or here == parent:
            yield _entry(here, name, page, min(resource.count("/") - 1, _DEEPEST))


def _entry(path: str, text: str, page: str, depth: int = 0) -> Entry:
    return Entry(text, f"{relative_path(path, page)}.html", depth, page == path)
