"""Direction: which client methods send a declaration and which return it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tsbind.diff.reading.directions import DIRECTIONS, PARAMS, RESPONSES, by_name, by_use
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import last_name
from tsbind.model.mentions import result_types
from tsbind.model.operations import Operation
from tsbind.model.types import FunctionParameter, OpenUnion, Reference, Type, walk


@dataclass(frozen=True, slots=True)
class Usage:
    """How a place is used: methods that send it, and methods that return it."""

    params: frozenset[str] = frozenset()
    responses: frozenset[str] = frozenset()
    assumed: tuple[str, ...] = ()
    """Directions taken for granted because no method reaches the place."""

    @property
    def directions(self) -> tuple[str, ...]:
        """``params`` and ``responses``, those that apply."""
        found = tuple(d for d in DIRECTIONS if getattr(self, d))
        return found or self.assumed

    @property
    def methods(self) -> tuple[str, ...]:
        """Every method, sorted."""
        return tuple(sorted(self.params | self.responses))


def is_options(parameter: FunctionParameter) -> bool:
    """Whether a parameter holds request options (headers, timeout), which are no payload."""
    return any(
        isinstance(part, Reference) and last_name(part.id).endswith("RequestOptions")
        for part in walk(parameter.type)
    )


def param_types(operation: Operation) -> Iterator[Type]:
    """Types of what a caller gives to the method."""
    for signature in operation.signatures:
        yield from (p.type for p in signature.parameters if not is_options(p))
    yield from (p.type for p in operation.path_parameters)
    yield from (h.type for h in operation.header_parameters if h.type is not None)
    for payload in (operation.body, operation.query):
        if payload is not None and payload.type is not None:
            yield payload.type


class Reach:
    """Usage of every declaration of one package."""

    def __init__(self, index: ModelIndex) -> None:
        self.index = index
        self._closures: dict[str, frozenset[str]] = {}
        self._params = self._collect(param_types)
        self._responses = self._collect(result_types)

    def _collect(self, types_of: Callable[[Operation], Iterable[Type]]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for operation in self.index.package.operations:
            for identifier in self._reached(types_of(operation)):
                found.setdefault(identifier, set()).add(operation.accessor)
        return found

    def _reached(self, types: Iterable[Type]) -> set[str]:
        reached: set[str] = set()
        for identifier in self.index.mentioned(types):
            closure = self._closures.get(identifier)
            if closure is None:
                closure = self._closures[identifier] = self.index.closure([identifier])
            reached |= closure
        return reached

    @cached_property
    def surface(self) -> frozenset[str]:
        """Declarations a user of the client can meet: exported ones, and all they mention."""
        reached = self.index.closure([*self.index.roots, *self._params, *self._responses])
        by_id = self.index.declarations
        return frozenset(i for i in reached if self.index.is_emitted(by_id[i]))

    @cached_property
    def always_open(self) -> frozenset[str]:
        """Aliases used somewhere, and everywhere as the known values of an open union."""
        everywhere, opened = Counter[str](), Counter[str]()
        passed_on: dict[str, str] = {}
        declarations = self.index.declarations.values()
        types = [t for d in declarations for t in self._types_of(d, passed_on)]
        for operation in self.index.package.operations:
            types += [*param_types(operation), *result_types(operation)]
        for type_ in types:
            for part in walk(type_):
                if isinstance(part, Reference):
                    everywhere[part.id] += 1
                elif isinstance(part, OpenUnion):
                    opened.update(m.id for m in part.members if isinstance(m, Reference))
        found = {i for i, count in opened.items() if count == everywhere[i]}
        closed = {target for alias, target in passed_on.items() if alias not in found}
        return frozenset(found - closed)

    def _types_of(self, declaration: Declaration, passed_on: dict[str, str]) -> list[Type]:
        """What a declaration holds; an alias of an alias is no use of its own."""
        if (
            isinstance(declaration.type, Reference)
            and declaration.type.id in self.index.declarations
        ):
            passed_on[declaration.id] = declaration.type.id
            return []
        types = [p.type for p in declaration.properties]
        types += [signature.value for signature in declaration.index]
        return types if declaration.type is None else [*types, declaration.type]

    def usage(self, identifier: str) -> Usage:
        """How the declaration is used; directions are assumed where no method reaches it."""
        params = frozenset(self._params.get(identifier, ()))
        responses = frozenset(self._responses.get(identifier, ()))
        assumed = () if params or responses else self._assumed(identifier)
        return Usage(params, responses, assumed)

    def _assumed(self, identifier: str) -> tuple[str, ...]:
        has_methods = bool(self.index.package.operations)
        said = by_name(identifier, has_methods=has_methods)
        return said or (() if has_methods else self._by_use.get(identifier, ())) or DIRECTIONS

    @cached_property
    def _by_use(self) -> dict[str, tuple[str, ...]]:
        return by_use(self.index)


def common_usage(old: Usage, new: Usage, moved: Mapping[str, str]) -> Usage:
    """The usage of a declaration both releases have; ``moved`` maps old accessors to new ones.

    A method that reaches it in one release only has its own change (of its parameters or its
    return type), so it is no witness for what changed inside the declaration.
    """
    found = {d: _common(getattr(old, d), getattr(new, d), moved) for d in DIRECTIONS}
    if any(found.values()):
        return Usage(found[PARAMS], found[RESPONSES])
    if old.directions and new.directions and not (old.assumed and new.assumed):
        return Usage(assumed=tuple(d for d in old.directions if d in new.directions))
    return Usage(assumed=old.assumed or new.assumed)


def _common(old: frozenset[str], new: frozenset[str], moved: Mapping[str, str]) -> frozenset[str]:
    translated = frozenset(moved.get(name, name) for name in old)
    return (translated & new) or (translated | new if old and new else frozenset())
