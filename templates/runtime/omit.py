"""`omit`: the value that says "leave this out", which `None` (JSON ``null``) cannot."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import ClassVar, Literal


class Omit:
    """The type of `omit`; there is one instance.

    For a property that is optional and nullable, `omit` puts no key on the wire, `None` puts
    ``null``, and a value puts the value.
    """

    __slots__ = ()

    _instance: ClassVar[Omit | None] = None

    def __new__(cls) -> Omit:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "omit"

    def __reduce__(self) -> str:
        return "omit"


omit = Omit()
