"""Methods that went or are deprecated, on values of known and unknown type."""

from typing import Any

from demo import Demo


def stop(client: Demo, other: Any, untyped=None) -> None:
    client.things.cancel("1")  # expect: method_removed things.cancel
    client.things.archive("1")  # deprecated: things.archive
    other.things.cancel("1")  # unknown: things.cancel
