"""The types of ``with_raw_response`` and ``with_streaming_response``."""

from __future__ import annotations

from collections.abc import Sequence

from tsbind.python.client.plan import ViewPlan
from tsbind.python.layout import WIDTH

VIEWS = (
    ("WithRawResponse", "with_raw_response", "raw"),
    ("WithStreamingResponse", "with_streaming_response", "streamed"),
)
"""Suffix of the class, the attribute it is the type of, the runtime function of a method."""


def view_plans(
    owner: str, methods: Sequence[str], children: Sequence[str], *, asynchronous: bool
) -> tuple[ViewPlan, ...]:
    """The two views of class ``owner``."""
    return tuple(
        ViewPlan(
            name=f"{owner}{suffix}",
            wrapper=f"async_{wrapper}" if asynchronous else wrapper,
            of=owner,
            argument="viewed",
            methods=tuple(methods),
            children=tuple(children),
            attribute=attribute,
            getter=_getter(attribute, f"{owner}{suffix}"),
        )
        for suffix, attribute, wrapper in VIEWS
    )


def _getter(attribute: str, name: str) -> str:
    line = f"def {attribute}(self) -> {name}: ..."
    if len(line) + 8 <= WIDTH:
        return line
    return f"def {attribute}(\n            self,\n        ) -> {name}: ..."
