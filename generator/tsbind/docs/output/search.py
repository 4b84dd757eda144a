"""The search index: names, wire names, paths and the words of the docs, in one small script.

An inverted index: each field name and each word with the entries it occurs in, as differences in
base 36. Words that occur nearly everywhere, or are very short, are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from tsbind.docs.context.pages import Book, OperationSection, Row, TypeSection
from tsbind.docs.context.upstream_text import upstream_line
from tsbind.docs.output.guide import Guide

_WORD = re.compile(r"[a-z][a-z0-9]{2,23}")
_LITERAL = re.compile(r"\"([\w.:/-]{1,60})\"")
_ABOUT = 90
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Index:
    def __init__(self) -> None:
        self.pages: dict[str, int] = {}
        self.entries: list[tuple[str, int, str, str, str, str]] = []
        self.fields: dict[str, list[int]] = {}
        self.words: dict[str, list[int]] = {}
        self.wires: dict[str, str] = {}

    def add(
        self,
        page: str,
        name: str,
        kind: str,
        *,
        about: str = "",
        call: str = "",
        other_names: Iterable[str] = (),
    ) -> int:
        number = self.pages.setdefault(page, len(self.pages))
        names = " ".join(dict.fromkeys(one for one in other_names if one not in (name, call)))
        self.entries.append((name, number, kind, about[:_ABOUT], call, names))
        return len(self.entries) - 1

    def rows(self, entry: int, rows: Iterable[Row]) -> None:
        for row in rows:
            self.fields.setdefault(row.name, []).append(entry)
            if row.wire:
                self.wires[row.name] = row.wire

    def text(self, entry: int, texts: Iterable[str]) -> None:
        found = {word for text in texts for word in _WORD.findall(text.lower())}
        for word in sorted(found):
            self.words.setdefault(word, []).append(entry)


def search_index(book: Book, guides: Sequence[Guide] = ()) -> str:
    """The index as a script that hands it to the site's own."""
    index = _Index()
    for guide in guides:
        entry = index.add(guide.path, guide.title, "g")
        index.text(entry, [guide.text])
    values = _selecting_values(book)
    for page in book.pages:
        for operation in page.operations:
            _operation(index, page.path, operation)
        for type_ in page.types:
            _type(index, page.path, type_, values.get((page.path, type_.anchor), ()))
    most = max(50, len(index.entries) // 3)
    data = {
        "pages": list(index.pages),
        "entries": index.entries,
        "fields": {name: _packed(found) for name, found in index.fields.items()},
        "words": {w: _packed(found) for w, found in index.words.items() if len(found) < most},
        "wires": index.wires,
    }
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return f"tsbindSearch({text});\n"


def _operation(index: _Index, page: str, operation: OperationSection) -> None:
    about = f"{operation.verb} {operation.path}".strip()
    if operation.path or operation.call != operation.name:
        kind, names = "o", [operation.accessor]
    else:
        kind, names = "c", [f"Async{operation.name}"]
    entry = index.add(
        page, operation.name, kind, about=about, call=operation.call, other_names=names
    )
    rows = [row for _, group in operation.rows for row in group]
    index.rows(entry, rows)
    index.text(entry, [operation.doc, *(row.doc for row in rows)])


def _selecting_values(book: Book) -> dict[tuple[str, str], list[str]]:
    """The literals that tell members of unions (names of events, say), by place of the member."""
    found: dict[tuple[str, str], list[str]] = {}
    for page in book.pages:
        for type_ in page.types:
            for literal, pieces in type_.members:
                values = _LITERAL.findall(literal)
                for _, target in pieces if len(pieces) == 1 else ():
                    if target is not None:
                        found.setdefault((target.page, target.anchor), []).extend(values)
    return found


def _type(index: _Index, page: str, type_: TypeSection, values: Iterable[str]) -> None:
    # Upstream's own name finds the type too, where it is another one.
    name = type_.upstream if type_.upstream.replace(".", "") != type_.name else ""
    entry = index.add(
        page, type_.name, "t", about=upstream_line(type_.doc), call=name, other_names=values
    )
    index.rows(entry, type_.rows)
    index.text(entry, [type_.doc, *(row.doc for row in type_.rows)])


def _packed(numbers: list[int]) -> str:
    return " ".join(_differences(numbers))


def _differences(numbers: list[int]) -> Iterator[str]:
    previous = 0
    for number in dict.fromkeys(numbers):
        yield _base36(number - previous)
        previous = number


def _base36(number: int) -> str:
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = _DIGITS[rest] + text
        if not number:
            return text
