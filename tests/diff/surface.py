"""The public surface of a generated package, read from its text: names, fields, calls, the wire.

It knows nothing of the model or of the comparison, so it is a witness for both.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

Key = tuple[str, ...]
"""What it is (``name``, ``class``, ``field``, ...), its module, and the names below."""
_OWN = ("_runtime", "lib")
"""Folders that do not come from the release."""
_CALL_OPTIONS = frozenset({"extra_headers", "extra_query", "extra_body", "timeout", "params"})


Written = tuple[ast.expr, str]
"""A type, and the module that says what its names are."""
_FLAVOURS = re.compile(r"^(Async)?(\w+?)(WithRawResponse|WithStreamingResponse)?$")


@dataclass
class Surface:
    """Everything a program can use of a package, by key; types are dotted names throughout."""

    entries: dict[Key, str] = field(default_factory=dict[Key, str])
    aliases: dict[str, ast.expr] = field(default_factory=dict[str, ast.expr])
    """Of type aliases, by dotted name: what they stand for."""
    tables: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    """Of each module: dotted names by the names it uses."""
    texts: dict[Key, list[Written]] = field(default_factory=dict[Key, list[Written]])
    """The types of an entry, where it has any."""
    resources: dict[str, str] = field(default_factory=dict[str, str])
    """The path from the client of each class of a resource, by dotted name."""

    def resource(self, dotted: str) -> str | None:
        """The path of the resource a class is of, in whichever flavour."""
        module, _, name = dotted.rpartition(".")
        flavour = _FLAVOURS.match(name)
        return self.resources.get(f"{module}.{flavour[2]}") if flavour else None


def surface(files: Mapping[str, str]) -> Surface:
    """The surface of a package with these files."""
    found = Surface()
    modules = {
        _module(path): ast.parse(text)
        for path, text in files.items()
        if path.endswith(".py") and path.split("/")[0] not in _OWN
    }
    packages = {_module(path) for path in files if path.endswith("__init__.py")}
    for module, tree in modules.items():
        found.tables[module] = dict(_imports(module, tree, is_package=module in packages))
    for module, tree in modules.items():
        _Module(found, module, is_package=module in packages).read(tree.body)
    _note_resources(found)
    return replace(
        found,
        entries={k: v for key, v in found.entries.items() for k in _placed(found, key)},
        texts={k: v for key, v in found.texts.items() for k in _placed(found, key)},
    )


def _placed(found: Surface, key: Key) -> Iterator[Key]:
    """What is of a resource goes by the path from the client: files of resources are no names."""
    if not key[1].startswith("resources"):
        yield key
    elif key[0] == "wire":
        path = next((p for c, p in found.resources.items() if c.rpartition(".")[0] == key[1]), None)
        if path is not None:
            yield (key[0], f"client.{path}", *key[2:])
    elif key[0] != "name" and (path := found.resource(f"{key[1]}.{key[2]}")) is not None:
        yield (key[0], f"client.{path}", *key[2:])


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(module: str, tree: ast.Module, *, is_package: bool) -> Iterator[tuple[str, str]]:
    home = [] if module == "__init__" else module.split(".")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            up = home[: len(home) - (node.level - is_package)] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            for name in node.names:
                yield name.asname or name.name, f"{base}.{name.name}".strip(".")
        elif isinstance(node, ast.ClassDef):
            yield node.name, f"{module}.{node.name}"


class _Module:
    """Reads one module."""

    def __init__(self, found: Surface, module: str, *, is_package: bool) -> None:
        self.found, self.module, self.is_package = found, module, is_package

    def add(self, kind: str, *names: str, text: str = "", types: Iterable[ast.expr] = ()) -> None:
        key = (kind, self.module, *names)
        self.found.entries[key] = text
        self.found.texts.setdefault(key, []).extend((t, self.module) for t in types)

    def read(self, body: list[ast.stmt]) -> None:
        for node in body:
            rule = _RULES.get(type(node))
            if rule is not None:
                rule(self, node)

    def branch(self, node: ast.If) -> None:
        self.read(node.body)

    def imported(self, node: ast.ImportFrom) -> None:
        """Of a package, what it exports."""
        for name in node.names:
            if self.is_package and name.asname and not name.asname.startswith("_"):
                target = self.found.tables[self.module][name.asname]
                self.add("name", name.asname, text=target)

    def alias(self, node: ast.AnnAssign) -> None:
        if isinstance(node.target, ast.Name) and node.value is not None:
            name = node.target.id
            if ast.unparse(node.annotation).endswith("TypeAlias"):
                dotted = f"{self.module}.{name}"
                self.found.tables[self.module][name] = dotted
                self.found.aliases[dotted] = node.value
                self.add("alias", name, types=[node.value])
            elif name.startswith("_") and isinstance(node.value, ast.Call):
                self.endpoint(name, node.value)

    def assigned(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if not isinstance(target, ast.Name) or not isinstance(node.value, ast.Call):
            return
        if ast.unparse(node.value.func).endswith("TypedDict"):
            self.found.tables[self.module][target.id] = f"{self.module}.{target.id}"
            self.add("class", target.id)
            keys = node.value.args[1]
            assert isinstance(keys, ast.Dict)
            for key, value in zip(keys.keys, keys.values, strict=True):
                assert isinstance(key, ast.Constant)
                self.add("field", target.id, str(key.value), types=[value])

    def endpoint(self, name: str, call: ast.Call) -> None:
        if ast.unparse(call.func).endswith("Endpoint"):
            for number, value in enumerate(call.args[:2]):
                self.add("wire", name, ("verb", "path")[number], text=ast.unparse(value))
            for keyword in call.keywords:
                self.add("wire", name, str(keyword.arg), text=ast.unparse(keyword.value))

    def class_(self, node: ast.ClassDef) -> None:
        if node.name.startswith("_"):
            return
        self.add("class", node.name, text="deprecated" if _deprecated(node) else "")
        for inner in [*node.body, *(n for b in node.body if isinstance(b, ast.If) for n in b.body)]:
            if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name):
                if not inner.target.id.startswith("_"):
                    self.add("field", node.name, inner.target.id, types=[inner.annotation])
            elif isinstance(inner, ast.Assign):
                self.wire(node.name, inner)
            elif isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                self.method(node.name, inner)

    def wire(self, owner: str, node: ast.Assign) -> None:
        if ast.unparse(node.targets[0]) == "_wire" and isinstance(node.value, ast.Call):
            for keyword in node.value.keywords:
                self.add("spec", owner, str(keyword.arg), types=[keyword.value])

    def method(self, owner: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        if node.name.startswith("_") and node.name != "__init__":
            return
        text = "deprecated" if _deprecated(node) else ""
        self.add(
            "method", owner, node.name, text=text, types=[node.returns] if node.returns else []
        )
        overloaded = any("overload" in ast.unparse(d) for d in node.decorator_list)
        arguments = node.args
        given = [*arguments.posonlyargs, *arguments.args][1:]
        for number, argument in enumerate([*given, *arguments.kwonlyargs]):
            if argument.arg in _CALL_OPTIONS or argument.annotation is None:
                continue
            key = ("argument", self.module, owner, node.name, argument.arg)
            if not overloaded and key in self.found.entries:
                continue  # The implementation says nothing more.
            where = "positional" if number < len(given) else "keyword"
            self.add(*_kind(key), text=where, types=[argument.annotation])


def _kind(key: Key) -> tuple[str, ...]:
    return (key[0], *key[2:])


def _deprecated(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("deprecated" in ast.unparse(d) for d in node.decorator_list)


_RULES = {
    ast.If: _Module.branch,
    ast.ImportFrom: _Module.imported,
    ast.AnnAssign: _Module.alias,
    ast.Assign: _Module.assigned,
    ast.ClassDef: _Module.class_,
}


def _note_resources(found: Surface) -> None:
    """Follow the properties of the client, and of each resource, to resources."""
    pending = [
        (f"_client.{key[2]}", "")
        for key in found.entries
        if key[:2] == ("class", "_client") and not key[2].startswith("Async")
    ]
    while pending:
        owner, path = pending.pop()
        module, _, name = owner.rpartition(".")
        for key in list(found.texts):
            if key[:3] != ("method", module, name) or len(key) != 4:
                continue
            for type_, _ in found.texts[key]:
                target = found.tables[module].get(ast.unparse(type_).strip("'\""), "")
                if target.startswith("resources.") and not target.endswith("Response"):
                    inner = f"{path}.{key[3]}".strip(".")
                    if target not in found.resources:
                        found.resources[target] = inner
                        pending.append((target, inner))


class Spelled:
    """Spells the types of a surface so that equal ones are equal texts."""

    def __init__(
        self,
        found: Surface,
        known: frozenset[str],
        names: Mapping[str, str],
        twins: frozenset[str] = frozenset(),
    ) -> None:
        self.found, self.known, self.names, self.twins = found, known, names, twins
        self.follow_all = False
        """Whether aliases that both packages have are followed too."""
        self._named: dict[str, set[str]] = {}

    def whole_text(self, key: Key) -> str:
        """As `text`, with every alias followed: to use one now, or no longer, is no change."""
        self.follow_all, named = True, self._named
        self._named = {}
        found = self.text(key) if key in self.found.entries else ""
        self.follow_all, self._named = False, named
        return found

    def text(self, key: Key) -> str:
        """What an entry is, in dotted names; aliases the other package has not are followed."""
        types = {
            self._join(self._members(*written, 0)) for written in self.found.texts.get(key, ())
        }
        return " & ".join(filter(None, [self.found.entries[key], *sorted(types)]))

    def _join(self, members: set[str]) -> str:
        return " | ".join(sorted(members))

    def _members(self, type_: ast.expr, module: str, depth: int) -> set[str]:
        if isinstance(type_, ast.BinOp):
            return self._members(type_.left, module, depth) | self._members(
                type_.right, module, depth
            )
        if isinstance(type_, ast.Constant) and isinstance(type_.value, str) and depth < 40:
            try:
                return self._members(ast.parse(type_.value, mode="eval").body, module, depth + 1)
            except SyntaxError:
                return {repr(type_.value)}
        if isinstance(type_, ast.Subscript):
            return self._subscript(type_, module, depth)
        if isinstance(type_, ast.Name):
            return self._name(type_.id, module, depth)
        if isinstance(type_, ast.Call):
            return {self._call(type_, module, depth)}
        return {ast.unparse(type_)}

    def _subscript(self, type_: ast.Subscript, module: str, depth: int) -> set[str]:
        head = ast.unparse(type_.value)
        inner = type_.slice.elts if isinstance(type_.slice, ast.Tuple) else [type_.slice]
        if head in {"Union", "Optional"}:
            found = {m for one in inner for m in self._members(one, module, depth)}
            return found | {"None"} if head == "Optional" else found
        if head == "Literal":
            return {f"Literal[{ast.unparse(one)}]" for one in inner}
        arguments = [self._join(self._members(one, module, depth)) for one in inner]
        head = self._join(self._name(head, module, depth))
        return {f"{head}[{', '.join(arguments)}]"}

    def _name(self, name: str, module: str, depth: int) -> set[str]:
        dotted = self.found.tables[module].get(name, name)
        if dotted.startswith("resources."):
            return {f"client.{self.found.resource(dotted)}"}
        alias = self.found.aliases.get(dotted)
        renamed = self.names.get(dotted, dotted)
        if dotted in self.twins and renamed not in self.known:
            return set()  # That the dict form came or went is an entry of its own.
        if alias is not None and (self.follow_all or renamed not in self.known):
            if dotted not in self._named:
                self._named[dotted] = {dotted}  # One that holds itself is so far its name.
                self._named[dotted] = self._members(alias, dotted.rpartition(".")[0], 0)
            return self._named[dotted]
        if dotted.startswith("types.") and renamed not in self.known:
            return {"?"}  # One that came or went: an entry of its own.
        return {renamed if not hasattr(builtins, name) or dotted != name else name}

    def _call(self, call: ast.Call, module: str, depth: int) -> str:
        """A wire spec."""
        parts = [*call.args, *(k.value for k in call.keywords)]
        head = ast.unparse(call.func)
        if head == "wire.literal":
            return self._join({f"Literal[{ast.unparse(part)}]" for part in parts})
        if head.startswith("union."):
            inside = [c for part in parts for c in ast.walk(part) if isinstance(c, ast.Call)]
            return self._join({self._call(each, module, depth) for each in inside})
        if head.endswith("_ref") and isinstance(parts[0], ast.Constant):
            return self._join(self._name(str(parts[0].value), module, depth))
        return f"{head}({', '.join(self._spec(part, module, depth) for part in parts)})"

    def _spec(self, part: ast.expr, module: str, depth: int) -> str:
        if isinstance(part, ast.Call):
            return self._call(part, module, depth)
        return ast.unparse(part)
