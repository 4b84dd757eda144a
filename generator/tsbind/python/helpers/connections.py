"""Modules of WebSocket connections: a class for each flavour, with a method for each event sent.

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
from tsbind.python.literals import docstring, string
from tsbind.python.methods.arguments import Argument, Arguments, of_variants
from tsbind.python.methods.call_forms import names_of
from tsbind.python.methods.method_plan import FLAVOURS, NamedCode, ParameterPlan, both
from tsbind.python.methods.naming import keyword_names, python_accessor
from tsbind.python.methods.shapes import Shapes, Variant
from tsbind.python.names import PythonName, attribute_name, class_name
from tsbind.python.placement import Place
from tsbind.python.spelling.annotations import GIVE, READ, Spelling
from tsbind.python.spelling.expression import Code, Import, imports_of, text_of
from tsbind.python.spelling.import_statements import (
    ImportBlock,
    LazyImport,
    import_block,
    lazy_imports,
)
from tsbind.python.spelling.import_table import REFERENCES, TYPE_CHECKING, client_table
from tsbind.python.spelling.wire_specs import WireSpecWriter
from tsbind.values import value_class

FOLDER = "connections"
TYPE = "type"
_OWN = frozenset(
    "close dispatch_events off on once parse_event recv recv_bytes send send_raw".split()
)
"""What every connection has: an event whose type begins so is sent with `send`."""
_USED = frozenset({"AsyncConnection", "AsyncConnectionManager", "Connection", "ConnectionManager"})
_WEBSOCKET = ".lib.websocket"
_RUNTIME = frozenset(
    {
        *(Import(_WEBSOCKET, name, name) for name in (*_USED, "Target")),
        Import(_WEBSOCKET, "connect", "_connect"),
    }
)


@value_class(frozen=True, slots=True)
class EventPlan:
    """The method that sends one event."""

    name: str
    parameters: tuple[ParameterPlan, ...]
    doc: str


@value_class(frozen=True, slots=True)
class GroupPlan:
    """The events whose types begin with the same words: methods, and further groups."""

    name: str
    """The class, without the prefix of a flavour."""
    doc: str
    children: tuple[NamedCode, ...]
    """Attribute and class, without the prefix, of each further group."""
    events: tuple[EventPlan, ...]


@value_class(frozen=True, slots=True)
class ConnectionPlan:
    """One module, in both flavours."""

    path: str
    doc: str
    name: str
    """The class of the connection, without the prefix of a flavour."""
    ends: tuple[Code, Code]
    """What the server sends and what is sent to it, as string literals."""
    imports: ImportBlock
    typing_imports: ImportBlock
    """What only type checkers import."""
    references: tuple[LazyImport, ...]
    groups: tuple[GroupPlan, ...]
    children: tuple[NamedCode, ...]
    """Groups that are attributes of the connection."""
    events: tuple[EventPlan, ...]
    socket_path: Code
    wires: tuple[Code, Code]
    """The wire specs of what the server sends and what is sent to it."""
    path_parameters: tuple[str, ...]


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


def connection_classes(accessor: str) -> Iterator[Import]:
    """The classes of its connection, for a table of references."""
    home, name = f".lib.{FOLDER}.{connection_module(accessor)}", connection_name(accessor)
    for flavour in FLAVOURS:
        for local in (f"{flavour.prefix}{name}", f"{flavour.prefix}{name}Manager"):
            yield Import(home, local, local, lazy=True)


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
        return _ConnectionBuilder(self, socket).plan()


class _ConnectionBuilder:
    """One module in the making."""

    def __init__(self, planner: ConnectionPlanner, socket: Socket) -> None:
        self.planner = planner
        self.socket = socket
        self.name = connection_name(socket.accessor)
        module = ("lib", FOLDER, connection_module(socket.accessor))
        taken = {*_USED, self.name, f"Async{self.name}", "Target", "connect"}
        self.table = client_table(tuple(map(PythonName, module)), planner.places, taken)
        self.spelling = Spelling(planner.index, self.table, planner.twinned, planner.problems)
        self.wires = WireSpecWriter(planner.index, self.table)

    def plan(self) -> ConnectionPlan:
        root = _tree(self._events())
        groups = tuple(self._groups(root, ()))
        events = tuple(
            self._event(name, node)
            for name, node in root.children.items()
            if name not in _OWN and node.variants and not node.children
        )
        receives, sends = self.socket.receives, self.socket.sends
        wires = (self.wires.spec(receives), self.wires.spec(sends))
        ends = [self.spelling.annotation(end, READ) for end in (receives, sends)]
        sent = [*events, *(event for group in groups for event in group.events)]
        parameters = [parameter for event in sent for parameter in event.parameters]
        annotations = imports_of(*ends, *(p.annotation.sync for p in parameters))
        evaluated = imports_of(*wires, *(p.default for p in parameters)) | {REFERENCES}
        typing = {one for one in annotations if one.module == "typing"} | {TYPE_CHECKING}
        typing |= imports_of(self.table.typing("Any"), self.table.typing("TypeAlias"))
        checked = annotations | imports_of(self.table.collections("Mapping"))
        accessor, module = python_accessor(self.socket.accessor), self.table.module
        return ConnectionPlan(
            path="/".join(module) + ".py",
            doc=f'"""The connection of `client.{accessor}.connect`: its events, both ways."""',
            name=self.name,
            ends=(string(text_of(ends[0])), string(text_of(ends[1]))),
            imports=import_block(evaluated | typing | _RUNTIME, module),
            typing_imports=import_block(checked - evaluated - typing, module),
            references=lazy_imports(evaluated, module),
            groups=groups,
            children=tuple(self._children(root, ())),
            events=events,
            socket_path=string(self.socket.path),
            wires=wires,
            path_parameters=tuple(self.socket.path_parameters),
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

    def _groups(self, node: _Node, path: tuple[str, ...]) -> Iterator[GroupPlan]:
        for name, child in node.children.items():
            inner = (*path, name)
            if not child.children or (not path and name in _OWN):
                continue
            yield from self._groups(child, inner)
            events = [
                self._event(last, leaf)
                for last, leaf in child.children.items()
                if leaf.variants and not leaf.children
            ]
            if child.variants:
                events.append(self._event("__call__", child))
            yield GroupPlan(
                _group_name(inner),
                docstring(f"Sends events: `{'.'.join(inner)}.*`."),
                tuple(self._children(child, inner)),
                tuple(events),
            )

    def _children(self, node: _Node, path: tuple[str, ...]) -> Iterator[NamedCode]:
        for name, child in node.children.items():
            if child.children and (path or name not in _OWN):
                yield NamedCode(name, _group_name((*path, name)))

    def _event(self, name: str, node: _Node) -> EventPlan:
        arguments = of_variants(node.variants)
        parameters = tuple(self._parameters(arguments)) if arguments else ()
        return EventPlan(name, parameters, docstring("Send this event."))

    def _parameters(self, arguments: Arguments) -> Iterator[ParameterPlan]:
        names = keyword_names(arguments, ())
        for wire in names_of(arguments):
            yield self._parameter(str(names[wire]), arguments[wire])

    def _parameter(self, name: str, argument: Argument) -> ParameterPlan:
        code = self.spelling.annotation(argument.type, GIVE, integral=argument.integral)
        default: Code = ""
        if not argument.required:
            code = self.spelling.optional(code, self.table.runtime("omit", "Omit"))
            default = self.table.runtime("omit", "omit")
        return ParameterPlan(name, both(self.spelling.parameter(name, code)), default)


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


def _group_name(path: Iterable[str]) -> str:
    return f"{class_name('_'.join(path))}Events"
