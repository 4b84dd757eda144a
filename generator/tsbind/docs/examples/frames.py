"""What stands around the statements of an example: imports, the client, the event loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tsbind.docs.context.python_source import block

ASYNC_INDENT = 8
_SYNC = """{imports}from {package} import {client}

client = {client}({options})

{body}
"""
_ASYNC = """import asyncio
{imports}
from {package} import Async{client}


async def main() -> None:
    async with Async{client}({options}) as client:
{body}


asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the client is imported from, and what it is called."""

    package: str
    client: str
    options: str = ""
    """What the client is made with."""

    def sync(self, statements: Iterable[str], imports: Iterable[str] = ()) -> str:
        """A program of statements laid out for no indentation."""
        lines = "".join(f"{line}\n" for line in imports)
        return _SYNC.format(
            imports=lines and f"{lines}\n",
            package=self.package,
            client=self.client,
            options=self.options,
            body=block(statements, 0),
        )

    def asynchronous(self, statements: Iterable[str], imports: Iterable[str] = ()) -> str:
        """A program of statements laid out for `ASYNC_INDENT`."""
        return _ASYNC.format(
            imports="".join(f"{line}\n" for line in imports),
            package=self.package,
            client=self.client,
            options=self.options,
            body=block(statements, ASYNC_INDENT),
        )
