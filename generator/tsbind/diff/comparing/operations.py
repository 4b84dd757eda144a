"""Compares what two versions of one client method send and give back."""

from __future__ import annotations

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing import results, signatures
from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.endpoints import Methods, endpoint, method_place
from tsbind.diff.comparing.headers import compare_headers
from tsbind.diff.comparing.prose import compare_deprecation, compare_docs
from tsbind.model.operations import Operation


def compare_operations(context: Context, methods: Methods) -> None:
    """Collect what changed in every method both clients have."""
    for old, new in methods.pairs:
        context.start()
        _request(context, old, new)
        _headers(context, old, new)
        _settings(context, old, new)
        signatures.compare_signature(context, old, new)
        results.compare_result(context, old, new)
        place = method_place(old, new)
        compare_deprecation(context, old, new, place)
        compare_docs(context, old.doc, new.doc, place)


def _request(context: Context, old: Operation, new: Operation) -> None:
    if not old.path or not new.path or endpoint(old) == endpoint(new):
        return
    place = method_place(old, new)
    if old.verb.upper() != new.verb.upper():
        before, after = Spelling(old.verb.upper()), Spelling(new.verb.upper())
        context.collector.add("endpoint_verb_changed", place, old=before, new=after)
    if endpoint(old).partition(" ")[2] != endpoint(new).partition(" ")[2]:
        before, after = Spelling(old.path), Spelling(new.path)
        context.collector.add("endpoint_path_changed", place, old=before, new=after)


def _settings(context: Context, old: Operation, new: Operation) -> None:
    """A host and a timeout of the method's own."""
    place = method_place(old, new)
    if old.base_url != new.base_url:
        before, after = (Spelling(o.base_url or "the client's base URL") for o in (old, new))
        context.collector.add(
            "endpoint_path_changed", place, content="base URL", old=before, new=after
        )
    if old.timeout != new.timeout:
        before, after = (Spelling(_seconds(o.timeout)) for o in (old, new))
        context.collector.add(
            "documented_default_changed", place, content="timeout", old=before, new=after
        )


def _seconds(timeout: float | None) -> str:
    return "the client's timeout" if timeout is None else f"{timeout:g} seconds"


def _headers(context: Context, old: Operation, new: Operation) -> None:
    before, after = dict(old.headers), dict(new.headers)
    if old.multipart != new.multipart:
        before = {"Content-Type": _content_type(old), **before}
        after = {"Content-Type": _content_type(new), **after}
    if old.accept and new.accept:
        before = {"Accept": old.accept, **before}
        after = {"Accept": new.accept, **after}
    compare_headers(context, method_place(old, new), before, after)


def _content_type(operation: Operation) -> str:
    return "multipart/form-data" if operation.multipart else "application/json"
