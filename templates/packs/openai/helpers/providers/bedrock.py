"""Amazon Bedrock as a provider: `OpenAI(provider=bedrock(region="us-east-1"))`.

Requests have a bearer token, or are signed with credentials of AWS.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from .._runtime.errors import BaseError, MissingCredentialError
from ..lib.aws_signature import ALGORITHM, AwsCredentials, found_credentials, signed_headers
from ..lib.bedrock_endpoints import TOKEN, base_url_of, environment_region
from ..lib.provider import Provider

if TYPE_CHECKING:
    import httpx2

__all__ = [
    "AwsCredentials",
    "AwsCredentialsProvider",
    "BedrockEndpoint",
    "BedrockTokenProvider",
    "bedrock",
]

AwsCredentialsProvider: TypeAlias = "Callable[[], AwsCredentials | Awaitable[AwsCredentials]]"

BedrockTokenProvider: TypeAlias = "Callable[[], str | Awaitable[str]]"
BedrockEndpoint: TypeAlias = Literal["mantle", "runtime"]


def bedrock(  # noqa: PLR0913
    *,
    endpoint: BedrockEndpoint = "mantle",
    region: str | None = None,
    base_url: str | httpx2.URL | None = None,
    api_key: str | None = None,
    token_provider: BedrockTokenProvider | None = None,
    access_key_id: str | None = None,
    secret_access_key: str | None = None,
    session_token: str | None = None,
    profile: str | None = None,
    credential_provider: AwsCredentialsProvider | None = None,
) -> Provider:
    """Bedrock, by one of these:

    `api_key`, `token_provider`: a bearer token. `access_key_id` and `secret_access_key`, with a
    `session_token` where they are temporary; `profile` of AWS's configuration;
    `credential_provider`, which is asked before each attempt: requests are signed. Without any, the
    token of AWS_BEARER_TOKEN_BEDROCK counts, then the credentials that `botocore` finds, where it
    is installed, or those of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.

    The place is `base_url`, or that of `region`; AWS_BEDROCK_BASE_URL, AWS_REGION and
    AWS_DEFAULT_REGION stand in for them.
    """
    if endpoint not in ("mantle", "runtime"):
        raise BaseError("The `endpoint` of Bedrock is 'mantle' or 'runtime'")
    if (access_key_id is None) != (secret_access_key is None):
        raise BaseError("`access_key_id` and `secret_access_key` must be given together")
    if session_token is not None and access_key_id is None:
        raise BaseError("A `session_token` needs `access_key_id` and `secret_access_key`")
    ways = {
        "api_key": api_key,
        "token_provider": token_provider,
        "access_key_id": access_key_id,
        "profile": profile,
        "credential_provider": credential_provider,
    }
    given = [name for name, value in ways.items() if value is not None]
    if len(given) > 1:
        names = " and ".join(f"`{name}`" for name in given)
        raise BaseError(f"The arguments {names} are mutually exclusive")
    empty = [n for n in given if isinstance(value := ways[n], str) and not value.strip()]
    if empty or (secret_access_key is not None and not secret_access_key.strip()):
        name = empty[0] if empty else "secret_access_key"
        raise BaseError(f"The `{name}` argument must not be empty")
    region = region or environment_region()
    place = base_url_of(base_url, region, endpoint)
    if api_key or token_provider or (not given and os.environ.get(TOKEN)):
        return Provider("bedrock", place, token_provider or (lambda: _token(api_key)))
    if not region:
        raise BaseError("Bedrock needs the AWS region to sign requests: pass `region`")
    service, where = ("bedrock" if endpoint == "runtime" else "bedrock-mantle"), region.strip()

    def credentials() -> Any:
        if access_key_id is not None and secret_access_key is not None:
            return AwsCredentials(access_key_id, secret_access_key, session_token)
        return credential_provider() if credential_provider else found_credentials(profile)

    def sign(request: httpx2.Request, found: Any) -> None:
        _sign(request, found, where, service)

    return Provider("bedrock", place, credentials, sign)


def _sign(request: httpx2.Request, credentials: Any, region: str, service: str) -> None:
    import httpx2

    # A redirected request still has the signature of the first one.
    if not request.headers.get("authorization", ALGORITHM).startswith(ALGORITHM):
        raise BaseError("An Authorization header takes the place of the signature: remove it")
    if not isinstance(request.stream, httpx2.ByteStream):
        raise BaseError("Requests with files that stream cannot be signed: use a token")
    headers = {n: v for n, v in request.headers.items() if n in ("host", "content-type")}
    request.headers.update(
        signed_headers(
            AwsCredentials(*credentials),
            method=request.method,
            url=str(request.url),
            headers=headers,
            body=request.read(),
            region=region,
            service=service,
        )
    )


def _token(api_key: str | None) -> str:
    token = api_key or os.environ.get(TOKEN)
    if not token:
        raise MissingCredentialError(
            f"Missing credentials: pass `api_key` or `token_provider` to `bedrock`, or set {TOKEN}"
        )
    return token
