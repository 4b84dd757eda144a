"""Modules of WebSocket connections: a class for each half, with a method for each event sent.

``lib/connections/realtime.py`` says of ``client.realtime.connect`` where it goes, what the
server's events are, and, for type checkers, that ``connection.session.update(...)`` sends a
``session.update``: the runtime finds such methods by the same types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tsbind.model.index import ModelIndex
from tsbind.model.operations import Socket
from tsbind.problems import Problem
from tsbind.python.client.arguments import Argument, Arguments, of_variants
from tsbind.python.client.call_forms import names_of
from tsbind.python.client.import_table import ClientScope
from tsbind.python.client.naming import keyword_names, python_accessor
from tsbind.python.client.shapes import Shapes, Variant
from tsbind.python.docstrings import docstring
from tsbind.python.literals import string
from tsbind.python.names import PythonName, attribute_name, class_name
from tsbind.python.placement import Place
from tsbind.python.spelling.annotations import GIVE, Spelling
from tsbind.python.spelling.expression import subscript, text_of
from tsbind.python.spelling.layout import lay
from tsbind.python.spelling.wire_specs import WireSpecWriter

FOLDER = "connections"
TYPE = "type"
_DEPTH = 3
"""How deep the parameters of a method stand: in a class that checkers alone see."""
_OWN = frozenset(
    "close dispatch_events off on once parse_event recv recv_bytes send send_raw".split()
)
"""What every connection has: an event whose type begins so is sent with `send`."""
_USED = frozenset({"AsyncConnection", "AsyncConnectionManager", "Connection", "ConnectionManager"})


@dataclass(frozen=True, slots=True)
class EventPlan:
    """The method that sends one event."""

    keyword: str
    name: str
    parameters: tuple[str, ...]
    doc: str


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """The events whose types begin with the same words: methods, and further groups."""

    name: str
    doc: str
    children: tuple[tuple[str, str], ...]
    events: tuple[EventPlan, ...]


@dataclass(frozen=True, slots=True)
class HalfPlan:
    """The class of a connection, sync or async."""

    line: str
    doc: str
    children: tuple[tuple[str, str], ...]
    events: tuple[EventPlan, ...]


@dataclass(frozen=True, slots=True)
class ConnectionPlan:
    """One module; every string in it is finished Python."""

    path: str
    doc: str
    imports: tuple[str, ...]
    checked: tuple[str, ...]
    references: str
    groups: tuple[GroupPlan, ...]
    halves: tuple[HalfPlan, ...]
    aliases: tuple[str, ...]
    target: tuple[str, ...]
    """The arguments of the target, each with its comma."""


@dataclass
class _Node:
    """What begins with the same words: the events of exactly that type, and what goes on."""

    variants: list[Variant] = field(default_factory=list[Variant])
    children: dict[str, _Node] = field(default_factory=dict[str, "_Node"])


def connection_module(accessor: str) -> str:
    """The module of the connection of the resource at ``accessor``, below `FOLDER`."""
    return "_".join(attribute_name(part) for part in accessor.split("."))


def connection_name(accessor: str) -> str:
    """The class of its connection."""
    return f"{class_name(accessor.rpartition('.')[2])}Connection"


@dataclass(frozen=True, slots=True)
class ConnectionPlanner:
    """What every module of a connection is made from."""

    index: ModelIndex
    places: dict[str, Place]
    twinned: frozenset[str]
    shapes: Shapes
    problems: list[Problem]

    def plan(self, socket: Socket) -> ConnectionPlan:
        """The module of one connection."""
        return _Work(self, socket).plan()


class _Work:
    """One module in the making."""

    def __init__(self, planner: ConnectionPlanner, socket: Socket) -> None:
        self.planner = planner
        self.socket = socket
        self.name = connection_name(socket.accessor)
        module = ("lib", FOLDER, connection_module(socket.accessor))
        taken = {*_USED, self.name, f"Async{self.name}", "Target", "connect"}
        self.scope = ClientScope(tuple(map(PythonName, module)), planner.places, taken)
        self.spelling = Spelling(planner.index, self.scope, planner.twinned, planner.problems)
        self.wires = WireSpecWriter(planner.index, self.scope)

    def plan(self) -> ConnectionPlan:
        root = _tree(self._events())
        halves = tuple(self._half(root, half) for half in ("", "Async"))
        groups = tuple(g for half in ("", "Async") for g in self._groups(root, half, ()))
        target = tuple(self._target())
        for name in ("TYPE_CHECKING", "Any", "TypeAlias"):
            self.scope.typing(name)
        self.scope.collections("Mapping")
        self.scope.runtime("references", "references")
        accessor = python_accessor(self.socket.accessor)
        return ConnectionPlan(
            path="/".join(self.scope.module) + ".py",
            doc=f'"""The connection of `client.{accessor}.connect`: its events, both ways."""',
            imports=(
                *self.scope.typing_imports(),
                "",
                *self.scope.run_time_imports(),
            ),
            checked=tuple(self.scope.checked_imports()),
            references=self.scope.reference_table(),
            groups=groups,
            halves=halves,
            aliases=tuple(self._alias(half) for half in ("", "Async")),
            target=target,
        )

    def _events(self) -> dict[str, list[Variant]]:
        """What can be sent, by the type of the event; what has none is sent with `send`."""
        found: dict[str, list[Variant]] = {}
        for variant in self.planner.shapes.variants(self.socket.sends) or ():
            for given in variant:
                values = self.planner.index.literals(given.property.type)
                if given.property.name == TYPE and len(values) == 1:
                    rest = tuple(g for g in variant if g.property.name != TYPE)
                    found.setdefault(str(values[0]), []).append(rest)
        return found

    def _half(self, root: _Node, half: str) -> HalfPlan:
        ends = (self.socket.receives, self.socket.sends)
        events = [string(text_of(self.spelling.annotation(end, "read"))) for end in ends]
        line = f"class {half}{self.name}({half}Connection[{', '.join(events)}]):"
        if len(line) > 88:
            inner = f"    {half}Connection[{', '.join(events)}]"
            line = f"class {half}{self.name}(\n{inner}\n):"
        children = tuple(self._children(root, half, ()))
        kept = [name for name in root.children if name not in _OWN]
        events_here = tuple(
            self._event(name, root.children[name], half)
            for name in kept
            if root.children[name].variants and not root.children[name].children
        )
        return HalfPlan(line, '"""An open connection."""', children, events_here)

    def _groups(self, node: _Node, half: str, path: tuple[str, ...]) -> Iterator[GroupPlan]:
        for name, child in node.children.items():
            inner = (*path, name)
            if not child.children or (not path and name in _OWN):
                continue
            yield from self._groups(child, half, inner)
            events = [
                self._event(last, leaf, half)
                for last, leaf in child.children.items()
                if leaf.variants and not leaf.children
            ]
            if child.variants:
                events.append(self._event("__call__", child, half))
            yield GroupPlan(
                _group_name(inner, half),
                docstring(f"Sends events: `{'.'.join(inner)}.*`."),
                tuple(self._children(child, half, inner)),
                tuple(events),
            )

    def _children(self, node: _Node, half: str, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name, child in node.children.items():
            if child.children and (path or name not in _OWN):
                yield name, _group_name((*path, name), half)

    def _event(self, name: str, node: _Node, half: str) -> EventPlan:
        arguments = of_variants(node.variants)
        parameters = ["self,"]
        if arguments:
            parameters += ["*,", *self._parameters(arguments)]
        return EventPlan(
            "async def" if half else "def",
            name,
            tuple(parameters),
            docstring("Send this event."),
        )

    def _parameters(self, arguments: Arguments) -> Iterator[str]:
        names = keyword_names(arguments, ())
        for wire in names_of(arguments):
            yield self._parameter(str(names[wire]), arguments[wire])

    def _parameter(self, name: str, argument: Argument) -> str:
        code = self.spelling.annotation(argument.type, GIVE, integral=argument.integral)
        if argument.required:
            return lay(f"{name}: ", self.spelling.parameter(name, code), ",")
        code = self.spelling.optional(code, self.scope.runtime("omit", "Omit"))
        omit = self.scope.runtime("omit", "omit")
        return lay(f"{name}: ", self.spelling.parameter(name, code), f" = {omit},")

    def _alias(self, half: str) -> str:
        name = f"{half}{self.name}"
        manager = subscript(f"{half}ConnectionManager", name)
        return f"{name}Manager: TypeAlias = {manager}"

    def _target(self) -> Iterator[str]:
        yield f"{string(self.socket.path)},"
        for type_ in (self.socket.receives, self.socket.sends):
            yield lay("", self.wires.spec(type_), ",")
        names = ", ".join(string(name) for name in self.socket.path_parameters)
        yield f"frozenset({{{names}}})," if names else "frozenset(),"
        yield f"({self.name}, Async{self.name}),"


def _tree(events: Mapping[str, Sequence[Variant]]) -> _Node:
    root = _Node()
    for kind, variants in sorted(events.items()):
        words = kind.split(".")
        if not all(_is_plain(word) for word in words):
            continue
        node = root
        for word in words:
            node = node.children.setdefault(word, _Node())
        node.variants.extend(variants)
    return root


def _is_plain(word: str) -> bool:
    """Whether a word of a type is the Python name it would have."""
    return bool(word) and attribute_name(word) == word and not word.startswith("_")


def _group_name(path: Iterable[str], half: str) -> str:
    return f"{half}{class_name('_'.join(path))}Events"
