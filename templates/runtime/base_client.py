"""What the sync and the async client have in common: options, defaults, and how calls go.

A generated client derives from `SyncAPIClient` or `AsyncAPIClient` and passes its
`ClientConfig` and the option values it was given:

    class Acme(SyncAPIClient):
        api_key: str

        def __init__(self, *, api_key=None, base_url=None, timeout=omit, ...):
            super().__init__(
                _CONFIG,
                {"api_key": api_key},
                base_url=base_url,
                timeout=timeout,
                ...
            )
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations


from .config import ClientConfig, base_urls, environment_headers, option_values
# with raw_views
from .methods import View
# end raw_views
from .omit import Omit, omit

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self

    import httpx2

    from .aliases import Headers, Mode, Query, Steps, Timeout, TokenProvider
    from .call import Call
    from .request_builder import Credentials

_CONNECT_TIMEOUT = 5.0
_NULLABLE = ("timeout", "max_retries")
"""Options of which None is no sign that the one before counts: no limit, and an error."""


class BaseClient:
    """State and decisions of a client; the flavours add the I/O."""

    max_retries: int

    def __init__(  # noqa: PLR0913
        self,
        config: ClientConfig,
        options: Mapping[str, Any],
        *,
        base_url: str | httpx2.URL | None = None,
        timeout: Timeout | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: Any = None,
        strict: bool | str = False,
    ) -> None:
        self._config = config
        self._arguments: dict[str, Any] = {
            **options,
            "base_url": base_url,
            "timeout": timeout,
            "max_retries": max_retries,
            "default_headers": default_headers,
            "default_query": default_query,
            "_strict_response_validation": strict,
        }
        self._providers: dict[str, TokenProvider] = {}
        values = option_values(config, options)
        for name, value in values.items():
            if callable(value):
                self._providers[name] = value
            setattr(self, name, "" if callable(value) else value)
        self._default_base, self._base_url = base_urls(config, values, base_url)
        self.max_retries = (
            config.max_retries
            if isinstance(max_retries, Omit)
            else _checked(max_retries)
        )
        self._custom_headers: dict[str, str | Omit | None] = {
            **environment_headers(config),
            **(default_headers or {}),
        }
        self._custom_query = dict(default_query or {})
        self._strict = strict
        self._timeout = timeout
        self._own_client: Any = http_client

    @property
    def _http(self) -> Any:
        """The httpx2 client, made when first needed."""
        raise NotImplementedError

    @property
    def base_url(self) -> httpx2.URL:
        """The URL that the paths of endpoints are appended to."""
        import httpx2

        return httpx2.URL(self._base_url + "/")

    @base_url.setter
    def base_url(self, url: str | httpx2.URL) -> None:
        self._base_url = str(url).rstrip("/")

    @property
    def timeout(self) -> Timeout:
        """The timeout of every call that has none of its own.

        The first there is: the one given, that of the user's httpx2 client (where it is not
        httpx2's default), upstream's default.
        """
        return self._timeout_or(self._config.timeout)

    @timeout.setter
    def timeout(self, timeout: Timeout) -> None:
        self._timeout = timeout

    @property
    def default_headers(self) -> dict[str, str | Omit | None]:
        """The headers of every request, credentials aside."""
        return {**self._own_headers(), **self._custom_headers}

    @property
    def default_query(self) -> dict[str, object]:
        """The query parameters of every request."""
        return self._custom_query

    @property
    def auth_headers(self) -> dict[str, str]:
        """The headers that prove who is calling; none where a function has to be asked."""
        if self._providers:
            return {}
        try:
            next(self._credentials(()))
        except StopIteration as stop:
            return dict(stop.value.headers)
        return {}

    # with raw_views
    if TYPE_CHECKING:

        @property
        def with_raw_response(self) -> Any:
            """The client with methods that give a `RawResponse` in place of their value."""

        @property
        def with_streaming_response(self) -> Any:
            """The client with methods that give a context manager for the unread response."""

    else:
        with_raw_response = View("RawView")
        with_streaming_response = View("StreamingView")

    # end raw_views
    def _own_headers(self) -> dict[str, str | Omit | None]:
        config = self._config
        headers: dict[str, str | Omit | None] = {
            "User-Agent": f"{type(self).__name__}/Python {config.version}",
            **config.headers,
        }
        for header, option in config.header_options:
            value = getattr(self, option)
            if value is not None:
                headers[header] = value
        return headers

    def _timeout_of(self, call: Call) -> Timeout:
        """The timeout of a call: its own, else the client's; the endpoint's before the default."""
        if not isinstance(call.timeout, Omit):
            return call.timeout
        return self._timeout_or(call.endpoint.timeout or self._config.timeout)

    def _timeout_or(self, seconds: float) -> Timeout:
        if not isinstance(self._timeout, Omit):
            return self._timeout
        import httpx2

        own: Timeout = getattr(self._own_client, "timeout", None)
        if self._own_client is not None and own != httpx2.Timeout(5.0):
            return own
        return httpx2.Timeout(seconds, connect=_CONNECT_TIMEOUT)

    def _base_of(self, call: Call) -> str:
        """The base URL of a call: its endpoint's own, where this client goes to the default."""
        own = call.endpoint.base_url
        at_default = self._base_url == self._default_base
        return own if own is not None and at_default else self._base_url

    def _socket_target(
        self, path: str, query: Mapping[str, object]
    ) -> tuple[str, dict[str, object]]:
        """The base URL and the whole query of a WebSocket connection to `path`."""
        return self._base_url, {**self._custom_query, **query}

    def _credentials(self, security: tuple[str, ...]) -> Steps[Credentials]:
        """What proves who is calling, by the schemes `security`, or by any."""
        from .credentials import credentials_of

        return credentials_of(self, security)

    def _renews_credentials(self, request: httpx2.Request) -> bool:
        """Whether `request`, which was answered with 401, may go better with new credentials."""
        return False

    if TYPE_CHECKING:
        # The client says what it takes; what derives from that may take more.
        def copy(self, *args: Any, **overrides: Any) -> Self: ...

    else:

        def copy(self, **overrides):
            """A client with some options other than this one's, on the same connections.

            Takes the options of the constructor; `default_headers` and `default_query` are laid
            over this client's, `set_default_headers` and `set_default_query` take their place.
            """
            return self._copied(overrides)

    with_options = copy

    def _copied(self, overrides: dict[str, Any]) -> Self:
        arguments: dict[str, Any] = {**self._arguments, "timeout": self._timeout}
        arguments.update(max_retries=self.max_retries, base_url=self._base_url)
        arguments.update(self._current_options())
        self._keep_place(arguments, overrides)
        for name, current in (
            ("default_headers", self._custom_headers),
            ("default_query", self._custom_query),
        ):
            whole = overrides.pop(f"set_{name}", None)
            added = overrides.pop(name, None)
            if whole is not None and added is not None:
                raise ValueError(
                    f"The `{name}` and `set_{name}` arguments are mutually exclusive"
                )
            arguments[name] = {**current, **(added or {})} if whole is None else whole
        arguments.update(
            (name, value)
            for name, value in overrides.items()
            if value is not omit and (value is not None or name in _NULLABLE)
        )
        other = type(self)(**arguments)
        if overrides.get("http_client") is None:
            other._share(self)
        return other

    def _keep_place(
        self, arguments: dict[str, Any], overrides: Mapping[str, Any]
    ) -> None:
        """Keep in `arguments` the base URL or the environment: what says where a copy goes."""
        name = self._config.environment_option
        if name is None:
            return
        named = overrides.get(name) or (
            self._base_url == self._default_base and getattr(self, name)
        )
        kept = overrides.get("base_url") is None and named
        arguments["base_url" if kept else name] = None

    def _current_options(self) -> dict[str, Any]:
        names = (option.name for option in self._config.options)
        return {
            name: self._providers.get(name) or getattr(self, name) for name in names
        }

    def _steps(self, call: Call, mode: Mode) -> Steps[Any]:
        """Make `call`; gives its value, or its response where `mode` asks for that."""
        from .exchange import exchange
        from .parsing import parse

        call.unread = mode == "streaming"
        reply = yield from exchange(self, call)
        # with raw_views
        if mode != "parsed":
            from .responses import RawResponse

            kind: type[Any] = RawResponse if mode == "raw" else self._response_class()
            return kind(self, call, reply)
        # end raw_views
        return parse(self, call, reply.response)

    # What the flavours add: classes, connections and I/O.

    # with streams
    def _stream_class(self) -> type[Any]:
        raise NotImplementedError

    # end streams
    # with raw_views
    def _response_class(self) -> type[Any]:
        raise NotImplementedError

    # end raw_views
    # with pages
    def _page_class(self, pages: tuple[type[Any], type[Any]]) -> type[Any]:
        raise NotImplementedError

    # end pages
    def _share(self, other: Any) -> None:
        raise NotImplementedError

    def _send(self, request: httpx2.Request, foreign: bool) -> Any:
        raise NotImplementedError

    def _read(self, response: httpx2.Response) -> Any:
        raise NotImplementedError

    def _close(self, response: httpx2.Response) -> Any:
        raise NotImplementedError

    def _sleep(self, seconds: float) -> Any:
        raise NotImplementedError

    def _resolve(self, provider: TokenProvider) -> Any:
        raise NotImplementedError


def _checked(max_retries: int) -> int:
    if max_retries is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise TypeError("`max_retries` cannot be None; 0 is for no retries")
    if max_retries < 0:
        raise ValueError("`max_retries` cannot be negative")
    return max_retries
