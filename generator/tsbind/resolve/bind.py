"""Types as written to types of the model: names bound, nothing evaluated yet.

Utility types and type operators become `Generic`; `tsbind.resolve.evaluate` works them out.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from typing import Any, TypeAlias

from tsbind.computed import UNKNOWN_NAME
from tsbind.model.types import (
    ANY,
    BOOLEAN,
    NUMBER,
    STRING,
    UNKNOWN,
    Array,
    Function,
    FunctionParameter,
    Generic,
    IndexSignature,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Parameter,
    Primitive,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    TupleItem,
    Type,
    UnionType,
)
from tsbind.model.unions import members_of, tuple_of, union, written_intersection
from tsbind.position import Position
from tsbind.problems import Problem, Severity
from tsbind.resolve.constants import ConstantTypes
from tsbind.resolve.enum_values import EnumValues
from tsbind.resolve.globals import GLOBAL_TYPES
from tsbind.resolve.indexed import chain_of, declared_in_place
from tsbind.resolve.returns import inferred_return
from tsbind.resolve.scope import (
    EnumValue,
    External,
    Program,
    Target,
    is_type,
    is_value,
)
from tsbind.resolve.symbols import Context, LexicalScope, Module, Symbol
from tsbind.resolve.templates import text_of
from tsbind.syntax import nodes
from tsbind.syntax.expressions import FunctionBody
from tsbind.syntax.nodes import PropertyNode, TypeNode

MAX_TEXT = 2_000
"""Characters of a type that is reported; those that grow hold the texts of those before."""
INFERRED = "what it returns is inferred from its body"
NO_SUCH_NAME = "no such name"
PROPERTY_KEY = UnionType((STRING, NUMBER, Primitive("symbol")))
_ARRAYS = frozenset(("Array", "ReadonlyArray"))


class Binder:
    """Binds the types of one program; problems go to the program's list."""

    def __init__(self, program: Program, utilities: Container[str] = ()) -> None:
        """``utilities`` are the names of utility types that can be worked out."""
        self.program = program
        self.utilities = utilities
        self.enum_values = EnumValues(program)
        self.constants = ConstantTypes(self)
        self._running: set[str] = set()
        self.enum_keys: dict[Position, Reference] = {}
        """The member of an enum that a property is named by, by the place of the property."""
        self.targets: dict[str, Symbol | EnumValue] = {}
        """Whatever a `Reference` was made to, by id."""

    def target(self, id_: str) -> Symbol | EnumValue | None:
        """What a `Reference` with this id was made to; None for what is not in the program."""
        return self.targets.get(id_)

    def bind(self, node: TypeNode, context: Context) -> Type:
        """The model's type for ``node``; `Opaque` and a problem where there is none."""
        return _RULES[type(node)](self, node, context)

    def bind_all(self, items: tuple[TypeNode, ...], context: Context) -> tuple[Type, ...]:
        """`bind` each."""
        return tuple([self.bind(node, context) for node in items])

    def opaque(self, text: str, reason: str, position: Position) -> Opaque:
        """A type that stays as text, reported."""
        text = text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}..."
        self.program.problems.append(Problem(Severity.OPAQUE, f"{text}: {reason}", position))
        return Opaque(text, reason, position)

    # Names

    def named(self, node: nodes.NameNode, context: Context) -> Type:
        """A reference, a type parameter, a utility type or a type of the standard library."""
        name = node.path[0]
        if len(node.path) == 1 and name in context.parameters:
            return Parameter(name)
        arguments = self.bind_all(node.arguments, context)
        target = self.program.lookup_path(node.path, context.scope, is_type)
        if target is not None and not isinstance(target, Module):
            return self.reference(target, arguments, node)
        if len(node.path) == 1:
            return self.global_type(node, arguments)
        if name in GLOBAL_TYPES:
            path = node.path[1:] if name == "globalThis" else node.path
            return Reference(f"lib#{'.'.join(path)}", arguments)
        return self.opaque(".".join(node.path), NO_SUCH_NAME, node.position)

    def reference(
        self,
        target: Target,
        arguments: tuple[Type, ...],
        node: nodes.NameNode | nodes.ImportTypeNode,
    ) -> Type:
        """A use of ``target`` as a type."""
        if isinstance(target, External):
            return Reference(target.id, arguments)
        if isinstance(target, EnumValue):
            return self.enum_value(target)
        if isinstance(target, Symbol):
            self.targets[target.id] = target
            return Reference(target.id, arguments)
        return self.opaque(".".join(node.path), "a module is not a type", node.position)

    def enum_value(self, target: EnumValue) -> Reference:
        """A member of an enum as a type."""
        reference = Reference(f"{target.enum.id}.{target.name}")
        self.targets[reference.id] = target
        return reference

    def global_type(self, node: nodes.NameNode, arguments: tuple[Type, ...]) -> Type:
        """A name that is declared nowhere in the program."""
        name = node.path[0]
        if name in _ARRAYS and len(arguments) == 1:
            return Array(arguments[0], readonly=name == "ReadonlyArray")
        if name == "PropertyKey":
            return PROPERTY_KEY
        if name == "NoInfer" and len(arguments) == 1:
            return arguments[0]
        if name in self.utilities and len(arguments) >= (2 if name == "Record" else 1):
            return Generic(name, arguments)
        if name in GLOBAL_TYPES:
            return Reference(f"lib#{name}", arguments)
        return self.opaque(name, NO_SUCH_NAME, node.position)

    def import_type(self, node: nodes.ImportTypeNode, context: Context) -> Type:
        """``import('./x').Y``."""
        arguments = self.bind_all(node.arguments, context)
        module = self.program.imported(node.module, context.scope.module.path)
        if module is None:
            suffix = f"#{'.'.join(node.path)}" if node.path else ""
            return Reference(f"ext:{node.module}{suffix}", arguments)
        target: Target | None = module
        for name in node.path:
            target = self.program.member(target, name) if target is not None else None
        if target is None:
            return self.opaque(".".join(node.path), f"not exported by {node.module}", node.position)
        return self.reference(target, arguments, node)

    def type_query(self, node: nodes.TypeQueryNode, context: Context) -> Type:
        """``typeof x``: of a constant, its type; of a class or function, a mark."""
        if node.module is not None:
            return self.imported_value(node, context)
        target = self.program.lookup_path(node.path, context.scope, is_value)
        if target is None:
            return self.typeof_property(node, context)
        type_ = self.value_type(target)
        statement = target.values[0] if isinstance(target, Symbol) and target.values else None
        if isinstance(statement, nodes.VariableDeclaration) and statement.value is not None:
            here = statement.position.file == node.position.file
            is_declared = statement.type is not None or not statement.constant
            if here and is_declared and self.may_narrow(type_):
                # In its own file the value that is assigned narrows a union.
                text = f"typeof {'.'.join(node.path)}"
                return self.opaque(text, "its value narrows its type", node.position)
        return type_

    def may_narrow(self, type_: Type) -> bool:
        """Whether a value tells more than a type: it is a union, or may be one by its name."""
        if isinstance(type_, Reference):
            target = self.target(type_.id)
            statements = target.types if isinstance(target, Symbol) else []
            return any(isinstance(s, nodes.EnumDeclaration) or _is_union(s) for s in statements)
        return isinstance(type_, UnionType | OpenUnion | Generic) or type_ == BOOLEAN

    def imported_value(self, node: nodes.TypeQueryNode, context: Context) -> Type:
        """``typeof import('./x').v``."""
        module = self.program.imported(node.module or "", context.scope.module.path)
        if module is None:
            suffix = f"#{'.'.join(node.path)}" if node.path else ""
            return Generic("typeof", (Reference(f"ext:{node.module}{suffix}"),))
        target: Target | None = module
        for name in node.path:
            target = self.program.member(target, name) if target is not None else None
        if target is None:
            text = f"typeof import('{node.module}').{'.'.join(node.path)}"
            return self.opaque(text, "no such value", node.position)
        return self.value_type(target)

    def value_type(self, target: Target) -> Type:
        """The type of a value, a module or a namespace."""
        if isinstance(target, External):
            return Generic("typeof", (Reference(target.id),))
        if isinstance(target, EnumValue):
            return self.enum_value(target)
        if isinstance(target, Module):
            return self.module_type(target.scope)
        if target.members is not None and not target.values:
            return self.module_type(target.members)
        return self.type_of(target)

    def module_type(self, scope: LexicalScope) -> Object:
        """A module as an object: the values it exports."""
        properties: list[Property] = []
        default = ("default",) if "default" in scope.lists else ()
        for name in (*self.program.public_names(scope), *default):
            target = self.program.exported(scope, name, is_value)
            if isinstance(target, Symbol) and target.values:
                properties.append(self.exported_value(name, target))
        return Object(tuple(properties))

    def typeof_property(self, node: nodes.TypeQueryNode, context: Context) -> Type:
        """``typeof x.y`` where ``x`` is a constant and ``y`` a property of it."""
        if len(node.path) < 2:
            if node.path and node.path[0] in GLOBAL_TYPES | {"globalThis", "fetch"}:
                return Generic("typeof", (Reference(f"lib#{node.path[0]}"),))
            return self.opaque(f"typeof {'.'.join(node.path)}", "no such value", node.position)
        inner = self.type_query(replace(node, path=node.path[:-1]), context)
        return Generic("index", (inner, Literal(node.path[-1])))

    def type_of(self, symbol: Symbol) -> Type:
        """The type of a value."""
        for statement in symbol.values:
            scope = symbol.scope_of(statement)
            if isinstance(statement, nodes.VariableDeclaration):
                if statement.type is not None:
                    return self.bind(statement.type, Context(scope))
                return self.constants.type_of(
                    statement.value, scope, statement.position, constant=statement.constant
                )
        functions = [s for s in symbol.values if isinstance(s, nodes.FunctionDeclaration)]
        if functions and symbol.members is not None:
            return self.with_namespace(symbol, symbol.members, functions)
        if functions:
            return self.overloads(functions, Context(symbol.scope))
        self.targets[symbol.id] = symbol
        return Generic("typeof", (Reference(symbol.id),))

    def with_namespace(
        self, symbol: Symbol, scope: LexicalScope, functions: list[nodes.FunctionDeclaration]
    ) -> Type:
        """The type of a function that is a namespace, too: callable, with its values."""
        if symbol.id in self._running:
            position = functions[0].position
            return self.opaque(f"typeof {symbol.name}", "refers to itself", position)
        self._running.add(symbol.id)
        try:
            calls = self.overloads(functions, Context(symbol.scope))
            inside = self.module_type(scope)
        finally:
            self._running.discard(symbol.id)
        every = calls.calls if isinstance(calls, Object) else (calls,)
        return replace(inside, calls=tuple(c for c in every if isinstance(c, Function)))

    def exported_value(self, name: str, symbol: Symbol) -> Property:
        """A value of a module as a property of it."""
        first = symbol.values[0]
        constant = isinstance(first, nodes.VariableDeclaration) and first.constant
        doc = getattr(first, "doc", nodes.NO_DOC)
        return Property(
            name,
            self.type_of(symbol),
            readonly=constant,
            doc=doc.prose,
            deprecated=doc.deprecated,
            tags=doc.other_tags,
        )

    def overloads(self, functions: list[nodes.FunctionDeclaration], context: Context) -> Type:
        """The type of a function: its overloads without the implementation."""
        if len(functions) > 1:
            functions = [f for f in functions if f.body is None] or functions
        calls = [self.function(f.signature, context, f.body, f.asynchronous) for f in functions]
        return calls[0] if len(calls) == 1 else Object((), (), tuple(calls))

    # Objects and functions

    def object(self, node: nodes.ObjectNode, context: Context) -> Type:
        """An object type written in place."""
        properties = tuple([self.property(p, context) for p in node.properties])
        index = self.indexes(node, context)
        calls = tuple([self.function(c, context) for c in node.calls])
        if not properties and not calls and len(index) == 1:
            return Record(index[0].key, index[0].value)
        return Object(merge_overloads(properties), index, calls)

    def indexes(self, node: nodes.ObjectNode, context: Context) -> tuple[IndexSignature, ...]:
        """The index signatures of a body: one for each kind of key, less symbols beside others."""
        found: list[IndexSignature] = []
        for index in node.indexes:
            value = self.bind(index.value, context)
            keys = members_of(self.bind(index.key, context))
            data = [key for key in keys if key != Primitive("symbol")]
            found += [IndexSignature(key, value, index.doc.prose) for key in data or keys]
        return tuple(found)

    def property(self, node: PropertyNode, context: Context) -> Property:
        """One property as written; ``nullable`` is set when it is evaluated."""
        if isinstance(node.type, nodes.FunctionNode) and node.method:
            type_: Type = self.function(node.type, context, node.body, node.asynchronous)
        elif node.type is not None:
            type_ = self.bind(node.type, context)
        else:
            type_ = self.untyped(node, context)
        key = self.computed_name(node, context) if node.computed else node.name
        return Property(
            name=key if isinstance(key, str) else text_of(key),
            type=type_,
            optional=node.optional,
            readonly=node.readonly,
            method=node.method,
            doc=node.doc.prose,
            deprecated=node.doc.deprecated,
            tags=node.doc.other_tags,
            numeric=node.numeric or not isinstance(key, str),
            position=node.position,
        )

    def computed_name(self, node: PropertyNode, context: Context) -> str | float:
        """The key ``[Enum.Member]`` or ``[CONSTANT.a]`` stands for; as written for any other."""
        path = tuple(part.strip() for part in node.name[1:-1].split("."))
        target = self.program.lookup_path(path, context.scope, is_value)
        found: str | float | None = None
        if isinstance(target, EnumValue):
            found = self.enum_values.value(target)
            self.enum_keys[node.position] = self.enum_value(target)
        elif isinstance(target, Symbol) or (target is None and len(path) > 1):
            found = self.constant_key(path, context)
        return node.name if found is None else found

    def open_key(self, node: PropertyNode, context: Context) -> Type | None:
        """What kind of key a computed name is that only the running program knows."""
        if not node.computed or node.name == UNKNOWN_NAME:
            return STRING if node.computed else None
        path = tuple(part.strip() for part in node.name[1:-1].split("."))
        target = self.program.lookup_path(path, context.scope, is_value)
        members = members_of(self.type_of(target)) if isinstance(target, Symbol) else ()
        return next((m for m in members if m in (STRING, NUMBER)), None)

    def constant_key(self, path: tuple[str, ...], context: Context) -> str | float | None:
        """The literal that a constant, or a property of one, is; None where it is none."""
        target = self.program.lookup_path(path, context.scope, is_value)
        if target is None and len(path) > 1:
            owner = self.program.lookup_path(path[:-1], context.scope, is_value)
            whole = self.type_of(owner) if isinstance(owner, Symbol) else None
            inside = whole.properties if isinstance(whole, Object) else ()
            type_: Type | None = next((p.type for p in inside if p.name == path[-1]), None)
        else:
            type_ = self.type_of(target) if isinstance(target, Symbol) else None
        return type_.value if isinstance(type_, Literal) else None

    def untyped(self, node: PropertyNode, context: Context) -> Type:
        """The type of a property without annotation: its initialiser's."""
        if node.value is None and node.body is not None and node.accessor == "get":
            return self.opaque(node.name, INFERRED, node.position)
        if node.value is None:
            return ANY
        return self.constants.type_of(
            node.value, context.scope, node.position, constant=node.readonly
        )

    def function(
        self,
        node: nodes.FunctionNode,
        context: Context,
        body: FunctionBody | None = None,
        asynchronous: bool = False,
    ) -> Function:
        """A function type or signature; what it returns may be told by its body."""
        inner = context.with_parameters(node.type_parameters)
        parameters = tuple(
            [
                FunctionParameter(
                    p.name,
                    self.parameter_type(p, inner),
                    p.optional,
                    p.rest,
                )
                for p in node.parameters
            ]
        )
        returns: Type = ANY
        if node.returns is not None:
            returns = self.bind(node.returns, inner)
        elif body is not None:
            told = None if node.generator else inferred_return(body, asynchronous=asynchronous)
            returns = told or self.opaque("a function", INFERRED, node.position)
        return Function(parameters, returns, node.constructs)

    def parameter_type(self, node: nodes.ParameterNode, context: Context) -> Type:
        """The type of a parameter: as written, or that of its default."""
        if node.type is not None:
            return self.bind(node.type, context)
        default = node.default
        return self.constants.type_of(default, context.scope, node.position, constant=False)

    # Operators

    def operator(self, node: nodes.OperatorNode, context: Context) -> Type:
        """``readonly T[]`` is marked so; ``keyof T`` waits."""
        inner = self.bind(node.operand, context)
        if node.operator != "readonly":
            return Generic("keyof", (inner,))
        return replace(inner, readonly=True) if isinstance(inner, Array | Tuple) else inner

    def index_access(self, node: nodes.IndexAccessNode, context: Context) -> Type:
        """``T[K]``: a reference where it names what is written in place, else it waits."""
        chain = chain_of(node)
        if chain is not None and chain[0].path[0] not in context.parameters:
            whole = self.program.lookup_path(chain[0].path, context.scope, is_type)
            if isinstance(whole, Symbol):
                found = declared_in_place(self.program, whole, chain[1])
                if found is not None:
                    self.targets[found.id] = found
                    return Reference(found.id)
        return Generic("index", (self.bind(node.object, context), self.bind(node.index, context)))

    def mapped(self, node: nodes.MappedNode, context: Context) -> Type:
        """``{ [K in C]: T }``: operator ``mapped`` with its modifiers, to be evaluated."""
        inner = replace(context, parameters=context.parameters | {node.parameter})
        name = self.bind(node.name, inner) if node.name is not None else Parameter(node.parameter)
        value = self.bind(node.value, inner) if node.value is not None else ANY
        modifiers = f"{node.optional}?" if node.optional else ""
        modifiers += f"{node.readonly}readonly" if node.readonly else ""
        constraint = self.bind(node.constraint, context)
        arguments = (Parameter(node.parameter), constraint, value, name)
        over = (
            dict(context.keys_of).get(constraint.name)
            if isinstance(constraint, Parameter)
            else None
        )
        source = (self.bind(over, context),) if over is not None else ()
        return Generic(f"mapped{modifiers}", (*arguments, *source))

    def conditional(self, node: nodes.ConditionalNode, context: Context) -> Type:
        """``C extends E ? A : B``; names inferred in E are in sight in A."""
        inferred = frozenset(_inferred(node.extends))
        inner = replace(context, parameters=context.parameters | inferred)
        arguments = (
            self.bind(node.check, context),
            self.bind(node.extends, inner),
            self.bind(node.when_true, inner),
            self.bind(node.when_false, context),
        )
        return Generic("conditional", arguments)

    def infer(self, node: nodes.InferNode, context: Context) -> Type:
        """``infer U``."""
        constraint = (self.bind(node.constraint, context),) if node.constraint is not None else ()
        return Generic("infer", (Parameter(node.name), *constraint))

    def template(self, node: nodes.TemplateNode, context: Context) -> Type:
        """A template literal type."""
        parts = [Literal(p) if isinstance(p, str) else self.bind(p, context) for p in node.parts]
        return TemplateLiteral(tuple(parts))

    def tuple(self, node: nodes.TupleNode, context: Context) -> Type:
        """A tuple; the type of a rest place is its item type."""
        items: list[TupleItem] = []
        for item in node.items:
            bound = self.bind(item.type, context)
            inner = Generic("spread", (bound,)) if item.rest else bound
            items.append(TupleItem(inner, item.optional, item.rest))
        return tuple_of(items)


