"""Which of upstream's client options the generated client takes."""

from __future__ import annotations

from tsbind.model.operations import Client, ClientOption

COMMON = frozenset({"baseURL", "timeout", "maxRetries", "defaultHeaders", "defaultQuery"})
"""Options the constructor of every generated client has."""
ELSEWHERE = frozenset(
    "fetch fetchOptions httpAgent dangerouslyAllowBrowser logLevel logger".split()
)
"""Options about upstream's own transport; ``http_client`` and `logging` stand in for them."""


def does_something(client: Client, option: ClientOption) -> bool:
    """Whether ``option`` is one of this client's own that the model knows the use of."""
    used = {name for c in client.credentials for name in (c.option, c.password)}
    used |= {given for _, given in client.header_options} | {client.environment_option}
    used.update(client.path_options)
    return option.name in used or bool(option.environment and option.name not in COMMON | ELSEWHERE)


def takes(client: Client, option: ClientOption) -> bool:
    """Whether the constructor of the generated client has a parameter for ``option``."""
    return option.name in COMMON or does_something(client, option)
