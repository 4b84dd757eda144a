"""Compares what two versions of a method give back: streams, pages, objects."""

from __future__ import annotations

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing import structure
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.endpoints import method_place
from tsbind.diff.comparing.place import Place
from tsbind.diff.reading.directions import RESPONSES
from tsbind.model.kinds import last_name
from tsbind.model.operations import Operation
from tsbind.model.types import Type

_ALIKE = 0.5
_STREAMS = {
    None: "never streams",
    "body": "streams where the body says stream: true",
    "query": "streams where the query says stream: true",
    "always": "always streams",
}


def compare_result(context: Context, old: Operation, new: Operation) -> None:
    """Collect changes of what the caller reads."""
    place = method_place(old, new)
    _streaming(context, old, new, place)
    if old.page is None and new.page is None:
        _returns(context, old, new, place)
    elif _page_name(old) != _page_name(new):
        context.collector.add(
            "page_changed",
            place,
            old=_spell_page(context.old, old),
            new=_spell_page(context.new, new),
        )
    elif old.page_item is not None and new.page_item is not None:
        compare_values(context, old.page_item, new.page_item, place.step(" -> item"))
    if old.event is not None and new.event is not None:
        compare_values(context, old.event, new.event, place.step(" -> event"))


def _streaming(context: Context, old: Operation, new: Operation, place: Place) -> None:
    """An operation that can stream where it could not has gained an overload, nothing more."""
    if old.streams == new.streams or (old.streams is None and new.streams in {"body", "query"}):
        return
    before, after = (Spelling(_STREAMS[operation.streams]) for operation in (old, new))
    context.collector.add("streaming_changed", place, old=before, new=after)


def _page_name(operation: Operation) -> str:
    return last_name(operation.page) if operation.page else ""


def _spell_page(side: Side, operation: Operation) -> Spelling:
    if operation.page_item is not None and operation.page:
        item = side.spell(operation.page_item)
        name = _page_name(operation)
        return Spelling(
            f"{name}<{item.typescript}>", f"{name}[{item.python}]" if item.python else ""
        )
    returns = result_type(operation)
    return side.spell(returns) if returns is not None else Spelling()


def result_type(operation: Operation) -> Type | None:
    """What the method returns when it does not stream."""
    plain = [s.returns for s in operation.signatures if s.stream in {None, "false"}]
    return plain[0] if plain else None


def _returns(context: Context, old: Operation, new: Operation, place: Place) -> None:
    if old.binary != new.binary:
        before, after = (Spelling("binary" if o.binary else "JSON") for o in (old, new))
        context.collector.add("return_type_changed", place, content="binary", old=before, new=after)
        return
    one, other = result_type(old), result_type(new)
    if one is not None and other is not None and not old.binary and _is_data(context, one):
        compare_values(context, one, other, place)


def _is_data(context: Context, returned: Type) -> bool:
    """Whether it is data; what helpers return may be a class with behaviour."""
    declaration = context.old.index.declared(returned)
    return declaration is None or declaration.kind != "class"


def compare_values(context: Context, old: Type, new: Type, place: Place) -> None:
    """Compare two results; one too different to be told field by field is one change."""
    if context.equal(old, new) or context.same_reference(old, new) or _alike(context, old, new):
        context.compare(context, old, new, place.step("()").only(RESPONSES))
        return
    context.collector.add(
        "return_type_changed", place, old=context.old.spell(old), new=context.new.spell(new)
    )


def _alike(context: Context, old: Type, new: Type) -> bool:
    one, other = list(context.old.index.alternatives(old)), list(
        context.new.index.alternatives(new)
    )
    if len(one) > 1 and len(other) > 1:
        return True
    if len(one) != 1 or len(other) != 1:
        return False
    shape = structure.category(context.old, one[0])
    if shape != structure.category(context.new, other[0]):
        return False
    return shape == "array" or structure.likeness(context, one[0], other[0]) >= _ALIKE
