"""The client itself: its options, where requests go, what they carry, and its errors."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.diff.change import Spelling
from tsbind.diff.context import Context
from tsbind.diff.place import Place
from tsbind.diff.reach import PARAMS, Usage
from tsbind.diff.spelled import snake
from tsbind.model.operations import Client, ClientOption
from tsbind.model.spelling import typescript

PLACE = Place("client", Usage(assumed=(PARAMS,)))
SAME_IN_PYTHON = "same_in_python"
_JAVASCRIPT = frozenset(
    "fetch fetchOptions httpAgent dangerouslyAllowBrowser logLevel logger".split()
)
"""Options of upstream's transport, which the generated client does not have."""


def compare_clients(context: Context) -> None:
    """Collect what changed for those who make a client; nothing where one side has none."""
    old, new = context.old.index.package.client, context.new.index.package.client
    if old is None or new is None:
        return
    _options(context, old, new)
    _headers(context, old, new)
    _errors(context, old, new)
    if old.base_url != new.base_url:
        context.collector.add(
            "endpoint_path_changed",
            PLACE,
            content="base URL",
            old=Spelling(old.base_url, old.base_url),
            new=Spelling(new.base_url, new.base_url),
        )


@dataclass(frozen=True, slots=True)
class _Option:
    """An option as both releases have it; at least one side is there."""

    old: ClientOption | None
    new: ClientOption | None

    def kind(self) -> str:
        """The kind of change; empty where calls are as good as before."""
        if self.new is None:
            return "signature_changed"
        if self.new.required and not (self.old and self.old.required):
            return "signature_changed"
        return "" if self.old else "optional_argument_added"


def _options(context: Context, old: Client, new: Client) -> None:
    before, after = ({option.name: option for option in c.options} for c in (old, new))
    for name in [*before, *(name for name in after if name not in before)]:
        option = _Option(before.get(name), after.get(name))
        kind = option.kind()
        if kind and not (name in _JAVASCRIPT and option.new):
            context.collector.add(
                kind,
                PLACE,
                content=f"option {name}",
                variant=SAME_IN_PYTHON if name in _JAVASCRIPT else "",
                old=_spell(option.old),
                new=_spell(option.new),
            )


def _spell(option: ClientOption | None) -> Spelling:
    if option is None:
        return Spelling()
    mark = "" if option.required else "?"
    return Spelling(f"{option.name}{mark}: {typescript(option.type)}", f"{snake(option.name)}=")


def _headers(context: Context, old: Client, new: Client) -> None:
    before, after = _sent(old), _sent(new)
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name, ""), after.get(name, "")
        if one != other:
            context.collector.add(
                "request_header_changed",
                PLACE,
                content=name,
                old=Spelling(f"{name}: {one}") if one else Spelling(),
                new=Spelling(f"{name}: {other}") if other else Spelling(),
            )


def _sent(client: Client) -> dict[str, str]:
    """Header names in lower case, and what they say; credentials by the option they come from."""
    sent = {name.lower(): value for name, value in client.headers}
    for credential in client.credentials:
        if credential.header:
            # More ways to give a credential are options; the first is the one of old callers.
            sent.setdefault(credential.header.lower(), f"{credential.prefix}<{credential.option}>")
    return sent | {name.lower(): f"<{option}>" for name, option in client.header_options}


def _errors(context: Context, old: Client, new: Client) -> None:
    before, after = dict(old.errors), dict(new.errors)
    for name in sorted(before.keys() - after.keys()):
        context.collector.add("type_removed", PLACE.step(name), old=Spelling(name, name))
    for name in sorted(after.keys() - before.keys()):
        context.collector.add("type_added", PLACE.step(name), new=Spelling(name, name))
