"""Import statements of one module, from the imports its expressions carry."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from tsbind.python.placement import Module
from tsbind.python.spelling.expression import Import
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class ImportStatement:
    """``from module import names``, or ``import module``; as text it is the statement."""

    module: str
    """As the statement names it: relative where it is of the package."""
    names: tuple[str, ...] = ()
    """``name`` or ``name as local``, sorted."""
    local: str = ""
    """What ``import module`` calls the module, where that is not its own name."""

    def __str__(self) -> str:
        if not self.names:
            return f"import {self.module}{f' as {self.local}' if self.local else ''}"
        return f"from {self.module} import {', '.join(self.names)}"


@value_class(frozen=True, slots=True)
class ImportBlock:
    """Import statements that stand together; as text, groups with a blank line between them."""

    standard: tuple[ImportStatement, ...] = ()
    others: tuple[ImportStatement, ...] = ()
    """Other installed packages."""
    package: tuple[ImportStatement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.standard or self.others or self.package)

    def __str__(self) -> str:
        groups = filter(None, (self.standard, self.others, self.package))
        return "\n\n".join("\n".join(map(str, group)) for group in groups)


@value_class(frozen=True, slots=True)
class LazyImport:
    """A row of the table ``_ref``: a local name, and where what it stands for is declared."""

    local: str
    place: str


def import_block(imports: Iterable[Import], module: Module) -> ImportBlock:
    """The statements for ``imports`` in ``module``; lazy ones need none."""
    by_source: dict[str, list[tuple[str, str]]] = {}
    for one in imports:
        if not one.lazy:
            by_source.setdefault(one.module, []).append((one.name, one.local))
    standard = [source for source in by_source if not source.startswith((".", *_OTHERS))]
    others = [source for source in by_source if source.startswith(_OTHERS)]
    package = {relative_to(module, s): by_source[s] for s in by_source if s.startswith(".")}
    return ImportBlock(
        tuple(
            _statements(by_source, sorted(standard, key=lambda s: (bool(by_source[s][0][0]), s)))
        ),
        tuple(_statements(by_source, sorted(others))),
        tuple(_statements(package, sorted(package, key=_package_order))),
    )


def lazy_imports(imports: Iterable[Import], module: Module) -> tuple[LazyImport, ...]:
    """The rows of the table of references that ``imports`` ask for."""
    rows: dict[str, str] = {}
    for one in imports:
        if one.lazy:
            path = relative_to(module, one.module)
            rows[one.local] = path if one.local == one.name else f"{path}:{one.name}"
    return tuple(LazyImport(local, place) for local, place in sorted(rows.items()))


def statement(
    source: str, names: Iterable[tuple[str, str]], *, explicit: Container[str] = ()
) -> ImportStatement:
    """``from source import name as local, ...``.

    A name in ``explicit`` is ``a as a``: a re-export that type checkers accept without ``__all__``.
    """
    ordered = sorted(set(names), key=_name_order)
    return ImportStatement(
        source,
        tuple(n if n == local and n not in explicit else f"{n} as {local}" for n, local in ordered),
    )


def relative_to(module: Module, source: str) -> str:
    """``source``, a module from the package's root, as a relative import from ``module``."""
    return relative(module, tuple(source[1:].split(".")))


def relative(module: tuple[str, ...], target: tuple[str, ...]) -> str:
    """``target`` as a relative import from ``module``: ``..shared.metadata``."""
    package = module[:-1]
    common = 0
    while common < min(len(package), len(target) - 1) and package[common] == target[common]:
        common += 1
    return "." * (1 + len(package) - common) + ".".join(target[common:])


def _statements(
    names: dict[str, list[tuple[str, str]]], sources: Iterable[str]
) -> Iterator[ImportStatement]:
    for source in sources:
        for _, local in (pair for pair in names[source] if not pair[0]):
            yield ImportStatement(source, local=local)
        named = [pair for pair in names[source] if pair[0]]
        if named:
            yield statement(source, named)


def _package_order(source: str) -> tuple[int, str]:
    """Farther modules first."""
    return len(source.lstrip(".")) - len(source), source


def _name_order(pair: tuple[str, str]) -> tuple[bool, bool, tuple[str, str]]:
    # Constants, then classes, then functions: the order ruff's import rules keep.
    name = pair[0]
    return (not name.isupper(), not name[:1].isupper(), pair)


_OTHERS = ("httpx2",)
