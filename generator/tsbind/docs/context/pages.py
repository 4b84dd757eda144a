"""The plan of the reference: pages, sections, rows. Text from upstream is still raw in it."""

from __future__ import annotations

from dataclasses import field

from tsbind.docs.context.links import Pieces, Target
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class Badge:
    """A short mark beside a name: what it says, and what it is about."""

    text: str
    kind: str
    """``required``, ``optional``, ``always``, ``nullable``, ``deprecated`` or ``note``."""


@value_class(frozen=True, slots=True)
class Link:
    """A name and where it leads."""

    text: str
    target: Target
    about: str = ""


@value_class(frozen=True, slots=True)
class Row:
    """A field of a type or a parameter of an operation."""

    name: str
    anchor: str
    type: Pieces
    badges: tuple[Badge, ...] = ()
    wire: str = ""
    """The name on the wire, where it is another one; else empty."""
    doc: str = ""
    deprecated: str | None = None
    history: str = ""
    default: str = ""
    fields: tuple[Row, ...] = ()
    """Of a parameter that is an object or a list of objects of one class: what to give in it."""


@value_class(frozen=True, slots=True)
class Code:
    """A block of code with its language and a title."""

    title: str
    language: str
    text: str
    upstream: bool = False
    """Whether it says what an example of upstream's says."""


@value_class(frozen=True, slots=True)
class TypeSection:
    """A class, a type alias or an enum."""

    name: str
    """Also its anchor on the page."""
    kind: str
    """``class``, ``alias``, ``function`` or ``page``."""
    import_line: str
    doc: str = ""
    deprecated: str | None = None
    upstream: str = ""
    """Upstream's qualified name; empty for a type upstream writes in place."""
    place: str = ""
    """``file:line:column`` in upstream's release; empty for what tsbind adds."""
    rows: tuple[Row, ...] = ()
    definition: Pieces = ()
    members: tuple[tuple[str, Pieces], ...] = ()
    """Members of a union; the literal that selects each, where there is one."""
    extra: Pieces = ()
    """The type of further fields a class may have."""
    used_by: tuple[Link, ...] = ()
    example: str = ""
    """JSON."""
    construction: str = ""
    """Of params: Python that makes one."""
    history: str = ""


@value_class(frozen=True, slots=True)
class OperationSection:
    """A method of the client."""

    accessor: str
    """Upstream's."""
    name: str
    """Also its anchor on the page."""
    call: str
    """``client.beta.threads.create``."""
    verb: str = ""
    path: str = ""
    doc: str = ""
    deprecated: str | None = None
    place: str = ""
    signatures: tuple[Pieces, ...] = ()
    """The whole ones: each overload, or the only one."""
    rows: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    """Parameters by where they go: path, body, query, headers."""
    returns: tuple[tuple[str, Pieces], ...] = ()
    """What comes back, and when."""
    errors: tuple[tuple[Link, str], ...] = ()
    """The error class of each status."""
    base: Link | None = None
    """Of a helper: the endpoint whose parameters it takes beside its own."""
    short: Pieces = ()
    """The first signature with its required parameters only."""
    notes: tuple[str, ...] = ()
    examples: tuple[Code, ...] = ()
    upstream_examples: tuple[str, ...] = ()
    """Those of upstream's, in TypeScript, that could not be put in Python."""
    answer: str = ""
    """The JSON an answer may look like."""
    history: str = ""


@value_class(frozen=True, slots=True)
class Page:
    """One page: of a resource, of a module of types, or a list of pages."""

    path: str
    """Without suffix: ``types/beta/thread``."""
    title: str
    kind: str
    """``resource``, ``operation``, ``types`` or ``index``."""
    summary: str = ""
    operations: tuple[OperationSection, ...] = ()
    types: tuple[TypeSection, ...] = ()
    lists: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    """Headed lists of links: sub-resources, types of a folder."""
    start: tuple[Code, ...] = ()
    """Of the first page: what to install, and a first call."""
    unread: tuple[str, ...] = ()
    """Of the first page: what could not be read of the release, with its place."""

    @property
    def folder(self) -> str:
        """The part of the path before the last slash."""
        return self.path.rpartition("/")[0]


@value_class(frozen=True, slots=True)
class Book:
    """All pages of the reference of one release."""

    name: str
    version: str
    package: str
    """Import name of the generated package."""
    license: str
    pages: tuple[Page, ...]
    sources: str = ""
    """Where the files that positions name can be read; empty where unknown."""
    targets: dict[str, Target] = field(default_factory=dict[str, Target])
    """Where each declaration (by id) and operation (by accessor) stands."""

    @property
    def upstream_examples(self) -> tuple[int, int]:
        """How many of upstream's examples are shown in Python, and how many in TypeScript."""
        operations = [operation for page in self.pages for operation in page.operations]
        ours = sum(e.upstream and e.title == "Python" for o in operations for e in o.examples)
        return ours, sum(len(operation.upstream_examples) for operation in operations)
