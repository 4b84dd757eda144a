"""The configuration of a root client: a call of the runtime's ``ClientConfig``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tsbind.model.operations import Client, ClientOption, Credential, QueryStyle
from tsbind.python.literals import scalar, string
from tsbind.python.names import attribute_name
from tsbind.python.spelling.expression import Code, call, display, entry, keyword, sequence

_LOG_LEVEL = "logLevel"


def config_call(client: Client, options: Sequence[ClientOption]) -> Code:
    """The ``ClientConfig`` of ``client``, which takes ``options``."""
    fields: list[Code] = [
        keyword("name", string(client.name)),
        keyword("package", '__name__.rpartition(".")[0]'),
        keyword("version", "__upstream_version__"),
        *_places(client),
        *_options(client, options),
        *_headers(client),
        keyword("timeout", repr(float(client.timeout))),
        keyword("max_retries", repr(client.max_retries)),
    ]
    if client.idempotency_header:
        fields.append(keyword("idempotency_header", string(client.idempotency_header)))
    fields.extend(_query_style(client.query_style))
    if client.skipped_events:
        fields.append(keyword("skipped_events", sequence(*map(string, client.skipped_events))))
    log = next((o.environment for o in client.options if o.name == _LOG_LEVEL), None)
    fields.append(keyword("log_environment", string(log or f"{client.name.upper()}_LOG")))
    return call("ClientConfig", *fields)


def _places(client: Client) -> Iterator[Code]:
    """Where requests go."""
    yield keyword("base_url", string(client.base_url))
    if client.base_url_environment:
        yield keyword("base_url_environment", string(client.base_url_environment))
    if client.environment_option is not None:
        urls = (entry(string(name), string(url)) for name, url in client.environments)
        yield keyword("environments", display(*urls))
        yield keyword("environment_option", string(attribute_name(client.environment_option)))


def _options(client: Client, options: Sequence[ClientOption]) -> Iterator[Code]:
    """What the caller gives, and what of it proves who is calling."""
    if options:
        yield keyword("options", sequence(*[_option(o) for o in options]))
    known = {o.name for o in options}
    any_of = [string(attribute_name(name)) for name in client.required_any if name in known]
    if any_of:
        yield keyword("required_any", sequence(*any_of))
    credentials = [_credential(c) for c in client.credentials if c.option in known]
    if credentials:
        yield keyword("credentials", sequence(*credentials))


def _query_style(style: QueryStyle) -> Iterator[Code]:
    plain = QueryStyle()
    if style.arrays != plain.arrays:
        yield keyword("query_arrays", string(style.arrays))
    if style.objects != plain.objects:
        yield keyword("query_objects", string(style.objects))


def _headers(client: Client) -> Iterator[Code]:
    static = [entry(string(name), string(value)) for name, value in client.headers]
    if static:
        yield keyword("headers", display(*static))
    pairs = [
        sequence(string(header), string(attribute_name(option)))
        for header, option in client.header_options
    ]
    if pairs:
        yield keyword("header_options", sequence(*pairs))
    if client.headers_environment is not None:
        yield keyword("headers_environment", string(client.headers_environment))


def _option(option: ClientOption) -> Code:
    arguments: list[Code] = [string(attribute_name(option.name))]
    if option.environment:
        arguments.append(string(option.environment))
    if option.required:
        arguments.append(keyword("required", "True"))
    default = json.loads(option.default) if option.default else None
    if isinstance(default, (str, int, float, bool)):
        arguments.append(keyword("default", scalar(default)))
    return call("Option", *arguments)


def _credential(credential: Credential) -> Code:
    arguments: list[Code] = [
        string(credential.scheme),
        string(attribute_name(credential.option)),
        string(credential.header) if credential.header is not None else "None",
    ]
    if credential.prefix:
        arguments.append(string(credential.prefix))
    if credential.query is not None:
        arguments.append(keyword("query", string(credential.query)))
    if credential.password is not None:
        arguments.append(keyword("password", string(attribute_name(credential.password))))
    return call("Credential", *arguments)
