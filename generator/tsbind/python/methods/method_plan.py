"""The plan of methods: signatures and bodies, in both flavours."""

from __future__ import annotations

from tsbind.python.spelling.expression import Code, Imports, imports_of
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class NamedCode:
    """A name, and the annotation or value it has."""

    name: str
    code: Code


@value_class(frozen=True, slots=True)
class ParameterPlan:
    """A parameter of a method."""

    name: str
    annotation: Flavoured
    default: Code = ""
    """Empty for a parameter that must be given."""


@value_class(frozen=True, slots=True)
class SignaturePlan:
    """One signature: its decorators, its parameters, and what it returns."""

    positional: tuple[ParameterPlan, ...]
    keywords: tuple[ParameterPlan, ...]
    returns: Flavoured
    decorators: tuple[Code, ...] = ()

    @property
    def parameters(self) -> tuple[ParameterPlan, ...]:
        """All of them, in order."""
        return (*self.positional, *self.keywords)


@value_class(frozen=True, slots=True)
class HelperCall:
    """The function of a helper that a method calls, and what it gives back."""

    package: str
    """The package of its module, relative to the module of the method."""
    module: str
    result: Flavoured | None
    """None for a function that gives nothing back."""


@value_class(frozen=True, slots=True)
class MethodPlan:
    """A method: overloads, the signature that holds them all, docstring and body."""

    name: str
    waits: bool
    """Whether it waits for the answer: `async def` in the async flavour."""
    overloads: tuple[SignaturePlan, ...]
    signature: SignaturePlan
    doc: str
    warnings: tuple[Code, ...]
    """Calls that warn of deprecated parameters."""
    call: Code
    """What does the work."""
    helper: HelperCall | None = None
    """Where the call is one of a helper's function."""


@value_class(frozen=True, slots=True)
class Flavour:
    """One of the two ways a client is written."""

    name: str
    prefix: str
    """What its classes begin with."""
    runtime_prefix: str
    """What its classes of the runtime begin with."""
    definition: str
    """How a method that waits for an answer is defined."""
    waits: str
    """What stands before the call of such a method."""


SYNC = Flavour("sync", "", "Sync", "def", "")
ASYNC = Flavour("async", "Async", "Async", "async def", "await ")
FLAVOURS = (SYNC, ASYNC)


@value_class(frozen=True, slots=True)
class Flavoured:
    """A piece of Python that may differ between the flavours: ``piece[flavour]``."""

    sync: Code
    asynchronous: Code

    def __getitem__(self, flavour: Flavour) -> Code:
        return self.sync if flavour == SYNC else self.asynchronous

    @property
    def imports(self) -> Imports:
        """What either needs."""
        return imports_of(self.sync, self.asynchronous)


def both(code: Code) -> Flavoured:
    """``code`` in both flavours."""
    return Flavoured(code, code)
