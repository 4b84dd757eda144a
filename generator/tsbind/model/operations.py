"""Operations: what a client method sends and what it returns."""

from __future__ import annotations

from tsbind.model.types import FunctionParameter, Property, Type
from tsbind.position import Position
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class PathChoice:
    """One of the values a part of the path may have: a constant, or a property of the params.

    ``when`` is the property of the params that selects it; None for the fallback.
    """

    when: str | None
    property: str | None = None
    constant: str | None = None


@value_class(frozen=True, slots=True)
class PathParameter:
    """A ``{name}`` of the path and where its value comes from.

    ``source`` is ``argument`` (a positional argument of the method), ``params`` (a property
    taken out of the params object), ``client`` (a property of the client, named by ``default``)
    or ``choice`` (the first of ``choices`` whose condition holds). ``name`` is the name inside
    ``path``.
    """

    name: str
    source: str
    type: Type
    default: str | None = None
    """For ``params``: the client's property that is used if the caller gives no value."""
    doc: str = ""
    choices: tuple[PathChoice, ...] = ()
    argument: str = ""
    """The argument that holds the value, or whose property does."""


@value_class(frozen=True, slots=True)
class Payload:
    """What is sent as body or query: a whole argument, without some keys, or named keys.

    ``argument`` is the method's argument it comes from (None if it is built in place);
    ``excluded_keys`` are properties taken out of it (path and header parameters); ``keys`` pairs
    wire name with property name if the object is built key by key; ``type`` is the type of the
    argument as a whole.
    """

    argument: str | None
    type: Type | None
    excluded_keys: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    """Wire name and JSON text of values that are always sent."""
    optional: bool = False
    property: str | None = None
    """The property of the argument that is sent instead of the argument."""
    arguments: tuple[tuple[str, str], ...] = ()
    """Wire names whose values are other positional arguments of the method."""
    computed: tuple[tuple[str, str], ...] = ()
    """Wire names whose values upstream computes, and the expressions for them."""
    transform: str | None = None
    """The expression by which upstream transforms the argument before sending it."""
    omit_nulls: tuple[tuple[str, ...], ...] = ()
    """Paths of properties that are left out if they are null; ``*`` is every property."""
    defaults: tuple[tuple[str, str], ...] = ()
    """Properties, and the client's option that is the fallback of each."""


@value_class(frozen=True, slots=True)
class HeaderParameter:
    """A header whose value the caller gives through property ``property`` of the params."""

    header: str
    property: str
    type: Type | None = None
    when_present: bool = True
    argument: str = ""
    """The argument that has the property; with an empty ``property`` the argument itself."""
    appended_values: tuple[str, ...] = ()
    """Values upstream appends to the caller's, separated by commas."""


@value_class(frozen=True, slots=True)
class MultipartPart:
    """How one field of a multipart body is encoded, if upstream says so."""

    name: str
    content_type: str
    json: bool = False


@value_class(frozen=True, slots=True)
class Signature:
    """One overload: parameters as upstream writes them, and the type inside the promise.

    The parameter of the request options, which is the same in every operation, is left out.

    ``stream`` is ``true``, ``false``, ``either`` or None (the operation does not stream).
    """

    parameters: tuple[FunctionParameter, ...]
    returns: Type
    wrapper: str = ""
    """Upstream's promise class: ``APIPromise``, ``PagePromise``, ``Promise`` or empty."""
    type_parameters: tuple[str, ...] = ()
    stream: str | None = None
    doc: str = ""
    deprecated: str | None = None
    position: Position | None = None


