"""The plan of the client: what the templates lay out. Every string in it is finished Python."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.problems import Problem
from tsbind.python.helpers.plan import HelpersPlan
from tsbind.python.types.plan import ExportedName, ExportsPlan


@dataclass(frozen=True, slots=True)
class SignaturePlan:
    """One signature: its decorators, its parameters, each with its comma, and its last line."""

    parameters: tuple[str, ...]
    closing: str
    """From the closing bracket on."""
    decorators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodPlan:
    """A method: overloads, the signature that holds them all, docstring and statements."""

    name: str
    keyword: str
    """``def`` or ``async def``."""
    overloads: tuple[SignaturePlan, ...]
    signature: SignaturePlan
    doc: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildPlan:
    """A property that holds another resource."""

    name: str
    type: str
    """The class as the module knows it for type checkers."""
    source: str
    """Relative module that has the class."""
    original: str
    """The name of the class there."""
    doc: str
    statement: str
    """The line, or lines, that import the class."""


@dataclass(frozen=True, slots=True)
class ViewPlan:
    """The type of ``with_raw_response`` or ``with_streaming_response`` of a class."""

    name: str
    wrapper: str
    """The runtime function that says the type of a method; empty where there is none."""
    of: str
    statements: tuple[str, ...]
    attribute: str
    """``with_raw_response`` or ``with_streaming_response``."""
    getter: str
    """The line, or lines, that define the property."""


@dataclass(frozen=True, slots=True)
class ResourcePlan:
    """A resource class, one half: sync or async."""

    line: str
    """The line that opens it."""
    doc: str
    children: tuple[ChildPlan, ...]
    methods: tuple[MethodPlan, ...]
    views: tuple[ViewPlan, ...]


@dataclass(frozen=True, slots=True)
class ResourceModulePlan:
    """One module of resources."""

    path: str
    imports: tuple[str, ...]
    checked: tuple[str, ...]
    """Import lines for type checkers only."""
    references: str
    endpoints: tuple[str, ...]
    deprecated: bool
    """Whether a deprecated method is mentioned: type checkers must not report it here."""
    classes: tuple[ResourcePlan, ...]


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page class and its two halves."""

    name: str
    line: str
    """The line that opens the class of what the halves share."""
    halves: tuple[tuple[str, str], ...]
    """The line that opens each half, and its docstring."""
    doc: str
    settings: tuple[str, ...]
    """Lines that say where the items and the next page are."""
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PagesPlan:
    """``pagination.py``."""

    path: str
    imports: tuple[str, ...]
    checked: tuple[str, ...]
    pages: tuple[PagePlan, ...]


@dataclass(frozen=True, slots=True)
class RootPlan:
    """One half of the root client."""

    name: str
    base: str
    doc: str
    options: tuple[tuple[str, str], ...]
    """Name and annotation of each parameter."""
    attributes: tuple[str, ...]
    http_client: str
    children: tuple[ChildPlan, ...]
    views: tuple[ViewPlan, ...]


@dataclass(frozen=True, slots=True)
class RootModulePlan:
    """``_client.py``."""

    path: str
    config: str
    imported: str
    """The line that imports what the client itself calls; empty where that is nothing."""
    environments: str
    """The type of the option that chooses a base URL; empty where there is none."""
    checked: tuple[str, ...]
    callables: str
    """Names of `collections.abc` for type checkers."""
    credentials: bool
    """Whether the configuration has credentials or options."""
    halves: tuple[RootPlan, ...]
    arguments: str
    """The dict display of the options given."""
    module_imports: tuple[str, ...]
    """Import lines of `module_attributes`, for type checkers."""
    module_attributes: tuple[tuple[str, str], ...]
    """What the package itself has of a client, and its type: options and resources."""
    module_methods: tuple[tuple[str, str], ...]
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
