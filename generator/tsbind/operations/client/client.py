"""The root client of a package."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.operations import Client, ExtendingClient, SubResource
from tsbind.operations.client.base_url import OPTION, read_base_url
from tsbind.operations.client.constructor import Constructor, read_constructor, required_options
from tsbind.operations.client.credentials import HeaderSources, default_headers, read_credentials
from tsbind.operations.client.environments import read_environments
from tsbind.operations.client.errors import bases, error_classes, statuses
from tsbind.operations.client.options import read_environment_headers, read_options
from tsbind.operations.client.query_style import read_query_style
from tsbind.operations.client.skipped_events import skipped_events
from tsbind.operations.methods.classes import Classes, class_of
from tsbind.operations.methods.client_access import THIS
from tsbind.operations.methods.type_reader import Types
from tsbind.problems import Problem, Severity
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import (
    AssignmentExpression,
    BinaryExpression,
    LiteralExpression,
    MemberExpression,
)

DEFAULT_TIMEOUT = 600.0
DEFAULT_RETRIES = 2


def read_client(
    root: Symbol,
    classes: Classes,
    types: Types,
    resources: tuple[SubResource, ...],
    problems: list[Problem],
) -> Client:
    """The root client; what could not be read is added to ``problems``."""
    constructor = read_constructor(root, classes)
    required = required_options(constructor)
    options = tuple(read_options(constructor, root, types, required))
    sources = HeaderSources(frozenset(option.name for option in options))
    base_url, environments = read_base_url(constructor, classes)
    named, chosen_by = read_environments(constructor, classes, sources.options)
    declaration = class_of(root)
    if not base_url and declaration is not None:
        text = f"client {root.name}: no default base URL was read; users must pass base_url"
        problems.append(Problem(Severity.WARNING, text, declaration.position))
    headers, header_options = default_headers(root, classes, sources)
    errors = error_classes(root, classes)
    by_name = statuses(errors)
    environment = {option.name: option.environment for option in options}
    retries = next((o.default for o in options if o.name == "maxRetries"), None)
    return Client(
        id=root.id,
        name=root.name,
        base_url=base_url,
        base_url_environment=environment.get(OPTION),
        options=options,
        credentials=read_credentials(root, classes, sources, required, problems),
        headers=tuple(headers.items()),
        header_options=tuple(header_options.items()),
        resources=resources,
        errors=tuple((symbol.name, by_name.get(symbol.name)) for symbol in errors),
        timeout=_timeout(constructor, root, classes),
        max_retries=int(_retries(constructor) or retries or DEFAULT_RETRIES),
        idempotency_header=_idempotency(constructor, root, classes),
        doc=declaration.doc.text if declaration is not None else "",
        required_any=required if len(required) > 1 else (),
        environments=named or environments,
        error_bases=tuple(bases(errors, classes)),
        environment_option=chosen_by,
        query_style=read_query_style(root, classes),
        headers_environment=read_environment_headers(constructor),
        skipped_events=skipped_events(classes),
    )


def _number(value: object) -> float | None:
    """A number that is written as a literal."""
    is_number = isinstance(value, LiteralExpression) and type(value.value) in (int, float)
    return float(str(value.value)) if is_number and isinstance(value, LiteralExpression) else None


def _option_default(constructor: Constructor, option: str) -> float | None:
    """``n`` of ``options.option ?? n``."""
    for item in constructor.expressions():
        if isinstance(item, BinaryExpression) and isinstance(item.left, MemberExpression):
            number = _number(item.right)
            if item.left.name == option and number is not None:
                return number
    return None


def _retries(constructor: Constructor) -> str | None:
    number = _option_default(constructor, "maxRetries")
    return None if number is None else str(int(number))


def _timeout(constructor: Constructor, root: Symbol, classes: Classes) -> float:
    """Seconds: a static ``DEFAULT_TIMEOUT`` or a number in the constructor."""
    for owner in classes.chain(root):
        declaration = class_of(owner)
        for node in declaration.body.properties if declaration is not None else ():
            number = _number(node.value)
            if node.static and node.name == "DEFAULT_TIMEOUT" and number is not None:
                return number / 1000
    number = _option_default(constructor, "timeout")
    return DEFAULT_TIMEOUT if number is None else number / 1000


def _idempotency(constructor: Constructor, root: Symbol, classes: Classes) -> str | None:
    """The header for idempotency keys, when the class or its constructor sets one."""
    for member in classes.members(root):
        value = member.node.value
        if member.node.name == "idempotencyHeader" and isinstance(value, LiteralExpression):
            return str(value.value)
    for item in constructor.expressions():
        if isinstance(item, AssignmentExpression) and isinstance(item.target, MemberExpression):
            named = item.target.object == THIS and item.target.name == "idempotencyHeader"
            if named and isinstance(item.value, LiteralExpression):
                return str(item.value.value)
    return None


def extending_clients(root: Symbol, classes: Classes) -> Iterator[ExtendingClient]:
    """The classes of the package's own folder that extend the root client."""
    mark = f"extends {root.name}".encode()
    files = classes.program.files
    for path in sorted(files):
        if "/" in path or mark not in files[path]:
            continue
        for symbol in classes.program.module(path).scope.names.values():
            declaration = class_of(symbol)
            if declaration is not None and classes.base(symbol) is root:
                yield ExtendingClient(symbol.name, declaration.position)


def without_client(classes: Classes) -> Iterator[Problem]:
    """A problem for each class that looks like a client where none has operations."""
    for symbol in classes.of_roots():
        declaration = class_of(symbol)
        if declaration is not None and classes.looks_like_client(symbol):
            text = f"client {symbol.name} holds no resources; only types are generated"
            yield Problem(Severity.SKIPPED, text, declaration.position)
