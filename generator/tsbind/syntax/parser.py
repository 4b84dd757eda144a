"""From the bytes of a file to its statements. The only module that runs tree-sitter's parser."""

from __future__ import annotations

from functools import cache

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from tsbind.position import Position
from tsbind.syntax.file import SourceText, source_text
from tsbind.syntax.nodes import SourceFile, SyntaxProblem
from tsbind.syntax.repair import mask
from tsbind.syntax.snippet import SnippetStatement, read_snippet
from tsbind.syntax.statements import Outer, read_statements

_MAX_REPORTED = 20
# All that stands in such a file is ambient, with or without `declare`.
_AMBIENT = (".d.ts", ".d.mts", ".d.cts")


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_typescript.language_typescript()))


def parse_file(path: str, data: bytes) -> SourceFile:
    """Read one file: what parses is returned, what does not is in ``problems`` with its place."""
    file = source_text(path, data)
    root = _parser().parse(file.data).root_node
    if root.has_error:
        root = _second_reading(file, root)
    statements = tuple(read_statements(root, file, Outer(declare=path.endswith(_AMBIENT))))
    if root.has_error:
        file.problems.extend(_syntax_errors(root, file))
    problems = dict.fromkeys(sorted(file.problems, key=lambda p: (p.position, p.message)))
    by_place: dict[Position, SyntaxProblem] = {}
    for problem in problems:
        by_place.setdefault(problem.position, problem)
    return SourceFile(path, statements, tuple(by_place.values())[:_MAX_REPORTED])


def parse_snippet(text: str) -> tuple[SnippetStatement, ...] | None:
    """The statements of a few lines of code; None where one of them cannot be read."""
    file = source_text("snippet.ts", text.encode("utf-8", "replace"))
    return read_snippet(_parser().parse(file.data).root_node, file)


def _second_reading(file: SourceText, root: Node) -> Node:
    """Parse again with syntax the grammar lacks masked; keep the better of the two readings."""
    masked, modules = mask(file.data)
    if masked == file.data:
        return root
    again = _parser().parse(masked).root_node
    if again.has_error and len(_errors(again)) >= len(_errors(root)):
        return root
    file.import_types = modules
    return again


def _errors(root: Node) -> list[Node]:
    """The outermost nodes the parser could not place; a missing semicolon is none."""
    found: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "ERROR" or (node.is_missing and node.type != ";"):
            found.append(node)
        elif node.has_error:
            stack.extend(node.children)
    return found


def _syntax_errors(root: Node, file: SourceText) -> list[SyntaxProblem]:
    problems: list[SyntaxProblem] = []
    for node in _errors(root):
        shown = " ".join(file.text(node).split())[:40] or node.type
        message = f"missing {shown!r}" if node.is_missing else f"syntax error at {shown!r}"
        problems.append(SyntaxProblem(message, file.position(node)))
    return problems
