"""Arguments that went, must be given, or take another type."""

from demo import Demo


def make(client: Demo) -> None:
    client.things.create(name="a", model="small")  # expect: field_added_required ThingParams.kind
    client.things.update("1", limit=3)  # expect: type_changed ThingParams.limit
    client.things.update("1", user="me")  # deprecated: ThingParams.user
