"""Pages of a list: base classes of the generated page classes.

    class SyncCursorPage(SyncPageBase[T], Generic[T]):
        _items = "data"
        _next = (("after", "item.id"),)
        _more = "has_more"

        data: list[T]
        has_more: bool | None

`_items` is the wire property with the items. `_next` pairs a query parameter of the next request
with where its value is: `item.` is the last item, `first.` the first, `page.` the page,
`request.` the query that was sent, `count` how many items there are; terms joined by ` + ` are
added, `|n` is the value of an absent one. `_items` may be dotted, `_more` too: a property that,
when false, says that there is no next page. A page class without `_next` never has one.

    for model in client.models.list(): ...
    async for model in client.models.list(): ...
    page = await client.models.list()
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from .encoding import encode
from .errors import APIResponseValidationError
from .parsing import decoder
from .value_kinds import is_array, is_object

if TYPE_CHECKING:
    from typing import Self

    import httpx2

    from .aliases import Mode
    from .base_client import BaseClient
    from .call import Call

T = TypeVar("T")
P = TypeVar("P")


_VALUES: dict[str, Callable[[str], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": lambda text: text == "true",
}


class PageInfo:
    """What the request for the next page adds to the query, or to the body."""

    def __init__(self, *, params: dict[str, Any]) -> None:
        self.params = params

    def __repr__(self) -> str:
        return f"PageInfo(params={self.params!r})"


class BasePage(Generic[T]):
    """One page; its properties read as attributes, its items are decoded when first read."""

    _items: ClassVar[str] = "data"
    _next: ClassVar[tuple[tuple[str, str], ...]] = ()
    _more: ClassVar[str | None] = None
    _backward: ClassVar[tuple[tuple[str, str], ...]] = ()
    """What `_next` is for a request with one of these parameters."""
    _stops_when_empty: ClassVar[bool] = True
    _from_headers: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """Properties that come from headers: name, header, what its text is."""
    _in_body: ClassVar[bool] = False
    """Whether `_next` is about the body of the request, not about its query."""
    _wire_names: ClassVar[dict[str, str]] = {}
    """Wire names of the attributes that are spelled otherwise in Python."""

    _request_id: str | None

    def __init__(
        self, client: BaseClient, call: Call, response: httpx2.Response, data: Any
    ) -> None:
        if is_array(data):
            data = {self._items: data}
        if not (is_object(data) and is_array(_at(data, self._items) or [])):
            raise APIResponseValidationError(response, data)
        self._client: Any = client
        self._call = call
        self._response = response
        told = {
            name: _VALUES[kind](response.headers[header])
            for name, header, kind in self._from_headers
            if header in response.headers
        }
        self._data: dict[str, Any] = {**data, **told} if told else data
        self._decode = decoder(client, call.endpoint.wire, response)
        self._decoded: list[T] | None = None
        self._request_id = response.headers.get("x-request-id")
        if client._strict:
            self._get_page_items()

    def _get_page_items(self) -> list[T]:
        if self._decoded is None:
            items: list[Any] = _at(self._data, self._items) or []
            self._decoded = [self._decode(item) for item in items]
        return self._decoded

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            wire = self._wire_names.get(name, name)
            if wire == self._items:
                return self._get_page_items()
            if wire in self._data or _declared(type(self), name):
                return self._data.get(wire)
            raise AttributeError(
                f"{type(self).__name__!r} object has no attribute {name!r}"
            )

    def has_next_page(self) -> bool:
        """Whether there is a next page to ask for."""
        more = _at(self._data, self._more) if self._more is not None else None
        if more is False:
            return False
        empty = self._stops_when_empty and not _at(self._data, self._items)
        if empty and not more:
            return False
        return self.next_page_info() is not None

    def next_page_info(self) -> PageInfo | None:
        """What the request for the next page differs in; None where there is no next page."""
        backward = any(name in self._asked() for name, _ in self._backward)
        sources = self._backward if backward else self._next
        params = {name: self._source(source) for name, source in sources}
        if not params or any(value is None or value == "" for value in params.values()):
            return None
        return PageInfo(params=params)

    def _source(self, source: str) -> Any:
        values = [self._term(term) for term in source.split(" + ")]
        if len(values) == 1:
            return values[0]
        return None if None in values else sum(map(int, values))

    def _term(self, term: str) -> Any:
        if term.isdigit():
            return int(term)
        place, _, default = term.partition("|")
        holder, _, path = place.partition(".")
        items: list[Any] = _at(self._data, self._items) or []
        if holder == "count":
            return len(items)
        holders: dict[str, Any] = {
            "item": items[-1] if items else None,
            "first": items[0] if items else None,
            "request": self._asked(),
        }
        value = _at(holders.get(holder, self._data), path)
        return int(default) if value is None and default else value

    def _asked(self) -> dict[str, Any]:
        """What the request said that the next one says otherwise."""
        asked: Any = self._call.body if self._in_body else self._call.query
        return asked if is_object(asked) else {}

    def _next_call(self) -> Call:
        info = self.next_page_info()
        if info is None:
            raise RuntimeError(
                "No next page expected; please check `.has_next_page()` before calling"
                " `.get_next_page()`."
            )
        call = self._call
        return call.with_body(info.params) if self._in_body else call.with_query(info.params)

    def _unlike(self, page: P) -> P:
        """`page`, the next one; an error where it is this one again, as the next would be too."""
        other: Any = page
        if other._data == self._data and other.has_next_page():
            info = self.next_page_info()
            text = f"The page repeats: the API gave the same one again for {info!r}"
            raise APIResponseValidationError(other._response, other._data, message=text)
        return page

    def to_dict(self, **how: Any) -> dict[str, Any]:
        """The JSON object of the page; ``how`` as for a model's `to_dict`."""
        if not how:
            result: dict[str, Any] = encode(self._members())
            return result
        by_alias = how.pop("use_api_names", True)
        return self.model_dump(**{"exclude_unset": True, "by_alias": by_alias, **how})

    def to_json(self, *, indent: int | None = 2, **how: Any) -> str:
        """`to_dict` as JSON text."""
        from .model_dump import json_text

        return json_text(self.to_dict(**how), indent)

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """The page as plain values; ``how`` as for a model."""
        from .model_dump import dump

        self._get_page_items()
        return dump(self._members(), **how)

    def model_dump_json(self, *, indent: int | None = None, **how: Any) -> str:
        """`model_dump` as JSON text."""
        from .model_dump import json_text

        return json_text(self.model_dump(**how), indent)

    def _members(self) -> dict[str, Any]:
        data = dict(self._data)
        if self._decoded is not None:
            _put(data, self._items, self._decoded)
        return data

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self.to_dict() == other.to_dict())

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        fields = {**self._data, self._items.partition(".")[0]: self._get_page_items()}
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in fields.items())})"


