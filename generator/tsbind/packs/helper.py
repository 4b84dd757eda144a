"""What the table of a pack says of a helper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnParameter:
    """A parameter of the helper that its endpoint has not.

    ``type`` is Python with names to import in braces: ``{~X}`` is ``X`` with the prefix of the
    flavour, ``{=X}`` what a caller may give for upstream's ``X``, ``{@x}`` the type of the
    endpoint's parameter ``x`` and ``{@x[]}`` that of its items. Without ``default`` it must be
    given; with ``omit`` it may be left out. ``order`` says where the function gets it: ``first``,
    among those ``given`` to the endpoint, or ``last``.
    """

    name: str
    type: str
    default: str | None = None
    doc: str = ""
    positional: bool = False
    order: str = "last"


@dataclass(frozen=True, slots=True)
class Variant:
    """One overload of a helper: own parameters with other types, and what it returns."""

    own: tuple[OwnParameter, ...] = ()
    returns: str = ""


@dataclass(frozen=True, slots=True)
class Helper:
    """A helper: where it stands, what it builds on, and the function that does the work."""

    accessors: tuple[str, ...]
    """Where upstream may have it, in upstream's spelling; the endpoints it needs are beside."""
    function: str
    """``module.function`` below the helpers' folder."""
    base: str = ""
    """The endpoint whose parameters it takes: a method beside it, or an accessor after ``/``."""
    calls: tuple[str, ...] = ()
    """The other endpoints it calls, written alike; ``parts.create`` is one of a resource below."""
    target: str = "self"
    """What the function works on."""
    own: tuple[OwnParameter, ...] = ()
    drop: frozenset[str] = frozenset({"stream"})
    """Parameters of the endpoint that the helper sets itself, by wire name."""
    given: bool = True
    """Whether it takes the parameters of the endpoint at all."""
    extra: tuple[str, ...] = ()
    """Of one that does not: which of ``extra_headers`` and so on it takes nonetheless."""
    positional: str | None = None
    """The parameter that may be positional, where it is not the endpoint's own."""
    returns: str = ""
    """Empty: what the endpoint returns."""
    variants: tuple[Variant, ...] = ()
    constants: tuple[str, ...] = ()
    """Further arguments of the function, after the own ones; ``{wire:X}`` is the spec of X."""
    collected: bool = False
    """Whether the own parameters go to the function in one dict, after the constants."""
    awaited: bool = True
    """Whether the async flavour is a coroutine function."""
    whole: bool = True
    """Whether the params may be given as one object, where upstream has a type for it."""
    needs: tuple[str, ...] = ()
    """Types the package must have, by name or by id."""
    replaces: bool = False
    """Whether it stands in the place of the endpoint's own method."""
    whole_package: bool = False
    """Whether a part of a package does without it."""
    raw: bool = False
    """Whether the views for raw responses have it: it sends one request."""
    upstream: bool = True
    """False for a helper that only the official Python client has."""
    by_position: tuple[str, ...] = ()
    """All parameters that may be given by position, in their order, where they are many."""
    doc: str = ""
    deprecated: str | None = None
    """Why a helper that only the official Python client has is deprecated."""
    exports: tuple[str, ...] = ()
    """Names for the package to export: ``module:Name``."""
