"""Azure OpenAI: the client with deployments in its paths and Azure's credentials.

client = AzureOpenAI(azure_endpoint="https://example.openai.azure.com", api_version="...")
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from .._client import _CONFIG, AsyncOpenAI, OpenAI
from .._runtime.async_client import AsyncAPIClient
from .._runtime.base_client import BaseClient
from .._runtime.call import members
from .._runtime.config import ClientConfig, Credential, Option
from .._runtime.errors import MissingCredentialError
from .._runtime.omit import Omit, omit
from .._runtime.sync_client import SyncAPIClient

if TYPE_CHECKING:
    import httpx2

    from .._runtime.aliases import Headers, Query, Timeout
    from .._runtime.call import Call

AzureADTokenProvider = Callable[[], str]
AsyncAzureADTokenProvider = Callable[[], "str | Awaitable[str]"]

_CREDENTIALS = {
    "api_key": "AZURE_OPENAI_API_KEY",
    "azure_ad_token": "AZURE_OPENAI_AD_TOKEN",
    "azure_ad_token_provider": "",
}
"""The options of which one proves who is calling, and the environment variable of each."""
_ENDPOINT = "AZURE_OPENAI_ENDPOINT"
_VERSION = "OPENAI_API_VERSION"
_SHARED = ("organization", "project", "webhook_secret")
"""Options of the plain client that this one has too."""
_DEPLOYED = frozenset(
    {
        "/audio/speech",
        "/audio/transcriptions",
        "/audio/translations",
        "/chat/completions",
        "/completions",
        "/embeddings",
        "/images/edits",
        "/images/generations",
    }
)
"""The endpoints that belong to a deployment of a model."""


def _config(name: str) -> ClientConfig:
    own = (*_CREDENTIALS, "api_version", "azure_endpoint", "azure_deployment")
    shared = (option for option in _CONFIG.options if option.name in _SHARED)
    scheme = next((c.scheme for c in _CONFIG.credentials), "bearerAuth")
    bearer = ("azure_ad_token", "azure_ad_token_provider")
    return _CONFIG._replace(
        name=name,
        base_url="",
        base_url_environment=None,
        environments={},
        environment_option=None,
        options=(*(Option(option) for option in own), *shared),
        required_any=(),
        credentials=(
            Credential(scheme, "api_key", "api-key"),
            *(Credential(scheme, option, "Authorization", "Bearer ") for option in bearer),
        ),
        header_options=tuple(pair for pair in _CONFIG.header_options if pair[1] in _SHARED),
    )


class _AzureClient(BaseClient):
    """What both flavours do: where a call goes, and what a copy keeps."""

    api_version: str
    azure_ad_token: str | None
    azure_deployment: str | None
    azure_endpoint: str | None

    def _base_of(self, call: Call) -> str:
        base = super()._base_of(call)
        if call.endpoint.method != "POST" or call.path not in _DEPLOYED:
            return _plain(base, self.azure_endpoint, self.azure_deployment)
        if "deployments" in urlsplit(base).path.split("/"):
            return base
        body = {} if isinstance(call.body, Omit) else members(call.body)
        model = self.azure_deployment or body.get("model")
        return f"{base}{_deployment(model)}" if isinstance(model, str) and model else base

    def _socket_target(
        self, path: str, query: Mapping[str, object]
    ) -> tuple[str, dict[str, object]]:
        base, values = super()._socket_target(path, query)
        model = values.pop("model", None)
        deployment = self.azure_deployment or model
        if deployment is not None:
            values["deployment"] = deployment
        return _plain(base, self.azure_endpoint, self.azure_deployment), values

    def _keep_place(self, arguments: dict[str, Any], overrides: Mapping[str, Any]) -> None:
        """A copy goes to the endpoint or the URL this client goes to, with one credential."""
        if overrides.get("base_url") is not None:
            arguments.update(azure_endpoint=None, azure_deployment=None)
        elif self.azure_endpoint is not None or overrides.get("azure_endpoint") is not None:
            arguments["base_url"] = None
        if any(overrides.get(name) is not None for name in _CREDENTIALS):
            arguments.update(dict.fromkeys(_CREDENTIALS))


class AzureOpenAI(_AzureClient, OpenAI):
    """A client of Azure OpenAI whose methods block until the answer is there.

    Give `azure_endpoint` or `base_url`, and one credential: `api_key`, `azure_ad_token`, or
    `azure_ad_token_provider`, which is called for each request.
    """

    def __init__(  # noqa: PLR0913
        self,
        *,
        api_version: str | None = None,
        azure_endpoint: str | None = None,
        azure_deployment: str | None = None,
        api_key: str | Callable[[], str] | None = None,
        azure_ad_token: str | None = None,
        azure_ad_token_provider: AzureADTokenProvider | None = None,
        organization: str | None = None,
        project: str | None = None,
        webhook_secret: str | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: Timeout | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx2.Client | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        options = _options(
            api_key=api_key,
            azure_ad_token=azure_ad_token,
            azure_ad_token_provider=azure_ad_token_provider,
            api_version=api_version,
            azure_deployment=azure_deployment,
            organization=organization,
            project=project,
            webhook_secret=webhook_secret,
        )
        options["azure_endpoint"] = _endpoint(azure_endpoint, base_url)
        SyncAPIClient.__init__(
            self,
            _config("AzureOpenAI"),
            options,
            base_url=base_url or _base(options),
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=_query(default_query, options),
            http_client=http_client,
            strict=_strict_response_validation,
        )


class AsyncAzureOpenAI(_AzureClient, AsyncOpenAI):
    """A client of Azure OpenAI whose methods are awaited.

    Give `azure_endpoint` or `base_url`, and one credential: `api_key`, `azure_ad_token`, or
    `azure_ad_token_provider`, which is called for each request.
    """

    def __init__(  # noqa: PLR0913
        self,
        *,
        api_version: str | None = None,
        azure_endpoint: str | None = None,
        azure_deployment: str | None = None,
        api_key: str | Callable[[], Awaitable[str]] | None = None,
        azure_ad_token: str | None = None,
        azure_ad_token_provider: AsyncAzureADTokenProvider | None = None,
        organization: str | None = None,
        project: str | None = None,
        webhook_secret: str | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: Timeout | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx2.AsyncClient | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        options = _options(
            api_key=api_key,
            azure_ad_token=azure_ad_token,
            azure_ad_token_provider=azure_ad_token_provider,
            api_version=api_version,
            azure_deployment=azure_deployment,
            organization=organization,
            project=project,
            webhook_secret=webhook_secret,
        )
        options["azure_endpoint"] = _endpoint(azure_endpoint, base_url)
        AsyncAPIClient.__init__(
            self,
            _config("AsyncAzureOpenAI"),
            options,
            base_url=base_url or _base(options),
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=_query(default_query, options),
            http_client=http_client,
            strict=_strict_response_validation,
        )


def _options(**options: Any) -> dict[str, Any]:
    """The options with what the environment adds; one credential and an API version are there."""
    given = [name for name in _CREDENTIALS if options[name] is not None]
    if len(given) > 1:
        names = ", ".join(f"`{name}`" for name in _CREDENTIALS)
        raise ValueError(f"The arguments {names} are mutually exclusive: pass one of them")
    for name, variable in _CREDENTIALS.items():
        if not given and os.environ.get(variable):
            options[name] = os.environ[variable]
            given.append(name)
    if not given:
        raise MissingCredentialError(
            "Missing credentials: pass one of `api_key`, `azure_ad_token` and "
            "`azure_ad_token_provider`, or set the environment variable AZURE_OPENAI_API_KEY "
            "or AZURE_OPENAI_AD_TOKEN"
        )
    options["api_version"] = options["api_version"] or os.environ.get(_VERSION)
    if not options["api_version"]:
        raise ValueError(
            "The `api_version` argument is missing: pass it, or set the environment variable "
            f"{_VERSION}"
        )
    return options


def _endpoint(endpoint: str | None, base_url: object) -> str | None:
    """The Azure endpoint; None where a base URL takes its place."""
    if base_url:
        if endpoint is not None:
            raise ValueError("The `base_url` and `azure_endpoint` arguments are mutually exclusive")
        return None
    found = endpoint or os.environ.get(_ENDPOINT)
    if not found:
        raise ValueError(
            "Pass one of the `base_url` and `azure_endpoint` arguments, or set the environment "
            f"variable {_ENDPOINT}"
        )
    return found


def _base(options: Mapping[str, Any]) -> str:
    base = f"{options['azure_endpoint'].rstrip('/')}/openai"
    deployment = options["azure_deployment"]
    return f"{base}{_deployment(deployment)}" if deployment else base


def _plain(base: str, endpoint: str | None, deployment: str | None) -> str:
    """The base URL of the endpoints that belong to no deployment."""
    if endpoint is None or not deployment:
        return base
    return base.removesuffix(_deployment(deployment))


def _deployment(name: str) -> str:
    return f"/deployments/{quote(name, safe='')}"


def _query(given: Query | None, options: Mapping[str, Any]) -> Query:
    return {**(given or {}), "api-version": options["api_version"]}
