"""One cause, several messages on one line."""

from demo import Demo


def shout(client: Demo) -> list[str]:
    thing = client.things.retrieve("1")
    return [thing.output.upper(), thing.output.lower()]  # expect: type_changed Thing.output
