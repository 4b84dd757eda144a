"""What cannot be known from the source, or must not be sent, is reported and left out."""

from __future__ import annotations

import pytest

from operations.acme import CLIENT, package_of
from tsbind.pipeline import Release, generate
from tsbind.problems import Severity

PATHS = {
    "another host": "'//evil.test/x'",
    "a scheme": "'https://evil.test/x'",
    "no slash": "'things'",
    "parent": "'/a/../b'",
    "escaped parent": "'/a/%2E%2e/b'",
    "single dot": "'/a/./b'",
    "carriage return": "'/a\\r\\nX: y'",
    "fragment": "'/a#b'",
    "backslash": "'/a\\\\b'",
    "braces": "'/a/{b}'",
    "a call": "pathOf(id)",
    "a computed part": "`/a/${pathOf(id)}`",
    "a parameter in the query": "`/a?x=${id}`",
    "host made of a parameter": "`//${id}/x`",
}


@pytest.mark.parametrize("name", PATHS)
def test_path_is_refused(name: str) -> None:
    methods = f"run(id: string) {{ return this._client.get({PATHS[name]}); }}"
    package, problems = package_of(methods)
    assert [o.accessor for o in package.operations if o.accessor.startswith("things")] == []
    (problem,) = [p for p in problems if p.severity is Severity.SKIPPED]
    assert "operation things.run: the " in problem.message
    assert str(problem.position).startswith("resources/things.ts:17:3")


BODIES = {
    "header with a line break": "get('/a', { headers: { 'X-A': 'b\\r\\nc' } })",
    "header name with a space": "get('/a', { headers: { 'X A': 'b' } })",
    "two arguments in one body": "post('/a', { body: { ...id, ...other } })",
    "payload of unknown source": "post('/a', { body: secret() })",
    "options of unknown source": "post('/a', secret())",
    "computed method": "getAPIList('/a', X, { method: verb() })",
    "computed stream flag": "post('/a', { stream: decide() })",
    "no path": "get()",
}


@pytest.mark.parametrize("name", BODIES)
def test_request_is_refused(name: str) -> None:
    package, problems = package_of(
        f"run(id: A, other: B) {{ return this._client.{BODIES[name]}; }}"
    )
    assert [o.accessor for o in package.operations if o.accessor.startswith("things")] == []
    assert [p.severity for p in problems if "things.run" in p.message] == [Severity.SKIPPED]


WARNINGS = {
    "computed header": ("{ headers: { 'X-A': sign() } }", "header 'X-A', computed by `sign()`"),
    "headers from a call": ("{ headers: buildHeaders([made()]) }", "headers from `made()`"),
    "options on a condition": (
        "{ ...(id ? { timeout: 1 } : {}) }",
        "request options on the condit",
    ),
    "computed security": ("{ __security: schemes() }", "security from `schemes()`"),
    "payload passed through": ("{ body: clean(id) }", "goes through `clean(id)`"),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_operation_is_kept_with_a_warning(name: str) -> None:
    options, message = WARNINGS[name]
    package, problems = package_of(f"run(id: A) {{ return this._client.post('/a', {options}); }}")
    assert "things.run" in [operation.accessor for operation in package.operations]
    assert any(message in p.message for p in problems if p.severity is Severity.WARNING)


def test_one_bad_method_costs_no_other() -> None:
    package, _ = package_of("""
        bad() { return this._client.get(secret()); }
        two(x: A) { if (x) { return this._client.get('/a'); } return this._client.get('/b'); }
        good() { return this._client.get('/good'); }
        declared(): void;
        """)
    accessors = [operation.accessor for operation in package.operations]
    assert [name for name in accessors if name.startswith("things")] == ["things.good"]


HOSTILE = {
    "parentheses": "return this._client.get(" + "(" * 5000 + "'/a'" + ")" * 5000 + ");",
    "cyclic names": "const a = b; const b = a; return this._client.get('/a', a);",
    "cyclic spreads": "const a = { ...b }; const b = { ...a }; return this._client.get('/a', a);",
    "calls": "return this._client.get('/a', " + "f(" * 3000 + "{}" + ")" * 3000 + ");",
    "arrows": "return this._client.get('/a', " + "() => " * 3000 + "({}));",
    "concatenation": "return this._client.get('/a'" + " + 'b'" * 5000 + ");",
    "blocks": "{" * 3000 + "return this._client.get('/a');" + "}" * 3000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bodies_end(name: str) -> None:
    package, problems = package_of(
        f"run() {{ {HOSTILE[name]} }}\ngood() {{ return this._client.get('/good'); }}"
    )
    found = {operation.accessor: operation for operation in package.operations}
    assert found["things.good"].path == "/good"
    run = found.get("things.run")
    assert run is None or run.path in ("", "/a")
    assert run is not None or any("things.run" in problem.message for problem in problems)


RUN = "run(): APIPromise<string> { return this._client.get('/a'); }"


def test_a_result_that_is_not_written_is_reported() -> None:
    package, problems = package_of(RUN.replace(": APIPromise<string>", ""))
    assert "things.run" in [operation.accessor for operation in package.operations]
    assert [str(problem) for problem in problems] == [
        "resources/things.ts:17:3: opaque: a function: what it returns is inferred from its body"
    ]


def test_other_client_classes_are_reported_by_name() -> None:
    text = "import { Acme } from './client';\nexport class AzureAcme extends Acme {}\n"
    package, problems = package_of(RUN, azure=text)
    assert package.client is not None
    assert package.client.name == "Acme"
    assert [(one.name, str(one.position)) for one in package.client.extended_by] == [
        ("AzureAcme", "azure.ts:2:8")
    ]
    assert problems == []
    assert [str(p) for p in generate(Release(package)).problems] == [
        "azure.ts:2:8: skipped: client AzureAcme, which extends Acme, is not generated"
    ]


def test_a_client_without_resources_has_its_own_endpoints() -> None:
    client = CLIENT.replace("things: API.Things = new API.Things(this);", "post() {}")
    package, problems = package_of(RUN, client=client)
    assert package.client is not None
    assert [o.accessor for o in package.operations if o.kind == "endpoint"] == ["status"]
    assert problems == []


def test_a_client_without_endpoints_is_reported() -> None:
    client = CLIENT.replace("things: API.Things = new API.Things(this);", "post() {}")
    client = client.replace("status(options", "private status(options")
    package, problems = package_of(RUN, client=client)
    assert package.client is None
    assert ["client Acme holds no resources" in p.message for p in problems] == [True]
