"""``_client.py``: the root client's options, credentials and resources."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from tsbind.model import types as t
from tsbind.model.operations import Client, ClientOption
from tsbind.model.unions import members_of
from tsbind.packs import Pack
from tsbind.problems import Problem, Severity
from tsbind.python.client.client_options import COMMON, ELSEWHERE, does_something
from tsbind.python.client.config import config_call
from tsbind.python.client.package_attributes import (
    module_attributes,
    module_imports,
    module_methods,
)
from tsbind.python.client.plan import ChildPlan, ResourcePlan, RootModulePlan, RootPlan
from tsbind.python.client.resource_classes import ResourceClass, view_plans
from tsbind.python.client.resources import annotations_of_class, child_plan, decorators
from tsbind.python.helpers.extension import RootExtension, root_extension
from tsbind.python.literals import docstring, string
from tsbind.python.methods.method_plan import ASYNC, FLAVOURS, Flavour, Flavoured, NamedCode
from tsbind.python.methods.naming import VERBS, method_name, resource_name
from tsbind.python.names import PythonName, attribute_name, class_name
from tsbind.python.spelling.expression import Code, display, entry, imports_of, text_of
from tsbind.python.spelling.import_statements import import_block
from tsbind.python.spelling.import_table import ImportTable, client_table
from tsbind.python.types.classes import documentation

MODULE = (PythonName("_client"),)

_OWN_NAMES = frozenset(
    "AsyncAPIClient ClientConfig Credential Option SyncAPIClient TypeAlias".split()
)
"""What the module imports beside what every module of the client does."""
_BUILTINS = ("bool", "float", "int", "property", "str")


def root_plan(
    client: Client,
    classes: Mapping[str, ResourceClass],
    problems: list[Problem],
    own: ResourceClass | None,
    pack: Pack,
    exported: Container[str] = (),
) -> RootModulePlan:
    """The plan of the module of the root client; options without a counterpart are reported.

    ``own`` has the operations of the client itself, ``exported`` the names the package exports.
    """
    options, extension = _options(client, problems, pack), root_extension(client, pack)
    table = _table(client)
    whole = _resource(client, classes, table, own)
    shown = [child for child in whole.children if child.name not in exported]
    credentials = {c.option for c in client.credentials}
    given = (entry(string(n), str(n)) for n in (attribute_name(o.name) for o in options))
    operations = own.operations if own is not None else ()
    methods = module_methods(client.name, (method_name(o.method) for o in operations))
    return RootModulePlan(
        path="_client.py",
        config=config_call(client, options),
        own=own.name if own is not None else "",
        environment=(
            class_name(client.environment_option) if client.environment_option is not None else ""
        ),
        environments=string(f"Literal[{', '.join(string(n) for n, _ in client.environments)}]"),
        mixin=extension.mixin.name if extension.mixin else "",
        imports=import_block({extension.mixin} if extension.mixin else set(), MODULE),
        typing_imports=import_block(
            imports_of(*annotations_of_class(whole), *extension.annotations.values()), MODULE
        ),
        builtins=import_block(imports_of(*(whole.names[n] for n in _BUILTINS)), MODULE),
        callables="Awaitable, Callable" if any(o.name in credentials for o in options) else "",
        credentials=bool(options),
        flavours=tuple(
            _flavour(client, options, extension, flavour, whole.names) for flavour in FLAVOURS
        ),
        client=whole,
        arguments=display(*given),
        module_imports=module_imports(
            shown, methods, imports_of(*(code for _, code in extension.attributes))
        ),
        module_methods=methods,
        module_client=extension.module_client,
        module_attributes=module_attributes(
            [
                *((attribute_name(o.name), _type(o)) for o in options),
                *((name, text_of(code)) for name, code in extension.attributes),
            ],
            shown,
        ),
    )


def _table(client: Client) -> ImportTable:
    classes = {f"{flavour.prefix}{client.name}" for flavour in FLAVOURS}
    members = {resource_name(held.name, of_client=True) for held in client.resources}
    table = client_table(MODULE, {}, classes | members)
    table.own_names |= _OWN_NAMES
    table.shadowed = frozenset(members)
    return table


def _resource(
    client: Client,
    classes: Mapping[str, ResourceClass],
    table: ImportTable,
    own: ResourceClass | None,
) -> ResourcePlan:
    """The resources and views of the client."""
    return ResourcePlan(
        name=client.name,
        base=Flavoured("SyncAPIClient", "AsyncAPIClient"),
        doc=docstring(client.doc or f"The {client.name} client."),
        children=tuple(_children(client, classes, table)),
        methods=(),
        views=view_plans(table),
        viewed=tuple(method_name(o.method) for o in (own.operations if own else ())),
        names={
            **decorators(table),
            **{name: table.builtin(name) for name in _BUILTINS},
            "omit": table.runtime("omit", "omit"),
            "httpx2": table.whole("httpx2"),
        },
        verbs=VERBS,
    )


def _options(client: Client, problems: list[Problem], pack: Pack) -> list[ClientOption]:
    """The options that do something the model, or the pack, knows of."""
    kept: list[ClientOption] = []
    for option in client.options:
        if does_something(client, option, pack):
            kept.append(option)
        elif option.name not in COMMON | ELSEWHERE | pack.extension.replaced.keys():
            text = f"client option {option.name} has no counterpart in the generated client"
            problems.append(Problem(Severity.WARNING, text))
    return kept


def _flavour(
    client: Client,
    options: Sequence[ClientOption],
    extension: RootExtension,
    flavour: Flavour,
    names: Mapping[str, Code],
) -> RootPlan:
    special = {name: f"{text_of(code)} | None" for name, code in extension.annotations.items()}
    return RootPlan(
        flavour=flavour,
        options=tuple(
            NamedCode(
                attribute_name(o.name),
                special.get(o.name) or _annotation(o, client, flavour, names),
            )
            for o in options
        ),
        attributes=tuple(
            NamedCode(
                attribute_name(o.name),
                special.get(o.name)
                or f"{_own_type(o, client, names)}{'' if o.required else ' | None'}",
            )
            for o in options
        ),
        http_client=f"{names['httpx2']}.{flavour.prefix}Client",
    )


def _annotation(
    option: ClientOption, client: Client, flavour: Flavour, names: Mapping[str, Code]
) -> str:
    type_, text = _own_type(option, client, names), text_of(names["str"])
    if option.name not in {c.option for c in client.credentials} or type_ != text:
        return f"{type_} | None"
    gives = f"Awaitable[{text}]" if flavour == ASYNC else text
    return f"{text} | Callable[[], {gives}] | None"


def _own_type(option: ClientOption, client: Client, names: Mapping[str, Code]) -> str:
    if option.name == client.environment_option:
        return class_name(option.name)
    return text_of(names[_type(option)])


def _type(option: ClientOption) -> str:
    kinds = {m.name for m in members_of(option.type) if isinstance(m, t.Primitive)}
    if "boolean" in kinds:
        return "bool"
    return "float" if "number" in kinds else "str"


def _children(
    client: Client, classes: Mapping[str, ResourceClass], table: ImportTable
) -> Iterator[ChildPlan]:
    for held in client.resources:
        if held.owner == client.id and held.target in classes:
            name = resource_name(held.name, of_client=True)
            doc = documentation(held.doc, held.deprecated)
            yield child_plan(table, classes[held.target], name, doc)
