"""Instances made from the wire specs of generated classes."""

from __future__ import annotations

import random
from typing import Any

from support.emitted import Package

DEEP = 6


class Synthesis:
    """Makes JSON that a generated class should take, deterministic for a given random source."""

    def __init__(self, package: Package, chance: random.Random) -> None:
        self._chance = chance
        self._plan: Any = package.module("_runtime.model_fields")
        wire: Any = package.module("_runtime.wire")
        union: Any = package.module("_runtime.union")
        references: Any = package.module("_runtime.references")
        self._rules: list[tuple[Any, Any]] = [
            (references.Reference, lambda spec, depth: self.value(spec.target(), depth)),
            (references.ModelSpec, lambda spec, depth: self.model(spec.cls, depth + 1)),
            (wire.Integer, lambda spec, depth: chance.randrange(10**20)),
            (
                wire.Scalar,
                lambda spec, depth: {str: "text", float: 1.5, bool: True}.get(spec.hint()),
            ),
            (wire.Choice, lambda spec, depth: chance.choice(spec.values)),
            (wire.OpenChoice, lambda spec, depth: "new"),
            (wire.Nullable, self._nullable),
            (wire.Array, lambda spec, depth: self._some(spec.item, depth)),
            (
                wire.Record,
                lambda spec, depth: dict.fromkeys("k", self.value(spec.value, depth + 1)),
            ),
            (union.ByShape, lambda spec, depth: self.value(chance.choice(spec.members), depth + 1)),
            (union.ByTag, self._tagged),
        ]

    def model(self, cls: Any, depth: int = 0) -> dict[str, Any]:
        """A JSON object for a class; optional fields at random, none when it gets deep."""
        fields = self._plan.fields_of(cls).values()
        return {
            field.wire: self.value(field.spec, depth)
            for field in fields
            if not field.optional or (depth < DEEP and self._chance.random() < 0.5)
        }

    def value(self, spec: Any, depth: int) -> Any:
        """A JSON value for a spec."""
        for kind, rule in self._rules:
            if isinstance(spec, kind):
                return rule(spec, depth)
        return {"any": [1, None]}

    def _nullable(self, spec: Any, depth: int) -> Any:
        if depth >= DEEP or self._chance.random() < 0.3:
            return None
        return self.value(spec.inner, depth)

    def _some(self, item: Any, depth: int) -> list[Any]:
        return [] if depth >= DEEP else [self.value(item, depth + 1) for _ in range(2)]

    def _tagged(self, spec: Any, depth: int) -> Any:
        return self.value(self._chance.choice(list(spec.members.values())), depth + 1)
