"""``/** */`` blocks, read as the TypeScript compiler reads them.

The text ends at the first tag. A tag starts at an ``@`` that begins a line, or that follows white
space and is followed by none, outside backticks (tsc's `scanJSDocCommentTextToken`). Inline
``{@link ...}`` is text. The last block before a declaration counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from tsbind.syntax.file import SourceText
from tsbind.syntax.nodes import NO_DOC, Doc

_LINE_START = re.compile(r"[ \t\f\v]*(?:\* ?)?")
_TAG_NAME = re.compile(r"@([\w$][\w$-]*)?[ \t]*")
_INLINE_LINK = re.compile(r"\{@(?:link|linkcode|linkplain)\b")


def is_doc_comment(text: str) -> bool:
    """True for ``/** ... */`` but not for ``/**/`` and other comments."""
    return text.startswith("/**") and len(text) > 4


def read_doc(comment: str) -> Doc:
    """The text and the tags of one block, given with its ``/**`` and ``*/``."""
    body = comment[3:-2] if comment.endswith("*/") else comment[3:]
    if "@" not in body:
        lines = _lines(body)
        text = "\n".join(lines).strip()
        return Doc(text) if text else NO_DOC
    return _read_tags(_lines(body))


def _lines(body: str) -> list[str]:
    """The block's lines without the column of asterisks."""
    raw = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [raw[0].strip()]
    for line in raw[1:]:
        match = _LINE_START.match(line)
        lines.append(line[match.end() if match else 0 :].rstrip())
    return lines


def _read_tags(lines: list[str]) -> Doc:
    text: list[str] = []
    tags: list[tuple[str, list[str]]] = []
    for line in lines:
        pieces = _split_at_tags(line)
        (tags[-1][1] if tags else text).append(pieces[0])
        for piece in pieces[1:]:
            match = _TAG_NAME.match(piece)
            name, end = (match[1] or "", match.end()) if match else ("", 1)
            tags.append((name, [piece[end:]]))
    return Doc(
        "\n".join(text).strip(),
        tuple((name, _without_type(name, "\n".join(content).strip())) for name, content in tags),
    )


_TYPED = frozenset("param arg argument return returns throws exception type prop property".split())


def _without_type(name: str, text: str) -> str:
    """The text of a tag without the type in braces that it begins with: ``{string} a name``."""
    if name not in _TYPED or not text.startswith("{") or _INLINE_LINK.match(text):
        return text
    depth = 0
    for end, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if not depth:
            return text[end + 1 :].strip()
    return text


def _split_at_tags(line: str) -> list[str]:
    """``line`` cut before each ``@`` that starts a tag; the first piece may be empty."""
    if "@" not in line:
        return [line]
    pieces: list[str] = []
    start, in_backticks, link_end = 0, False, -1
    for index, char in enumerate(line):
        if char == "`":
            in_backticks = not in_backticks
        elif char == "{" and _INLINE_LINK.match(line, index):
            # A package's name in a link, `{@link @scope/x#Y}`, is no tag.
            link_end = line.find("}", index)
        elif char == "@" and not in_backticks and index > link_end and _starts_tag(line, index):
            pieces.append(line[start:index])
            start = index
    return [*pieces, line[start:]]


def _starts_tag(line: str, index: int) -> bool:
    if not line[:index].strip():
        return True
    follows_space = line[index - 1] in " \t"
    before_space = index + 1 < len(line) and line[index + 1].isspace()
    return follows_space and not before_space and not _INLINE_LINK.match(line, index - 1)


def with_docs(node: Node, file: SourceText) -> Iterator[tuple[Node, Doc]]:
    """Each child that is no comment, with the last doc comment before it.

    A comment on the line where the token before it ends belongs to that token (tsc's
    `getLeadingCommentRanges`).
    """
    doc: Node | None = None
    last_row = -1
    for child in node.children:
        if child.type == "comment":
            if child.start_point[0] != last_row and is_doc_comment(file.text(child)):
                doc = child
            continue
        yield child, read_doc(file.text(doc)) if doc is not None else NO_DOC
        doc = None
        last_row = child.end_point[0]
