"""Events by name: `connection.session.update(session=...)` sends a `session.update`.

Which there are is told by the wire spec of the client's events; type checkers see the methods
that `lib/connections` writes down for each connection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..._runtime.model_fields import fields_of
from ..._runtime.references import ModelSpec, Reference
from ..._runtime.union import ByTag
from ..._runtime.wire import Choice

Sender = Callable[[Any], Any]


class Namespace:
    """The first words of the type of an event."""

    def __init__(self, send: Sender, events: Mapping[str, Any], name: str) -> None:
        self._send = send
        self._events = events
        self._name = name

    def __getattr__(self, name: str) -> Namespace:
        return namespace(self._send, self._events, f"{self._name}.{name}")

    def __call__(self, **fields: object) -> Any:
        """Send an event of this type; TypeError for fields it has not, or lacks."""
        spec = self._events.get(self._name)
        if spec is None:
            raise AttributeError(f"there is no event `{self._name}`")
        model = _target(spec)
        if isinstance(model, ModelSpec):
            known = fields_of(model.cls)
            for name in fields:
                if name not in known:
                    raise TypeError(f"`{self._name}` got an unexpected argument {name!r}")
            return self._send(model.cls(**fields, type=self._name))
        return self._send({**fields, "type": self._name})


def namespace(send: Sender, events: Mapping[str, Any], name: str) -> Namespace:
    """The events whose type begins with `name`; AttributeError where there is none."""
    if name not in events and not any(kind.startswith(f"{name}.") for kind in events):
        raise AttributeError(f"there is no event `{name}`")
    return Namespace(send, events, name)


def events_of(spec: Any) -> dict[str, Any]:
    """The events of a wire spec by type."""
    target = _target(spec)
    if isinstance(target, ByTag):
        return {str(kind): member for kind, member in target.members.items()}
    if isinstance(target, ModelSpec):
        kinds: Any = target.cls._wire.get("type")  # pyright: ignore[reportPrivateUsage]
        if isinstance(kinds, Choice):
            return {str(kind): target for kind in kinds.values}
    return {}


def _target(spec: Any) -> Any:
    while isinstance(spec, Reference):
        spec = spec.target()
    return spec
