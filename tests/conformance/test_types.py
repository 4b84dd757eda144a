"""Every declaration agrees with the TypeScript compiler."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.compare import compare
from conformance.oracle import ask_tree
from support.once import resolve_once
from tsbind.problems import Severity
from tsbind.sources import SourceTree

pytestmark = [pytest.mark.registry, pytest.mark.node]

Release = Callable[[str], SourceTree]

RELEASES = [
    pytest.param("openai@4.52.0", "resources/", (), id="openai-4.52.0"),
    pytest.param(
        "openai@4.104.0", "resources/", (), id="openai-4.104.0", marks=pytest.mark.exhaustive
    ),
    pytest.param(
        "openai@5.23.2", "resources/", (), id="openai-5.23.2", marks=pytest.mark.exhaustive
    ),
    pytest.param("openai@7.57.0", "resources/", (), id="openai-7.57.0"),
    pytest.param(
        "openai@4.33.0", "resources/", (), id="openai-4.33.0", marks=pytest.mark.exhaustive
    ),
    pytest.param("vscode-jsonrpc@10.0.0", "", ("--dts",), id="vscode-jsonrpc"),
    pytest.param("@slack/types@3.2.0", "", ("--dts",), id="slack"),
    pytest.param("@notionhq/client@5.26.0", "", ("--dts",), id="notion"),
    pytest.param("vscode-languageserver-types@3.18.5", "", ("--dts",), id="vscode"),
    pytest.param(
        "@modelcontextprotocol/sdk@1.32.2",
        "dist/esm/spec.types.d.ts",
        ("--dts", "--files", r"spec\.types"),
        id="mcp",
    ),
]


@pytest.mark.parametrize(("spec", "below", "arguments"), RELEASES)
def test_every_declaration_agrees_with_tsc(
    spec: str, below: str, arguments: tuple[str, ...], release: Release
) -> None:
    tree = release(spec)
    oracle = ask_tree(tree, *arguments)
    package, problems = resolve_once(tree)
    comparison = compare(package, oracle, below=below)
    total = sum(comparison.compared.values())
    print(f"\n{spec}: {total} facts agree with tsc: {dict(comparison.compared)}")
    assert comparison.wrong == []
    assert total > 500
    own = [p for p in problems if p.position and p.position.file.startswith(below)]
    assert [p for p in own if p.severity is Severity.OPAQUE] == []
