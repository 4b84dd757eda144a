"""Every operation of four openai releases agrees with the TypeScript compiler's view of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from conformance.compare_operations import compare_operations
from conformance.oracle import ask_tree
from support.once import resolve_once
from support.sweeps import by_default
from tsbind.model.codec import from_json, to_json
from tsbind.problems import Severity
from tsbind.sources import SourceTree

pytestmark = [pytest.mark.registry, pytest.mark.node]

RELEASES = [("4.52.0", 65, 19), ("4.104.0", 112, 22), ("5.23.2", 120, 23), ("7.57.0", 389, 27)]
EXTENDING = {"7.57.0": ["AzureOpenAI", "BedrockOpenAI"]}
"""Clients that extend the client, where there is one more than Azure's."""


@pytest.mark.parametrize(
    ("version", "endpoints", "helpers"), by_default(RELEASES, RELEASES[0], RELEASES[-1])
)
def test_operations_agree_with_tsc(
    version: str, endpoints: int, helpers: int, openai_tree: Callable[[str], SourceTree]
) -> None:
    tree = openai_tree(version)
    package, problems = resolve_once(tree)
    kinds = Counter(operation.kind for operation in package.operations)
    assert kinds == {"endpoint": endpoints, "helper": helpers}
    comparison = compare_operations(package, ask_tree(tree))
    print(f"\nopenai@{version}: {dict(comparison.compared)}")
    assert comparison.wrong == []
    assert from_json(to_json(package)) == package
    skipped = [p.message for p in problems if p.severity is Severity.SKIPPED]
    assert skipped == []
    assert package.client is not None
    extending = [one.name for one in package.client.extended_by]
    assert extending == EXTENDING.get(version, ["AzureOpenAI"])


def test_connections_of_the_last_release(openai_tree: Callable[[str], SourceTree]) -> None:
    package, _ = resolve_once(openai_tree("7.57.0"))
    assert {socket.accessor: socket.path for socket in package.sockets} == {
        "beta.realtime": "/realtime",
        "beta.responses": "/responses",
        "live": "/live/sessions",
        "live.forks": "/live/sessions/{session_id}/fork",
        "live.sideband": "/live/sessions/{session_id}/attach",
        "realtime": "/realtime",
        "realtime.translations": "/realtime/translations",
        "responses": "/responses",
    }


OTHERS = [
    pytest.param("groq-sdk@1.6.0", 17, "Groq", id="small"),
    pytest.param("cloudflare@7.3.0", 2747, "Cloudflare", id="large", marks=pytest.mark.exhaustive),
]


@pytest.mark.parametrize(("spec", "endpoints", "name"), OTHERS)
def test_other_packages_of_the_same_layout(
    spec: str, endpoints: int, name: str, release: Callable[[str], SourceTree]
) -> None:
    tree = release(spec)
    package, problems = resolve_once(tree)
    assert len(package.operations) == endpoints
    assert package.client is not None
    assert package.client.name == name
    assert compare_operations(package, ask_tree(tree)).wrong == []
    assert [str(p) for p in problems if "operation" in p.message] == []


def test_helpers_of_the_first_release(openai_tree: Callable[[str], SourceTree]) -> None:
    package, _ = resolve_once(openai_tree("4.52.0"))
    helpers = {o.accessor: o.delegates for o in package.operations if o.kind == "helper"}
    assert helpers["beta.threads.runs.createAndPoll"] == ("this.create", "this.poll")
    assert helpers["beta.vectorStores.files.upload"] == ("this._client.files.create", "this.create")
    assert helpers["beta.chat.completions.stream"] == ()
