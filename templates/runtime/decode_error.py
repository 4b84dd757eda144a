"""Errors about the shape of data."""

from __future__ import annotations


class DecodeError(ValueError):
    """JSON that is not what the type says; raised by strict decoding only.

    ``problem`` says what is wrong, `path` where: ``$.choices[0].delta.role``.
    """

    def __init__(self, problem: str, *keys: str | int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.keys = list(keys)

    def inside(self, key: str | int) -> DecodeError:
        """The same error seen from the container that holds it under ``key``."""
        self.keys.insert(0, key)
        return self

    @property
    def path(self) -> str:
        """The place as a JSON path."""
        return "$" + "".join(map(_step, self.keys))

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


class EncodeError(ValueError):
    """A value that cannot be written as JSON: nested too deeply, or containing itself."""


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    if key.isidentifier() and key.isascii():
        return f".{key}"
    import json

    return f"[{json.dumps(key)}]"
