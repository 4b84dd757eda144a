"""Amazon Bedrock: the client for its OpenAI-compatible endpoint, with a bearer token.

client = BedrockOpenAI(aws_region="us-east-1")  # reads AWS_BEARER_TOKEN_BEDROCK
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from .._client import _CONFIG, AsyncOpenAI, OpenAI
from .._runtime.async_client import AsyncAPIClient
from .._runtime.base_client import BaseClient
from .._runtime.config import ClientConfig, Credential, Option
from .._runtime.errors import BaseError, MissingCredentialError
from .._runtime.omit import Omit, omit
from .._runtime.sync_client import SyncAPIClient

if TYPE_CHECKING:
    import httpx2

    from .._runtime.aliases import Headers, Query, Timeout

BedrockTokenProvider = Callable[[], str]
AsyncBedrockTokenProvider = Callable[[], "str | Awaitable[str]"]

_TOKEN = "AWS_BEARER_TOKEN_BEDROCK"  # noqa: S105 - the name of a variable
_BASE_URL = "AWS_BEDROCK_BASE_URL"
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
_REGION = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]+)+-\d+")
_CREDENTIALS = ("api_key", "bedrock_token_provider")
_SHARED = ("organization", "project", "webhook_secret")
"""Options of the plain client that this one has too."""


def _config(name: str) -> ClientConfig:
    shared = (option for option in _CONFIG.options if option.name in _SHARED)
    schemes = {credential.scheme for credential in _CONFIG.credentials}
    return _CONFIG._replace(
        name=name,
        base_url="",
        base_url_environment=None,
        environments={},
        environment_option=None,
        options=(*(Option(option) for option in (*_CREDENTIALS, "aws_region")), *shared),
        required_any=(),
        credentials=tuple(
            Credential(scheme, option, "Authorization", "Bearer ")
            for scheme in sorted(schemes)
            for option in _CREDENTIALS
        ),
        header_options=tuple(pair for pair in _CONFIG.header_options if pair[1] in _SHARED),
    )


class _BedrockClient(BaseClient):
    """What both flavours do: a copy keeps the place of this client, and has one credential."""

    aws_region: str | None

    def _keep_place(self, arguments: dict[str, Any], overrides: Mapping[str, Any]) -> None:
        if overrides.get("aws_region") is not None and overrides.get("base_url") is None:
            arguments["base_url"] = None
        if any(overrides.get(name) is not None for name in _CREDENTIALS):
            arguments.update(dict.fromkeys(_CREDENTIALS))


class BedrockOpenAI(_BedrockClient, OpenAI):
    """A client of Amazon Bedrock whose methods block until the answer is there.

    Give `aws_region` or `base_url`, and `api_key` or `bedrock_token_provider`, which is called for
    each request.
    """

    def __init__(  # noqa: PLR0913
        self,
        *,
        api_key: str | None = None,
        bedrock_token_provider: BedrockTokenProvider | None = None,
        aws_region: str | None = None,
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
            bedrock_token_provider=bedrock_token_provider,
            aws_region=aws_region,
            organization=organization,
            project=project,
            webhook_secret=webhook_secret,
        )
        SyncAPIClient.__init__(
            self,
            _config("BedrockOpenAI"),
            options,
            base_url=_base(base_url, options["aws_region"]),
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            strict=_strict_response_validation,
        )


class AsyncBedrockOpenAI(_BedrockClient, AsyncOpenAI):
    """A client of Amazon Bedrock whose methods are awaited.

    Give `aws_region` or `base_url`, and `api_key` or `bedrock_token_provider`, which is called for
    each request.
    """

    def __init__(  # noqa: PLR0913
        self,
        *,
        api_key: str | None = None,
        bedrock_token_provider: AsyncBedrockTokenProvider | None = None,
        aws_region: str | None = None,
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
            bedrock_token_provider=bedrock_token_provider,
            aws_region=aws_region,
            organization=organization,
            project=project,
            webhook_secret=webhook_secret,
        )
        AsyncAPIClient.__init__(
            self,
            _config("AsyncBedrockOpenAI"),
            options,
            base_url=_base(base_url, options["aws_region"]),
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            strict=_strict_response_validation,
        )


def _options(**options: Any) -> dict[str, Any]:
    """The options with what the environment adds; one credential is there."""
    if callable(options["api_key"]):
        raise BaseError("Pass a function as `bedrock_token_provider`, not as `api_key`")
    given = [name for name in _CREDENTIALS if options[name] is not None]
    if len(given) > 1:
        raise BaseError(
            "The `api_key` and `bedrock_token_provider` arguments are mutually exclusive"
        )
    if not given:
        options["api_key"] = os.environ.get(_TOKEN)
        if not options["api_key"]:
            raise MissingCredentialError(
                "Missing credentials: pass `api_key` or `bedrock_token_provider`, or set the "
                f"environment variable {_TOKEN}"
            )
    if options["api_key"] is not None and not options["api_key"].strip():
        raise BaseError("The `api_key` argument must not be empty")
    region = options["aws_region"] or next(filter(None, map(os.environ.get, _REGIONS)), None)
    return {**options, "aws_region": region}


def _base(given: object, region: str | None) -> str:
    """The root of the API: the URL given, that of the environment, or that of the region."""
    url = str(given or os.environ.get(_BASE_URL) or "").strip()
    if url:
        parts = urlsplit(url)
        # The URL of the endpoint for responses is taken for that of the API.
        path = re.sub(r"/responses(?:/.*)?$", "", parts.path)
        return urlunsplit(parts._replace(path=path))
    if not region or not region.strip():
        raise BaseError(
            "Pass one of the `base_url` and `aws_region` arguments, or set the environment "
            f"variable {_BASE_URL}, {' or '.join(_REGIONS)}"
        )
    if not _REGION.fullmatch(region.strip()):
        raise BaseError(
            f"The AWS region {region!r} is invalid; a region is written like `us-east-1`"
        )
    return f"https://bedrock-mantle.{region.strip()}.api.aws/openai/v1"
