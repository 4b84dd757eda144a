"""Other providers of the API: where they are, and how a client proves to them who is calling."""

# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from .._runtime.errors import BaseError

if TYPE_CHECKING:
    import httpx2


class Provider:
    """What a function of `providers` makes, for `OpenAI(provider=...)`."""

    __slots__ = ("_base_url", "_name", "_sign", "_token")

    def __init__(
        self,
        name: str,
        base_url: str,
        token: Callable[[], Any],
        sign: Callable[[httpx2.Request, Any], None] | None = None,
    ) -> None:
        self._name = name
        self._base_url = base_url
        self._token = token
        self._sign = sign

    @property
    def signs(self) -> bool:
        """Whether requests are signed with what `token` gives, instead of holding it."""
        return self._sign is not None

    def sign(self, request: httpx2.Request, token: Any) -> None:
        """Sign a finished request, where requests are signed."""
        if self._sign is not None:
            self._sign(request, token)

    def __repr__(self) -> str:
        return f"<Provider {self._name}: {self._base_url}>"

    def token(self) -> Any | Awaitable[Any]:
        """What goes into the next request; asked for each attempt anew."""
        try:
            return self._token()
        except BaseError:
            raise
        except Exception as error:
            raise BaseError(f"The token provider of {self._name} failed") from error


def base_url_of(provider: Provider) -> str:
    """Where it is; an error for what no function of `providers` made."""
    if not isinstance(provider, Provider):
        raise BaseError("`provider` must be made by a function of `providers`")
    return provider._base_url  # pyright: ignore[reportPrivateUsage]