class SyncPageBase(BasePage[T], Generic[T]):
    """A page whose next pages are fetched as you iterate."""

    def __iter__(self) -> Iterator[T]:
        for page in self.iter_pages():
            yield from page._get_page_items()

    def iter_pages(self) -> Iterator[Self]:
        """The page and those after it."""
        page = self
        yield page
        while page.has_next_page():
            page = page._unlike(page.get_next_page())
            yield page

    def get_next_page(self) -> Self:
        """The page after this one; RuntimeError where there is none."""
        page: Self = self._client._perform(self._next_call())
        return page


class AsyncPageBase(BasePage[T], Generic[T]):
    """A page whose next pages are fetched as you iterate."""

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.iter_pages():
            for item in page._get_page_items():
                yield item

    async def iter_pages(self) -> AsyncIterator[Self]:
        """The page and those after it."""
        page = self
        yield page
        while page.has_next_page():
            page = page._unlike(await page.get_next_page())
            yield page

    async def get_next_page(self) -> Self:
        """The page after this one; RuntimeError where there is none."""
        page: Self = await self._client._perform(self._next_call())
        return page


class AsyncPaginator(Awaitable[P], Generic[T, P]):
    """What an async list method gives: await it for a page, iterate it for all items."""

    def __init__(self, client: Any, call: Call, mode: Mode) -> None:
        self._client = client
        self._call = call
        self._mode: Mode = mode

    def __await__(self) -> Generator[Any, None, P]:
        page: Generator[Any, None, P] = self._client._perform(
            self._call, self._mode
        ).__await__()
        return page

    async def __aiter__(self) -> AsyncIterator[T]:
        page: Any = await self
        async for item in page:
            yield item


def _at(value: Any, path: str) -> Any:
    """What lies at a dotted path; None where nothing does."""
    for name in path.split("."):
        value = value.get(name) if is_object(value) else None
    return value


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    """Put `value` at a dotted path; objects on the way are copied."""
    name, _, rest = path.partition(".")
    if rest:
        data[name] = dict(data.get(name) or {})
        _put(data[name], rest, value)
    else:
        data[name] = value


def _declared(cls: type[Any], name: str) -> bool:
    return any(name in vars(base).get("__annotations__", ()) for base in cls.__mro__)
