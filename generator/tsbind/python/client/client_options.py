"""Which of upstream's client options the generated client takes."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of
from tsbind.model.operations import Client, ClientOption
from tsbind.packs import Pack


@dataclass(frozen=True, slots=True)
class CommonParameter:
    """A parameter that the constructor of every generated client has."""

    name: str
    annotation: str
    default: str
    doc: str


COMMON_PARAMETERS = (
    CommonParameter(
        "base_url", "str | httpx2.URL | None", "None", "Where requests go instead of {base_url}."
    ),
    CommonParameter(
        "timeout",
        "Timeout | Omit",
        "omit",
        "Seconds to wait for a response, or an `httpx2.Timeout`; {timeout:g} where it is not "
        "given. None waits for as long as it takes.",
    ),
    CommonParameter(
        "max_retries",
        "int | Omit",
        "omit",
        "How often a request that failed is sent again; {max_retries} where it is not given. "
        "Connection errors, timeouts and the statuses 408, 409, 429 and 5xx are retried.",
    ),
    CommonParameter(
        "default_headers",
        "Headers | None",
        "None",
        "Headers that every request sends. `extra_headers` of a method replaces one.",
    ),
    CommonParameter(
        "default_query",
        "Query | None",
        "None",
        "Query parameters that every request sends. `extra_query` of a method replaces one.",
    ),
    CommonParameter(
        "http_client",
        "httpx2.Client | None",
        "None",
        "The `httpx2.Client` that sends the requests (of the async client: an "
        "`httpx2.AsyncClient`): for a proxy, certificates or limits of your own.",
    ),
    CommonParameter(
        "_strict_response_validation",
        'bool | Literal["forbid_unknown"]',
        "False",
        "Whether a response that is not as its type says raises an "
        "`APIResponseValidationError` with the JSON path; with `forbid_unknown`, one with a "
        "field that its type does not know does too.",
    ),
)
"""In the order of the constructor; ``doc`` is filled in with fields of the client."""

COMMON = frozenset({"baseURL", "timeout", "maxRetries", "defaultHeaders", "defaultQuery"})
"""Options the constructor of every generated client has."""
ELSEWHERE = frozenset(
    "fetch fetchOptions httpAgent dangerouslyAllowBrowser logLevel logger".split()
)
"""Options about upstream's own transport; ``http_client`` and `logging` stand in for them."""


def does_something(client: Client, option: ClientOption, pack: Pack) -> bool:
    """Whether the model, or the ``pack``, knows the use of ``option``, one of this client's own."""
    if option.name in pack.extension.replaced:
        return False
    used = {name for c in client.credentials for name in (c.option, c.password)}
    used |= {given for _, given in client.header_options} | {client.environment_option}
    used.update(client.path_options)
    if option.name in used or pack.extension.handles(option.name):
        return True
    return bool(option.environment and option.name not in COMMON | ELSEWHERE)


def takes(client: Client, option: ClientOption, package: Package) -> bool:
    """Whether the constructor of the client generated for ``package`` takes ``option``."""
    return option.name in COMMON or does_something(client, option, pack_of(package))
