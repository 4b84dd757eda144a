"""What the methods of an operation give back, as annotations and as a wire spec."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tsbind.model import types as t
from tsbind.model.operations import Operation
from tsbind.model.unions import members_of
from tsbind.python.methods.arguments import joined_type
from tsbind.python.methods.method_plan import Flavoured, both
from tsbind.python.spelling.annotations import READ, Spelling
from tsbind.python.spelling.expression import Code, Expression, Import, subscript, union


@dataclass(frozen=True, slots=True)
class Returns:
    """Spells the results of one operation."""

    operation: Operation
    spelling: Spelling
    pages: dict[str, str]
    """Ids of page classes, and their names without the prefix."""

    def value(self, types: Iterable[t.Type]) -> t.Type | None:
        """The results that are no streams, joined; None where there are only streams."""
        members = [m for type_ in types for m in members_of(type_) if not self._is_stream(m)]
        return joined_type(members) if members else None

    def annotation(self, type_: t.Type, stream: str | None) -> Flavoured:
        """What a method that returns ``type_`` gives back."""
        if self.operation.page is not None:
            return self._page()
        if self.operation.streams == "always":
            return self.stream()
        value = None if stream == "true" else self.value([type_])
        streams = stream in ("true", "either") or any(map(self._is_stream, members_of(type_)))
        codes = [*([self.plain(value)] if value is not None else [])]
        if not streams or self.operation.event is None:
            return both(self._union(codes or ["None"]))
        found = self.stream()
        return Flavoured(
            self._union([*codes, found.sync]), self._union([*codes, found.asynchronous])
        )

    def plain(self, value: t.Type | None) -> Code:
        """A result that is no stream and no page."""
        if self.operation.binary:
            return self.spelling.table.runtime("binary", "BinaryResponse")
        if value is None:
            return "None"
        return self.spelling.annotation(value, READ)

    def stream(self) -> Flavoured:
        """A stream of the operation's events."""
        table, event = self.spelling.table, self.event()
        return Flavoured(
            subscript(table.runtime("streams", "Stream"), event),
            subscript(table.runtime("streams", "AsyncStream"), event),
        )

    def event(self) -> Code:
        """One event of the stream."""
        return self.spelling.annotation(self.operation.event or t.UNKNOWN, READ)

    def pages_of(self) -> Flavoured:
        """The page classes of the operation, without their item."""
        name = self.pages[self.operation.page or ""]
        return Flavoured(_page_class(f"Sync{name}"), _page_class(f"Async{name}"))

    def page_classes(self) -> tuple[Code, Code]:
        """The page of the sync client and that of the async one."""
        classes, item = self.pages_of(), self.item()
        return subscript(classes.sync, item), subscript(classes.asynchronous, item)

    def item(self) -> Code:
        """One item of a page."""
        return self.spelling.annotation(self.operation.page_item or t.UNKNOWN, READ)

    def _page(self) -> Flavoured:
        sync, asynchronous = self.page_classes()
        paginator = self.spelling.table.runtime("pages", "AsyncPaginator")
        return Flavoured(sync, subscript(paginator, self.item(), asynchronous))

    def _union(self, codes: list[Code]) -> Code:
        return union(codes, self.spelling.union_type)

    def _is_stream(self, type_: t.Type) -> bool:
        """Whether ``type_`` is upstream's stream: what its streaming signatures return."""
        event = self.operation.event
        if event is None or not isinstance(type_, t.Reference):
            return False
        if type_.arguments == (event,) and type_ != event:
            return True
        streamed = [s.returns for s in self.operation.signatures if s.stream == "true"]
        return type_ in streamed or type_.id in {
            r.id for r in streamed if isinstance(r, t.Reference)
        }


def _page_class(name: str) -> Expression:
    return Expression(name, frozenset({Import(".pagination", name, name)}))
