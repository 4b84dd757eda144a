"""``_client.py``: the root client's options, credentials and resources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from tsbind.model import types as t
from tsbind.model.declarations import Source
from tsbind.model.operations import Client, ClientOption, Credential
from tsbind.problems import Problem, Severity
from tsbind.python.classes import documentation
from tsbind.python.client.arguments import flattened
from tsbind.python.client.classes import ResourceClass
from tsbind.python.client.plan import ChildPlan, RootModulePlan, RootPlan
from tsbind.python.client.resources import child_plan
from tsbind.python.client.scope import ClientScope
from tsbind.python.client.views import view_plans
from tsbind.python.docstrings import docstring
from tsbind.python.layout import Code, call, display, entry, keyword, lay, sequence
from tsbind.python.literals import scalar, string
from tsbind.python.names import PythonName, attribute_name

MODULE = (PythonName("_client"),)

_BASE_URL = "baseURL"
_LOG_LEVEL = "logLevel"
_COMMON = frozenset({_BASE_URL, "timeout", "maxRetries", "defaultHeaders", "defaultQuery"})
"""Options the constructor of every generated client has."""
_ELSEWHERE = frozenset(
    "fetch fetchOptions httpAgent dangerouslyAllowBrowser logLevel logger".split()
)
"""Options about upstream's own transport; ``http_client`` and `logging` stand in for them."""
_VERBS = ("get", "post", "put", "patch", "delete")
"""What every generated client can call beside its resources."""


def root_plan(
    client: Client,
    source: Source,
    classes: Mapping[str, ResourceClass],
    problems: list[Problem],
) -> RootModulePlan:
    """The plan of the module of the root client; options without a counterpart are reported."""
    options = _options(client, problems)
    scope = ClientScope(MODULE, {}, {f"{half}{client.name}" for half in ("", "Async")})
    children = {
        half: tuple(_children(client, classes, scope, asynchronous=half)) for half in (False, True)
    }
    halves = tuple(
        _half(client, options, children[half], asynchronous=half) for half in (False, True)
    )
    for wrapper in {view.wrapper for half in halves for view in half.views}:
        scope.use_runtime("raw", wrapper)
    credentials = {c.option for c in client.credentials}
    given = (entry(string(n), str(n)) for n in (attribute_name(o.name) for o in options))
    return RootModulePlan(
        path="_client.py",
        config=lay("_CONFIG = ", _config(client, source, options)),
        checked=tuple(scope.checked_imports()),
        callables="Awaitable, Callable" if any(o.name in credentials for o in options) else "",
        credentials=bool(options),
        halves=halves,
        arguments=lay("", display(*given), ",", depth=3),
    )


def _options(client: Client, problems: list[Problem]) -> list[ClientOption]:
    """The options that do something the model knows of."""
    used = {c.option for c in client.credentials} | {option for _, option in client.header_options}
    kept: list[ClientOption] = []
    for option in client.options:
        if option.name in used or (option.environment and option.name not in _COMMON | _ELSEWHERE):
            kept.append(option)
        elif option.name not in _COMMON | _ELSEWHERE:
            text = f"client option {option.name} has no counterpart in the generated client"
            problems.append(Problem(Severity.WARNING, text))
    return kept


def _config(client: Client, source: Source, options: Sequence[ClientOption]) -> Code:
    log = next((o.environment for o in client.options if o.name == _LOG_LEVEL), None)
    fields: list[Code] = [
        keyword("name", string(client.name)),
        keyword("package", '__name__.rpartition(".")[0]'),
        keyword("version", string(source.version)),
        keyword("base_url", string(client.base_url)),
    ]
    if client.base_url_environment:
        fields.append(keyword("base_url_environment", string(client.base_url_environment)))
    if options:
        fields.append(keyword("options", _tuple([_option(o) for o in options])))
    any_of = [n for n in client.required_any if any(o.name == n for o in options)]
    if any_of:
        names = sequence(*(string(attribute_name(n)) for n in any_of))
        fields.append(keyword("required_any", names))
    known = {o.name for o in options}
    credentials = [_credential(c) for c in client.credentials if c.option in known]
    if credentials:
        fields.append(keyword("credentials", _tuple(credentials)))
    fields.extend(_headers(client))
    fields.append(keyword("timeout", repr(float(client.timeout))))
    fields.append(keyword("max_retries", repr(client.max_retries)))
    if client.idempotency_header:
        fields.append(keyword("idempotency_header", string(client.idempotency_header)))
    fields.append(keyword("log_environment", string(log or f"{client.name.upper()}_LOG")))
    return call("ClientConfig", *fields)


def _headers(client: Client) -> Iterator[Code]:
    static = [entry(string(name), string(value)) for name, value in client.headers]
    if static:
        yield keyword("headers", display(*static))
    pairs = [
        sequence(string(header), string(attribute_name(option)))
        for header, option in client.header_options
    ]
    if pairs:
        yield keyword("header_options", _tuple(pairs))


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
    return call("Credential", *arguments)


def _tuple(items: Sequence[Code]) -> Code:
    """A tuple of calls, one a line; one item takes its comma along."""
    if len(items) > 1:
        return call("", *items)
    return sequence(str(getattr(items[0], "flat", items[0])))


def _half(
    client: Client,
    options: Sequence[ClientOption],
    children: tuple[ChildPlan, ...],
    *,
    asynchronous: bool,
) -> RootPlan:
    credentials = {c.option for c in client.credentials}
    name = f"Async{client.name}" if asynchronous else client.name
    return RootPlan(
        name=name,
        base="AsyncAPIClient" if asynchronous else "SyncAPIClient",
        doc=docstring(client.doc or f"The {client.name} client.", 1),
        options=tuple(
            (attribute_name(o.name), _annotation(o, credentials, asynchronous=asynchronous))
            for o in options
        ),
        attributes=tuple(
            f"{attribute_name(o.name)}: {_type(o)}{'' if o.required else ' | None'}"
            for o in options
        ),
        http_client="httpx2.AsyncClient" if asynchronous else "httpx2.Client",
        children=children,
        views=view_plans(name, _VERBS, [c.name for c in children], asynchronous=asynchronous),
    )


def _annotation(option: ClientOption, credentials: set[str], *, asynchronous: bool) -> str:
    type_ = _type(option)
    if option.name not in credentials or type_ != "str":
        return f"{type_} | None"
    gives = "Awaitable[str]" if asynchronous else "str"
    return f"str | Callable[[], {gives}] | None"


def _type(option: ClientOption) -> str:
    kinds = {m.name for m in flattened(option.type) if isinstance(m, t.Primitive)}
    if "boolean" in kinds:
        return "bool"
    return "float" if "number" in kinds else "str"


def _children(
    client: Client,
    classes: Mapping[str, ResourceClass],
    scope: ClientScope,
    *,
    asynchronous: bool,
) -> Iterator[ChildPlan]:
    for held in client.resources:
        if held.owner == client.id and held.target in classes:
            yield child_plan(
                scope, classes[held.target], attribute_name(held.name), asynchronous=asynchronous,
                doc=documentation(held.doc, held.deprecated),
            )  # fmt: skip
