"""The package as a client: of OpenAI, Azure or Bedrock, as `api_type` and the environment say."""

from __future__ import annotations

import os
import sys
from typing import Any

from .._runtime import module_client
from .._runtime.errors import BaseError

_SETTINGS = {
    "api_type": "OPENAI_API_TYPE",
    "api_version": "OPENAI_API_VERSION",
    "azure_endpoint": "AZURE_OPENAI_ENDPOINT",
    "azure_ad_token": None,
    "azure_ad_token_provider": None,
    "bedrock_token_provider": None,
}
"""What the package has beside the options of its client, and the environment variable of each."""
_CLASSES = {"openai": "OpenAI", "azure": "AzureOpenAI", "amazon-bedrock": "BedrockOpenAI"}
"""The class of each kind of API."""
_OF_AZURE = ("azure_endpoint", "azure_ad_token", "azure_ad_token_provider")


def attribute(package: str, name: str) -> Any:
    """A setting or an option of the package that was not set, or something of its client.

    Raises AttributeError for any other name.
    """
    if name in _SETTINGS:
        return os.environ.get(_SETTINGS[name] or "")
    return module_client.attribute(package, name, lambda: _class(package))


def _class(package: str) -> type[Any]:
    """The class of the client; what says nothing of Azure is OpenAI's."""
    module = sys.modules[package]
    kind = module.api_type or _guessed(module)
    if kind not in _CLASSES:
        raise BaseError(f"Unknown `api_type` {kind!r}; it is one of {', '.join(map(repr, _CLASSES))}")
    found: type[Any] = getattr(module, _CLASSES[kind])
    return found


def _guessed(module: Any) -> str:
    if not (
        any(getattr(module, name) is not None for name in _OF_AZURE)
        or any(f"AZURE_OPENAI_{name}" in os.environ for name in ("API_KEY", "AD_TOKEN"))
    ):
        return "openai"
    if "OPENAI_API_KEY" in os.environ:
        raise BaseError(
            "The environment has credentials of OpenAI and of Azure: set `api_type` of the package,"
            f" or OPENAI_API_TYPE, to one of {', '.join(map(repr, _CLASSES))}"
        )
    return "azure"
