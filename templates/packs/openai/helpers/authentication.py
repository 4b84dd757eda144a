"""How a client with a workload identity, or a provider, proves who is calling."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .._runtime.async_client import AsyncAPIClient
from .._runtime.config import ClientConfig, checked_secret
from .._runtime.errors import BaseError
from .provider import Provider, base_url_of
from .workload_identity import AccessTokens

if TYPE_CHECKING:
    import httpx2

SCHEME = "bearerAuth"
"""The security scheme of upstream's that tokens serve."""
_PLACES = ("base_url", "data_residency")
_MTLS = {
    "global": "https://mtls.api.openai.com/v1",
    "us": "https://mtls-us.api.openai.com/v1",
    "eu": "https://mtls-eu.api.openai.com/v1",
}
"""Where certificates count, by region."""


class Authentication:
    """Gives the token of each request."""

    def serves(self, security: tuple[str, ...]) -> bool:
        """Whether its tokens are for an endpoint with these security schemes."""
        return not security or SCHEME in security

    def attach(self, client: Any, given_headers: Mapping[str, object]) -> None:
        """Correct what `client` was made with."""

    def token(self, client: Any) -> Any:
        """The token, or a coroutine for it."""
        raise NotImplementedError

    def headers(self, token: object) -> dict[str, str]:
        """The headers that a request with `token` has."""
        return {"Authorization": f"Bearer {self.checked(token)}"}

    def sign(self, request: httpx2.Request) -> None:
        """Add to a finished request what depends on all of it."""

    def checked(self, token: object) -> str:
        """`token` as a header can hold it; an error for what is none."""
        if not isinstance(token, str):
            raise BaseError(f"Expected a token that is a string, not {type(token).__name__}")
        return checked_secret("token", token)

    def renews(self, request: httpx2.Request) -> bool:
        """Whether `request`, which was refused, may go better with another token."""
        return False

    def check_socket(self) -> None:
        """Raise an error where WebSocket connections cannot be authenticated so."""

    def is_like(self, other: Authentication) -> bool:
        """Whether the tokens of `other` are as good."""
        return False


class _Federated(Authentication):
    """A workload identity."""

    def __init__(self, identity: Mapping[str, Any]) -> None:
        self._tokens = AccessTokens(identity)
        self._is_x509 = identity.get("type") == "x509"

    def attach(self, client: Any, given_headers: Mapping[str, object]) -> None:
        """A certificate is not to be mixed with a credential of the environment."""
        given = {name.lower() for name in given_headers}
        for name in [*client._custom_headers] if self._is_x509 else ():
            if name.lower() == "authorization" and name.lower() not in given:
                del client._custom_headers[name]

    def token(self, client: Any) -> Any:
        if not isinstance(client, AsyncAPIClient):
            return self._tokens.get(lambda request: _sent(client, request))
        return self._tokens.get_async(lambda request: _sent_async(client, request))

    def renews(self, request: httpx2.Request) -> bool:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or token != self._tokens._token:
            return False
        self._tokens.invalidate_token(token)
        return True

    def check_socket(self) -> None:
        if self._is_x509:
            raise BaseError("An X.509 workload identity cannot authenticate WebSocket connections")

    def is_like(self, other: Authentication) -> bool:
        mine = self._tokens.workload_identity
        return isinstance(other, _Federated) and other._tokens.workload_identity == mine


class _ByProvider(Authentication):
    """Another provider of the API, which has its own tokens for every endpoint."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._signing_token: Any = None

    def serves(self, security: tuple[str, ...]) -> bool:
        return True

    def token(self, client: Any) -> Any:
        return self._provider.token()

    def headers(self, token: object) -> dict[str, str]:
        if not self._provider.signs:
            return super().headers(token)
        self._signing_token = token
        return {}

    def sign(self, request: httpx2.Request) -> None:
        self._provider.sign(request, self._signing_token)

    def check_socket(self) -> None:
        if self._provider.signs:
            raise BaseError("WebSocket connections are not signed; use a bearer token")


def authentication(
    config: ClientConfig, options: Mapping[str, Any], base_url: Any
) -> tuple[ClientConfig, Any, Authentication]:
    """The configuration and the base URL of a client with such options, and what gives tokens.

    Credentials of the environment do not count beside them.
    """
    identity, provider = options.get("workload_identity"), options.get("provider")
    plain = {"api_key"} if provider is None else {"api_key", "admin_api_key", "organization", "project"}
    config = config._replace(
        required_any=(),
        options=tuple(
            o._replace(environment=None) if o.name in plain else o for o in config.options
        ),
    )
    if provider is not None:
        given = {**options, "base_url": base_url}
        both = ("api_key", "admin_api_key", "workload_identity", *_PLACES, "websocket_base_url")
        _refuse("provider", [name for name in both if given.get(name) is not None])
        config = config._replace(
            base_url=base_url_of(provider), base_url_environment=None, headers_environment=None
        )
        return config, None, _ByProvider(provider)
    _refuse("workload_identity", ["api_key"] if options.get("api_key") is not None else [])
    found = _Federated(identity or {})
    if found._is_x509:
        config, base_url = _with_certificate(config, options.get("data_residency"), base_url)
    return config, base_url, found


def _with_certificate(
    config: ClientConfig, region: str | None, base_url: Any
) -> tuple[ClientConfig, Any]:
    """The places of certificates in that of the usual ones."""
    config = config._replace(base_url=_MTLS["global"], environments=_MTLS)
    parts = urlsplit(str(base_url)) if base_url else None
    if parts and (parts.scheme != "https" or not parts.hostname or parts.username or parts.password):
        raise BaseError("An X.509 workload identity needs an https `base_url` without a login")
    if region is not None and region not in _MTLS:
        raise BaseError(f"An X.509 workload identity has the regions {', '.join(_MTLS)} only")
    return config, base_url


def _refuse(name: str, others: list[str]) -> None:
    if others:
        listed = ", ".join(f"`{other}`" for other in others)
        raise BaseError(f"`{name}` cannot be combined with {listed}: they are mutually exclusive")


def _sent(client: Any, request: httpx2.Request) -> Any:
    """The response, read: over the connections of `client`, but without a login of theirs."""
    response = client._send(request, True)
    client._read(response)
    return response


async def _sent_async(client: Any, request: httpx2.Request) -> Any:
    response = await client._send(request, True)
    await client._read(response)
    return response
