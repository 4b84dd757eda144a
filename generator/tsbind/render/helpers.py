"""The helpers of a generated package as files."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.packs import Pack
from tsbind.packs.find import shared_pack
from tsbind.problems import TsbindError
from tsbind.python.helpers.extension import LIB
from tsbind.python.helpers.plan import HelpersPlan
from tsbind.python.spelling.import_statements import statement
from tsbind.render.environment import RenderedFile, Templates
from tsbind.render.header import MARK


def render_helpers(plan: HelpersPlan, templates: Templates) -> dict[str, RenderedFile]:
    """The modules of the helpers by path below the package."""

    def api(dots: str, name: str, local: str | None = None) -> str:
        return _line(plan, dots, name, local or name)

    values: dict[str, object] = {
        "pack": f"packs/{plan.pack.name}",
        "accessors": plan.accessors,
        "modules": plan.modules,
        "types": plan.types,
        "api": api,
    }
    files: dict[str, RenderedFile] = {}
    for connection in plan.connections:
        files[connection.path] = templates.file(
            "client/connection.py.j2", begin=MARK, connection=connection
        )
    written = {path.removesuffix(".py").replace("/", ".") for path in files}
    for module in ("", *plan.modules) if plan.modules else ():
        if f"{LIB}.{module}" not in written:
            template, path = template_of(plan.pack, module)
            known = plan.pack.modules.get(module)
            place = path if known and known.public else f"{LIB}/{path}"
            files[place] = templates.file(template, begin=MARK, **values)
    return dict(sorted(files.items()))


def _line(plan: HelpersPlan, dots: str, name: str, local: str) -> str:
    """The import of one of upstream's types; of ``Any`` where this release has no such type yet."""
    place = plan.types.get(name)
    if place is None:
        return str(statement("typing", [("Any", local)]))
    return str(statement(f"{dots}{'.'.join(place.module)}", [(place.name, local)]))


def template_of(pack: Pack, module: str) -> tuple[str, str]:
    """The template of a module, and its path below `LIB`: tsbind's own, or the pack's."""
    for owner, below, name in _owners(pack):
        for path in _paths(module):
            for suffix in ("", ".j2"):
                if owner.has(f"{below}{path}{suffix}"):
                    return f"{name}/{path}{suffix}", path
    raise TsbindError(
        f"the pack {pack.name!r} has no module {module!r}", "Correct [modules] in its helpers.toml"
    )


def _owners(pack: Pack) -> Iterator[tuple[Pack, str, str]]:
    """Whose files the modules are, where below, and what that is called among templates."""
    yield shared_pack(pack.overrides), "", LIB
    yield pack, "helpers/", f"packs/{pack.name}/helpers"


def _paths(module: str) -> Iterator[str]:
    base = module.replace(".", "/")
    if base:
        yield f"{base}.py"
    yield f"{base}/__init__.py".lstrip("/")
