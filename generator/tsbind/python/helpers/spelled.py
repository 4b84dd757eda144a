"""Types of helpers: Python with the names to import in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tsbind.model import types as t
from tsbind.model.unions import values_of
from tsbind.packs import Pack
from tsbind.packs.helper import Helper
from tsbind.python.methods.arguments import Argument
from tsbind.python.methods.method_plan import Flavoured
from tsbind.python.names import PythonName
from tsbind.python.spelling.annotations import GIVE, Spelling
from tsbind.python.spelling.expression import Code, Expression, imports_of, text_of, union
from tsbind.python.spelling.import_table import ImportTable

_NAME = re.compile(r"\{([~@=]?)(\w+)((?:\[\])?)\}")

_RUNTIME = {"FilePath": "files", "FileTypes": "files", "Omit": "omit"}
_COLLECTIONS = ("Callable", "Iterable", "Mapping", "Sequence")


@dataclass(frozen=True, slots=True)
class Spelled:
    """Spells the types of one helper in one module."""

    spelling: Spelling
    arguments: dict[str, Argument]
    """The parameters of the endpoint, by wire name: ``{@name}`` is the type of one."""
    ids: Mapping[str, str]
    """Declarations by name."""
    lib: Mapping[str, tuple[str, ...]]
    """Where the helpers' own names are, without the prefix of the flavour."""

    @property
    def table(self) -> ImportTable:
        """The names of the module."""
        return self.spelling.table

    def code(self, text: str) -> Flavoured:
        """``text`` with every name spelled."""
        return Flavoured(self._code(text, ""), self._code(text, "Async"))

    def _code(self, text: str, prefix: str) -> Code:
        found: list[Code] = []

        def name(match: re.Match[str]) -> str:
            mark, word, item = match.groups()
            if mark == "@":
                found.append(self._argument(word, item=bool(item)))
            elif mark == "=":
                found.append(self.spelling.annotation(t.Reference(self.ids[word]), GIVE))
            else:
                found.append(self._name(word, prefix if mark else ""))
            return text_of(found[-1])

        spelled = _NAME.sub(name, text)
        imports = imports_of(*found)
        members = [Expression(part, imports) for part in _split(spelled, " | ")]
        return Expression(spelled, imports, tuple(members) if len(members) > 1 else ())

    def _name(self, word: str, flavour: str) -> Code:
        if word in self.lib:
            module = (PythonName("lib"), *(PythonName(part) for part in self.lib[word]))
            return self.table.resource(module, f"{flavour}{word}")
        if word in _RUNTIME:
            return self.table.runtime(_RUNTIME[word], word)
        if word in _COLLECTIONS:
            return self.table.collections(word)
        if word in self.ids:
            return self.table.declaration(self.ids[word])
        return self.table.typing(word)

    def _argument(self, wire: str, *, item: bool) -> Code:
        argument = self.arguments[wire]
        members = values_of(argument.type)
        if item:
            members = tuple(m.item if isinstance(m, t.Array) else m for m in members)
        codes = [self.spelling.annotation(m, GIVE) for m in members]
        return union(codes, self.spelling.union_type)


def names_of_lib(helper: Helper, pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Where the names are that a helper mentions: that of a connection is beside its function."""
    function, returns = helper.function, helper.returns
    folders = tuple(function.split(".")[:-1])
    if len(folders) < 2:
        return pack.names
    return {**pack.names, **{match[2]: folders for match in _NAME.finditer(returns)}}


def _split(text: str, separator: str) -> Iterator[str]:
    """``text`` cut at each ``separator`` that stands outside brackets and strings."""
    depth, quote, start = 0, "", 0
    for place, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "[(":
            depth += 1
        elif char in "])":
            depth -= 1
        elif depth == 0 and text.startswith(separator, place):
            yield text[start:place]
            start = place + len(separator)
    yield text[start:]
