"""Where the member of a change begins: in a declaration, or in what a method gives back."""

from __future__ import annotations

import re

from tsbind.diff.change import Change
from tsbind.diff.witness.find import member_path
from tsbind.model.operations import Operation
from tsbind.model.types import Reference

_RETURNED = re.compile(r"^(\(\)| -> item\(\))\.")


def is_inside(change: Change) -> bool:
    """Whether the field is one of an item or of a member of a union."""
    return _RETURNED.sub("", change.member).partition(".")[0] != member_path(change.member)[0]


def given_id(operation: Operation, member: str) -> str:
    """The id of the declaration a method returns, or whose pages it returns."""
    found = _RETURNED.match(member)
    returns = operation.signatures[0].returns if operation.signatures else None
    if found is None or not isinstance(returns, Reference):
        return ""
    if "item" in found.group():
        item = returns.arguments[-1] if returns.arguments else None
        return item.id if isinstance(item, Reference) else ""
    return returns.id
