"""Type-checks code and says what each expression refers to; a script of its own.

    python probe.py REQUEST.json ANSWER.json

It runs in a process of its own, so that a crash of mypy is seen by the caller and nothing of one
run is left for the next. The request holds the files with their module names; the answer holds the
messages of the checker, where it was kept from looking, and the uses of the package in the files.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mypy import build, nodes, types
from mypy.errors import CompileError
from mypy.modulefinder import BuildSource
from mypy.options import Options

Span = tuple[int, int, int, int]
_MESSAGE = re.compile(r"^(.*?):(\d+):(?:(\d+):(?:(\d+):(\d+):)?)? (error|note): (.*)$", re.DOTALL)
_CODE = re.compile(r"^(.*?)  \[([\w-]+)\]$", re.DOTALL)
_CHILDREN = (
    "defs body expr lvalues lvalue rvalue index else_body msg from_expr types handlers finally_body"
    " target subject patterns guards bodies arguments initializer items func original_decorators"
    " base_type_exprs callee args base left right operands begin_index end_index stride cond"
    " if_expr else_expr left_expr sequences indices condlists generator key value call pattern"
    " keys values class_ref positionals keyword_values"
).split()
"""Where nodes hold their parts: nothing can be derived from mypy's own visitor once compiled."""
_BY_TEXT = re.compile(r"builtins\.(?:get|has|set|del)attr")
_FOUND = ("expressions", "origins", "imports", "unreachable")
_LONGEST = 400
_DEEPEST = 6


