"""`inspect.signature` of a generated class, worked out when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .omit import omit

if TYPE_CHECKING:
    from inspect import Signature


class LazySignature:
    """A class attribute that reads as the signature of the class it is read from."""

    def __get__(self, instance: object, owner: type[Any]) -> Signature:
        from inspect import Parameter, Signature

        from .model_fields import fields_of

        annotations = {
            k: v
            for c in owner.__mro__[::-1]
            for k, v in vars(c).get("__annotations__", {}).items()
        }
        parameters = [
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=omit if field.optional else Parameter.empty,
                annotation=annotations.get(name, Parameter.empty),
            )
            for name, field in fields_of(owner).items()
        ]
        return Signature(parameters, return_annotation=None)
