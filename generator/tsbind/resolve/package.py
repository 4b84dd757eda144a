"""The resolved model of a package: declarations put together from symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tsbind.model.declarations import Declaration, Export, TypeParameter
from tsbind.model.spelling import typescript
from tsbind.model.substitute import rebuild
from tsbind.model.types import (
    NULL,
    UNDEFINED,
    Array,
    Function,
    IndexSignature,
    Literal,
    Object,
    Parameter,
    Primitive,
    Property,
    Reference,
    Type,
    UnionType,
    holds,
    walk,
)
from tsbind.model.unions import is_nullable, without
from tsbind.resolve.declared import Declared
from tsbind.resolve.evaluate import Evaluator, Members, UnresolvableError
from tsbind.resolve.memo import Memo
from tsbind.resolve.scope import EnumValue, Program
from tsbind.resolve.symbols import LexicalScope, Module, Symbol, all_symbols
from tsbind.syntax.nodes import NO_DOC, Doc

_PLAIN = (Primitive, Literal, Array, Object, Function)
RESOURCE_CLASS = "APIResource"


@dataclass(slots=True)
class PackageBuilder:
    """Builds the `Declaration` of each symbol of one program."""

    program: Program
    evaluator: Evaluator
    _inside: set[Type] = field(default_factory=set[Type])
    _built: Memo[str, Declaration] = field(default_factory=Memo[str, Declaration])
    _targets: Memo[str, tuple[Symbol, ...]] = field(default_factory=Memo[str, tuple[Symbol, ...]])
    _exports: Memo[str, tuple[Export, ...]] = field(default_factory=Memo[str, tuple[Export, ...]])

    def build(self, roots: Iterable[Module]) -> tuple[Declaration, ...]:
        """The declarations of the root modules, then of everything they refer to."""
        roots = tuple(roots)
        built: dict[str, Declaration] = {}
        pending = [s for module in roots for s in all_symbols(module.scope) if s.types]
        paths = {module.path for module in roots}
        others = self.program.declared_for_others()
        pending += [s for s in others if s.types and s.scope.module.path in paths]
        first = True
        while pending:
            following: dict[str, Symbol] = {}
            for symbol in pending:
                if symbol.id not in built:
                    declaration = built[symbol.id] = self._bounded(symbol)
                    if first:
                        self._report_inherited(declaration)
                    # A class met on the way is named, not read on: its methods reach everything.
                    if first or declaration.kind != "class":
                        following |= {s.id: s for s in self._referred(declaration)}
            pending = [symbol for id_, symbol in following.items() if id_ not in built]
            first = False
        return tuple(built.values())

    def _report_inherited(self, declaration: Declaration) -> None:
        """Say what a declaration of the package loses: the items of an array, an error's text."""
        for base in declaration.extends if not declaration.is_resource else ():
            is_of_library = isinstance(base, Reference) and base.id.startswith("lib#")
            if is_of_library or isinstance(base, Array):
                reason = "what is inherited from it is left out"
                self.evaluator.binder.opaque(typescript(base), reason, declaration.position)

    def _bounded(self, symbol: Symbol) -> Declaration:
        """The declaration of a symbol, opaque where types nest deeper than can be followed.

        The evaluator bounds depth and work; what slips through must not cost other declarations.
        """
        try:
            return self.declaration(symbol)
        except (RecursionError, UnresolvableError) as error:
            self.evaluator.depends_on_order = True
            statement = symbol.types[0]
            reason = str(error) if isinstance(error, UnresolvableError) else "nested too deeply"
            type_ = self.evaluator.binder.opaque(symbol.qualified, reason, statement.position)
            return Declaration(
                id=symbol.id,
                kind="alias",
                name=symbol.qualified,
                position=statement.position,
                exported=_is_exported(symbol),
                doc=_doc(symbol).prose,
                type=type_,
            )

    def _referred(self, declaration: Declaration) -> tuple[Symbol, ...]:
        return self._targets.get_or_make(
            declaration.id, lambda: tuple(self._mentioned(declaration))
        )

    def _mentioned(self, declaration: Declaration) -> Iterator[Symbol]:
        types = [p.type for p in declaration.properties] + [i.value for i in declaration.index]
        types += [
            *declaration.calls,
            *declaration.extends,
            *([declaration.type] if declaration.type else []),
        ]
        for type_ in types:
            for part in walk(type_):
                if isinstance(part, Reference):
                    target = self.evaluator.binder.target(part.id)
                    target = target.enum if isinstance(target, EnumValue) else target
                    if target is not None and target.types:
                        yield target

    def declaration(self, symbol: Symbol) -> Declaration:
        """One declaration, resolved."""
        return self._built.get_or_make(symbol.id, lambda: self._new(symbol))

    def exports(self, module: Module) -> tuple[Export, ...]:
        """`exports_of` a module of the program."""
        return self._exports.get_or_make(
            module.path, lambda: tuple(exports_of(self.program, module))
        )

    def _new(self, symbol: Symbol) -> Declaration:
        self.evaluator.begin(symbol.types[0].position)
        declared = self.evaluator.declarations.of(symbol)
        if declared.extends:
            # Before its bases, which may be made of what it is: `extends Pick<Whole, 'a'>`.
            self.evaluator.members(_self(declared))
        doc = _doc(symbol)
        base = Declaration(
            id=symbol.id,
            kind=declared.kind,
            name=symbol.qualified,
            position=symbol.types[0].position,
            exported=_is_exported(symbol),
            doc=doc.prose,
            deprecated=doc.deprecated,
            tags=doc.other_tags,
            type_parameters=tuple([self._parameter(p) for p in declared.parameters]),
            extends=tuple([self.finish(base) for base in declared.extends]),
        )
        if declared.kind == "enum":
            return replace(base, members=self.evaluator.binder.enum_values.members(symbol))
        if declared.kind == "alias":
            return self._alias(base, declared)
        if declared.kind == "class" and self.is_resource(declared):
            # Its methods are operations, read from their bodies by another room.
            return replace(base, is_resource=True)
        return self._with_members(base, self.evaluator.members(_self(declared)))

    def _alias(self, base: Declaration, declared: Declared) -> Declaration:
        assert declared.type is not None
        type_ = self.finish(self.evaluator.evaluate(declared.type))
        base = replace(base, type=type_)
        if isinstance(type_, Object) and not type_.calls:
            return replace(base, properties=type_.properties, index=type_.index)
        if isinstance(type_, Reference):
            return self._alias_of_object(base, type_)
        return base

    def _alias_of_object(self, base: Declaration, type_: Reference) -> Declaration:
        """An alias of a reference has the properties of what it refers to, if that is an object."""
        try:
            expanded = self.evaluator.expanded(type_)
            members = self.evaluator.members(type_)
        except UnresolvableError as error:
            return replace(base, type=self.evaluator.opaque(type_, str(error)))
        declared = self.evaluator.declared(expanded) if isinstance(expanded, Reference) else None
        if isinstance(expanded, UnionType) or members is None or members.calls:
            return base
        if declared is not None and declared.kind == "class":
            return base
        return self._with_members(base, members)

    def _with_members(self, base: Declaration, members: Members | None) -> Declaration:
        if members is None:
            return base
        properties = tuple([self.property(p) for p in members.properties.values()])
        index = tuple([self._index(signature) for signature in members.index])
        calls = tuple([self._call(call) for call in members.calls])
        return replace(base, properties=properties, index=index, calls=calls)

    def _parameter(self, parameter: TypeParameter) -> TypeParameter:
        return TypeParameter(
            parameter.name,
            self.finish(parameter.constraint) if parameter.constraint else None,
            self.finish(parameter.default) if parameter.default else None,
        )

    def _call(self, call: Function) -> Function:
        finished = self.finish(call)
        assert isinstance(finished, Function)
        return finished

    def _index(self, signature: IndexSignature) -> IndexSignature:
        return replace(signature, value=self.finish(signature.value))

    def property(self, property_: Property) -> Property:
        """A property with its type worked out, ``undefined`` taken off, ``nullable`` set."""
        if property_.position is not None:
            self.evaluator.place = property_.position
        type_ = self.evaluator.evaluate(property_.type)
        if property_.optional and isinstance(type_, UnionType):
            type_ = without(type_, UNDEFINED)
        nullable = self._is_nullable(type_)
        type_ = self._finished(type_)
        if type_ is property_.type and nullable == property_.nullable:
            return property_
        return replace(property_, type=type_, nullable=nullable)

    def finish(self, type_: Type) -> Type:
        """A type worked out, with the properties inside it finished."""
        return self._finished(self.evaluator.evaluate(type_))

    def _finished(self, type_: Type) -> Type:
        return self._finish_objects(type_) if holds(type_, Object) else type_

    def _finish_objects(self, type_: Type) -> Type:
        if isinstance(type_, Object):
            properties = tuple([self._inner_property(p) for p in type_.properties])
            return replace(type_, properties=properties)
        return rebuild(type_, self._finish_objects)

    def _inner_property(self, property_: Property) -> Property:
        type_ = property_.type
        if type_ in self._inside:
            # An intersection with a property of its own type: inside itself it stays as written.
            return property_
        self._inside.add(type_)
        try:
            return self._evaluated_property(property_)
        finally:
            self._inside.discard(type_)

    def _evaluated_property(self, property_: Property) -> Property:
        type_ = self.evaluator.evaluate(property_.type)
        if property_.optional and isinstance(type_, UnionType):
            type_ = without(type_, UNDEFINED)
        nullable = self._is_nullable(type_)
        return replace(property_, type=self._finish_objects(type_), nullable=nullable)

    def _is_nullable(self, type_: Type) -> bool:
        """True when null is among the values: written, or inside an alias."""
        if is_nullable(type_):
            return True
        if isinstance(type_, _PLAIN):
            return type_ == NULL
        try:
            return NULL in self.evaluator.union_members(type_)
        except UnresolvableError:
            return False

    def is_resource(self, declared: Declared) -> bool:
        """True for a class that extends, over any number of steps, the resource base class."""
        for _ in range(20):
            base = next((b for b in declared.extends if isinstance(b, Reference)), None)
            inner = self.evaluator.declared(base) if base is not None else None
            if inner is None:
                return False
            if inner.symbol.name == RESOURCE_CLASS:
                return True
            declared = inner
        return False


