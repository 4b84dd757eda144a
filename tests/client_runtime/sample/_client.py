"""A client after the manner of generated ones."""

from __future__ import annotations

from functools import cached_property

from ._runtime.async_client import AsyncAPIClient
from ._runtime.config import ClientConfig, Credential, Option
from ._runtime.omit import Omit, omit
from ._runtime.sync_client import SyncAPIClient

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx2

    from ._runtime.aliases import Headers, Query, Timeout
    from .resources import AsyncWidgets, Widgets

_CONFIG = ClientConfig(
    name="Acme",
    package=__name__.partition(".")[0],
    version="1.2.3",
    base_url="https://api.acme.example/v1",
    base_url_environment="ACME_BASE_URL",
    options=(
        Option("api_key", "ACME_API_KEY", required=True),
        Option("organization", "ACME_ORG_ID"),
    ),
    credentials=(Credential("bearerAuth", "api_key", "Authorization", "Bearer "),),
    header_options=(("Acme-Organization", "organization"),),
    log_environment="ACME_LOG",
    headers_environment="ACME_CUSTOM_HEADERS",
)


class Acme(SyncAPIClient):
    """The client."""

    api_key: str
    organization: str | None

    def __init__(
        self,
        *,
        api_key: str | Callable[[], str] | None = None,
        organization: str | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: Timeout | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx2.Client | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        super().__init__(
            _CONFIG,
            {"api_key": api_key, "organization": organization},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            strict=_strict_response_validation,
        )

    @cached_property
    def widgets(self) -> Widgets:
        """Widgets."""
        from .resources import Widgets

        return Widgets(self)


class AsyncAcme(AsyncAPIClient):
    """The client."""

    api_key: str
    organization: str | None

    def __init__(
        self,
        *,
        api_key: str | Callable[[], Awaitable[str]] | None = None,
        organization: str | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: Timeout | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx2.AsyncClient | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        super().__init__(
            _CONFIG,
            {"api_key": api_key, "organization": organization},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            strict=_strict_response_validation,
        )

    @cached_property
    def widgets(self) -> AsyncWidgets:
        """Widgets."""
        from .resources import AsyncWidgets

        return AsyncWidgets(self)
