"""The names of one generated module: its own, and those it may import.

The table decides what a name is called in the module and gives it as an expression that carries
its import. Which of them the module imports follows from the expressions it holds.
"""

from __future__ import annotations

import builtins
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from tsbind.python.names import PythonName, class_name, unique
from tsbind.python.placement import Module, Place
from tsbind.python.spelling.expression import Code, Expression, Import, member

TWIN_SUFFIX = "Dict"
OWN_NAMES_OF_TYPES = frozenset(
    "FileTypes Generic Iterable Literal Mapping Model Omit Required TypeAlias TypeVar TypedDict "
    "Union builtins dataclass omit union wire".split()
)
"""Names a module of types imports for itself: a declaration elsewhere of such a name gets another
here."""

OWN_NAMES_OF_CLIENT = frozenset(
    "Any AsyncPaginator AsyncStream Awaitable BinaryResponse Body Callable Endpoint FileTypes "
    "Headers Iterable Literal Mapping Omit PageEndpoint Query Stream StreamEndpoint Timeout Union "
    "async_raw async_streamed cached_property deprecated omit overload raw references streamed "
    "union unviewed warn_parameter wire".split()
)
"""What modules of the client import; a declaration called so gets another name."""

TYPE_CHECKING = Import("typing", "TYPE_CHECKING", "TYPE_CHECKING")
REFERENCES = Import("._runtime.references", "references", "references")
"""What makes the table ``_ref``."""

_RUNTIME = "._runtime"
_BUILTINS = frozenset(vars(builtins))


@dataclass
class ImportTable:
    """What everything a module mentions is called in it."""

    module: Module
    places: dict[str, Place]
    taken: set[str]
    """Names the module defines itself, and those it has given away."""
    defined: frozenset[str] = frozenset()
    """Names of the declarations and twins that the module of types defines."""
    own_names: frozenset[str] = OWN_NAMES_OF_TYPES
    """Names kept for what modules of this kind import."""
    shadowed: frozenset[str] = frozenset()
    """Names of the class at hand's fields: inside it they hide builtins of the same name."""
    _known: dict[tuple[str, str], Expression] = field(
        default_factory=dict[tuple[str, str], Expression]
    )
    """Expressions of the standard library and the package, by module and name."""
    local_names: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Names of declarations elsewhere, by id and suffix (`TWIN_SUFFIX` or none)."""

    def builtin(self, name: str) -> Code:
        """A builtin type, reachable although a field may be called like it."""
        if name not in self.shadowed:
            return name
        return member(self.whole("builtins"), name)

    def whole(self, module: str) -> Expression:
        """Another module as a whole: ``import module``."""
        local = self._local(module)
        renamed = "" if local == module else local
        return Expression(local, frozenset({Import(module, local=renamed)}))

    def typing(self, name: str) -> Expression:
        """A name of `typing`."""
        return self._imported("typing", name)

    def collections(self, name: str) -> Expression:
        """A name of `collections.abc`."""
        return self._imported("collections.abc", name)

    def runtime(self, module: str, name: str) -> Expression:
        """A name of one of the runtime's modules."""
        return self._imported(f"{_RUNTIME}.{module}", name)

    def runtime_module(self, name: str) -> Expression:
        """One of the runtime's modules."""
        return self._imported(_RUNTIME, name)

    def standard(self, module: str, name: str) -> Expression:
        """A name of another module of the standard library."""
        return self._imported(module, name)

    def declaration(self, id_: str, suffix: str = "") -> Code:
        """A declaration, or with `TWIN_SUFFIX` its `TypedDict` twin."""
        place = self.places[id_]
        name = name_at(place, suffix)
        if place.module == self.module:
            return name
        known = self._known.get((id_, suffix))
        if known is None:
            local = self._free(id_, suffix)
            known = self._known[id_, suffix] = _expression(dotted(place.module), name, local)
        return known

    def reference(self, id_: str) -> Expression:
        """A declaration as wire specs name it: looked up when it is first needed."""
        place = self.places[id_]
        imports = {REFERENCES}
        name: str = place.name
        if place.module != self.module:
            name = self._free(id_)
            imports.add(Import(dotted(place.module), place.name, name, lazy=True))
        return Expression(f'_ref("{name}")', frozenset(imports))

    def resource(self, module: Module, name: str) -> Code:
        """A resource class or another class of the client's modules, for type checkers."""
        if module == self.module:
            return name
        key = (dotted(module), name)
        if key not in self._known:
            local = PythonName(name)
            if local in self.taken or local in self.own_names:
                local = unique(PythonName(f"{class_name(module[-1])}{name}"), self.taken)
            self.taken.add(local)
            self._known[key] = _expression(*key, local)
        return self._known[key]

    def names(self) -> frozenset[str]:
        """Every name that stands for something in the module, or hides a builtin."""
        known = {expression.text for expression in self._known.values()}
        return self.own_names | _BUILTINS | self.taken | known

    def _imported(self, module: str, name: str) -> Expression:
        known = self._known.get((module, name))
        if known is None:
            known = self._known[module, name] = _expression(module, name, self._local(name))
        return known

    def _local(self, name: str) -> str:
        """What the module calls ``name`` of an import: that, where nothing of its own is."""
        while name in self.taken:
            name = f"_{name}" if name[:1].isupper() else f"{name}_"
        return name

    def _free(self, id_: str, suffix: str = "") -> str:
        local = self.local_names.get((id_, suffix))
        if local is None:
            place = self.places[id_]
            local = free_name(place, name_at(place, suffix), self.taken, self.own_names)
            self.local_names[id_, suffix] = local
            self.taken.add(local)
        return local


def client_table(module: Module, places: dict[str, Place], taken: Iterable[str]) -> ImportTable:
    """The table of ``module``, which defines the names ``taken``."""
    return ImportTable(module, places, set(taken), own_names=OWN_NAMES_OF_CLIENT)


def free_name(place: Place, name: str, taken: Container[str], kept: Container[str]) -> str:
    """The name under which a module imports what ``place`` calls ``name``.

    That name; where the module has it for something else, behind the name of the module it comes
    from (a member of `ThreadCreateParams` is `ThreadCreateParamsToolResources`), then behind that
    of its folder, then behind all folders; last with a number.
    """
    if name not in taken and name not in kept:
        return name
    longer = list(_longer_names(place, name))
    return next((each for each in longer if each not in taken), unique(longer[-1], taken))


def _longer_names(place: Place, name: str) -> Iterator[PythonName]:
    module, folder = class_name(place.module[-1]), class_name(place.module[-2])
    if place.name != module:
        yield PythonName(f"{module}{name}")
    yield PythonName(f"{folder}{name}")
    if len(place.module) > 3:
        yield PythonName(f"{class_name('_'.join(place.module[1:-1]))}{name}")


def name_at(place: Place, suffix: str) -> str:
    """The name of a declaration in its own module, or with `TWIN_SUFFIX` that of its twin."""
    return place.twin if suffix else place.name


def dotted(module: Module) -> str:
    """A module of the package as imports name it: from the package's root."""
    return f".{'.'.join(module)}"


def _expression(module: str, name: str, local: str) -> Expression:
    return Expression(local, frozenset({Import(module, name, local)}))
