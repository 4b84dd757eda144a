"""A package that is whole: nothing in it that no part needs, no import that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tsbind.problems import TsbindError
from tsbind.render.environment import RenderedFile
from tsbind.render.features import features_of, with_features
from tsbind.render.module_imports import Import, Module, ModuleFacts, module_facts, python_files

_COMMON = ("_runtime/", "lib/")
"""Folders of modules that are written only where another leads to them."""


_BY_WORD = (
    (re.compile(r"\bmultipart=|x-www-form-urlencoded"), "multipart"),
    (re.compile(r"\.with_(?:raw|streaming)_response\b"), "raw_views"),
    (re.compile(r"\.model_(?:dump|copy|construct|validate|json_schema)"), "pydantic_compat"),
)
"""Features that a module uses without an import of them."""


def with_all_features(files: Mapping[str, RenderedFile]) -> dict[str, RenderedFile]:
    """``files`` without the marks of features, every feature among them."""
    return {path: _written(file, None) for path, file in files.items()}


def without_unneeded(
    files: Mapping[str, RenderedFile], *, all_features: bool = False
) -> dict[str, RenderedFile]:
    """``files`` without the modules of the runtime and the helpers that no other leads to.

    What is between the marks of a feature leads nowhere, unless something else uses the feature or
    ``all_features`` are asked for.
    """
    features: set[str] | None = None if all_features else set()
    while True:
        chosen = {path: _written(file, features) for path, file in files.items()}
        needed = {path: chosen[path] for path in chosen if path in _reached(chosen)}
        found = set[str]() if features is None else set(_used(needed, files)) - features
        if features is None or not found:
            return needed
        features |= found


def _written(file: RenderedFile, features: set[str] | None) -> RenderedFile:
    text = with_features(file.text, features)
    return file if text is file.text else RenderedFile(text, file.template)


def _used(needed: Mapping[str, RenderedFile], marked: Mapping[str, RenderedFile]) -> Iterator[str]:
    """The features that ``needed`` leads to: their modules, names defined with them, and words."""
    modules = python_files(needed)
    for path, file in needed.items():
        if not path.startswith("_runtime/"):
            yield from (name for word, name in _BY_WORD if word.search(file.text))
        elif path.endswith(".py"):
            yield path.removeprefix("_runtime/").removesuffix(".py")
        for one in _imports(path, file):
            home = modules.get(one.module, "")
            if home.startswith("_runtime/") and one.name:
                yield from features_of(marked[home].text, one.name)


def _reached(files: Mapping[str, RenderedFile]) -> set[str]:
    modules = python_files(files)
    needed: set[str] = set()
    pending = [path for path in files if not path.startswith(_COMMON)]
    while pending:
        path = pending.pop()
        if path in needed:
            continue
        needed.add(path)
        if path.endswith(".py"):
            pending.extend(_packages(path, files))
            pending.extend(p for i in _imports(path, files[path]) for p in _targets(i, modules))
    return needed


def _imports(path: str, file: RenderedFile) -> tuple[Import, ...]:
    """What a file imports; nothing where it is no Python: the formatter will say where."""
    try:
        return module_facts(path, file.text).imports if path.endswith(".py") else ()
    except SyntaxError:
        return ()


def without_lost(
    files: Mapping[str, RenderedFile], optional: Iterable[str]
) -> dict[str, RenderedFile]:
    """``files`` without those of ``optional`` in which an import leads nowhere."""
    left = dict(files)
    imports = {path: module_facts(path, left[path].text).imports for path in optional}
    lost = [""]
    while lost:
        modules = python_files(left)
        asked = {m for of in imports.values() for i in of for m in (i.module, (*i.module, i.name))}
        facts = {m: module_facts(modules[m], left[modules[m]].text) for m in asked & modules.keys()}
        lost = [p for p, of in imports.items() if not all(_leads_somewhere(i, facts) for i in of)]
        for path in lost:
            del left[path], imports[path]
    return left


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