def options(search: list[str], cache: str) -> Options:
    """No configuration of the code base: nothing but the request has a say.

    The cache is of this one question. Files given with their text are never taken from it.
    """
    chosen = Options()
    chosen.mypy_path = search
    chosen.cache_dir = cache
    chosen.namespace_packages = chosen.explicit_package_bases = True
    chosen.follow_imports = "silent"
    chosen.check_untyped_defs = chosen.strict_equality = True
    chosen.export_types = chosen.preserve_asts = True
    chosen.show_column_numbers = chosen.show_error_end = chosen.show_absolute_path = True
    chosen.hide_error_codes = False
    chosen.many_errors_threshold = -1
    return chosen


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What mypy says of the files of a request."""
    sources = [
        BuildSource(s["path"], s["module"], s["text"], s["base"]) for s in request["sources"]
    ]
    try:
        result = build.build(sources, options(request["search"], request["cache"]))
    except CompileError as error:
        return {"blocked": [_message(line) for line in error.messages]}
    known = _Types(result.types)
    trees = {s["module"]: result.files.get(s["module"]) for s in request["sources"]}
    found = [
        _Uses(tree, known, request["package"], result.files) for tree in trees.values() if tree
    ]
    return {
        "messages": [_message(line) for line in result.errors],
        "uses": {uses.path: uses.found() for uses in found},
        "accessors": _accessors(result.files, request["package"]),
        "checked": sorted(module for module, tree in trees.items() if tree),
    }


def _message(line: str) -> dict[str, Any]:
    found = _MESSAGE.match(line)
    if found is None:
        return {"file": "", "span": [0, 0, 0, 0], "severity": "error", "code": "", "text": line}
    start, column = int(found[2]), int(found[3] or 1)
    span = [start, column - 1, int(found[4] or start), int(found[5] or column)]
    coded = _CODE.match(found[7])
    text, code = (coded[1], coded[2]) if coded else (found[7], "")
    return {"file": found[1], "span": span, "severity": found[6], "code": code, "text": text}


def _span(node: nodes.Context) -> Span:
    end = node.end_line or node.line
    return (node.line, node.column, end, node.end_column or node.column)


class _Types:
    """Types of expressions as the checker has them."""

    def __init__(self, known: dict[nodes.Expression, types.Type]) -> None:
        self.known = known

    def of(self, expression: nodes.Expression) -> types.ProperType | None:
        """The type of an expression; None where the checker did not look at it."""
        found = self.known.get(expression)
        return None if found is None else types.get_proper_type(found)

    def parts(self, expression: nodes.Expression) -> list[types.ProperType]:
        """The members of the type, which may be a union."""
        found = self.of(expression)
        if isinstance(found, types.UnionType):
            return [types.get_proper_type(item) for item in found.items]
        return [] if found is None else [found]


def _text(type_: types.Type) -> str:
    """A type as text; of a long one the beginning, and a digest that tells it from others."""
    text = str(type_)
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}... {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _class_of(type_: types.ProperType) -> nodes.TypeInfo | None:
    if isinstance(type_, types.Instance):
        return type_.type
    if isinstance(type_, types.TypedDictType):
        return type_.fallback.type
    if isinstance(type_, types.TupleType):
        return type_.partial_fallback.type
    if isinstance(type_, types.TypeType):
        return _class_of(types.get_proper_type(type_.item))
    if isinstance(type_, types.FunctionLike) and type_.is_type_obj():
        return type_.type_object()
    return None


def _owners(type_: types.ProperType, name: str) -> list[str]:
    """The class of a value, and the base that defines the attribute."""
    info = _class_of(type_)
    if info is None:
        return []
    found = [info.fullname]
    found += [base.fullname for base in info.mro[1:] if name in base.names]
    return found


def _parts(value: Any) -> Iterator[nodes.Node]:
    if isinstance(value, nodes.Node):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _parts(item)


def _walk(root: nodes.Node) -> Iterator[nodes.Node]:
    pending: list[nodes.Node] = [root]
    while pending:
        node = pending.pop()
        yield node
        for name in _CHILDREN:
            pending.extend(_parts(getattr(node, name, None)))


class _Uses:
    """Collects what the expressions of one file refer to."""

    def __init__(
        self,
        tree: nodes.MypyFile,
        known: _Types,
        package: str,
        files: dict[str, nodes.MypyFile],
    ) -> None:
        self.path = tree.path
        self.known, self.package, self.files = known, package, files
        self.expressions: list[dict[str, Any]] = []
        self.origins: dict[str, list[Span]] = {}
        self.imports: list[dict[str, Any]] = []
        self.unreachable: list[list[int]] = []
        self.tree = tree
        for node in _walk(tree):
            rule = _RULES.get(type(node).__name__)
            if rule is not None:
                rule(self, node)

    def found(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {name: getattr(self, name) for name in _FOUND}

    def _add(
        self, node: nodes.Expression, form: str, owners: list[str], name: str, **more: Any
    ) -> None:
        type_ = self.known.of(node)
        text = "" if type_ is None else _text(type_)
        row = {"form": form, "span": _span(node), "owners": owners, "name": name, "type": text}
        self.expressions.append({**row, **more})

    def block(self, block: nodes.Block) -> None:
        if block.is_unreachable and block.body:
            self.unreachable.append(
                [block.body[0].line, block.body[-1].end_line or block.body[-1].line]
            )

    def name_expr(self, o: nodes.NameExpr) -> None:
        node = o.node
        if isinstance(node, nodes.Var):
            self._add(o, "variable", [], f"{node.fullname or node.name}:{node.line}")
        elif node is not None:
            self._add(o, "name", [node.fullname], o.name)

    def member_expr(self, o: nodes.MemberExpr) -> None:
        parts = self.known.parts(o.expr)
        owners = [name for part in parts for name in _owners(part, o.name)]
        unknown = any(isinstance(part, types.AnyType) for part in parts)
        if isinstance(o.expr, nodes.RefExpr) and isinstance(o.expr.node, nodes.MypyFile):
            owners, unknown = [o.expr.node.fullname], False
        base = _span(o.expr)
        self._add(o, "attribute", owners, o.name, unknown=unknown, base=base)

    def index_expr(self, o: nodes.IndexExpr) -> None:
        parts = self.known.parts(o.base)
        owners = [p.fallback.type.fullname for p in parts if isinstance(p, types.TypedDictType)]
        name = o.index.value if isinstance(o.index, nodes.StrExpr) else ""
        self._add(o, "item", owners if name else [], name, base=_span(o.base))

    def call_expr(self, o: nodes.CallExpr) -> None:
        if o.analyzed is None and self.known.of(o) is None:
            self.unreachable.append([o.line, o.end_line or o.line])
        owners, name = self._callee(o.callee)
        arguments = [
            {
                "name": argument or "",
                "span": _span(value),
                "expected": self._expected(o.callee, argument) if argument else "",
            }
            for argument, value in zip(o.arg_names, o.args, strict=True)
        ]
        self._add(o, "call", owners, name, arguments=arguments, base=_span(o.callee))
        if isinstance(o.callee, nodes.RefExpr) and _BY_TEXT.fullmatch(o.callee.fullname):
            self._attribute_by_text(o, o.args)

    def _attribute_by_text(self, call: nodes.CallExpr, arguments: list[nodes.Expression]) -> None:
        """``getattr(x, "size")``: owners are the classes of ``x`` that have it."""
        if len(arguments) > 1 and isinstance(name := arguments[1], nodes.StrExpr):
            parts = self.known.parts(arguments[0])
            having = [p for p in parts if (i := _class_of(p)) and i.get(name.value)]
            owners = [owner for part in having for owner in _owners(part, name.value)]
            unknown = any(isinstance(part, types.AnyType) for part in parts)
            base = _span(arguments[0])
            self._add(call, "text", owners, name.value, unknown=unknown, base=base)

    def _callee(self, callee: nodes.Expression) -> tuple[list[str], str]:
        parts = self.known.parts(callee)
        made = [
            p.type_object().fullname
            for p in parts
            if isinstance(p, types.FunctionLike) and p.is_type_obj()
        ]
        if made:
            return made, "__init__"
        if isinstance(callee, nodes.MemberExpr):
            bases = self.known.parts(callee.expr)
            return [name for part in bases for name in _owners(part, callee.name)], callee.name
        items = [item for p in parts if isinstance(p, types.FunctionLike) for item in p.items]
        names = [i.definition.fullname for i in items if isinstance(i.definition, nodes.FuncDef)]
        owners = list({name.rpartition(".")[0]: None for name in names if name})
        return owners, names[0].rpartition(".")[2] if owners else ""

    def _expected(self, callee: nodes.Expression, argument: str) -> str:
        """The declared types of one parameter, in all overloads."""
        texts: list[str] = []
        for part in self.known.parts(callee):
            items = part.items if isinstance(part, types.FunctionLike) else []
            for item in items:
                known = item.argument_by_name(argument)
                texts.append("" if known is None else _text(known.typ))
        return " ; ".join(dict.fromkeys(texts))

    def dict_expr(self, o: nodes.DictExpr) -> None:
        type_ = self.known.of(o)
        owners = [type_.fallback.type.fullname] if isinstance(type_, types.TypedDictType) else []
        for key, value in o.items:
            if isinstance(key, nodes.StrExpr):
                self._add(value, "key", owners, key.value, base=_span(o))
        self._add(o, "dict", owners, "")

    def str_expr(self, o: nodes.StrExpr) -> None:
        self._add(o, "literal", [], o.value)

    def assignment_stmt(self, o: nodes.AssignmentStmt) -> None:
        for target in o.lvalues:
            self._originate(target, o.rvalue)

    def assignment_expr(self, o: nodes.AssignmentExpr) -> None:
        self._originate(o.target, o.value)

    def for_stmt(self, o: nodes.ForStmt) -> None:
        self._originate(o.index, o.expr)

    def generator_expr(self, o: nodes.GeneratorExpr | nodes.DictionaryComprehension) -> None:
        for index, sequence in zip(o.indices, o.sequences, strict=True):
            self._originate(index, sequence)

    def with_stmt(self, o: nodes.WithStmt) -> None:
        for target, value in zip(o.target, o.expr, strict=True):
            if target is not None:
                self._originate(target, value)

    def _originate(self, target: nodes.Expression, value: nodes.Expression) -> None:
        """Remember where the value of a variable or an attribute comes from."""
        if isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
            for item in target.items:
                self._originate(item, value)
        elif isinstance(target, nodes.NameExpr) and isinstance(target.node, nodes.Var):
            key = f"{target.node.fullname or target.node.name}:{target.node.line}"
            self.origins.setdefault(key, []).append(_span(value))
        elif isinstance(target, nodes.MemberExpr):
            for part in self.known.parts(target.expr):
                for owner in _owners(part, target.name)[:1]:
                    self.origins.setdefault(f"{owner}.{target.name}", []).append(_span(value))

    def import_from(self, o: nodes.ImportFrom) -> None:
        module = self._absolute(o.id, o.relative)
        table = self.files.get(module)
        for name, _ in o.names:
            found = table.names.get(name) if table is not None else None
            target = found.node.fullname if found is not None and found.node is not None else ""
            self.imports.append(
                {"span": _span(o), "module": module, "name": name, "target": target}
            )

    def import_all(self, o: nodes.ImportAll) -> None:
        module = self._absolute(o.id, o.relative)
        self.imports.append({"span": _span(o), "module": module, "name": "*", "target": ""})

    def import_names(self, o: nodes.Import) -> None:
        for name, _ in o.ids:
            self.imports.append({"span": _span(o), "module": name, "name": "", "target": ""})

    def _absolute(self, name: str, relative: int) -> str:
        if not relative:
            return name
        parts = self.tree.fullname.split(".")
        parts = parts[: len(parts) - relative + self.tree.is_package_init_file()]
        return ".".join([*parts, name] if name else parts)


_RULES: dict[str, Callable[[_Uses, Any], None]] = {
    "Block": _Uses.block,
    "NameExpr": _Uses.name_expr,
    "MemberExpr": _Uses.member_expr,
    "IndexExpr": _Uses.index_expr,
    "CallExpr": _Uses.call_expr,
    "DictExpr": _Uses.dict_expr,
    "StrExpr": _Uses.str_expr,
    "AssignmentStmt": _Uses.assignment_stmt,
    "AssignmentExpr": _Uses.assignment_expr,
    "ForStmt": _Uses.for_stmt,
    "GeneratorExpr": _Uses.generator_expr,
    "DictionaryComprehension": _Uses.generator_expr,
    "WithStmt": _Uses.with_stmt,
    "ImportFrom": _Uses.import_from,
    "ImportAll": _Uses.import_all,
    "Import": _Uses.import_names,
}


def _accessors(files: dict[str, nodes.MypyFile], package: str) -> dict[str, str]:
    """The way from the client to each class of its attributes."""
    root = files.get(f"{package}._client")
    if root is None:
        return {}
    found: dict[str, str] = {}
    own = (s.node for s in root.names.values() if isinstance(s.node, nodes.TypeInfo))
    pending = [(info, "", 0) for info in own if info.module_name == root.fullname]
    while pending:
        info, way, depth = pending.pop(0)
        if (
            info.fullname in found
            or not info.fullname.startswith(f"{package}.")
            or depth > _DEEPEST
        ):
            continue
        found[info.fullname] = way
        for name, symbol in info.names.items():
            inner = _attribute_class(symbol.node)
            if inner is not None and not name.startswith("_"):
                step = "" if name.startswith("with_") else name
                pending.append((inner, ".".join(filter(None, (way, step))), depth + 1))
    return found


def _attribute_class(node: nodes.SymbolNode | None) -> nodes.TypeInfo | None:
    type_: types.Type | None = None
    if isinstance(node, nodes.Decorator):
        type_ = node.func.type
    elif isinstance(node, nodes.Var):
        type_ = node.type
    proper = types.get_proper_type(type_) if type_ is not None else None
    if isinstance(proper, types.CallableType) and isinstance(node, nodes.Decorator):
        proper = types.get_proper_type(proper.ret_type) if node.var.is_property else None
    return proper.type if isinstance(proper, types.Instance) else None


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(sys.argv[2]).write_text(json.dumps(answer(asked)), encoding="utf-8")
