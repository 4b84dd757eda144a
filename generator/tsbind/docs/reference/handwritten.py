"""What the modules of the helpers define, read from their text: classes, functions, aliases."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

_WORD = re.compile(r"[^\W\d]\w*")
Module = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A field, property or method: its name, its type as text, its docstring."""

    name: str
    type: str
    doc: str


@dataclass(frozen=True, slots=True)
class Written:
    """A public name of a module."""

    name: str
    module: Module
    """Below the folder of the helpers."""
    kind: str
    """``class``, ``function`` or ``alias``."""
    doc: str = ""
    bases: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    definition: str = ""
    checked: bool = False
    """Whether type checkers alone see it."""
    imports: Mapping[str, tuple[Module, str]] = field(default_factory=dict[str, tuple[Module, str]])
    """Module (of the package, from its root) and name of each local name of the module."""

    def words(self) -> set[str]:
        """The names that its text mentions."""
        texts = [self.definition, *self.bases, *(member.type for member in self.members)]
        return {word for text in texts for word in _WORD.findall(text)}


def read_written(texts: Mapping[str, str]) -> dict[str, Written]:
    """All that modules (``lib/x.py`` to text) define, by name; the first of a name counts."""
    found: dict[str, Written] = {}
    for path, text in texts.items():
        for one in _defined(path, ast.parse(text)):
            found.setdefault(one.name, one)
    return found


def reachable(found: Mapping[str, Written], start: Iterable[str]) -> list[Written]:
    """Those named in ``start`` and all they mention in turn, without private ones and twins."""
    queue = [name for name in start if name in found]
    seen = dict.fromkeys(queue)
    for name in queue:
        one = with_inherited(found, found[name])
        more = sorted(one.words() & found.keys() - seen.keys())
        queue.extend(more)
        seen.update(dict.fromkeys(more))
    shown = [found[name] for name in seen if not name.startswith("_") and not is_twin(found, name)]
    return [with_inherited(found, one) for one in shown if one.kind == "alias" or one.doc]


def is_twin(found: Mapping[str, Written], name: str) -> bool:
    """Whether ``name`` is the async flavour of another."""
    return name.startswith("Async") and name.removeprefix("Async") in found


def with_inherited(found: Mapping[str, Written], one: Written) -> Written:
    """``one`` with the members of its bases that the helpers define, before its own."""
    members: dict[str, Member] = {}
    for base in one.bases:
        known = found.get(base.partition("[")[0])
        if known is not None and known.name != one.name:
            members.update({m.name: m for m in with_inherited(found, known).members})
    members.update({member.name: member for member in one.members})
    return replace(one, members=tuple(members.values()))


def _defined(path: str, tree: ast.Module) -> Iterator[Written]:
    parts = path.removesuffix(".py").split("/")
    module = tuple(part for part in parts[1:] if part != "__init__")
    imports = dict(_imports(tree, parts[:-1]))
    checked = _only_checked(tree)
    for node, below in _with_next(tree.body):
        found = _written(node, module, below)
        if found is not None:
            yield replace(found, imports=imports, checked=found.name in checked)


def _written(node: ast.stmt, module: Module, below: ast.stmt | None) -> Written | None:
    """What a statement of a module defines, if anything."""
    if isinstance(node, ast.ClassDef):
        bases = tuple(ast.unparse(base) for base in node.bases)
        doc, members = ast.get_docstring(node) or "", tuple(_members(node.body))
        return Written(node.name, module, "class", doc, bases, members)
    if isinstance(node, ast.FunctionDef):
        doc, text = ast.get_docstring(node) or "", signature(node, method=False)
        return Written(node.name, module, "function", doc, definition=text)
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        return None
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    if not isinstance(target, ast.Name) or not isinstance(node.value, (ast.Subscript, ast.BinOp)):
        return None
    if not target.id[:1].isupper() or target.id.isupper():
        return None
    text = ast.unparse(node.value)
    return Written(target.id, module, "alias", _doc_in(below), definition=text)


def _only_checked(tree: ast.Module) -> set[str]:
    """Names defined for type checkers and not otherwise."""
    blocks = [n for n in tree.body if isinstance(n, ast.If) and _is_checked(n)]
    return {name for n in blocks for name in _targets(n.body)} - {
        name for n in blocks for name in _targets(n.orelse)
    }


def _targets(body: Iterable[ast.stmt]) -> Iterator[str]:
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        yield from (one.id for one in targets if isinstance(one, ast.Name))
        if isinstance(node, ast.ClassDef):
            yield node.name


def _is_checked(node: ast.If) -> bool:
    return ast.unparse(node.test) == "TYPE_CHECKING"


def _with_next(body: Iterable[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """Statements, with those that only type checkers read; each with the one below it."""
    flat: list[ast.stmt] = []
    for node in body:
        flat += node.body if isinstance(node, ast.If) and _is_checked(node) else [node]
    return zip_longest(flat, flat[1:])


def _imports(tree: ast.Module, package: list[str]) -> Iterator[tuple[str, tuple[Module, str]]]:
    """Also those below ``if TYPE_CHECKING``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            home = package[: len(package) - node.level + 1]
            source = (*home, *(node.module.split(".") if node.module else ()))
            for alias in node.names:
                yield alias.asname or alias.name, (source, alias.name)


def _members(statements: list[ast.stmt]) -> Iterator[Member]:
    for node, below in _with_next(statements):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found = _method(node)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            type_ = ast.unparse(node.annotation).strip("'\"")
            found = Member(node.target.id, type_, _doc_in(below))
        else:
            continue
        if not found.name.startswith("_"):
            yield found


def _method(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Member:
    decorated = {ast.unparse(d) for d in node.decorator_list}
    doc = ast.get_docstring(node) or ""
    if decorated & {"property", "cached_property"}:
        return Member(node.name, ast.unparse(node.returns) if node.returns else "Any", doc)
    return Member(node.name, signature(node, method=True), doc)


def signature(node: ast.FunctionDef | ast.AsyncFunctionDef, *, method: bool) -> str:
    """``(a: A, b: B = 1) -> C``."""
    arguments = ast.unparse(node.args)
    if method:
        arguments = arguments.removeprefix("self").removeprefix(", ")
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"({arguments}){returns}"


def _doc_in(below: ast.stmt | None) -> str:
    """The text of a statement that is a literal of text."""
    if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
        return below.value.value if isinstance(below.value.value, str) else ""
    return ""
