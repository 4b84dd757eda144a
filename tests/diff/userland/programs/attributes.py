"""Fields that went, changed their type, or may be null."""

from demo import Demo


def sizes(client: Demo) -> None:
    thing = client.things.retrieve("1")
    print(thing.size + 1)  # expect: field_removed Thing.size
    thing.output.upper()  # expect: type_changed Thing.output
    total = thing.n_epochs + 1  # expect: nullable_added Thing.n_epochs
    print(total, thing.part.width)  # expect: field_removed Thing.Part.width
    print(thing.tags)  # deprecated: Thing.tags