def _is_union(statement: object) -> bool:
    """Whether an alias may stand for a union."""
    plain = (nodes.ObjectNode, nodes.FunctionNode, nodes.ArrayNode, nodes.TupleNode)
    if not isinstance(statement, nodes.AliasDeclaration):
        return False
    return not isinstance(statement.type, (*plain, nodes.MappedNode))


def _inferred(node: object) -> list[str]:
    """Names after ``infer`` anywhere in a type as written."""
    found: list[str] = []
    stack: list[Any] = [node]
    while stack:
        current: Any = stack.pop()
        if isinstance(current, nodes.InferNode):
            found.append(current.name)
        if isinstance(current, tuple):
            parts: tuple[Any, ...] = current  # pyright: ignore[reportUnknownVariableType]
            stack.extend(parts)
        elif hasattr(current, "__slots__") and not isinstance(current, Position):
            stack.extend(getattr(current, slot, None) for slot in current.__slots__)
    return found


def merge_overloads(properties: tuple[Property, ...]) -> tuple[Property, ...]:
    """Properties by name: overloads of a method are joined, a getter and a setter are one."""
    if len({p.name for p in properties}) == len(properties):
        return properties
    merged: dict[str, list[Property]] = {}
    for property_ in properties:
        merged.setdefault(property_.name, []).append(property_)
    return tuple([_merge(group) for group in merged.values()])


