"""Amazon Bedrock as a provider, by bearer token: `OpenAI(provider=bedrock(region="us-east-1"))`.

Requests are not signed with AWS credentials; upstream needs the AWS SDK for that.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from .._runtime.errors import BaseError, MissingCredentialError
from ..lib.bedrock_endpoints import TOKEN, base_url_of, environment_region
from ..lib.provider import Provider

if TYPE_CHECKING:
    import httpx2

__all__ = ["BedrockEndpoint", "BedrockTokenProvider", "bedrock"]

BedrockTokenProvider: TypeAlias = "Callable[[], str | Awaitable[str]]"
BedrockEndpoint: TypeAlias = Literal["mantle", "runtime"]


def bedrock(
    *,
    endpoint: BedrockEndpoint = "mantle",
    region: str | None = None,
    base_url: str | httpx2.URL | None = None,
    api_key: str | None = None,
    token_provider: BedrockTokenProvider | None = None,
) -> Provider:
    """Bedrock with `api_key`, `token_provider`, or the token of AWS_BEARER_TOKEN_BEDROCK.

    The place is `base_url`, or that of `region`; AWS_BEDROCK_BASE_URL, AWS_REGION and
    AWS_DEFAULT_REGION stand in for them.
    """
    if endpoint not in ("mantle", "runtime"):
        raise BaseError("The `endpoint` of Bedrock is 'mantle' or 'runtime'")
    if api_key is not None and token_provider is not None:
        raise BaseError("The `api_key` and `token_provider` arguments are mutually exclusive")
    if api_key is not None and not api_key.strip():
        raise BaseError("The `api_key` argument must not be empty")
    place = base_url_of(base_url, region or environment_region(), endpoint)
    return Provider("bedrock", place, token_provider or (lambda: _token(api_key)))


def _token(api_key: str | None) -> str:
    token = api_key or os.environ.get(TOKEN)
    if not token:
        raise MissingCredentialError(
            f"Missing credentials: pass `api_key` or `token_provider` to `bedrock`, or set {TOKEN}"
        )
    return token
