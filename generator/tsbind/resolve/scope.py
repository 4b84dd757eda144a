"""Names looked up: from the innermost namespace outwards, through imports and re-exports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, Union

from tsbind.position import Position
from tsbind.problems import Problem, Severity
from tsbind.resolve.globals import GLOBAL_TYPES
from tsbind.resolve.paths import resolve_module
from tsbind.resolve.symbols import (
    LexicalScope,
    Module,
    Symbol,
    TypeStatement,
    all_symbols,
    merge_names,
    merge_symbols,
)
from tsbind.syntax import parse_file
from tsbind.syntax.nodes import (
    GLOBAL,
    AliasDeclaration,
    EnumDeclaration,
    ExportDeclaration,
    ImportAliasDeclaration,
    ImportDeclaration,
    InterfaceDeclaration,
    NamespaceDeclaration,
)
from tsbind.values import value_class

_MODULE = re.compile(rb"^\s*(?:import|export)\b", re.MULTILINE)
# Names behind `export *` of all files together; a chain of n files has n * n / 2.
MAX_STAR_STEPS = 300_000
_AUGMENTS = re.compile(rb"\bdeclare\s+(?:module|global)\b")


@value_class(frozen=True, slots=True)
class External:
    """A name of another package, or of a module that is not among the files."""

    id: str


@value_class(frozen=True, slots=True)
class EnumValue:
    """A member of an enum."""

    enum: Symbol
    name: str


Target: TypeAlias = Union[Symbol, Module, External, EnumValue]


def is_augmenting(data: bytes) -> bool:
    """Whether a file declares for others, as far as its text tells."""
    return _AUGMENTS.search(data) is not None or _is_script(data)


def _is_script(data: bytes) -> bool:
    """Whether what a file declares is in sight everywhere: it imports and exports nothing."""
    return _MODULE.search(data) is None


def _is_stub(symbol: Symbol) -> bool:
    """Whether a script names a type of TypeScript's library, and adds nothing to it."""
    is_bare = not (symbol.values or symbol.members or symbol.link)
    return is_bare and symbol.name in GLOBAL_TYPES and all(map(_is_empty, symbol.types))


def _is_empty(statement: TypeStatement) -> bool:
    if not isinstance(statement, InterfaceDeclaration):
        return False
    body = statement.body
    return not (body.properties or body.indexes or body.calls)


def is_type(target: Target) -> bool:
    """True when ``target`` can be used as a type."""
    return not isinstance(target, Module) and (not isinstance(target, Symbol) or bool(target.types))


def is_namespace(target: Target) -> bool:
    """True when names can be looked up inside ``target``."""
    if not isinstance(target, Symbol):
        return True
    return target.members is not None or any(isinstance(t, EnumDeclaration) for t in target.types)


def is_value(target: Target) -> bool:
    """True when ``typeof target`` means something."""
    return not isinstance(target, Symbol) or bool(target.values) or target.members is not None


def _own_names(scope: LexicalScope) -> Iterator[str]:
    """The names a scope exports that it declares or lists itself."""
    for symbol in scope.names.values():
        if symbol.exported or is_open(symbol, scope):
            yield symbol.name
    for name in scope.lists:
        if name not in ("=", "default"):
            yield name


def is_open(symbol: Symbol, scope: LexicalScope) -> bool:
    """Whether a name is exported because all that its scope declares is; imports are not."""
    imported = isinstance(symbol.link, ImportDeclaration) and not symbol.types
    return scope.all_exported and not imported


