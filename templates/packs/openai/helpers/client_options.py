"""Options of the client that say more than a text can: identities, providers, sockets elsewhere."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .._runtime.base_client import BaseClient

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import httpx2

    from .._runtime.aliases import Steps
    from .._runtime.config import ClientConfig
    from .._runtime.request_builder import Credentials
    from .authentication import Authentication

_SPECIAL = ("workload_identity", "provider")
_EXCLUSIVE = ("api_key", *_SPECIAL)


class ClientOptions(BaseClient):
    """A base of both flavours of the client; without such options it does nothing."""

    _authentication: Authentication | None = None
    websocket_base_url: str | httpx2.URL | None = None

    def __init__(
        self, config: ClientConfig, options: Mapping[str, Any], *args: Any, **common: Any
    ) -> None:
        if not any(options.get(name) is not None for name in _SPECIAL):
            super().__init__(config, options, *args, **common)
            return
        from .authentication import authentication

        config, common["base_url"], found = authentication(config, options, common.get("base_url"))
        super().__init__(config, options, *args, **common)
        self._authentication = found
        found.attach(self, common.get("default_headers") or {})

    @property
    def auth_headers(self) -> dict[str, str]:
        """The headers that prove who is calling; none where a token has to be asked for."""
        return super().auth_headers if self._authentication is None else {}

    def _credentials(self, security: tuple[str, ...]) -> Steps[Credentials]:
        found = self._authentication
        result = yield from super()._credentials(security)
        own = {name.lower() for name in self._custom_headers}
        if found is not None and found.serves(security) and "authorization" not in own:
            token = yield self._resolve(lambda: found.token(self))
            result.headers.update(found.headers(token))
        return result

    def _send(self, request: httpx2.Request, foreign: bool) -> Any:
        if self._authentication is not None and not foreign:
            self._authentication.sign(request)
        return super()._send(request, foreign)

    def _renews_credentials(self, request: httpx2.Request) -> bool:
        found = self._authentication
        return found is not None and found.renews(request)

    def _socket_target(
        self, path: str, query: Mapping[str, object]
    ) -> tuple[str, dict[str, object]]:
        if self._authentication is not None:
            self._authentication.check_socket()
        base, values = super()._socket_target(path, query)
        return (str(self.websocket_base_url).rstrip("/") if self.websocket_base_url else base), values

    def _keep_place(self, arguments: dict[str, Any], overrides: Mapping[str, Any]) -> None:
        """A copy has one way to prove who is calling: the one it is given, else this client's."""
        super()._keep_place(arguments, overrides)
        chosen = [name for name in _EXCLUSIVE if overrides.get(name) is not None]
        if chosen:
            arguments.update(dict.fromkeys(_EXCLUSIVE))
        if "provider" in chosen:
            arguments["admin_api_key"] = None
        if self._base_url == self._default_base and (chosen or arguments["provider"] is not None):
            arguments["base_url"] = None  # what the credential at hand has by default

    def _share(self, other: Any) -> None:
        super()._share(other)
        found, theirs = self._authentication, other._authentication
        if found is not None and theirs is not None and found.is_like(theirs):
            self._authentication = theirs
