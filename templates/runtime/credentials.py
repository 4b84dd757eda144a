"""Credentials: from the options of a client to headers and query parameters."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from .config import checked_secret
from .errors import BaseError
from .request_builder import Credentials

if TYPE_CHECKING:
    from .aliases import Steps
    from .base_client import BaseClient
    from .config import Credential


def credentials_of(client: BaseClient, security: tuple[str, ...]) -> Steps[Credentials]:
    """All credentials of the schemes `security` that `client` has; those of any when it is empty.

    Of several for one header, or one query parameter, the first goes.
    """
    result = Credentials()
    for credential in client._config.credentials:
        if security and credential.scheme not in security:
            continue
        if credential.header in result.headers or credential.query in result.query:
            continue
        value = yield from _value(client, credential)
        if not value:
            continue
        if credential.header is not None:
            result.headers[credential.header] = credential.prefix + value
        if credential.query is not None:
            result.query[credential.query] = value
    return result


def _value(client: BaseClient, credential: Credential) -> Steps[str]:
    """What goes behind the prefix; empty where the client has no such credential."""
    value = yield from _option(client, credential.option)
    if credential.password is None or not value:
        return value
    password = yield from _option(client, credential.password)
    # RFC 7617, section 2: user and password joined by a colon, in UTF-8, then in base64.
    return password and b64encode(f"{value}:{password}".encode()).decode("ascii")


def _option(client: BaseClient, name: str) -> Steps[str]:
    provider = client._providers.get(name)
    if provider is None:
        value: str = getattr(client, name, None) or ""
        return value.strip()
    token: object = yield client._resolve(provider)
    if isinstance(token, str) and token.strip():
        return checked_secret(name, token, only_ascii=False)
    kind = "an empty string" if isinstance(token, str) else type(token).__name__
    raise BaseError(
        f"Expected the `{name}` function to return a string, it returned {kind}"
    )
