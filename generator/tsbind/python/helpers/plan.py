"""What the templates of the helpers need to know of a package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsbind.python.helpers.bind import Bound
from tsbind.python.helpers.connections import FOLDER, ConnectionPlan, ConnectionPlanner
from tsbind.python.placement import Place

LIB = "lib"
_SOURCES = (
    "resources/responses/responses.ts",
    "resources/chat/completions/completions.ts",
    "resources/chat/completions.ts",
    "resources/beta/chat/completions.ts",
    "resources/beta/agents/agents.ts",
    "resources/beta/agents/sessions/turns/turns.ts",
    "resources/beta/agents/sessions/artifacts.ts",
    "resources/beta/agents/environments/files.ts",
)
"""Where upstream declares the types that the templates import; the first that has one counts."""


@dataclass(frozen=True, slots=True)
class CompletionType:
    """The class of whole chat completions: parsed ones where upstream has a type for them."""

    name: str
    generic: bool

    @property
    def any(self) -> str:
        """The type where nothing is known of what was parsed."""
        return f"{self.name}[Any]" if self.generic else self.name

    @property
    def of_t(self) -> str:
        """The type where a `T` was parsed."""
        return f"{self.name}[T]" if self.generic else self.name


@dataclass(frozen=True, slots=True)
class HelpersPlan:
    """The modules that are called, and the values of their templates."""

    roots: tuple[str, ...]
    """Modules below the helpers' folder; those they import come too."""
    completion: CompletionType | None
    chat_accessor: str
    assistants: bool
    types: Mapping[str, Place]
    """The types that the templates import, by upstream's name."""
    connections: tuple[ConnectionPlan, ...]
    exports: tuple[tuple[str, str, str, str], ...]
    """What the package exports: name, relative module, name there, whether it has a twin."""


def helpers_plan(
    bound: Iterable[Bound], places: Mapping[str, Place], connections: ConnectionPlanner
) -> HelpersPlan:
    """The plan for the helpers that are emitted."""
    found = list(bound)
    roots = {b.helper.function.partition(".")[0] for b in found}
    roots |= {"websocket"} if FOLDER in roots else set()
    chat = [b.resource for b in found if b.resource.endswith("chat.completions")]
    rows = {row for b in found for row in b.helper.exports}
    return HelpersPlan(
        roots=tuple(sorted(roots | {"output_type"})) if roots else (),
        completion=_completion(places),
        chat_accessor=min(chat, default="chat.completions"),
        assistants="assistants" in roots,
        types=_types(places),
        connections=tuple(connections.plan(b.socket) for b in found if b.socket),
        exports=tuple(sorted(_row(row) for row in rows)),
    )


def type_ids(places: Iterable[str]) -> dict[str, str]:
    """The declarations of the resources by name, those at the top of their file."""
    result: dict[str, str] = {}
    for id_ in places:
        if id_.startswith("resources/"):
            result.setdefault(id_.rpartition("#")[2], id_)
    return result


def _completion(places: Mapping[str, Place]) -> CompletionType | None:
    ids = type_ids(places)
    for name in ("ParsedChatCompletion", "ChatCompletion"):
        if name in ids:
            return CompletionType(name, name.startswith("Parsed"))
    return None


def _types(places: Mapping[str, Place]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for source in _SOURCES:
        for id_, place in places.items():
            file, _, name = id_.partition("#")
            if file == source and "." not in name:
                found.setdefault(name, place)
    return found


def _row(export: str) -> tuple[str, str, str, str]:
    module, _, name = export.partition(":")
    return name, f".{module}", name, ""