@value_class(frozen=True, slots=True)
class Operation:
    """A method of a resource class that calls one endpoint, or a helper that calls none.

    ``kind`` is ``endpoint`` or ``helper``; a helper has no verb and no path. ``accessor`` is the
    path from the root client in upstream's spelling (``beta.threads.createAndRun``). ``path``
    holds ``{name}`` for each path parameter and may end in a constant query (``?beta=true``).
    Header names keep upstream's case.
    """

    accessor: str
    kind: str
    resource: str
    """Id of the resource class."""
    method: str
    position: Position
    verb: str = ""
    path: str = ""
    signatures: tuple[Signature, ...] = ()
    path_parameters: tuple[PathParameter, ...] = ()
    body: Payload | None = None
    query: Payload | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """Static headers: name and value."""
    header_parameters: tuple[HeaderParameter, ...] = ()
    streams: str | None = None
    """None, ``always``, or ``body`` (when the body's ``stream`` is true) or ``query``."""
    event: Type | None = None
    """The type of one streamed event."""
    page: str | None = None
    """Id of the page class of a paginated list."""
    page_item: Type | None = None
    multipart: bool = False
    binary: bool = False
    unwrap: str | None = None
    """Wire property of the response that the method returns instead of the response."""
    security: tuple[str, ...] = ()
    accept: str | None = None
    timeout: float | None = None
    """Seconds, if upstream sets another timeout than the client's."""
    doc: str = ""
    deprecated: str | None = None
    examples: tuple[str, ...] = ()
    delegates: tuple[str, ...] = ()
    """For a helper: the methods it calls, as far as the source shows."""
    multipart_mode: str = ""
    """For a multipart body: ``form``, ``maybe`` (only if it contains a file) or ``encoded``."""
    multipart_parts: tuple[MultipartPart, ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    """Other request options upstream sets: name and expression (``__streamMode``)."""
    base_url: str | None = None
    """The operation's own base URL, used unless the client's is overridden."""
    response_transform: str | None = None
    """The expression by which upstream transforms the response, if it is not ``unwrap``."""
    indirect: str | None = None
    """The function outside the resource class that sends the request."""
    unauthenticated: bool = False
    """Upstream sends the request without credentials."""
    sole_body_value: str | None = None
    """The field that is sent as the body, in its own encoding, if it is the only one given."""
    stream_flag: str = "stream"
    """The property that decides, if ``streams`` is ``body`` or ``query``."""
    stream_format: str = "events"
    """``events`` (server-sent events), or ``lines`` of JSON."""


@value_class(frozen=True, slots=True)
class Page:
    """A page class: how to find the items and the next page.

    ``items`` is the wire property of the item list, dotted if it is nested.
    ``next_query`` pairs a query parameter of the next request with where its value comes from:
    terms joined by `` + ``, each ``item.x`` (of the last item), ``first.x`` (of the first item),
    ``page.x`` (of the page), ``request.x`` (of the query that was sent), ``count`` (of the items
    on the page) or a whole number; ``|n`` after a term is the value used if it is absent. There is
    no next page if a value is absent or empty.
    """

    id: str
    name: str
    fields: tuple[Property, ...]
    items: str
    next_query: tuple[tuple[str, str], ...] = ()
    next_when: str | None = None
    """Wire property of the page, dotted if it is nested, that must not be false for a next page to
    exist."""
    has_next: bool = True
    """False for a page class that never has a next page."""
    backward_query: tuple[tuple[str, str], ...] = ()
    """`next_query` for requests with one of these parameters: paging backwards."""
    stops_when_empty: bool = True
    """A page without items is the last one."""
    type_parameters: tuple[str, ...] = ()
    doc: str = ""
    header_fields: tuple[tuple[str, str, str], ...] = ()
    """Fields that come from headers of the response: property, header, and what the text is:
    ``text``, ``integer``, ``boolean`` or ``number``."""
    in_body: bool = False
    """``next_query`` is sent in the body of the next request, not in its query."""


@value_class(frozen=True, slots=True)
class Socket:
    """A WebSocket connection: where it is opened, and the events in both directions.

    ``accessor`` is the resource it belongs to (``realtime``), empty if there is none.
    """

    id: str
    """Id of upstream's class of the connection."""
    accessor: str
    path: str
    sends: Type
    receives: Type
    path_parameters: tuple[str, ...] = ()


@value_class(frozen=True, slots=True)
class ClientOption:
    """One option of the root client: name, type, and the environment variable it falls back to."""

    name: str
    type: Type
    environment: str | None = None
    default: str | None = None
    """JSON text of the default value."""
    required: bool = False
    nullable: bool = False
    doc: str = ""


@value_class(frozen=True, slots=True)
class Credential:
    """How a credential is sent: ``option`` of the client in a header (or the query)."""

    scheme: str
    option: str
    header: str | None
    prefix: str = ""
    query: str | None = None
    required: bool = True
    password: str | None = None
    """For the Basic scheme (RFC 7617): the option after ``option`` and a colon."""


@value_class(frozen=True, slots=True)
class SubResource:
    """A property of a resource class (or of the client) that holds another resource."""

    owner: str
    """Id of the class that has the property."""
    name: str
    target: str
    """Id of the resource class."""
    doc: str = ""
    deprecated: str | None = None


@value_class(frozen=True, slots=True)
class QueryStyle:
    """How arrays and objects are encoded in a query.

    ``arrays`` is ``brackets`` (``a[]=1&a[]=2``), ``repeat`` (``a=1&a=2``), ``indices``
    (``a[0]=1&a[1]=2``) or ``comma`` (``a=1,2``); ``objects`` is ``brackets`` (``a[b]=1``) or
    ``dots`` (``a.b=1``).
    """

    arrays: str = "brackets"
    objects: str = "brackets"


@value_class(frozen=True, slots=True)
class ExtendingClient:
    """A class of the package that extends the root client."""

    name: str
    position: Position


@value_class(frozen=True, slots=True)
class Client:
    """The root client class: options, credentials, base URL, default headers, resources."""

    id: str
    name: str
    base_url: str
    base_url_environment: str | None = None
    options: tuple[ClientOption, ...] = ()
    credentials: tuple[Credential, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """Static default headers."""
    header_options: tuple[tuple[str, str], ...] = ()
    """Header name and the option that gives its value if it is set."""
    resources: tuple[SubResource, ...] = ()
    errors: tuple[tuple[str, int | None], ...] = ()
    """Upstream's error classes and the status of each."""
    timeout: float = 600.0
    """Seconds."""
    max_retries: int = 2
    idempotency_header: str | None = None
    doc: str = ""
    required_any: tuple[str, ...] = ()
    """Options of which at least one must be given."""
    environments: tuple[tuple[str, str], ...] = ()
    """Named base URLs the caller may choose from; ``base_url`` is the default one."""
    error_bases: tuple[tuple[str, str], ...] = ()
    """Each error class and the class it extends."""
    environment_option: str | None = None
    """The option that chooses among ``environments``."""
    path_options: tuple[str, ...] = ()
    """Options that paths and payloads of operations use."""
    query_style: QueryStyle = QueryStyle()
    skipped_events: tuple[str, ...] = ()
    """Names of the server-sent events that are skipped."""
    headers_environment: str | None = None
    """The environment variable with more default headers, ``name: value`` by line."""
    extended_by: tuple[ExtendingClient, ...] = ()
    """Clients for another place, or other credentials, that extend this one."""
