"""Arguments written as dicts."""

from demo import Demo


def make(client: Demo) -> None:
    things = client.things
    things.update("1", meta={"color": "red"})  # expect: type_changed ThingParams.meta.color
    up = things.update
    up("1", tool={"type": "retrieval", "top": 3})  # expect: union_member_removed ThingParams.tool
    things.update("1", tool={"type": "code", "memory": 3})  # expect: type_changed CodeTool.memory
