"""Every method of the generated client can be named on the command line."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from support.releases import Release
from tsbind.diff import compare
from tsbind.diff.judging.filters import only_selected
from tsbind.docs.output.terminal import shown
from tsbind.model.selectors import select
from tsbind.problems import UsageError
from tsbind.python.selection import client_index

pytestmark = [pytest.mark.registry, pytest.mark.slow]
OF_EVERY_CLIENT = set("close copy delete get is_closed patch post put".split())
"""What the root client has whatever upstream is."""
ADDED = (
    "beta.chat.completions.parse",
    "files.retrieve_content",
    "realtime.connect",
    "responses.connect",
    "uploads.upload_file_chunked",
    "videos.poll",
)
"""Methods that only the pack knows: helpers, connections, second places."""


def methods(holder: Any, package: str, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The public methods of a client, as a program calls them."""
    for name in dir(type(holder)):
        if name.startswith(("_", "with_")):
            continue
        if inspect.isfunction(getattr(type(holder), name)):
            yield ".".join((*path, name))
            continue
        value = getattr(holder, name)
        if type(value).__module__.startswith(f"{package}.resources"):
            yield from methods(value, package, (*path, name))


@pytest.mark.parametrize(("version", "least"), [("4.52.0", 80), ("7.57.0", 430)])
def test_every_method_is_known(version: str, least: int, client_of: Callable[..., Release]) -> None:
    release = client_of(f"openai@{version}")
    found = set(methods(release.client(), release.package.name))
    assert found > OF_EVERY_CLIENT
    named = sorted(found - OF_EVERY_CLIENT)
    assert len(named) >= least
    index = client_index(release.model)
    assert [name for name in named if not _names_one(index, name)] == []
    if version == "7.57.0":
        assert set(ADDED) <= set(named)


def _names_one(index: Any, name: str) -> bool:
    try:
        return len(select(index, [name]).operations) == 1
    except UsageError:
        return False


@pytest.mark.parametrize("name", ADDED)
def test_what_only_the_pack_knows(name: str, client_of: Callable[..., Release]) -> None:
    model = client_of("openai@7.57.0").model
    assert f"client.{name.removeprefix('beta.')}" in shown(model, name, "openai_bindings")
    assert only_selected(compare(model, model), model, model, [name]).changes == ()


def test_changes_of_what_a_helper_calls(client_of: Callable[..., Release]) -> None:
    model = client_of("openai@7.57.0").model
    operations = tuple(o for o in model.operations if o.accessor != "videos.retrieve")
    types = tuple(
        replace(d, properties=d.properties[1:]) if d.name == "ConversationItemAdded" else d
        for d in model.types
    )
    new = replace(model, operations=operations, types=types)
    report = compare(model, new)
    for name, places in (
        # A helper goes with the method that it calls.
        ("videos.poll", {"videos.retrieve", "videos.poll"}),
        ("realtime.connect", {"ConversationItemAdded"}),
    ):
        kept = only_selected(report, model, new, [name]).changes
        assert 0 < len(kept) < len(report.changes)
        assert {change.place for change in kept} == places
