"""Nothing of this changes."""

from demo import Demo


def name(client: Demo) -> str:
    return client.things.retrieve("1").id
