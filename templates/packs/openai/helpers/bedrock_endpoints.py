"""Where Amazon Bedrock has the API."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit, urlunsplit

from .._runtime.errors import BaseError

TOKEN = "AWS_BEARER_TOKEN_BEDROCK"  # noqa: S105 - the name of a variable
_BASE_URL = "AWS_BEDROCK_BASE_URL"
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
_REGION = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]+)+-\d+")
_DOMAINS = {
    "cn-": "amazonaws.com.cn",
    "eusc-": "amazonaws.eu",
    "us-iso-": "c2s.ic.gov",
    "us-isob-": "sc2s.sgov.gov",
    "eu-isoe-": "cloud.adc-e.uk",
    "us-isof-": "csp.hci.ic.gov",
}
"""The domain of Bedrock Runtime by the beginning of a region, where it is not the usual one."""


def environment_region() -> str | None:
    """The region that the environment names."""
    return next(filter(None, map(os.environ.get, _REGIONS)), None)


def base_url_of(given: object, region: str | None, endpoint: str = "mantle") -> str:
    """The root of the API: the URL given, that of the environment, or that of the region."""
    url = str(given or os.environ.get(_BASE_URL) or "").strip()
    if url:
        parts = urlsplit(url)
        # The URL of the endpoint for responses is taken for that of the API.
        path = re.sub(r"/responses(?:/.*)?$", "", parts.path)
        return urlunsplit(parts._replace(path=path))
    if not region or not region.strip():
        raise BaseError(
            "No place of Bedrock: pass `base_url` or the AWS region, or set the environment "
            f"variable {_BASE_URL}, {' or '.join(_REGIONS)}"
        )
    region = region.strip()
    if not _REGION.fullmatch(region):
        raise BaseError(
            f"The AWS region {region!r} is invalid; a region is written like `us-east-1`"
        )
    if endpoint == "runtime":
        domain = next((d for start, d in _DOMAINS.items() if region.startswith(start)), None)
        return f"https://bedrock-runtime.{region}.{domain or 'amazonaws.com'}/openai/v1"
    return f"https://bedrock-mantle.{region}.api.aws/openai/v1"
