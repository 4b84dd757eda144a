"""Options of the client: which there are, their types, and what stands in when none is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.place import Place
from tsbind.model.operations import Client, ClientOption
from tsbind.python.client.client_options import ELSEWHERE, takes
from tsbind.python.names import attribute_name

_OWN_TYPES = frozenset({"defaultHeaders", "defaultQuery"})
"""Options whose types are the runtime's own in the generated client."""


@dataclass(frozen=True, slots=True)
class _Option:
    """An option as both releases have it; at least one side is there."""

    name: str
    old: ClientOption | None
    new: ClientOption | None

    def kind(self) -> str:
        """The kind of change; empty where calls are as good as before."""
        if self.new is None:
            return "signature_changed"
        if self.new.required and not (self.old and self.old.required):
            return "signature_changed"
        if self.old is None and self.name not in ELSEWHERE:
            return "optional_argument_added"
        return ""


def compare_options(context: Context, old: Client, new: Client, place: Place) -> None:
    """Collect options that came, went, must be given now, or take and default to other values."""
    for option in _paired(old, new):
        generated = _generated(context, option, old, new)
        kind = option.kind()
        if kind:
            context.collector.add(
                kind,
                place,
                content=f"option {option.name}",
                variant="" if generated else "not_generated",
                old=_spell(context.old, option.old),
                new=_spell(context.new, option.new),
                note="" if generated else "the generated client has no parameter for it",
            )
        if option.old and option.new and generated and option.name not in _OWN_TYPES:
            context.compare(context, option.old.type, option.new.type, place.step(option.name))
    _any_of(context, old, new, place)
    _defaults(context, old, new, place)


def _paired(old: Client, new: Client) -> Iterator[_Option]:
    before, after = ({option.name: option for option in c.options} for c in (old, new))
    for name in dict.fromkeys([*before, *after]):
        yield _Option(name, before.get(name), after.get(name))


def _generated(context: Context, option: _Option, old: Client, new: Client) -> bool:
    given = ((old, option.old, context.old), (new, option.new, context.new))
    return any(found and takes(client, found, side.index.package) for client, found, side in given)


def _spell(side: Side, option: ClientOption | None) -> Spelling:
    if option is None:
        return Spelling()
    mark = "" if option.required else "?"
    text = side.spell(option.type).typescript
    return Spelling(f"{option.name}{mark}: {text}", f"{attribute_name(option.name)}=")


def _any_of(context: Context, old: Client, new: Client, place: Place) -> None:
    """Options of which one must be given where before none had to be."""
    enough = {o.name for o in old.options if o.required} | set(old.required_any)
    if new.required_any and not enough & set(new.required_any):
        text = " or ".join(attribute_name(name) for name in new.required_any)
        context.collector.add(
            "signature_changed", place, content="one option required", new=Spelling(text, text)
        )


def _defaults(context: Context, old: Client, new: Client, place: Place) -> None:
    before, after = _values(old), _values(new)
    for name, value in before.items():
        if name in after and after[name] != value:
            context.collector.add(
                "documented_default_changed",
                place,
                content=name,
                old=Spelling(f"{name}: {value}"),
                new=Spelling(f"{name}: {after[name]}"),
            )


def _values(client: Client) -> dict[str, str]:
    """What stands in for each option that is not given; a null says no more than nothing."""
    found: dict[str, str] = {}
    for option in client.options:
        if option.name not in ELSEWHERE:
            name = attribute_name(option.name)
            found[f"default of {name}"] = _default(option)
            found[f"environment variable of {name}"] = option.environment or "none"
    found["timeout"] = f"{client.timeout:g} seconds"
    found["retries"] = str(client.max_retries)
    return found


def _default(option: ClientOption) -> str:
    """The default; of timeout and retries the client says it, wherever upstream writes it."""
    known = option.name not in {"timeout", "maxRetries"} and option.default != "null"
    return option.default or "none" if known else "none"
