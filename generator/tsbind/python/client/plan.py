"""The plan of the client: what the templates write.

Every expression in it is finished Python, on one line; what differs between sync and async is
`Flavoured`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsbind.problems import Problem
from tsbind.python.exported_names import ExportedName, ExportsPlan
from tsbind.python.helpers.plan import HelpersPlan
from tsbind.python.methods.method_plan import Flavour, Flavoured, MethodPlan, NamedCode
from tsbind.python.spelling.expression import Code
from tsbind.python.spelling.import_statements import ImportBlock, LazyImport
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class ChildPlan:
    """A property that holds another resource."""

    name: str
    type: Flavoured
    """The class as the module knows it for type checkers."""
    source: str
    """Relative module that has the class."""
    class_name: str
    """The name of the class there, without the prefix of a flavour."""
    doc: str


@value_class(frozen=True, slots=True)
class ViewPlan:
    """The type of ``with_raw_response`` or ``with_streaming_response`` of a class."""

    suffix: str
    """What its name has behind that of the class."""
    attribute: str
    """``with_raw_response`` or ``with_streaming_response``."""
    wrapper: Flavoured
    """The runtime function that says the type of a method."""


@value_class(frozen=True, slots=True)
class ResourcePlan:
    """A resource class, in both flavours."""

    name: str
    """Without the prefix of a flavour."""
    base: Flavoured
    doc: str
    children: tuple[ChildPlan, ...]
    methods: tuple[MethodPlan, ...]
    views: tuple[ViewPlan, ...]
    viewed: tuple[str, ...]
    """The methods that the views have."""
    names: Mapping[str, Code]
    """What the class calls names of its template that a member may hide."""
    verbs: tuple[str, ...] = ()
    """Methods of every client that the views have, where the client has them."""


@value_class(frozen=True, slots=True)
class EndpointPlan:
    """The constant that says how an operation is requested."""

    name: str
    annotation: Code
    value: Code


@value_class(frozen=True, slots=True)
class ResourceModulePlan:
    """One module of resources."""

    path: str
    imports: ImportBlock
    typing_imports: ImportBlock
    """What only type checkers import."""
    references: tuple[LazyImport, ...]
    """The rows of the table ``_ref``."""
    needs_references: bool
    endpoints: tuple[EndpointPlan, ...]
    deprecated: bool
    """Whether a deprecated method is mentioned: type checkers must not report it here."""
    classes: tuple[ResourcePlan, ...]


@value_class(frozen=True, slots=True)
class PagePlan:
    """A page class, in both flavours."""

    name: str
    doc: str
    settings: tuple[NamedCode, ...]
    """Class attributes that say where the items and the next page are."""
    fields: tuple[NamedCode, ...]
    """Name and annotation of each field."""


@value_class(frozen=True, slots=True)
class PagesPlan:
    """``pagination.py``."""

    path: str
    imports: ImportBlock
    typing_imports: ImportBlock
    """What only type checkers import."""
    pages: tuple[PagePlan, ...]


@value_class(frozen=True, slots=True)
class RootPlan:
    """What differs between the flavours of the root client."""

    flavour: Flavour
    options: tuple[NamedCode, ...]
    """Name and annotation of each parameter."""
    attributes: tuple[NamedCode, ...]
    """Name and annotation of each attribute that keeps an option."""
    http_client: str


@value_class(frozen=True, slots=True)
class RootModulePlan:
    """``_client.py``, and what the package itself has of a client."""

    path: str
    config: Code
    """The value of the configuration."""
    own: str
    """The class of what the client itself calls, without a prefix; empty where that is nothing."""
    environment: str
    """The type of the option that chooses a base URL; empty where there is none."""
    environments: Code
    """That type, as a text: it is for type checkers, and `typing` takes long to import."""
    mixin: str
    """A further base of both flavours; empty where there is none."""
    imports: ImportBlock
    """The import of that."""
    typing_imports: ImportBlock
    """What only type checkers import."""
    builtins: ImportBlock
    """The import of builtins, where a resource is called like one."""
    callables: str
    """Names of `collections.abc` for type checkers."""
    credentials: bool
    """Whether the configuration has credentials or options."""
    flavours: tuple[RootPlan, ...]
    client: ResourcePlan
    """The resources and views of the client."""
    arguments: Code
    """The dict of the options given."""
    module_client: str
    """The module that makes the package a client of its own."""
    module_imports: ImportBlock
    """Imports of `module_attributes`, for type checkers."""
    module_attributes: tuple[NamedCode, ...]
    """What the package itself has of a client, and its type: options and resources."""
    module_methods: tuple[NamedCode, ...]
    """Name and expression of the methods of the client that it has, for type checkers."""


@dataclass(frozen=True, slots=True)
class ClientPlan:
    """All modules of the client, what `errors.py.j2` needs, and what could not be done."""

    resources: tuple[ResourceModulePlan, ...]
    pages: PagesPlan
    root: RootModulePlan
    exports: tuple[ExportsPlan, ...]
    package: tuple[ExportedName, ...]
    """What the package exports."""
    errors: tuple[tuple[str, int | None], ...]
    prefix: str
    helpers: HelpersPlan
    problems: tuple[Problem, ...]
