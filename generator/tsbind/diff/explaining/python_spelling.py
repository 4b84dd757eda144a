"""How the generated Python spells a type, a field, a declaration and a method call.

The seam to the `tsbind.python` room: everything here asks for strings and nothing else, so the
comparison itself does not depend on how Python is planned.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tsbind.model.declarations import Declaration, Package
from tsbind.model.operations import Operation
from tsbind.model.types import Property, Type


class PythonSpelling(Protocol):
    """Spells parts of one package in Python; an empty string where there is no spelling."""

    def importable(self) -> Mapping[str, str]:
        """Every dotted name that can be imported, and the id of the declaration it leads to."""
        ...

    def type(self, type_: Type, field: Property | None = None, owner: str = "") -> str:
        """The annotation of a type, which is that of ``field`` or of a part of it."""
        ...

    def field(self, field: Property, owner: str = "") -> str:
        """``name: annotation`` of a field of the declaration called ``owner``."""
        ...

    def declaration(self, declaration: Declaration) -> str:
        """The dotted import path of a declaration."""
        ...

    def method(self, operation: Operation) -> str:
        """The call without arguments, from the client on."""
        ...

    def call(self, operation: Operation) -> str:
        """The call with the names of its arguments."""
        ...

    def pack_methods(self) -> Mapping[str, Operation]:
        """The methods that upstream's client has not, by accessor."""
        ...

    def has(self, name: str) -> bool:
        """Whether the package has a type (``types.a.B``) or a part of the client of this name."""
        ...


class NoSpelling:
    """For a comparison without Python spelling."""

    def __init__(self, package: Package | None = None) -> None:
        """Whatever the package."""

    def type(self, type_: Type, field: Property | None = None, owner: str = "") -> str:
        """Nothing."""
        return ""

    def field(self, field: Property, owner: str = "") -> str:
        """Nothing."""
        return ""

    def declaration(self, declaration: Declaration) -> str:
        """Nothing."""
        return ""

    def method(self, operation: Operation) -> str:
        """Nothing."""
        return ""

    def call(self, operation: Operation) -> str:
        """Nothing."""
        return ""

    def has(self, name: str) -> bool:
        """Nothing is known to be there."""
        return False

    def importable(self) -> Mapping[str, str]:
        """Nothing is known to be there."""
        return {}

    def pack_methods(self) -> Mapping[str, Operation]:
        """Nothing is known to be there."""
        return {}
