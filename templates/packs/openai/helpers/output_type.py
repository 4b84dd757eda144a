"""The type variable of what is parsed: None where no type is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    OutputT = TypeVar("OutputT", default=None)
else:
    from typing import TypeVar

    OutputT = TypeVar("OutputT")
