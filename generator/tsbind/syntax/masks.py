"""Syntax the tree-sitter grammar does not know, masked so that the rest of the file parses.

Each rule over tokens says which bytes of a file to overwrite before it is parsed again. No mask
changes a byte offset, and texts are read from the file as it is: a property that is called
``abstract`` is parsed under another name and read under its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from tsbind.syntax.tokens import Token, tokens

Mask: TypeAlias = tuple[int, int, bytes]
"""Start, end, and what is written over what stands there: a word, or a byte for each."""
IMPORT_MARK = "import$"

_NAME, _BLANK = b"x", b" "
# Words the grammar takes for an operator, a modifier or a type where they are a name.
_WORDS = frozenset(
    b"abstract accessor any asserts await bigint boolean case class const debugger declare delete "
    b"do enum export extends false finally for function if import in infer instanceof interface "
    b"keyof let module namespace never new null number object override private protected public "
    b"readonly return static string super switch symbol this throw true try type typeof undefined "
    b"unique unknown using var void while with yield out is satisfies of as async get set global "
    b"require defer default from".split()
)
_MODIFIERS = frozenset(
    b"readonly static public private protected declare override abstract".split()
)
# Words that are a name wherever a type or a value may stand, unless they lead what follows.
_CONTEXTUAL = frozenset(
    b"abstract accessor async asserts declare defer get global infer is keyof module namespace of "
    b"out override readonly require satisfies set static type unique using".split()
)
_PREDEFINED = frozenset(
    b"any bigint boolean never number object string symbol undefined unknown".split()
)
_BEFORE_TYPE = frozenset(
    b": = | & < => ? [ ( , ... extends implements keyof typeof is readonly as in default "
    b"asserts".split()
)
_LED: dict[bytes, frozenset[bytes]] = {
    b"async": frozenset((b"(", b"<")),
    b"keyof": frozenset((b"(", b"[", b"{")),
    b"readonly": frozenset((b"(", b"[", b"{")),
    b"require": frozenset((b"(",)),
}
"""Marks that a word leads, as an operator or a call, where all lead a word beside them."""
_BEFORE_NAME = frozenset((b"{", b";", b",", b"(", b"[", b"...", b"}"))
_AFTER_MEMBER = frozenset((b"(", b"<", b";", b",", b"}", b"=", b"!", b":", b"?"))


def _follows(items: Sequence[Token], place: int, *texts: bytes) -> bool:
    after = items[place + 1 : place + 1 + len(texts)]
    return [token.text for token in after] == list(texts)


def _names(items: Sequence[Token]) -> Iterator[Mask]:
    """Words before ``:`` and ``?:`` in lists, and at the start of a member."""
    for place, token in enumerate(items):
        if token.kind != "word" or token.text not in _WORDS:
            continue
        before = items[place - 1].text if place else b";"
        starts = token.starts_line or before in _BEFORE_NAME
        if not starts and before not in _MODIFIERS:
            continue
        if token.text == b"this" and token.bracket != b"[":
            continue
        has_type = _follows(items, place, b":") or _follows(items, place, b"?", b":")
        if has_type or (token.bracket == b"{" and _ends_name(items, place)):
            yield token.start, token.end, _NAME


def _ends_name(items: Sequence[Token], place: int) -> bool:
    """Whether a word is the whole name of a member: nothing of the member follows it."""
    if place + 1 == len(items):
        return False
    following = items[place + 1]
    if items[place].text == b"new" and following.text in (b"(", b"<"):
        return False
    return following.text in _AFTER_MEMBER or following.starts_line


def _specifiers(items: Sequence[Token]) -> Iterator[Mask]:
    """``export { type } from`` and ``import { typeof as x }``."""
    inside = False
    for place, token in enumerate(items):
        if (
            token.text == b"{"
            and place
            and items[place - 1].text in (b"export", b"import", b"type")
        ):
            inside = token.depth == 0 or items[place - 1].text != b"type"
        elif token.text == b"}":
            inside = False
        elif inside and token.kind == "word" and token.text in _WORDS:
            ends = items[place + 1].text if place + 1 < len(items) else b""
            begins = items[place - 1].text in (b"{", b",")
            if begins and ends in (b",", b"}", b"as"):
                yield token.start, token.end, _NAME


def _type_names(items: Sequence[Token]) -> Iterator[Mask]:
    """Words that lead nothing where a type stands, and those of a path or a predicate."""
    for before, token, following in zip(items, items[1:], items[2:], strict=False):
        if token.kind != "word":
            continue
        named = following.text in (b".", b"is") or before.text in (b"asserts", b"typeof")
        contextual = token.text in _CONTEXTUAL and before.text in _BEFORE_TYPE
        predefined = token.text in _PREDEFINED and named and before.text != b"."
        if predefined or (contextual and not _leads(token, following)):
            yield token.start, token.end, _NAME


def _leads(token: Token, following: Token) -> bool:
    if following.kind != "mark":
        return not following.starts_line and following.text not in (b"is", b"extends")
    return following.text in _LED.get(token.text, ())


def _optional_places(items: Sequence[Token]) -> Iterator[Mask]:
    """``[A?]`` inside parentheses, which the grammar takes for a pattern."""
    for place, token in enumerate(items):
        closes = _follows(items, place, b"]") or _follows(items, place, b",")
        if token.text == b"?" and token.bracket == b"[" and closes:
            yield token.start, token.end, _BLANK


def _escapes(items: Sequence[Token]) -> Iterator[Mask]:
    """Escapes in templates."""
    for token in items:
        if token.kind == "template":
            for match in re.finditer(rb"\\(?:\r\n|[\s\S])", token.text):
                yield token.start + match.start(), token.start + match.end(), _NAME


def _attributes(items: Sequence[Token]) -> Iterator[Mask]:
    """``with { type: 'json' }`` after a module's name."""
    for place, token in enumerate(items):
        after_module = place and items[place - 1].kind == "string"
        if token.text in (b"with", b"assert") and after_module and _follows(items, place, b"{"):
            end = next((t for t in items[place + 2 :] if t.text == b"}"), None)
            if end is not None:
                yield token.start, end.end, _BLANK


