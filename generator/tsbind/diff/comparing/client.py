"""The client itself: where requests go, what they carry, and its errors."""

from __future__ import annotations

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.client_options import compare_options
from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.headers import compare_headers
from tsbind.diff.comparing.place import Place
from tsbind.diff.reading.directions import PARAMS
from tsbind.diff.reading.reach import Usage
from tsbind.model.operations import Client

CLIENT = "client"
PLACE = Place(CLIENT, Usage(assumed=(PARAMS,)))


def compare_clients(context: Context) -> None:
    """Collect what changed for those who make a client; nothing where one side has none."""
    old, new = context.old.index.package.client, context.new.index.package.client
    if old is None or new is None:
        return
    compare_options(context, old, new, PLACE)
    _addresses(context, old, new)
    compare_headers(context, PLACE, _sent(old), _sent(new))
    _errors(context, old, new)


def _addresses(context: Context, old: Client, new: Client) -> None:
    """The base URL, and named ones the caller may choose."""
    before = {"base URL": old.base_url, **dict(old.environments)}
    after = {"base URL": new.base_url, **dict(new.environments)}
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            kind = "enum_value_added" if one is None else "enum_value_removed"
            place, content = PLACE.step("environment"), repr(name)
        elif one != other:
            kind, place, content = "endpoint_path_changed", PLACE, name
        else:
            continue
        context.collector.add(kind, place, content=content, old=_address(one), new=_address(other))


def _address(url: str | None) -> Spelling:
    return Spelling() if url is None else Spelling(url, url)


def _sent(client: Client) -> dict[str, str]:
    """Header names in lower case, and what they say; credentials by the option they come from."""
    sent = {name.lower(): value for name, value in client.headers}
    for credential in client.credentials:
        if credential.header:
            # More ways to give a credential are options; the first is the one of old callers.
            sent.setdefault(credential.header.lower(), f"{credential.prefix}<{credential.option}>")
    if client.idempotency_header:
        sent[client.idempotency_header.lower()] = "<idempotency key>"
    return sent | {name.lower(): f"<{option}>" for name, option in client.header_options}


def _errors(context: Context, old: Client, new: Client) -> None:
    before, after = dict(old.errors), dict(new.errors)
    for name in sorted(before.keys() - after.keys()):
        gone = Spelling(name, name)
        context.collector.add("type_removed", PLACE.step(name), old=gone, undeprecated=True)
    for name in sorted(after.keys() - before.keys()):
        context.collector.add("type_added", PLACE.step(name), new=Spelling(name, name))
