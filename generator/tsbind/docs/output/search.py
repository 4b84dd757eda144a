"""The search index: names, wire names, paths, values and the words of the docs, in one script.

An inverted index: each field name and each word with the entries it occurs in, as differences in
base 36. Very short words are left out; of those that occur nearly everywhere only that they do is
said. What is written as a name or a value (``to_dict``, ``"gpt-4o"``) is a word without its marks.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from tsbind.docs.context.links import plain
from tsbind.docs.context.pages import Book, OperationSection, Row, TypeSection
from tsbind.docs.context.upstream_text import upstream_line
from tsbind.docs.output.guide import Changes, Guide, guide_headings

_WORD = re.compile(r"[a-z][a-z0-9]{2,23}")
_LITERAL = re.compile(r"\"([\w.:/-]{1,60})\"")
_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\b[A-Z]\w*[a-z][A-Z]\w*\b")
_MARKS = re.compile(r"[^a-z0-9]")
_ABOUT = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Index:
    def __init__(self) -> None:
        self.pages: dict[str, int] = {}
        self.entries: list[tuple[str, int, str, str, str, str]] = []
        self.fields: defaultdict[str, list[int]] = defaultdict(list)
        self.words: defaultdict[str, list[int]] = defaultdict(list)
        self.wires: dict[str, str] = {}

    def add(  # noqa: PLR0913 - what an entry is found by
        self,
        page: str,
        name: str,
        kind: str,
        *,
        about: str = "",
        call: str = "",
        names: Iterable[str] = (),
        rows: Iterable[Row] = (),
        texts: Iterable[str] = (),
        values: Iterable[str] = (),
    ) -> None:
        """One entry; ``call`` is its longer name, ``names`` and ``values`` find it as well."""
        entry, rows = len(self.entries), tuple(rows)
        number = self.pages.setdefault(page, len(self.pages))
        others = " ".join(dict.fromkeys(one for one in names if one not in (name, call)))
        self.entries.append((name, number, kind, about[:_ABOUT], call, others))
        words = {w for t in (*texts, *(r.doc for r in rows)) for w in _WORD.findall(t.lower())}
        values = (*values, *(v for row in rows for v in _LITERAL.findall(plain(row.type))))
        words.update(w for v in values if _WORD.fullmatch(w := _MARKS.sub("", v.lower())))
        for word in sorted(words):
            self.words[word].append(entry)
        for row in rows:
            self.fields[row.name].append(entry)
            if row.wire:
                self.wires[row.name] = row.wire


def search_index(book: Book, guides: Sequence[Guide] = ()) -> str:
    """The index as a script that hands it to the site's own."""
    index = _Index()
    for guide in guides:
        names = [] if isinstance(guide, Changes) else _NAME.findall(guide.text)
        index.add(guide.path, guide.title, "g", texts=[guide.text], values=names)
        for anchor, heading in guide_headings(guide):
            index.add(guide.path, heading, "g", about=guide.title, names=[anchor])
    chosen_by = _selecting_values(book)
    for page in book.pages:
        if "/" not in page.path and page.types:
            index.add(page.path, page.title, "g")
        for operation in page.operations:
            _operation(index, page.path, operation)
        for type_ in page.types:
            _type(index, page.path, type_, chosen_by[page.path, type_.name])
    most = max(50, len(index.entries) // 8)
    data = {
        "pages": list(index.pages),
        "entries": index.entries,
        "fields": {name: _packed(found) for name, found in index.fields.items()},
        "words": {w: _packed(found) for w, found in index.words.items() if len(found) < most},
        "common": [word for word, found in index.words.items() if len(found) >= most],
        "wires": index.wires,
    }
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return f"tsbindSearch({text});\n"


def _operation(index: _Index, page: str, operation: OperationSection) -> None:
    is_client = not operation.path and operation.call == operation.name
    index.add(
        page,
        operation.name,
        "c" if is_client else "o",
        about=f"{operation.verb} {operation.path}".strip(),
        call=operation.call,
        names=[f"Async{operation.name}", "client"] if is_client else [operation.accessor],
        rows=(row for _, group in operation.rows for row in group),
        texts=[operation.doc],
    )


def _type(index: _Index, page: str, type_: TypeSection, chosen_by: Iterable[str]) -> None:
    # Upstream's own name finds the type too, where it is another one.
    index.add(
        page,
        type_.name,
        "t",
        about=upstream_line(type_.doc),
        call=type_.upstream if type_.upstream.replace(".", "") != type_.name else "",
        names=chosen_by,
        rows=type_.rows,
        texts=[type_.doc],
        values=_LITERAL.findall(plain(type_.definition)),
    )


def _selecting_values(book: Book) -> defaultdict[tuple[str, str], list[str]]:
    """The literals that tell members of unions (names of events, say), by place of the member."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    members = (one for page in book.pages for type_ in page.types for one in type_.members)
    for literal, pieces in members:
        for _, target in pieces if len(pieces) == 1 else ():
            if target is not None:
                found[target.page, target.anchor] += _LITERAL.findall(literal)
    return found


def _packed(numbers: list[int]) -> str:
    """Ascending numbers as their differences."""
    distinct = list(dict.fromkeys(numbers))
    return " ".join(
        _base36(n - before) for n, before in zip(distinct, [0, *distinct], strict=False)
    )


def _base36(number: int) -> str:
    high, low = divmod(number, 36)
    return (_base36(high) if high else "") + _DIGITS[low]
