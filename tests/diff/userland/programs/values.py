"""Values that went."""

from demo import Demo


def done(client: Demo) -> bool:
    thing = client.things.retrieve("1")
    if thing.status == "gone":  # expect: enum_value_removed Thing.status
        return False
    client.things.update("1", model="audio")  # expect: enum_value_removed Model
    return thing.status == "done"
