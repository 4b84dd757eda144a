"""Every declaration agrees with the TypeScript compiler, fact by fact and in both directions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.compare import compare, working_out
from conformance.facts import facts_of_tree
from tsbind.problems import Severity
from tsbind.resolve.resolution import resolve
from tsbind.sources import SourceTree

pytestmark = [pytest.mark.registry, pytest.mark.node]

Release = Callable[[str], SourceTree]

RELEASES = [
    pytest.param("openai@4.52.0", "resources/", id="openai-4.52.0"),
    pytest.param("openai@4.104.0", "resources/", id="openai-4.104.0", marks=pytest.mark.exhaustive),
    pytest.param("openai@5.23.2", "resources/", id="openai-5.23.2", marks=pytest.mark.exhaustive),
    pytest.param("openai@7.57.0", "resources/", id="openai-7.57.0"),
    pytest.param("openai@4.33.0", "resources/", id="openai-4.33.0", marks=pytest.mark.exhaustive),
    pytest.param("vscode-jsonrpc@10.0.0", "", id="vscode-jsonrpc"),
    pytest.param("@slack/types@3.2.0", "", id="slack"),
    pytest.param("@notionhq/client@5.26.0", "", id="notion"),
    pytest.param("vscode-languageserver-types@3.18.5", "", id="vscode"),
    pytest.param("@modelcontextprotocol/sdk@1.32.2", "dist/esm/spec.types.d.ts", id="mcp"),
]


@pytest.mark.parametrize(("spec", "below"), RELEASES)
def test_every_declaration_agrees_with_tsc(spec: str, below: str, release: Release) -> None:
    tree = release(spec)
    resolution = resolve(tree)
    facts = facts_of_tree(tree)
    assert facts["failures"] == []
    found = compare(resolution.package, facts, evaluate=working_out(resolution), below=below)
    print(f"\n{spec}: {found.facts.total()} facts: {dict(found.counts)}")
    assert found.differing == []
    assert found.facts.total() > 500
    # What is opaque is said: each such fact has a problem with its place.
    assert not found.opaque or any(
        p.severity is Severity.OPAQUE for p in resolution.program.problems
    )
