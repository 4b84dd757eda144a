"""The asynchronous client."""

import asyncio

from demo import AsyncDemo


async def main() -> None:
    client = AsyncDemo()
    thing = await client.things.retrieve("1")
    print(thing.size)  # expect: field_removed Thing.size
    await client.things.cancel("1")  # expect: method_removed things.cancel


asyncio.run(main())
