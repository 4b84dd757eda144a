"""What of a client's options the environment decides: where requests go, more headers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

    from .config import ClientConfig


def base_urls(
    config: ClientConfig, options: Mapping[str, Any], base_url: str | httpx2.URL | None
) -> tuple[str, str]:
    """The base URL a client has by default, and the one it has.

    The first there is: `base_url`, that of the environment chosen, the environment variable,
    upstream's own. ValueError for a base URL beside an environment, an unknown environment, and
    where there is none at all. What is no http(s) URL is an error of the first request.
    """
    default, chosen = config.base_url, options.get(config.environment_option or "")
    if chosen is not None:
        default = _named(config, chosen, base_url)
        return default.rstrip("/"), default.rstrip("/")
    variable = os.environ.get(config.base_url_environment or "")
    url = base_url or variable or default
    if not url:
        raise ValueError("This client has no default base URL: pass `base_url`")
    return (default or str(url)).rstrip("/"), str(url).rstrip("/")


def environment_headers(config: ClientConfig) -> dict[str, str]:
    """The default headers that the environment has; lines without a colon are passed over."""
    text = os.environ.get(config.headers_environment or "", "")
    lines = (line.partition(":") for line in text.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in lines if colon}


def _named(
    config: ClientConfig, chosen: object, base_url: str | httpx2.URL | None
) -> str:
    option = config.environment_option
    if base_url is not None:
        raise ValueError(
            f"The `{option}` and `base_url` arguments are mutually exclusive"
        )
    url = config.environments.get(str(chosen))
    if url is None:
        known = ", ".join(map(repr, config.environments))
        raise ValueError(f"Invalid `{option}`; expected one of {known}")
    return url
