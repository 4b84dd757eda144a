"""Values given to the type they are declared with, to a method, or read back from an answer."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.member import way
from tsbind.diff.witness.accept import Json, is_list, is_map
from tsbind.diff.witness.answers import answered
from tsbind.diff.witness.find import witness
from tsbind.diff.witness.pair import Pair
from tsbind.diff.witness.program import PACKAGE, RUN, Program, none
from tsbind.model.kinds import is_object
from tsbind.model.mentions import mentioned
from tsbind.model.operations import Operation
from tsbind.python.methods.naming import python_accessor
from tsbind.python.names import assign

NO_VALUE = "no value was found that one release has and the other does not"
NOT_NAMED = "the generated package has no name for the type"
NO_CALL = "the generated package cannot call the method so"


def valued(pair: Pair, change: Change, side: str) -> Program:
    """A change of a type: a value of it."""
    found = witness(pair, change, side)
    if not found.found:
        return none(change, side, NO_VALUE)
    if side == "responses":
        return received(pair, change, found.value)
    if change.place in pair.methods:
        return _sent(pair, change, found.value)
    written = assigned(pair, change, side, found.value)
    return written if written.written else _helped(pair, change, found.value) or written


def _helped(pair: Pair, change: Change, value: Json) -> Program | None:
    """Gives the value, key by key, to a helper that takes a type the package has no name for."""
    declared = pair.places.get(change.place)
    for accessor in change.methods if declared and is_map(value) else ():
        operations = pair.methods.get(accessor)
        if operations is None or operations[0].kind != "helper" or declared is None:
            continue
        parameters = operations[0].signatures[-1].parameters
        types = [p.type for p in parameters]
        taken = next(
            (n for n, t in enumerate(types) if declared[0].id in mentioned([t])),
            None,
        )
        if taken is None or accessor in pair.old.missing:
            continue
        names = assign(value)
        arguments = [repr("id")] * taken + [f"{names[k]}={v!r}" for k, v in value.items()]
        texts = [f"{caller_path(o)}({', '.join(arguments)})" for o in operations]
        return called(pair, change, "params", *texts)
    return None


def assigned(pair: Pair, change: Change, side: str, value: Json) -> Program:
    """Gives the value to the type that is declared, or to its twin."""
    declared = pair.places.get(change.place)
    heads = pair.imports(declared[0].id, declared[1].id, twin=True) if declared else None
    if heads is None or declared is None:
        return none(change, side, NOT_NAMED)
    body = f"value: Value = {value!r}\n"
    place = pair.old.place(declared[0].id)
    if is_map(value) and is_object(declared[0]) and place and not place.twin:
        # A class nobody gives to a method has no twin: it is made.
        names = assign(value)
        body = f"Value({', '.join(f'{names[k]}={v!r}' for k, v in value.items())})\n"
    return Program(change, side, heads[0] + body, heads[1] + body)


def _sent(pair: Pair, change: Change, value: Json) -> Program:
    """Calls the method with the value, in the older release's words, of both releases."""
    old, new = pair.methods[change.place]
    root = way(change.member).root
    extra = value if root == "params" and is_map(value) else {root: value}
    text = pair.old_calls.call(old, extra)
    if not text:
        return none(change, "params", NO_CALL)
    return called(pair, change, "params", text, renamed(pair, old, new, text))


def renamed(pair: Pair, old: Operation, new: Operation, text: str) -> str:
    """The same call where the newer release has the method."""
    one, other = (caller_path(operation) for operation in (old, new))
    return f"{other}{text.removeprefix(one)}"


def caller_path(operation: Operation) -> str:
    """The path of a method, from ``client`` on."""
    return f"client.{python_accessor(operation.accessor)}"


def called(pair: Pair, change: Change, side: str, old: str, new: str) -> Program:
    """Functions that evaluate these expressions of a client."""
    head = f"{pair.client()}def use(client: Client) -> object:\n    return "
    return Program(change, side, f"{head}{old}\n", f"{head}{new}\n")


def received(pair: Pair, change: Change, value: Json) -> Program:
    """Decodes strictly what the newer release may get."""
    if change.place in pair.methods:
        return answered(pair, change, value)
    declared = pair.places.get(change.place)
    if declared is None:
        return none(change, "responses", NOT_NAMED)
    places = pair.old.place(declared[0].id), pair.new.place(declared[1].id)
    if places[0] is None or places[1] is None:
        return none(change, "responses", NOT_NAMED)
    texts = [
        f"from {PACKAGE}._runtime.references import spec_of\n"
        f"spec_of({'.'.join([PACKAGE, *p.module])!r}, {str(p.name)!r}).decode_strict({value!r})\n"
        for p in places
        if p is not None
    ]
    return Program(change, "responses", texts[0], texts[1], how=RUN)


def holds(value: Json, path: Iterable[str]) -> bool:
    """Whether there is something at the path, in any item of lists on the way."""
    names = tuple(path)
    if not names:
        return True
    if is_list(value):
        return any(holds(item, names) for item in value)
    return is_map(value) and names[0] in value and holds(value[names[0]], names[1:])