def _merge(group: list[Property]) -> Property:
    first = group[0]
    if len(group) == 1:
        return first
    if not all(isinstance(p.type, Function) and p.method for p in group):
        doc = next((p.doc for p in group if p.doc), "")
        # A getter and a setter: writable, of the getter's type.
        return replace(first, doc=doc, readonly=False)
    calls = tuple([p.type for p in group if isinstance(p.type, Function)])
    said = next((p for p in group if p.doc or p.tags or p.deprecated is not None), first)
    return replace(said, type=Object((), (), calls), position=first.position)


_KEYWORDS: dict[str, Type] = {"unique symbol": Primitive("symbol"), "intrinsic": UNKNOWN}


def _keyword(_binder: Binder, node: nodes.KeywordNode, _context: Context) -> Type:
    return _KEYWORDS.get(node.name) or Primitive(node.name)


_Rule: TypeAlias = Callable[[Binder, Any, Context], Type]

_RULES: dict[type[Any], _Rule] = {
    nodes.KeywordNode: _keyword,
    nodes.LiteralNode: lambda _b, n, _c: Literal(n.value),
    nodes.NameNode: Binder.named,
    nodes.ImportTypeNode: Binder.import_type,
    nodes.ArrayNode: lambda b, n, c: Array(b.bind(n.item, c)),
    nodes.TupleNode: Binder.tuple,
    nodes.UnionNode: lambda b, n, c: union(b.bind_all(n.members, c)),
    nodes.IntersectionNode: lambda b, n, c: written_intersection(b.bind_all(n.members, c)),
    nodes.FunctionNode: Binder.function,
    nodes.ObjectNode: Binder.object,
    nodes.OperatorNode: Binder.operator,
    nodes.TypeQueryNode: Binder.type_query,
    nodes.IndexAccessNode: Binder.index_access,
    nodes.MappedNode: Binder.mapped,
    nodes.ConditionalNode: Binder.conditional,
    nodes.InferNode: Binder.infer,
    nodes.TemplateNode: Binder.template,
    nodes.UnreadNode: lambda b, n, _c: b.opaque(n.text, n.reason, n.position),
}
