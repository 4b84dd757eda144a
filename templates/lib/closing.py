"""What is open in a `with` block, and closed when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

T = TypeVar("T")


class Closing:
    """Something open: `with` closes it at its end."""

    def close(self) -> None:
        """Close it."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClosing:
    """Something open: `async with` closes it at its end."""

    async def close(self) -> None:
        """Close it."""
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


class Opening(Generic[T]):
    """Opens something when a `with` block begins; closes it when that ends."""

    _opened: Any = None

    def enter(self) -> T:
        """Open it; it is for the caller to close."""
        raise NotImplementedError

    def __enter__(self) -> T:
        opened = self._opened = self.enter()
        return opened

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._opened is not None:
            self._opened.close()


class AsyncOpening(Generic[T]):
    """Opens something when an `async with` block begins; closes it when that ends."""

    _opened: Any = None

    async def enter(self) -> T:
        """Open it; it is for the caller to close."""
        raise NotImplementedError

    async def __aenter__(self) -> T:
        opened = self._opened = await self.enter()
        return opened

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._opened is not None:
            await self._opened.close()
