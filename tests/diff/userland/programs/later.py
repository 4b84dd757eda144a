"""The error is far from the value it is about."""

from demo import Demo


class Job:
    def __init__(self, client: Demo) -> None:
        self.text = client.things.retrieve("1").output

    def shout(self) -> str:
        return self.text.upper()  # expect: type_changed Thing.output


def loop(client: Demo) -> list[str]:
    outputs = [thing.output for thing in (client.things.retrieve("1"), client.things.retrieve("2"))]
    return [text.strip() for text in outputs]  # expect: type_changed Thing.output
