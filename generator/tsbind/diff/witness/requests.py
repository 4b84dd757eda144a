"""Programs that send a request the older release's server takes, and the newer one's does not."""

from __future__ import annotations

from tsbind.diff.changes.change import Change
from tsbind.diff.comparing.endpoints import endpoint
from tsbind.diff.witness.calls import option_value
from tsbind.diff.witness.methods import signature
from tsbind.diff.witness.pair import Pair
from tsbind.diff.witness.program import PACKAGE, RUN, Program, none
from tsbind.diff.witness.source import named
from tsbind.diff.witness.values import NO_CALL, valued

ADDRESS = "TSBIND_WITNESS_URL"
"""The environment variable that holds the base URL of the server."""
CLIENT = "client"
_NOT_TAKEN = "the generated client has no such option"
_OF_OPTION = "the header is sent only where the option is given"
_NO_NAMED = "the generated client takes a base URL, no name of one"


def requested(pair: Pair, change: Change, side: str) -> Program:
    """Sends the request of the method; for the client itself that of any method."""
    if change.place == CLIENT and change.kind == "endpoint_path_changed":
        return _addressed(pair, change, side)
    if change.place == CLIENT and "<" in change.old.typescript + change.new.typescript:
        return none(change, side, _OF_OPTION)
    methods = pair.methods.get(change.place)
    calls = _calls(pair, change) if methods or change.place == CLIENT else None
    if calls is None:
        return none(change, side, NO_CALL)
    texts = [
        f"import os\n{pair.client()}"
        f"client = {caller.constructor(f'base_url=os.environ[{ADDRESS!r}]', 'max_retries=0')}\n"
        f"{call}\n"
        for caller, call in zip((pair.old_calls, pair.new_calls), calls, strict=True)
    ]
    return Program(change, side, texts[0], texts[1], how=RUN)


def _calls(pair: Pair, change: Change) -> tuple[str, str] | None:
    for place, (old, new) in pair.methods.items():
        same = change.place == CLIENT and old.page is None and endpoint(old) == endpoint(new)
        if place == change.place or (same and old.verb == new.verb == "get"):
            calls = pair.old_calls.call(old), pair.new_calls.call(new)
            if all(calls):
                return calls
    return None


def _addressed(pair: Pair, change: Change, side: str) -> Program:
    """Where a client sends its requests that nobody told."""
    if change.content != "base URL":
        return none(change, side, _NO_NAMED)
    texts = [
        f"{pair.client()}client = {caller.constructor()}\n"
        f"assert str(client.base_url).rstrip('/') == {change.old.typescript.rstrip('/')!r}\n"
        for caller in (pair.old_calls, pair.new_calls)
    ]
    return Program(change, side, texts[0], texts[1], how=RUN)


def constructed(pair: Pair, change: Change, side: str) -> Program:
    """Makes a client with the option it took, or without the one it needs now."""
    if change.place != CLIENT:
        return signature(pair, change, side)
    head = pair.client()
    options = pair.old_package.client.options if pair.old_package.client else ()
    option = next((o for o in options if change.content == f"option {o.name}"), None)
    if change.new.typescript:
        text = f"{head}{pair.old_calls.constructor()}\n"
        return Program(change, side, text, text, how=RUN)
    if option is None or not change.old.python or change.variant:
        return none(change, side, _NOT_TAKEN)
    text = f"{head}client = {pair.old_calls.constructor(option_value(option))}\n"
    return Program(change, side, text, text)


def removed(pair: Pair, change: Change, side: str) -> Program:
    """Imports a type that went, or an error of the client."""
    if change.place == CLIENT:
        text = f"from {PACKAGE} import {change.member} as Value\n"
        return Program(change, side, text, text)
    return named(pair, change, side)


def passed(pair: Pair, change: Change, side: str) -> Program:
    """Params of another shape, or sent in another part of the request."""
    if change.content.startswith(("body to", "query to")):
        return requested(pair, change, side)
    return valued(pair, change, side)
