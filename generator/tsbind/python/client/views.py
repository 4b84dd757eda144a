"""The types of ``with_raw_response`` and ``with_streaming_response``."""

from __future__ import annotations

from collections.abc import Sequence

from tsbind.python.client.plan import ViewPlan
from tsbind.python.spelling.expression import call
from tsbind.python.spelling.layout import lay

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
            wrapper=_wrapper(wrapper, asynchronous=asynchronous) if methods else "",
            of=owner,
            statements=(
                *(_method(name, _wrapper(wrapper, asynchronous=asynchronous)) for name in methods),
                *(_child(name, attribute) for name in children),
            ),
            attribute=attribute,
            getter=_getter(attribute, f"{owner}{suffix}"),
        )
        for suffix, attribute, wrapper in VIEWS
    )


def _getter(attribute: str, name: str) -> str:
    return f"def {attribute}(self) -> {name}: ..."


def _wrapper(name: str, *, asynchronous: bool) -> str:
    return f"async_{name}" if asynchronous else name


def _method(name: str, wrapper: str) -> str:
    return lay(f"self.{name} = ", call(wrapper, f"viewed.{name}"))


def _child(name: str, attribute: str) -> str:
    value = f"viewed.{name}.{attribute}"
    return f"self.{name} = {value}"
