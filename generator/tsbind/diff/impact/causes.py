"""Ties an error of the type checker to the change that explains it.

The expressions at the position of the error are looked up in both runs. Those whose type differs,
or that have no symbol any more, lead to the symbol: a field, a method, a parameter, a class. The
change at that symbol is the cause; where there are several and nothing tells which, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.member import way
from tsbind.diff.changes.severity import Severity
from tsbind.diff.impact.checker import Finding
from tsbind.diff.impact.mending import is_import_error
from tsbind.diff.impact.symbols import EVERY, ChangesBySymbol, Symbol, names_of
from tsbind.diff.impact.uses import Import, Span, Use, Uses

_QUOTED = re.compile(r'"([^"]+)"')
_UNFELT = frozenset(
    {
        "endpoint_added",
        "endpoint_removed",
        "endpoint_path_changed",
        "endpoint_verb_changed",
        "request_header_changed",
        "method_added",
        "client_attribute_added",
        "type_added",
        "field_added_optional",
        "doc_changed",
    }
)
"""Kinds no type checker says anything about."""
_NULLABLE = frozenset(
    {"nullable_added", "required_to_optional", "type_widened", "optional_nullable_swapped"}
)
_MUST_GIVE = frozenset({"field_added_required", "optional_to_required"})
_ONLY_VALUES = frozenset({"enum_value_added", "enum_value_removed", "const_changed"})
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Cause:
    """The change behind an error; or, where that is not certain, those that may be."""

    change: Change | None = None
    candidates: tuple[Change, ...] = ()


class Causes:
    """Looks for causes with the uses of both runs at hand."""

    def __init__(self, changes: ChangesBySymbol, old: Uses, new: Uses) -> None:
        self.changes = changes
        self.old, self.new = old, new
        self._after = {
            file: {(use.form, use.span): use for use in uses}
            for file, uses in new.expressions.items()
        }

    def of(self, finding: Finding) -> Cause:
        """The cause of one error."""
        missing = {c.fingerprint: c for c in self._not_given(finding)}
        if missing:
            return self._chosen(finding, list(missing.values()))
        if is_import_error(finding.message):
            tiers = [list(self._imported(finding)) or list(self._named(finding))]
        else:
            tiers = [list(self._keys(finding)), list(dict.fromkeys(self._symbols(finding)))]
        looks = [(symbols, self.changes.at) for symbols in tiers]
        for symbols, look in (*looks, (tiers[-1], self.changes.below)):
            found = {c.fingerprint: c for s in symbols for c in look(s) if _is_felt(c, finding)}
            if found:
                return self._chosen(finding, list(found.values()))
        return Cause()

    def _imported(self, finding: Finding) -> Iterator[Symbol]:
        named = set(_QUOTED.findall(finding.message))
        gone = {(i.file, i.span, i.name) for i in self.new.imports if i.target}
        for row in self.old.imports:
            if row.file != finding.file or row.span[0] != finding.line:
                continue
            if (row.file, row.span, row.name) in gone or not row.target:
                continue
            if row.name in named or row.module in named:
                yield Symbol(row.target)

    def _named(self, finding: Finding) -> Iterator[Symbol]:
        """What an error names that has no place of its own: a module, or a class of that name."""
        classes = self.changes.releases[0].classes
        for text in _QUOTED.findall(finding.message):
            last = text.rpartition(".")[2]
            inside = [name for name in classes if name.rpartition(".")[0] == text]
            called = [name for name in classes if name.rpartition(".")[2] == last]
            if inside or len({classes[name] for name in called}) == 1:
                yield from map(Symbol, inside or called)

    def _symbols(self, finding: Finding) -> Iterator[Symbol]:
        span = _span(finding)
        uses = self.old.expressions.get(finding.file, [])
        yield from self._parameters(finding, uses)
        yield from self._expressions(finding.file, span, set(), 0)

    def _keys(self, finding: Finding) -> Iterator[Symbol]:
        """Keys of dicts that stand for params."""
        for use in self.old.expressions.get(finding.file, []):
            if use.form in {"key", "item"} and _within(use.span, _span(finding)):
                yield from (Symbol(owner, use.name) for owner in use.owners)

    def _parameters(self, finding: Finding, uses: Iterable[Use]) -> Iterator[Symbol]:
        """Parameters of the call that is refused: the one named, or those of another type."""
        span = finding.line, finding.column, finding.end_line, finding.end_column
        named = set(_QUOTED.findall(finding.message))
        for use in uses:
            if use.form != "call" or not use.owners:
                continue
            at = [a for a in use.arguments if a.name and _within(span, a.span)]
            if _is_refused(use, finding):
                after = self._now(use)
                known = {a.name: a for a in after.arguments} if after else {}
                at = [
                    a
                    for a in use.arguments
                    if a.name in named or (a.name and known.get(a.name, a).expected != a.expected)
                ]
                for name in named - {a.name for a in at}:
                    if name.isidentifier() and finding.code in {"call-arg", "call-overload"}:
                        yield from self._of_call(use, name)
            for argument in at:
                yield from self._of_call(use, argument.name)

    def _not_given(self, finding: Finding) -> Iterator[Change]:
        """Changes that make a call give an argument which it does not give."""
        if finding.code not in {"call-arg", "call-overload"}:
            return
        for use in self.old.expressions.get(finding.file, []):
            if _is_refused(use, finding):
                given = {argument.name for argument in use.arguments}
                for symbol in self._of_call(use, EVERY):
                    for change in self.changes.at(symbol):
                        fields = way(change.member).names or [change.content]
                        if change.kind in _MUST_GIVE and not given & names_of(fields[-1]):
                            yield change

    def _of_call(self, use: Use, parameter: str) -> Iterator[Symbol]:
        for owner in use.owners:
            if use.name == "__init__":
                yield Symbol(owner, parameter)
            elif owner in self.old.accessors:
                yield Symbol(self.old.accessors[owner], use.name, parameter, is_method=True)

    def _now(self, use: Use) -> Use | None:
        return self._after.get(use.file, {}).get((use.form, use.span))

    def _differs(self, use: Use) -> bool:
        now = self._now(use)
        return now is None or now.type != use.type or (bool(use.owners) and not now.owners)

    def _expressions(self, file: str, span: Span, seen: set[Span], depth: int) -> Iterator[Symbol]:
        """Symbols of the innermost expressions that are not what they were."""
        if span in seen or depth > _DEEPEST:
            return
        seen.add(span)
        inside = [u for u in self.old.expressions.get(file, []) if _within(u.span, span)]
        differing = {u.span for u in inside if self._differs(u)}
        origins = self.old.origins.get(file, {})
        for use in inside:
            if use.span not in differing:
                continue
            if use.form == "variable":
                for origin in origins.get(use.name, []):
                    yield from self._expressions(file, origin, seen, depth + 1)
            elif use.base not in differing:
                yield from self._symbol(use)
                for owner in use.owners[:1]:
                    for origin in origins.get(f"{owner}.{use.name}", []):
                        yield from self._expressions(file, origin, seen, depth + 1)

    def _symbol(self, use: Use) -> Iterator[Symbol]:
        for owner in use.owners:
            if owner in self.old.accessors:
                yield Symbol(self.old.accessors[owner], use.name, is_method=True)
            elif use.form in {"attribute", "text", "item", "key"}:
                yield Symbol(owner, use.name)
            elif use.form == "name" or use.name == "__init__":
                yield Symbol(owner)

    def _chosen(self, finding: Finding, found: list[Change]) -> Cause:
        """The one change; among several the one whose value stands in the code."""
        literals = {
            use.name
            for use in self.old.expressions.get(finding.file, [])
            if use.form == "literal" and _within(use.span, _span(finding))
        }
        rules: tuple[Callable[[Change], bool], ...] = (
            lambda c: c.content.strip("'\"") in literals,
            lambda c: any(f"'{v}'" in c.old.typescript for v in literals),
            lambda c: "None" in finding.message and c.kind in _NULLABLE,
            lambda c: c.severity is Severity.BREAKING,
        )
        for rule in rules:
            fitting = [change for change in found if rule(change)]
            if len(fitting) == 1:
                return Cause(fitting[0])
            found = fitting or found
        if len({(c.kind, c.place, c.member) for c in found}) == 1:
            return Cause(found[0])
        return Cause(candidates=tuple(found))

    def deprecations(self) -> Iterator[tuple[Use | Import, Change]]:
        """Uses of what became deprecated: methods, classes, fields, arguments."""
        for row in self.new.imports:
            yield from ((row, c) for c in self._deprecated(Symbol(row.target)) if row.target)
        for uses in self.new.expressions.values():
            for use in uses:
                symbols = list(self._symbol(use))
                for argument in use.arguments:
                    symbols += self._of_call(use, argument.name) if argument.name else []
                for symbol in dict.fromkeys(symbols):
                    yield from ((use, change) for change in self._deprecated(symbol))

    def _deprecated(self, symbol: Symbol) -> list[Change]:
        return [c for c in self.changes.at(symbol) if c.kind == "deprecated_added"]


def _is_felt(change: Change, finding: Finding) -> bool:
    if change.kind in _UNFELT or change.row.group in {"deprecation", "docs"}:
        return False
    missing = finding.code in {"attr-defined", "union-attr", "name-defined", "import-not-found"}
    return not (missing and change.kind in _ONLY_VALUES)


def _span(finding: Finding) -> Span:
    """What the error is about; the rest of the line where the checker gives a point."""
    if _is_point(finding):
        return finding.line, finding.column, finding.line + 1, 0
    return finding.line, finding.column, finding.end_line, finding.end_column


def _is_point(finding: Finding) -> bool:
    end = (finding.end_line, finding.end_column)
    return end <= (finding.line, finding.column + 1)


def _is_refused(use: Use, finding: Finding) -> bool:
    """Whether the error is about a call as a whole."""
    if use.form != "call" or use.span[:2] != (finding.line, finding.column):
        return False
    named = use.name == "__init__" or f'"{use.name}"' in finding.message
    return named if _is_point(finding) else _span(finding) in {use.span, use.base}


def _within(inner: Span, outer: Span) -> bool:
    return inner[:2] >= outer[:2] and inner[2:] <= outer[2:]
