"""One procedure for the sync and the async flavour of the client.

A procedure is a generator. It yields what a method of a resource returned: the sync flavour has the
value by then and sends it back, the async flavour awaits it first.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from typing import Any, NamedTuple, TypeAlias, TypeVar

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


class Emit(NamedTuple):
    """What a procedure gives its caller, in between."""

    item: Any


def iterate(steps: Steps[None]) -> Iterator[Any]:
    """What a procedure over sync resources emits; it is ended when the caller leaves early."""
    done: Any = None
    try:
        while True:
            done = steps.send(done)
            if isinstance(done, Emit):
                yield done.item
                done = None
    except StopIteration:
        return
    finally:
        steps.close()


async def iterate_async(steps: Steps[None]) -> AsyncIterator[Any]:
    """What a procedure over async resources emits; errors are raised where it waits."""
    try:
        step = steps.send(None)
        while True:
            if isinstance(step, Emit):
                yield step.item
                step = steps.send(None)
                continue
            try:
                done = await step
            except BaseException as error:  # cancellation too: the procedure cleans up
                step = steps.throw(error)
            else:
                step = steps.send(done)
    except StopIteration:
        return
    finally:
        steps.close()
