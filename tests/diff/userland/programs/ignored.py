# mypy: ignore-errors
"""Comments that keep a checker from looking do not count."""

from demo import Demo


def size(client: Demo) -> float:
    return client.things.retrieve("1").size  # type: ignore[attr-defined]  # expect: field_removed Thing.size
