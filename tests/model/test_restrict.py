from __future__ import annotations

from tsbind.model.declarations import Package, Source
from tsbind.model.operations import Client, Operation, Page, SubResource
from tsbind.model.restrict import restricted
from tsbind.position import Position

HERE = Position("index.ts", 1, 1)
HELD = (
    ("root", "chat", "Chat"),
    ("Chat", "completions", "Completions"),
    ("Completions", "messages", "Messages"),
    ("root", "files", "Files"),
    ("root", "beta", "Beta"),
    ("Beta", "chat", "Chat"),
    ("Beta", "threads", "Threads"),
)
PACKAGE = Package(
    Source("sdk", "1"),
    operations=(
        Operation("chat.completions.create", "endpoint", "Completions", "create", HERE),
        Operation("chat.completions.list", "endpoint", "Completions", "list", HERE, page="Cursor"),
        Operation("files.list", "endpoint", "Files", "list", HERE, page="Page"),
    ),
    pages=(Page("Cursor", "Cursor", (), "data"), Page("Page", "Page", (), "data")),
    client=Client("root", "SDK", "", resources=tuple(SubResource(*held) for held in HELD)),
)


def test_ways_to_what_is_kept_and_nothing_else() -> None:
    part = restricted(PACKAGE, {"chat.completions.create"})
    assert [o.method for o in part.operations] == ["create"]
    assert part.client is not None
    assert [(h.owner, h.name) for h in part.client.resources] == [
        ("root", "chat"),
        ("Chat", "completions"),
        ("root", "beta"),
        ("Beta", "chat"),
    ]
    assert part.pages == ()


def test_pages_that_are_used() -> None:
    part = restricted(PACKAGE, {"chat.completions.list"})
    assert [page.id for page in part.pages] == ["Cursor"]


def test_no_operation_no_client() -> None:
    part = restricted(PACKAGE, ())
    assert (part.operations, part.pages, part.client) == ((), (), None)
