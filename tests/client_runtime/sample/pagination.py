"""Page classes after the manner of generated ones."""

from __future__ import annotations

from typing import Generic, TypeVar

from ._runtime.pages import AsyncPageBase, BasePage, SyncPageBase

T = TypeVar("T")


class _CursorPage(BasePage[T], Generic[T]):
    _items = "data"
    _next = (("after", "item.id"),)
    _more = "has_more"

    data: list[T]
    has_more: bool | None


class SyncCursorPage(_CursorPage[T], SyncPageBase[T], Generic[T]):
    """A page of the sync client."""


class AsyncCursorPage(_CursorPage[T], AsyncPageBase[T], Generic[T]):
    """A page of the async client."""
