"""Logging: methods, hosts, paths, statuses and delays; never headers, queries or bodies.

The logger has the name of the package. `<PKG>_LOG=info` or `debug` in the environment turns it
on for programs that do not configure logging themselves.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2

    from .config import ClientConfig

_configured: dict[str, logging.Logger] = {}
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}


def logger_of(config: ClientConfig) -> logging.Logger:
    """The package's logger, set up from the environment when first asked for."""
    logger = _configured.get(config.package)
    if logger is None:
        logger = _configured[config.package] = logging.getLogger(config.package)
        level = _LEVELS.get(os.environ.get(config.log_environment or "", "").lower())
        if level is not None:
            logging.basicConfig(
                format="[%(asctime)s - %(name)s - %(levelname)s] %(message)s"
            )
            logger.setLevel(level)
    return logger


def log_response(config: ClientConfig, response: httpx2.Response) -> None:
    """One line for a response that arrived."""
    logger_of(config).info(
        "%s %s: %s",
        response.request.method,
        _place(response.request),
        response.status_code,
    )


def log_retry(config: ClientConfig, request: httpx2.Request, delay: float) -> None:
    """One line for a request that will be sent again."""
    logger_of(config).info(
        "retrying %s %s in %.2f seconds", request.method, _place(request), delay
    )


def log_request(config: ClientConfig, request: httpx2.Request) -> None:
    """One line for a request about to be sent."""
    logger_of(config).debug("sending %s %s", request.method, _place(request))


def _place(request: httpx2.Request) -> str:
    url = request.url
    return f"{url.scheme}://{url.netloc.decode('ascii', 'replace')}{url.path}"
