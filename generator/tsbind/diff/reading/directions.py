"""Who sends a declaration and who reads it, where no client method says so: names and use.

A package of declarations alone has no methods. There the name of a type says it, or the class
whose method takes or gives it; what such a type mentions goes the same way.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.index import ModelIndex
from tsbind.model.mentions import mentioned
from tsbind.model.types import Function

PARAMS, RESPONSES = "params", "responses"
DIRECTIONS = (PARAMS, RESPONSES)
_ENDINGS = {
    PARAMS: ("Params", "Param", "ClientEvent"),
    RESPONSES: ("ServerEvent", "WebhookEvent"),
}
_MORE_ENDINGS = {
    PARAMS: ("Request", "RequestBody", "Input", "Options", "JSONBody", "FormDataBody", "Query"),
    RESPONSES: ("Response", "Result", "Output", "Dispatch", "DispatchData"),
}
"""Of packages without methods: elsewhere such types are parts of what a method sends or gives."""


def by_name(identifier: str, *, has_methods: bool = True) -> tuple[str, ...]:
    """The direction that the name of a declaration, or of one around it, says; empty for none."""
    names = identifier.partition("#")[2].split(".")
    for name in names:
        for direction in DIRECTIONS:
            more = () if has_methods else _MORE_ENDINGS[direction]
            if name.endswith((*_ENDINGS[direction], *more)):
                return (direction,)
    return ()


def by_use(index: ModelIndex) -> dict[str, tuple[str, ...]]:
    """Directions of what named declarations mention, and of what methods of classes take."""
    reached = {
        direction: index.closure(
            [
                *(i for i in index.declarations if direction in by_name(i, has_methods=False)),
                *_of_classes(index, direction),
            ]
        )
        for direction in DIRECTIONS
    }
    return {
        identifier: tuple(d for d in DIRECTIONS if identifier in reached[d])
        for identifier in index.declarations
    }


def _of_classes(index: ModelIndex, direction: str) -> Iterator[str]:
    for declaration in index.declarations.values():
        for property_ in declaration.properties if declaration.kind == "class" else ():
            if isinstance(property_.type, Function):
                sent = (parameter.type for parameter in property_.type.parameters)
                yield from mentioned(sent if direction == PARAMS else [property_.type.returns])
