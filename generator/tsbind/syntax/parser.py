"""From the bytes of a file to its statements. The only module that runs tree-sitter's parser."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache

from tree_sitter import Language, Node, Parser
from tree_sitter_typescript import language_tsx, language_typescript

from tsbind.position import Position
from tsbind.syntax.damage import pieces_around, taken_out
from tsbind.syntax.file import SourceText, source_text
from tsbind.syntax.limits import too_large
from tsbind.syntax.masks import masked, misread_words
from tsbind.syntax.nodes import SourceFile, SyntaxProblem
from tsbind.syntax.snippet import SnippetStatement, read_snippet
from tsbind.syntax.statements import STATEMENT_KINDS, Outer, read_statements
from tsbind.syntax.tokens import closing_brackets, tokens

_MAX_REPORTED = 20
_MAX_PARSES = 150
"""Parses of one file that take pieces out of it; files of many megabytes get fewer."""
_BYTES_PARSED = 20_000_000
# All that stands in such a file is ambient, with or without `declare`.
_AMBIENT = (".d.ts", ".d.mts", ".d.cts")
_FUNCTIONS = frozenset(
    "method_definition function_declaration function_expression arrow_function "
    "generator_function_declaration".split()
)


@cache
def _parser(jsx: bool = False) -> Parser:
    return Parser(Language(language_tsx() if jsx else language_typescript()))


_parsed: ContextVar[dict[str, tuple[bytes, SourceFile]] | None] = ContextVar("parsed", default=None)


def share_files() -> None:
    """From now on keep what was read: releases one after another have most files in common."""
    _parsed.set({})


def parse_file(path: str, data: bytes) -> SourceFile:
    """Read one file: what parses is returned, what does not is in ``problems`` with its place."""
    kept = _parsed.get()
    if kept is None:
        return _parse(path, data)
    if path not in kept or kept[path][0] != data:
        kept[path] = data, _parse(path, data)
    return kept[path][1]


def _parse(path: str, data: bytes) -> SourceFile:
    file = source_text(path, data)
    reason = too_large(file.data)
    if reason:
        return SourceFile(path, (), (SyntaxProblem(reason, Position(path, 1, 1)),))
    parser = _parser(path.endswith(".tsx"))
    root = parser.parse(misread_words(file.data)).root_node
    if root.has_error:
        root = _Repair(file, root, parser).run()
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


class _Repair:
    """Parses a file again with syntax masked, then with the pieces that fail taken out."""

    def __init__(self, file: SourceText, root: Node, parser: Parser) -> None:
        self.file, self.root, self.data, self.parser = file, root, file.data, parser
        self.left = min(_MAX_PARSES, max(4, _BYTES_PARSED // (len(file.data) + 1)))

    def run(self) -> Node:
        """The best tree there is."""
        for calls in (True, False):
            data, modules = masked(self.file.data, calls=calls)
            if self._try(data):
                self.file.import_types = modules
            if not self.root.has_error:
                break
        if self.root.has_error and _errors(self.root):
            self._close()
        while self.left > 0 and _errors(self.root) and self._take_out():
            pass
        return self.root

    def _try(self, data: bytes) -> bool:
        """Keep ``data`` and its tree where they have fewer errors."""
        self.left -= 1
        root = self.parser.parse(data).root_node
        if _badness(root) >= _badness(self.root):
            return False
        self.root, self.data = root, data
        return True

    def _close(self) -> None:
        """Close what is open at the end of the file, as if a part of it were missing."""
        missing = closing_brackets(tokens(self.data))
        if missing and self._try(self.data + b"\n" + missing):
            shown = missing.decode("ascii")[:20]
            end = SyntaxProblem(
                f"missing {shown!r} at the end", self._position(len(self.file.data))
            )
            self.file.problems.append(end)

    def _take_out(self) -> bool:
        items = tokens(self.data)
        for place in _places(self.root):
            for piece in pieces_around(items, place):
                if self.left <= 0:
                    return False
                written, unread = taken_out(self.data, piece)
                text = self.data[piece.start : piece.end]
                if written == text:
                    continue
                if self._try(self.data[: piece.start] + written + self.data[piece.end :]):
                    self._note(piece.start, piece.end, unread)
                    return True
        return False

    def _note(self, start: int, end: int, unread: int | None) -> None:
        text = " ".join(self.file.data[start:end].decode("utf-8", "replace").split())
        if unread is not None:
            self.file.unread[unread] = text[:200]
        in_body = _is_in_body(self.root, start)
        self.file.problems.append(
            SyntaxProblem(f"cannot be parsed: {text[:60]!r}", self._position(start), in_body)
        )

    def _position(self, place: int) -> Position:
        before = self.file.data[:place]
        line = before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")
        return Position(self.file.path, before.count(b"\n") + 1, len(line) + 1)


def _is_in_body(root: Node, place: int) -> bool:
    node = root.descendant_for_byte_range(place, place)
    while node is not None:
        if node.type in _FUNCTIONS:
            return True
        node = node.parent
    return False


def _places(root: Node) -> Iterator[int]:
    """Where the first few errors are: inside one over many statements, past what parses."""
    for error in _errors(root)[:3]:
        odd = [c for c in error.children if c.type not in STATEMENT_KINDS and c.type != "comment"]
        yield from dict.fromkeys(c.start_byte for c in (*odd[:3], *odd[-2:]))
        yield error.start_byte


def _errors(root: Node) -> list[Node]:
    """The outermost nodes the parser could not place; a missing semicolon is none."""
    found: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "ERROR" or (node.is_missing and node.type != ";"):
            found.append(node)
        elif node.has_error:
            stack.extend(reversed(node.children))
    return found


def _badness(root: Node) -> tuple[int, int, bool]:
    """How much is wrong; a missing semicolon alone is last, as no statement may end there."""
    errors = _errors(root)
    return len(errors), sum(node.end_byte - node.start_byte for node in errors), root.has_error


def _syntax_errors(root: Node, file: SourceText) -> list[SyntaxProblem]:
    problems: list[SyntaxProblem] = []
    for node in _errors(root):
        shown = " ".join(file.text(node).split())[:40] or node.type
        message = f"missing {shown!r}" if node.is_missing else f"syntax error at {shown!r}"
        problems.append(SyntaxProblem(message, file.position(node)))
    return problems
