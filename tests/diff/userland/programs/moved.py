"""An import that moved; what follows is checked all the same."""

from demo import Demo
from demo.types import Moved, Thing  # expect: type_renamed Relocated


def value(moved: Moved, thing: Thing) -> str:
    return moved.value + str(thing.size)  # expect: field_removed Thing.size


def again(client: Demo) -> Moved:
    return client.things.moved()
