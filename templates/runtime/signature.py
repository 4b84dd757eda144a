"""`inspect.signature` of a generated class, worked out when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspect import Signature


class LazySignature:
    """A class attribute that reads as the signature of the class it is read from."""

    def __get__(self, instance: object, owner: type[Any]) -> Signature:
        from inspect import Parameter, Signature

        from .dataclass_fields import default_of, required
        from .hints import type_hints
        from .model_fields import fields_of

        hints = type_hints(owner)
        parameters = [
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=Parameter.empty if required(field) else default_of(field),
                annotation=hints[name],
            )
            for name, field in fields_of(owner).items()
        ]
        return Signature(parameters, return_annotation=None)
