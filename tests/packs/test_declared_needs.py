"""What the tables of packs say of modules and helpers is what their code does."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tsbind.packs import Pack
from tsbind.packs.find import shared_pack, shipped_packs
from tsbind.packs.helper import Helper
from tsbind.packs.modules import Module, module_closure
from tsbind.render.environment import environment
from tsbind.render.helpers import template_of

PACKS = (shared_pack(), *shipped_packs())
MODULES = [
    (pack, name)
    for pack in PACKS
    for name in sorted(pack.modules)
    if pack is PACKS[0] or name not in shared_pack().modules
]
HELPERS = [(pack, helper) for pack in PACKS for helper in pack.helpers]


class Everything:
    """Stands for every value of a template that is a table: it has whatever is asked for."""

    def __init__(self, *, holds: bool) -> None:
        self.holds = holds

    def __contains__(self, _: object) -> bool:
        return self.holds


def texts(pack: Pack, name: str) -> Iterator[tuple[str, set[str]]]:
    """The module as it may come out, and the types of upstream that it imports."""
    for holds in (True, False):
        used: set[str] = set()

        def api(dots: str, name: str, local: str = "", used: set[str] = used) -> str:
            used.add(name)
            return f"from upstream import {name} as {local or name}"

        template, _ = template_of(pack, name)
        values = {"pack": f"packs/{pack.name}", "accessors": [], "api": api}
        more = {"types": Everything(holds=holds), "modules": Everything(holds=holds)}
        yield environment().get_template(template).render(**values, **more), used


def imports_of(name: str, text: str, pack: Pack, *, package: bool) -> Iterator[tuple[str, str]]:
    """Each import: what kind of thing it is of, and its name."""
    home = ["" if pack.modules[name].public else "lib", *name.split(".")]
    folder = [part for part in (home if package else home[:-1]) if part]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (("package", alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield "package", str(node.module).partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = [*folder[: len(folder) + 1 - node.level], *(node.module or "").split(".")]
            base = [part for part in base if part]
            # The client module is there for the classes that extend the client alone.
            if base[0] not in ("_runtime", "_client" if name in pack.clients.values() else ""):
                for alias in node.names:
                    yield "module", module_at([*base, alias.name], pack)


def module_at(path: list[str], pack: Pack) -> str:
    """The name of the module at the end of ``path``, or of the one that has the name there."""
    for parts in (path, path[:-1]):
        name = ".".join(parts[1:] if parts[0] == "lib" else parts)
        if name in pack.modules and pack.modules[name].public == (parts[0] != "lib"):
            return name
    raise AssertionError(f"no module of {pack.name}: {'.'.join(path)}")


@pytest.mark.parametrize(("pack", "name"), MODULES, ids=lambda v: str(getattr(v, "name", v)))
def test_a_module_imports_what_its_row_says(pack: Pack, name: str) -> None:
    found: dict[str, set[str]] = {"package": set(), "module": set()}
    types: set[str] = set()
    _, path = template_of(pack, name)
    for text, used in texts(pack, name):
        types |= used
        for kind, other in imports_of(name, text, pack, package=path.endswith("__init__.py")):
            found[kind].add(other)
    said = pack.modules[name]
    packages = found["package"] - set(sys.stdlib_module_names) - {"upstream"}
    assert found["module"] == {*said.imports, *said.reexports}
    assert types == set(said.types)
    assert packages == set(said.packages)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_module_has_a_row(pack: Pack) -> None:
    (folder,) = pack.folders
    root = folder if pack is PACKS[0] else folder / "helpers"
    files = [p.relative_to(root) for p in root.rglob("*.py*") if p.name.endswith((".py", ".py.j2"))]
    names = {_module(path) for path in files} - {""}
    assert names <= pack.modules.keys()
    assert pack.modules.keys() - shared_pack().modules.keys() <= names


def _module(path: Path) -> str:
    text = path.as_posix().removesuffix(".j2").removesuffix(".py").replace("/", ".")
    return text.removesuffix("__init__").removesuffix(".")


@pytest.mark.parametrize(
    ("pack", "helper"), HELPERS, ids=lambda v: v.accessors[0] if isinstance(v, Helper) else v.name
)
def test_the_code_of_a_helper_calls_what_its_row_says(pack: Pack, helper: Helper) -> None:
    """Each endpoint it names is called in its modules; running each helper alone does the rest."""
    root = helper.function.rpartition(".")[0]
    closure = module_closure(pack.modules, [root])
    code = "\n".join(text for name in closure for text, _ in texts(pack, name))
    for call in helper.calls:
        method = re.sub("([A-Z])", r"_\1", call.rpartition(".")[2].removeprefix("/")).lower()
        assert re.search(rf'\.{method}\(|\.{method},|"{method}"', code), call
    assert all(name in pack.modules for name in closure)


def test_rows_name_modules_that_there_are() -> None:
    for pack in PACKS:
        for module in pack.modules.values():
            assert isinstance(module, Module)
            assert {*module.imports, *module.reexports} <= pack.modules.keys()
