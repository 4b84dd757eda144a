"""What the modules of helpers import, as their tables say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Module:
    """What one module imports besides the runtime and the standard library."""

    imports: tuple[str, ...] = ()
    """Other modules of helpers, dotted."""
    reexports: tuple[str, ...] = ()
    """Modules whose names it repeats where they are there anyway."""
    types: tuple[str, ...] = ()
    """Types of upstream, by name."""
    packages: tuple[str, ...] = ()
    """Packages of others."""
    public: bool = False
    """Whether it stands in the package itself, where programs import it from, not in ``lib``."""


def module_closure(modules: Mapping[str, Module], roots: Iterable[str]) -> tuple[str, ...]:
    """``roots``, all they import and the packages they are in, sorted.

    A root without a row in ``modules`` is written from a plan and says itself what it imports.
    """
    found: set[str] = set()
    pending = list(roots)
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        pending.extend(modules.get(name, Module()).imports)
        pending.extend(filter(None, [name.rpartition(".")[0]]))
    return tuple(sorted(found))


def types_of_modules(modules: Mapping[str, Module], names: Iterable[str]) -> tuple[str, ...]:
    """The types of upstream that the modules ``names`` import, sorted."""
    known = (modules.get(name, Module()) for name in names)
    return tuple(sorted({type_ for module in known for type_ in module.types}))