def _self(declared: Declared) -> Reference:
    """A declaration used inside itself: each parameter is its own argument."""
    arguments = tuple([Parameter(parameter.name) for parameter in declared.parameters])
    return Reference(declared.symbol.id, arguments)


def _doc(symbol: Symbol) -> Doc:
    docs = [statement.doc for statement in symbol.types]
    return next((doc for doc in docs if doc.text or doc.tags), NO_DOC)


def _is_exported(symbol: Symbol) -> bool:
    """True when the symbol and the namespaces around it are reachable from outside its file."""
    scope = symbol.scope
    if not (symbol.exported or scope.all_exported or symbol.name in _listed(scope)):
        return False
    if scope.parent is None or scope.augments is not None:
        return True
    name = scope.qualified.rpartition(".")[2]
    owner = scope.parent.names.get(name)
    return owner is None or _is_exported(owner)


def _listed(scope: LexicalScope) -> set[str]:
    listed = {export.local for export in scope.lists.values() if export.module is None}
    whole = scope.names.get(scope.lists["="].local) if "=" in scope.lists else None
    return listed | (_listed(whole.members) if whole is not None and whole.members else set())


def exports_of(program: Program, module: Module) -> Iterator[Export]:
    """The names ``module`` makes public that are declared elsewhere, also inside namespaces."""
    for scope in (module.scope, *_namespaces(module.scope)):
        for name in program.public_names(scope):
            target = program.exported(scope, name)
            qualified = f"{scope.qualified}.{name}" if scope.qualified else name
            own = f"{module.path}#{qualified}"
            if isinstance(target, Symbol) and target.id != own and target.types:
                yield Export(module.path, qualified, target.id)


def _namespaces(scope: LexicalScope) -> Iterator[LexicalScope]:
    for symbol in scope.names.values():
        if symbol.members is not None:
            yield symbol.members
            yield from _namespaces(symbol.members)
