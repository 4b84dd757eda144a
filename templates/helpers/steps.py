"""One procedure for the sync and the async half of the client.

A procedure is a generator. It yields what a method of a resource returned: the sync half has the
value by then and sends it back, the async half awaits it first.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

Steps: TypeAlias = "Generator[Any, Any, T]"


def run(steps: Steps[T]) -> T:
    """The value of a procedure over sync resources."""
    try:
        done = next(steps)
        while True:
            done = steps.send(done)
    except StopIteration as stop:
        value: T = stop.value
        return value


async def run_async(steps: Steps[T]) -> T:
    """The value of a procedure over async resources; errors are raised where it waits."""
    try:
        step = next(steps)
        while True:
            try:
                done = await step
            except BaseException as error:  # cancellation too: the procedure cleans up
                step = steps.throw(error)
            else:
                step = steps.send(done)
    except StopIteration as stop:
        value: T = stop.value
        return value


def run_on(resource: Any, steps: Steps[Any]) -> Any:
    """The value of a procedure over `resource`; a coroutine for it where that is async."""
    from .._runtime.resource import AsyncAPIResource

    return run_async(steps) if isinstance(resource, AsyncAPIResource) else run(steps)
