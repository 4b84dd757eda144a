"""A package that is whole: nothing in it that no part needs, no import that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsbind.problems import TsbindError
from tsbind.render.files import RenderedFile
from tsbind.render.module_imports import Import, Module, ModuleFacts, module_facts, python_files

_COMMON = ("_runtime/", "lib/")
"""Folders of modules that are written only where another leads to them."""


def without_unneeded(files: Mapping[str, RenderedFile]) -> dict[str, RenderedFile]:
    """``files`` without the modules of the runtime and the helpers that no other leads to."""
    modules = python_files(files)
    needed: set[str] = set()
    pending = [path for path in files if not path.startswith(_COMMON)]
    while pending:
        path = pending.pop()
        if path in needed:
            continue
        needed.add(path)
        if path.endswith(".py"):
            facts = module_facts(path, files[path].text)
            pending.extend(_packages(path, files))
            pending.extend(p for i in facts.imports for p in _targets(i, modules))
    return {path: file for path, file in files.items() if path in needed}


def check_imports(files: Mapping[str, str]) -> None:
    """Refuse a package in which an import leads nowhere; raises `TsbindError`."""
    modules = python_files(files)
    facts = {module: module_facts(path, files[path]) for module, path in modules.items()}
    lost = [
        f"{modules[module]}:{one.line}: there is no {'.'.join((*one.module, one.name)).rstrip('.')}"
        for module, known in facts.items()
        for one in known.imports
        if not _leads_somewhere(one, facts)
    ]
    if lost:
        more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        raise TsbindError(
            f"{lost[0]}{more}",
            "Nothing was written. A template or a pack imports what is not there",
        )


def _leads_somewhere(one: Import, facts: Mapping[Module, ModuleFacts]) -> bool:
    known = facts.get(one.module)
    if known is not None and (not one.name or one.name in known.defined):
        return True
    return bool(one.name) and (*one.module, one.name) in facts


def _targets(one: Import, modules: Mapping[Module, str]) -> Iterator[str]:
    for module in (one.module, (*one.module, one.name)):
        if module in modules:
            yield modules[module]


def _packages(path: str, files: Mapping[str, RenderedFile]) -> Iterator[str]:
    folders = path.split("/")[:-1]
    for end in range(len(folders) + 1):
        package = "/".join((*folders[:end], "__init__.py"))
        if package in files:
            yield package
