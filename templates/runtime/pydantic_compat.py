"""The names that programs for pydantic models, and for params that are dicts, know a model by.

A checker sees those of pydantic 2; those of pydantic 1 and of dicts are there at run time alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import dataclasses

    from typing_extensions import Self


class _Fields:
    """A class attribute that reads as the dataclass fields of the class it is read from."""

    def __get__(
        self, instance: object, owner: type[Any]
    ) -> dict[str, dataclasses.Field[Any]]:
        try:
            return dict(owner.__dataclass_fields__)
        except AttributeError:
            return {}  # `Model` and `UnknownModel`


class PydanticNames:
    """What `Model` has under these names; see there for `to_dict`, `to_json`, `from_dict`."""

    __slots__ = ()

    if TYPE_CHECKING:
        model_fields: ClassVar[_Fields]
        """The fields of the class by name."""
    else:
        model_fields = _Fields()

    @property
    def model_fields_set(self) -> set[str]:
        """The known fields that arrived or were assigned: absent ones are not among them."""
        from .model_dump import fields_set

        return fields_set(_model(self))

    @property
    def model_extra(self) -> dict[str, Any]:
        """The fields that the type does not know, as they arrived."""
        from .model_dump import extra

        return extra(_model(self))

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """The fields as plain values by Python name, absent ones as None.

        ``how`` are the options of `to_dict` and ``by_alias``, ``include`` and ``exclude``: names,
        or a mapping from names (and indexes, or ``"__all__"``) to the same a level down.
        `to_dict` gives what arrived, or is to be sent.
        """
        from .model_dump import dump

        return dump(_model(self), **how)

    def model_dump_json(self, *, indent: int | None = None, **how: Any) -> str:
        """`model_dump` as JSON text."""
        from .model_dump import json_text

        return json_text(self.model_dump(**how), indent)

    @classmethod
    def model_validate(cls, obj: Mapping[str, Any], *, strict: bool = False) -> Self:
        """`from_dict`."""
        model: Self = _model(cls).from_dict(obj, strict=strict)
        return model

    @classmethod
    def model_validate_json(
        cls, json_data: str | bytes, *, strict: bool = False
    ) -> Self:
        """`from_dict` of JSON text."""
        import json

        return cls.model_validate(json.loads(json_data), strict=strict)

    @classmethod
    def model_json_schema(cls, *args: Any, **how: Any) -> dict[str, Any]:
        """The JSON schema, by pydantic, which must be installed; the arguments are those there."""
        from .pydantic_schema import adapter

        schema: dict[str, Any] = adapter(cls).json_schema(*args, **how)
        return schema

    @classmethod
    def model_construct(cls, _fields_set: object = None, /, **values: Any) -> Self:
        """An instance that may lack required fields and have unknown ones."""
        from .model_dump import constructed

        model: Self = constructed(_model(cls), values)
        return model

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Self:
        """A copy with some fields assigned."""
        from .model_dump import copied

        model: Self = copied(_model(self), update or {}, deep)
        return model

    if not TYPE_CHECKING:

        @classmethod
        def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
            from .pydantic_schema import pydantic_schema

            return pydantic_schema(_model(cls))

        @classmethod
        def __get_pydantic_json_schema__(cls, _schema: object, handler: Any) -> Any:
            from .pydantic_schema import pydantic_json_schema

            return pydantic_json_schema(_model(cls), handler)

        dict = model_dump
        json = model_dump_json
        copy = model_copy
        construct = model_construct
        parse_obj = model_validate
        parse_raw = model_validate_json

        def keys(self) -> list[str]:
            """Wire names of the fields that are there."""
            from .model_dump import members

            return list(members(self))

        def get(self, name: str, default: Any = None) -> Any:
            """The field of that wire name, ``default`` where it is absent."""
            from .model_dump import members

            return members(self).get(name, default)

        def __getitem__(self, name: str) -> Any:
            from .model_dump import members

            return members(self)[name]

        def __setitem__(self, name: str, value: Any) -> None:
            from .model_dump import assign

            assign(self, name, value)

        def __contains__(self, name: object) -> bool:
            from .model_dump import members

            return name in members(self)

        def __iter__(self) -> Iterator[tuple[str, Any]]:
            from .model_dump import members

            return iter(members(self).items())


SHADOWABLE_NAMES = frozenset(name for name in vars(PydanticNames) if name[0] != "_")
"""Names that could be those of fields nobody knew of."""


def _model(model: Any) -> Any:
    return model