def _words_of_statements(items: Sequence[Token]) -> Iterator[Mask]:
    """``import defer``, ``export type *``, ``override abstract``, ``static`` of an index."""
    for place, token in enumerate(items):
        rule = _UNKNOWN_WORDS.get(token.text)
        before = items[place - 1].text if place else b""
        following = items[place + 1] if place + 1 < len(items) else None
        named = _WORD_ENDS.get(before, ())
        if token.text in _WORDS and following is not None and following.text in named:
            yield token.start, token.end, _NAME
        elif rule is not None and following is not None and rule(before, following):
            is_using = token.text == b"using"
            yield token.start, token.end, b"const" if is_using else _BLANK


_WORD_ENDS = {b"type": (b"=", b"<", b"from"), b"import": (b"=",)}
"""What shows that a word after ``type`` or ``import`` is a name."""
_AFTER_VALUE = frozenset((b"of", b"in", b"instanceof", b"as", b"satisfies", b"is", b"extends"))
_UNKNOWN_WORDS: dict[bytes, Callable[[bytes, Token], bool]] = {
    b"defer": lambda before, following: before == b"import" and following.text == b"*",
    b"type": lambda before, following: before == b"export" and following.text == b"*",
    b"override": lambda before, following: b"abstract" in (before, following.text),
    b"accessor": lambda before, following: following.kind == "word" and before != b"as",
    b"using": lambda _, following: following.kind == "word" and following.text not in _AFTER_VALUE,
    b"await": lambda _, following: following.text == b"using",
    b"static": lambda _, following: following.text == b"[",
    b"global": lambda before, following: following.text == b"{" and before != b"declare",
}


def _variance(items: Sequence[Token]) -> Iterator[Mask]:
    """``in`` and ``out`` before a type parameter."""
    for place, token in enumerate(items):
        if token.text not in (b"in", b"out") or not place:
            continue
        before = items[place - 1].text
        following = items[place + 1] if place + 1 < len(items) else None
        if before in (b"<", b",", b"in") and following is not None and following.kind == "word":
            yield token.start, token.end, _BLANK


_MISREAD = re.compile(
    rb"(?:(?<=\[)(?=\s*[a-z]+\s+in\b)|\b(?:namespace|module)\s(?=\s*(?:as|satisfies)\s*[.{]))\s*("
    + b"|".join(sorted(_WORDS))
    + rb")\b"
)


def misread_words(data: bytes) -> bytes:
    """``data`` with names masked in which the grammar sees no error, but something else.

    They are words before ``in`` (``[type in T]``) and namespaces (``namespace as {``).
    """
    return _MISREAD.sub(lambda match: match[0][: -len(match[1])] + _NAME * len(match[1]), data)


def _separators(items: Sequence[Token]) -> Iterator[Mask]:
    """A semicolon before a signature that begins a line with ``<``, for arguments it would be."""
    for before, token in pairwise(items):
        starts = token.text == b"<" and token.starts_line and token.bracket == b"{"
        ends = before.kind != "mark" or before.text in (b">", b"]", b")", b"}")
        if starts and ends and before.end < token.start:
            yield token.start - 1, token.start, b";"


_RULES: tuple[Callable[[Sequence[Token]], Iterator[Mask]], ...] = (
    _names,
    _specifiers,
    _type_names,
    _optional_places,
    _escapes,
    _attributes,
    _words_of_statements,
    _variance,
    _separators,
)
_IMPORT_TYPE = re.compile(rb"\bimport\(\s*(?:'([^'\n]*)'|\"([^\"\n]*)\")\s*(?:,[^()]*)?\)(?=\s*\.)")


def masked(data: bytes, *, calls: bool = True) -> tuple[bytes, dict[int, str]]:
    """``data`` with unknown syntax overwritten, and the modules of import types by offset.

    ``calls``: also words before a parenthesis, which in bodies of functions are statements.
    """
    modules: dict[int, str] = {}
    result = bytearray(misread_words(data).replace(b"\0", b"\1"))
    items = tokens(data)
    for rule in _RULES:
        for start, end, byte in rule(items):
            if data[start:end] == b"\n":
                continue  # Lines stay where they are.
            if calls or byte == _BLANK or data[end : end + 80].lstrip()[:1] not in (b"(", b"<"):
                result[start:end] = (byte * (end - start))[: end - start]
    for match in _IMPORT_TYPE.finditer(data):
        start, end = match.span()
        modules[start] = (match[1] or match[2] or b"").decode("utf-8", "replace")
        rest = re.sub(rb"[^\n]", _BLANK, match[0][len(IMPORT_MARK) :])
        result[start:end] = IMPORT_MARK.encode() + rest
    return bytes(result), modules
