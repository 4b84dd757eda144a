"""What upstream says about its root client, as values."""

from __future__ import annotations

import os

from .errors import MissingCredentialError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal, NamedTuple as Values

    import httpx2
else:

    class Values:
        """As much of a named tuple as is used here; a real one takes much longer to define."""

        def __init__(self, *values: Any, **named: Any) -> None:
            vars(self).update(zip(self.__annotations__, values, strict=False), **named)

        def _replace(self, **changes: Any) -> Values:
            return type(self)(**{**vars(self), **changes})


class Option(Values):
    """A client option and the environment variable it falls back to."""

    name: str
    environment: str | None = None
    required: bool = False
    default: Any = None


class Credential(Values):
    """How option `option` goes on the wire: into `header` after `prefix`, or into a query.

    With `password`, another option, the two go as user and password of the Basic scheme.
    """

    scheme: str
    option: str
    header: str | None
    prefix: str = ""
    query: str | None = None
    password: str | None = None


class ClientConfig(Values):
    """The root client: a generated client module holds one, shared by its two flavours.

    `header_options` pairs a header with the option that gives its value. Of several
    `credentials` for one header the first that there is goes. The option
    `environment_option` chooses one of the base URLs `environments`. With
    `idempotency_header` every call but a GET gets a key of its own, the same for all its
    attempts. Of the options `required_any` one must be had. The environment variable
    `headers_environment` holds more default headers, `name: value` by line.
    """

    name: str
    package: str
    version: str
    base_url: str
    base_url_environment: str | None = None
    options: tuple[Option, ...] = ()
    credentials: tuple[Credential, ...] = ()
    headers: Mapping[str, str] = {}
    header_options: tuple[tuple[str, str], ...] = ()
    timeout: float = 600.0
    max_retries: int = 2
    idempotency_header: str | None = None
    log_environment: str | None = None
    required_any: tuple[str, ...] = ()
    environments: Mapping[str, str] = {}
    environment_option: str | None = None
    headers_environment: str | None = None
    query_arrays: Literal["brackets", "repeat", "indices", "comma"] = "brackets"
    query_objects: Literal["brackets", "dots"] = "brackets"
    skipped_events: tuple[str, ...] = ()


def option_values(config: ClientConfig, given: Mapping[str, Any]) -> dict[str, Any]:
    """Every option's value: as given, else from the environment, else the default.

    Raises `MissingCredentialError` where a required one has none.
    """
    values: dict[str, Any] = {}
    secrets = {c.option: c.password is None for c in config.credentials}
    secrets.update((c.password, False) for c in config.credentials if c.password)
    for option in config.options:
        value = given.get(option.name)
        if isinstance(value, str) and option.name in secrets:
            value = checked_secret(option.name, value, only_ascii=secrets[option.name])
        if value is None and option.environment is not None:
            value = os.environ.get(option.environment, "").strip() or None
        value = option.default if value is None else value
        if value is None and option.required:
            raise MissingCredentialError(_missing(option))
        values[option.name] = value
    if config.required_any and all(
        values[name] is None for name in config.required_any
    ):
        raise MissingCredentialError(_missing_all(config))
    return values


def checked_secret(name: str, value: str, *, only_ascii: bool = True) -> str:
    """A credential without the blanks around it; an error for one that cannot be sent.

    With `only_ascii` off it is sent in base64, which takes letters of every alphabet.
    """
    stripped = value.strip()
    if not stripped:
        raise MissingCredentialError(f"Missing credentials: `{name}` is empty")
    if not stripped.isprintable() or (only_ascii and not stripped.isascii()):
        raise MissingCredentialError(
            f"`{name}` has characters that no header can have: line breaks, control characters"
            " or letters beyond ASCII"
        )
    return stripped


def _missing(option: Option) -> str:
    passing = f"passing {option.name} to the client"
    if option.environment is None:
        return f"The {option.name} client option must be set by {passing}"
    return (
        f"The {option.name} client option must be set either by {passing}"
        f" or by setting the {option.environment} environment variable"
    )


def _missing_all(config: ClientConfig) -> str:
    options = [o for o in config.options if o.name in config.required_any]
    names = ", ".join(f"`{option.name}`" for option in options)
    variables = ", ".join(o.environment for o in options if o.environment is not None)
    setting = (
        f", or set one of the environment variables {variables}" if variables else ""
    )
    return f"Missing credentials: pass one of {names} to the client{setting}"


def base_urls(
    config: ClientConfig, options: Mapping[str, Any], base_url: str | httpx2.URL | None
) -> tuple[str, str]:
    """The base URL a client has by default, and the one it has.

    The first there is: `base_url`, that of the environment chosen, the environment variable,
    upstream's own. ValueError for a base URL beside an environment, an unknown environment, and
    where there is none at all. What is no http(s) URL is an error of the first request.
    """
    default, chosen = config.base_url, options.get(config.environment_option or "")
    if chosen is not None:
        default = _named(config, chosen, base_url)
        return default.rstrip("/"), default.rstrip("/")
    variable = os.environ.get(config.base_url_environment or "")
    url = base_url or variable or default
    if not url:
        raise ValueError("This client has no default base URL: pass `base_url`")
    return (default or str(url)).rstrip("/"), str(url).rstrip("/")


def environment_headers(config: ClientConfig) -> dict[str, str]:
    """The default headers that the environment has; lines without a colon are passed over."""
    text = os.environ.get(config.headers_environment or "", "")
    lines = (line.partition(":") for line in text.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in lines if colon}


def _named(
    config: ClientConfig, chosen: object, base_url: str | httpx2.URL | None
) -> str:
    option = config.environment_option
    if base_url is not None:
        raise ValueError(
            f"The `{option}` and `base_url` arguments are mutually exclusive"
        )
    url = config.environments.get(str(chosen))
    if url is None:
        known = ", ".join(map(repr, config.environments))
        raise ValueError(f"Invalid `{option}`; expected one of {known}")
    return url
