"""Small proofs over a whole release: templates, exports, errors."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from support.once import emit_once, resolve_once
from tsbind.packs import pack_for, templates_root
from tsbind.python.methods.naming import python_accessor
from tsbind.sources import SourceTree

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
BY_NAME = ("client", "diff", "docs", "types")
PACK = templates_root() / "packs/openai"
EXAMPLES = PACK / "examples"
"""Found by the accessor of a helper."""
WHOLE = {"runtime": "_runtime", "lib": "lib", "packs/openai/helpers": "lib"}
"""Folders of templates that are copied file by file, and where to."""


@pytest.fixture(scope="module")
def files(openai_tree: Callable[[str], SourceTree]) -> dict[str, str]:
    return emit_once(openai_tree("7.57.0")).files


@pytest.mark.parametrize("folder", BY_NAME)
def test_every_template_is_named_somewhere(folder: str) -> None:
    sources = [*(ROOT / "generator").rglob("*.py"), *templates_root().rglob("*.j*")]
    texts = {path: path.read_text("utf-8") for path in sources}
    found = [path for path in (templates_root() / folder).rglob("*") if path.is_file()]
    assert found
    for path in found:
        users = [other for other, text in texts.items() if path.name in text and other != path]
        assert users or path.suffix in (".css", ".js", ".svg"), path


@pytest.mark.registry
def test_every_written_example_is_of_a_helper(openai_tree: Callable[[str], SourceTree]) -> None:
    accessors = {accessor for helper in pack_for("openai").helpers for accessor in helper.accessors}
    for version in ("5.23.2", "7.57.0"):
        sockets = resolve_once(openai_tree(version))[0].sockets
        accessors |= {f"{socket.accessor}.connect" for socket in sockets}
    names = {python_accessor(accessor).removeprefix("beta.") for accessor in accessors}
    written = [path.name.removesuffix(".py.j2") for path in EXAMPLES.iterdir()]
    assert written
    assert [name for name in written if name.removeprefix("beta.") not in names] == []


@pytest.mark.registry
@pytest.mark.parametrize("folder", WHOLE)
def test_every_module_of_the_runtime_is_emitted(folder: str, files: dict[str, str]) -> None:
    root = templates_root() / folder
    paths = [p.relative_to(root).as_posix().removesuffix(".j2") for p in root.rglob("*.py*")]
    paths = [path for path in paths if path.endswith(".py")]
    assert paths
    public = {name for name, module in pack_for("openai").modules.items() if module.public}
    for path in paths:
        name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        assert (path if name in public else f"{WHOLE[folder]}/{path}") in files


@pytest.mark.registry
def test_exports_are_sorted_and_unique(files: dict[str, str]) -> None:
    count = 0
    for path, text in files.items():
        if not path.endswith("__init__.py") or "__all__" not in text:
            continue
        for node in ast.parse(text).body:
            target = node.targets[0] if isinstance(node, ast.Assign) else None
            if isinstance(target, ast.Name) and target.id == "__all__":
                names = ast.literal_eval(node.value)
                assert names == sorted(set(names)), path
                count += 1
    assert count > 50


@pytest.mark.registry
def test_every_error_is_raised_in_a_test(files: dict[str, str]) -> None:
    tests = "".join(path.read_text("utf-8") for path in TESTS.rglob("*.py"))
    tree = ast.parse(files["__init__.py"])
    exported = [
        value
        for node in ast.walk(tree)
        if isinstance(node, ast.List)
        for value in ast.literal_eval(node)
        if value.endswith("Error")
    ]
    assert len(exported) > 15
    assert [name for name in exported if name not in tests] == []
