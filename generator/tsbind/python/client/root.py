"""``_client.py``: the root client's options, credentials and resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tsbind.model import types as t
from tsbind.model.operations import Client, ClientOption
from tsbind.model.unions import members_of
from tsbind.problems import Problem, Severity
from tsbind.python.client.client_options import COMMON, ELSEWHERE, does_something
from tsbind.python.client.config import config_call
from tsbind.python.client.import_table import ClientScope
from tsbind.python.client.naming import method_name, resource_name
from tsbind.python.client.package_attributes import (
    module_attributes,
    module_imports,
    module_methods,
)
from tsbind.python.client.plan import ChildPlan, RootModulePlan, RootPlan
from tsbind.python.client.resource_classes import ResourceClass
from tsbind.python.client.resources import child_plan
from tsbind.python.client.views import view_plans
from tsbind.python.docstrings import docstring
from tsbind.python.literals import string
from tsbind.python.names import PythonName, attribute_name, class_name
from tsbind.python.spelling.expression import display, entry, subscript
from tsbind.python.spelling.import_statements import statement
from tsbind.python.spelling.layout import lay
from tsbind.python.types.classes import documentation

MODULE = (PythonName("_client"),)

_VERBS = ("get", "post", "put", "patch", "delete")
"""What every generated client can call beside its resources."""


def root_plan(
    client: Client,
    classes: Mapping[str, ResourceClass],
    problems: list[Problem],
    own: ResourceClass | None = None,
) -> RootModulePlan:
    """The plan of the module of the root client; options without a counterpart are reported.

    ``own`` has the operations of the client itself.
    """
    options = _options(client, problems)
    scope = ClientScope(MODULE, {}, {f"{half}{client.name}" for half in ("", "Async")})
    children = {
        half: tuple(_children(client, classes, scope, asynchronous=half)) for half in (False, True)
    }
    halves = tuple(
        _half(client, options, children[half], own, asynchronous=half) for half in (False, True)
    )
    for wrapper in {view.wrapper for half in halves for view in half.views}:
        scope.runtime("raw_views", wrapper)
    credentials = {c.option for c in client.credentials}
    given = (entry(string(n), str(n)) for n in (attribute_name(o.name) for o in options))
    operations = own.operations if own is not None else ()
    methods = module_methods(client.name, (method_name(o.method) for o in operations))
    return RootModulePlan(
        path="_client.py",
        config=lay("_CONFIG = ", config_call(client, options)),
        imported=_imported(own),
        environments=_environments(client),
        checked=tuple(scope.checked_imports()),
        callables="Awaitable, Callable" if any(o.name in credentials for o in options) else "",
        credentials=bool(options),
        halves=halves,
        arguments=lay("", display(*given), ","),
        module_imports=module_imports(children[False], methods),
        module_methods=methods,
        module_attributes=module_attributes(
            [(attribute_name(o.name), _type(o)) for o in options], children[False]
        ),
    )


def _options(client: Client, problems: list[Problem]) -> list[ClientOption]:
    """The options that do something the model knows of."""
    kept: list[ClientOption] = []
    for option in client.options:
        if does_something(client, option):
            kept.append(option)
        elif option.name not in COMMON | ELSEWHERE:
            text = f"client option {option.name} has no counterpart in the generated client"
            problems.append(Problem(Severity.WARNING, text))
    return kept


def _environments(client: Client) -> str:
    """The statement that says the type of the option that chooses a base URL."""
    if client.environment_option is None:
        return ""
    names = subscript("Literal", *(string(name) for name, _ in client.environments))
    return lay(f"{class_name(client.environment_option)}: TypeAlias = ", names)


def _imported(own: ResourceClass | None) -> str:
    if own is None:
        return ""
    halves = sorted(own.half(asynchronous=half) for half in (False, True))
    return str(statement(f".{own.module[-1]}", [(name, name) for name in halves]))


def _half(
    client: Client,
    options: Sequence[ClientOption],
    children: tuple[ChildPlan, ...],
    own: ResourceClass | None,
    *,
    asynchronous: bool,
) -> RootPlan:
    name = f"Async{client.name}" if asynchronous else client.name
    bases = ["AsyncAPIClient" if asynchronous else "SyncAPIClient"]
    methods = [*_VERBS]
    if own is not None:
        bases.append(own.half(asynchronous=asynchronous))
        methods += [method_name(operation.method) for operation in own.operations]
    return RootPlan(
        name=name,
        base=", ".join(bases),
        doc=docstring(client.doc or f"The {client.name} client."),
        options=tuple(
            (attribute_name(o.name), _annotation(o, client, asynchronous=asynchronous))
            for o in options
        ),
        attributes=tuple(
            f"{attribute_name(o.name)}: {_own_type(o, client)}{'' if o.required else ' | None'}"
            for o in options
        ),
        http_client="httpx2.AsyncClient" if asynchronous else "httpx2.Client",
        children=children,
        views=view_plans(name, methods, [c.name for c in children], asynchronous=asynchronous),
    )


def _annotation(option: ClientOption, client: Client, *, asynchronous: bool) -> str:
    type_ = _own_type(option, client)
    if option.name not in {c.option for c in client.credentials} or type_ != "str":
        return f"{type_} | None"
    gives = "Awaitable[str]" if asynchronous else "str"
    return f"str | Callable[[], {gives}] | None"


def _own_type(option: ClientOption, client: Client) -> str:
    if option.name == client.environment_option:
        return class_name(option.name)
    return _type(option)


def _type(option: ClientOption) -> str:
    kinds = {m.name for m in members_of(option.type) if isinstance(m, t.Primitive)}
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
            name = resource_name(held.name, of_client=True)
            yield child_plan(
                scope, classes[held.target], name, asynchronous=asynchronous,
                doc=documentation(held.doc, held.deprecated),
            )  # fmt: skip