@dataclass(slots=True)
class Program:
    """The files of a package; each is parsed when a name in it is first needed."""

    files: Mapping[str, bytes]
    package: str = ""
    internal: Callable[[str], str] = str
    """The relative name that one of the manifest's "imports" stands for (``#x``)."""
    problems: list[Problem] = field(default_factory=list[Problem])
    modules: dict[str, Module] = field(default_factory=dict[str, Module])
    globals: dict[str, Symbol] = field(default_factory=dict[str, Symbol])
    ambient: dict[str, Module] = field(default_factory=dict[str, Module])
    """What ``declare module 'x'`` declares where no file is ``x``, by that name."""
    in_place: dict[str, Symbol] = field(default_factory=dict[str, Symbol])
    """Declarations that are written as properties of others, by id."""
    left_to_library: list[TypeStatement] = field(default_factory=list[TypeStatement])
    """What files of the package add to types of TypeScript's own library."""
    augmented: set[str] = field(default_factory=set[str])
    """Files of the package that others declare for."""
    star_steps: int = 0
    """Names looked at behind ``export *``: how much work barrels are."""
    _star_names: dict[int, dict[str, list[LexicalScope]]] = field(
        default_factory=dict[int, dict[str, list[LexicalScope]]]
    )
    _told_of_stars: bool = False
    _following: set[int] = field(default_factory=set[int])

    def augment(self) -> None:
        """Parse the files that declare for others, and add it to the modules they name.

        What ``declare global`` and scripts declare is in sight everywhere.
        """
        for path in sorted(p for p, data in self.files.items() if is_augmenting(data)):
            if not path.endswith(("ts", "tsx")):
                continue
            origin = self.module(path)
            if _is_script(self.files[path]):
                for name in [n for n, s in origin.scope.names.items() if _is_stub(s)]:
                    del origin.scope.names[name]
                merge_symbols(self.globals, origin.scope.names)
            for block, around in origin.augmentations:
                self._augment(block, origin, around)

    def _augment(self, block: NamespaceDeclaration, origin: Module, around: LexicalScope) -> None:
        if block.name == GLOBAL:
            merge_names(self.globals, block, LexicalScope(origin, around, GLOBAL))
            self._leave_to_library()
            return
        path = resolve_module(block.name, origin.path, self.files, self.package)
        if path is None:
            ambient = self.ambient.setdefault(block.name, Module.ambient(origin, block.name))
            ambient.declare(block, origin)
            return
        self.augmented.add(path)
        scope = self.module(path).scope
        whole = self.export_equals(scope)
        if isinstance(whole, Symbol):
            scope = whole.namespace()
        inner = LexicalScope(scope.module, origin.scope, scope.qualified, augments=scope)
        merge_names(scope.names, block, inner)

    def _leave_to_library(self) -> None:
        """What a file adds to a type of TypeScript's own library stays a type of the library."""
        for name in [n for n, symbol in self.globals.items() if symbol.members is None]:
            is_alias = any(isinstance(s, AliasDeclaration) for s in self.globals[name].types)
            if name in GLOBAL_TYPES and not is_alias:
                self.left_to_library += self.globals.pop(name).types

    def declared_for_others(self) -> Iterator[Symbol]:
        """The symbols of ambient modules and of ``declare global``, with those inside them."""
        for module in self.ambient.values():
            yield from all_symbols(module.scope)
        for symbol in self.globals.values():
            yield symbol
            if symbol.members is not None:
                yield from all_symbols(symbol.members)

    def forget(self) -> None:
        """Forget every file, so that its memory is free at once.

        Symbols and scopes refer to each other, and the cycle collector is paused.
        """
        for module in (*self.modules.values(), *self.ambient.values()):
            for symbol in tuple(all_symbols(module.scope)):
                symbol.types.clear()
                symbol.values.clear()
                symbol.scope.names.clear()
            module.file = replace(module.file, statements=())
            module.scope = LexicalScope(module)
        for held in (self.modules, self.ambient, self.globals, self.in_place, self._star_names):
            held.clear()

    def module(self, path: str) -> Module:
        """The module at ``path`` (which must be among the files), parsed once."""
        found = self.modules.get(path)
        if found is None:
            found = self.modules[path] = Module(path, parse_file(path, self.files[path]))
            self.problems.extend(
                Problem(
                    Severity.WARNING if problem.in_body else Severity.UNREAD,
                    problem.message,
                    problem.position,
                )
                for problem in found.file.problems
            )
        return found

    def imported(self, name: str, importer: str) -> Module | None:
        """The module ``name`` as seen from file ``importer``, None when it is not here."""
        if name.startswith("#"):
            name, importer = self.internal(name), ""
        path = resolve_module(name, importer, self.files, self.package)
        return self.module(path) if path is not None else self.ambient.get(name)

    def lookup(
        self, name: str, scope: LexicalScope, wanted: Callable[[Target], bool]
    ) -> Target | None:
        """The nearest ``name`` of the wanted meaning, from ``scope`` outwards; None if unknown."""
        current: LexicalScope | None = scope
        while current is not None:
            symbol = current.names.get(name)
            if symbol is not None:
                target = self.follow(symbol)
                if target is not None and wanted(target):
                    return target
                if wanted(symbol):
                    return symbol
            if current.augments is not None:
                target = self.exported(current.augments, name, wanted)
                if target is not None:
                    return target
            current = current.parent
        known = self.globals.get(name)
        return known if known is not None and wanted(known) else None

    def lookup_path(
        self, path: tuple[str, ...], scope: LexicalScope, wanted: Callable[[Target], bool]
    ) -> Target | None:
        """What a dotted name means in ``scope``."""
        target = self.lookup(path[0], scope, wanted if len(path) == 1 else is_namespace)
        for index, name in enumerate(path[1:], start=2):
            if target is None:
                return None
            target = self.member(target, name, wanted if index == len(path) else is_namespace)
        return target

    def member(
        self, target: Target, name: str, wanted: Callable[[Target], bool] = lambda _t: True
    ) -> Target | None:
        """The exported ``name`` of a module, namespace or enum."""
        if isinstance(target, External):
            return External(f"{target.id}.{name}" if "#" in target.id else f"{target.id}#{name}")
        if isinstance(target, Module):
            return self.exported(target.scope, name, wanted)
        if isinstance(target, EnumValue):
            return None
        if target.members is not None:
            found = self.exported(target.members, name, wanted)
            if found is not None:
                return found
        for statement in target.types:
            if isinstance(statement, EnumDeclaration):
                return EnumValue(target, name)
        return None

    def exported(
        self,
        scope: LexicalScope,
        name: str,
        wanted: Callable[[Target], bool] = lambda _t: True,
    ) -> Target | None:
        """The public ``name`` of a scope: declared, listed, or behind ``export *`` or ``=``."""
        own = self._own_export(scope, name, wanted)
        if own is not None or name in scope.lists:
            return own
        for inner in self._stars(scope).get(name, ()) if name != "default" else ():
            found = self._own_export(inner, name, wanted)
            if found is not None:
                return found
        whole = self.export_equals(scope)
        return self.member(whole, name, wanted) if whole is not None else None

    def _own_export(
        self, scope: LexicalScope, name: str, wanted: Callable[[Target], bool]
    ) -> Target | None:
        """The public ``name`` of a scope that it declares or lists itself."""
        symbol = scope.names.get(name)
        if symbol is not None and (symbol.exported or is_open(symbol, scope)):
            target = self.follow(symbol)
            if target is not None and wanted(target):
                return target
        listed = scope.lists.get(name)
        return self._export_target(listed, scope, wanted) if listed is not None else None

    def _stars(self, scope: LexicalScope) -> dict[str, list[LexicalScope]]:
        """The names behind the ``export *`` of a scope, each with the scopes that have it.

        Worked out once a scope, over each module that is reached once.
        """
        known = self._star_names.get(id(scope))
        if known is None and self.star_steps > MAX_STAR_STEPS:
            if not self._told_of_stars:
                text = f"export *: more than {MAX_STAR_STEPS:,} names in all, the rest is left out"
                position = Position(scope.module.path, 1, 1)
                self.problems.append(Problem(Severity.OPAQUE, text, position))
            self._told_of_stars = True
            return {}
        if known is None:
            known = self._star_names[id(scope)] = {}
            for inner in self._starred(scope):
                for name in _own_names(inner):
                    known.setdefault(name, []).append(inner)
                    self.star_steps += 1
        return known

    def _starred(self, scope: LexicalScope) -> list[LexicalScope]:
        """The scopes that a scope stars, and those that these star, nearest first."""
        reached: dict[int, LexicalScope] = {}
        pending = [scope]
        while pending:
            current = pending.pop()
            inner: list[LexicalScope] = []
            for star in current.stars:
                module = self.imported(star.module or "", current.module.path)
                if module is not None and id(module.scope) not in reached:
                    reached[id(module.scope)] = module.scope
                    inner.append(module.scope)
            pending.extend(reversed(inner))
        reached.pop(id(scope), None)
        return list(reached.values())

    def public_names(self, scope: LexicalScope) -> dict[str, None]:
        """The names a scope exports, in order of writing, those behind ``export *`` last."""
        names = dict.fromkeys((*_own_names(scope), *self._stars(scope)))
        names.pop("default", None)
        whole = self.export_equals(scope)
        inside = whole.scope if isinstance(whole, Module) else getattr(whole, "members", None)
        return names | (self.public_names(inside) if inside is not None else {})

    def follow(self, symbol: Symbol) -> Target | None:
        """What a symbol stands for after its import is followed; None when that is nowhere."""
        if symbol.link is None or symbol.types:
            return symbol
        if id(symbol) in self._following:
            return None
        self._following.add(id(symbol))
        try:
            return self._linked(symbol)
        finally:
            self._following.discard(id(symbol))

    def _linked(self, symbol: Symbol) -> Target | None:
        link = symbol.link
        scope = symbol.scope
        if isinstance(link, ImportAliasDeclaration):
            target = self.lookup(link.path[0], scope, lambda _t: True)
            for name in link.path[1:]:
                target = self.member(target, name) if target is not None else None
            return target
        assert isinstance(link, ImportDeclaration)
        return self._import_target(link.module, link.imported, scope.module.path)

    def _import_target(self, name: str, imported: str, importer: str) -> Target | None:
        module = self.imported(name, importer)
        if module is None:
            return External(_external_id(name, imported))
        whole = self.export_equals(module.scope)
        if imported in ("*", "="):
            return whole or module
        found = self.exported(module.scope, imported)
        return whole if found is None and imported == "default" else found

    def export_equals(self, scope: LexicalScope) -> Target | None:
        """What a module is as a whole: the target of its ``export =``."""
        listed = scope.lists.get("=")
        return self._export_target(listed, scope, lambda _t: True) if listed else None

    def _export_target(
        self, listed: ExportDeclaration, scope: LexicalScope, wanted: Callable[[Target], bool]
    ) -> Target | None:
        if listed.module is not None:
            if listed.local == "*":
                return self._import_target(listed.module, "*", scope.module.path)
            return self._import_target(listed.module, listed.local, scope.module.path)
        own = scope.names.get(listed.local)
        if own is not None:
            target = self.follow(own)
            if target is not None and wanted(target):
                return target
        outer = scope.parent
        return self.lookup(listed.local, outer, wanted) if outer is not None else None


def _external_id(module: str, imported: str) -> str:
    return f"ext:{module}" if imported in ("*", "=") else f"ext:{module}#{imported}"
