# ruff: noqa: E501 (lines of TypeScript)
"""Resources are found by walking from the root client, however they are held."""

from __future__ import annotations

import pytest

from operations.acme import CLIENT, CORE, operation_of, package_of

NESTED = """
export class Parts extends APIResource {
  list() { return this._client.get('/parts'); }
}
"""

HELD = {
    "initialised": "parts: Parts = new Parts(this._client);",
    "by a getter": "get parts(): Parts { return (this.made ??= new Parts(this._client)); }",
    "in the constructor": "parts: Parts;\nconstructor(c: any) { this.parts = new Parts(this._client); }",
}


@pytest.mark.parametrize("name", HELD)
def test_nested_resource(name: str) -> None:
    operation = operation_of(HELD[name], "things.parts.list", NESTED)
    assert (operation.path, operation.resource) == ("/parts", "resources/things.ts#Parts")


def test_resources_that_keep_the_verbs_of_the_client() -> None:
    core = CORE.replace("_client: Acme;", "client: Acme;").replace(
        "this._client = client;",
        "this.client = client; this.post = client.post.bind(client);"
        " this.pages = client.getAPIList.bind(client); this.get = client.get.bind(other);",
    )
    package, _ = package_of(
        "add() { return this.post('/things'); }\n"
        "list() { return this.pages('/things', CursorPage<Thing>); }\n"
        "direct() { return this.client.put('/things'); }\n"
        "other() { return this.get('/elsewhere'); }\n"
        "parts: Parts = new Parts(this.client);",
        "export class Parts extends APIResource { drop() { return this.client.delete('/p'); } }",
        core=core,
    )
    found = {o.accessor: (o.verb, o.path) for o in package.operations}
    assert found == {
        "status": ("get", "/status"),
        "things.add": ("post", "/things"),
        "things.list": ("get", "/things"),
        "things.direct": ("put", "/things"),
        "things.other": ("", ""),
        "things.parts.drop": ("delete", "/p"),
    }


def test_members_of_base_classes_are_followed() -> None:
    package, _ = package_of(
        "override own() { return this._client.get('/own'); }",
        "export class Other extends Things { more() { return this._client.get('/more'); } }",
        client=CLIENT.replace(
            "things: API.Things = new API.Things(this)", "things = new API.Other(this)"
        ),
    )
    paths = {operation.accessor: operation.path for operation in package.operations}
    assert paths == {"status": "/status", "things.own": "/own", "things.more": "/more"}


def test_resources_that_hold_each_other_end() -> None:
    package, _ = package_of(
        "back: Back = new Back(this._client);",
        "export class Back extends APIResource { things: Things = new Things(this._client);"
        " go() { return this._client.get('/back'); } }",
    )
    accessors = [operation.accessor for operation in package.operations]
    assert accessors == ["status", "things.back.go"]
    assert package.client is not None
    held = [(resource.owner, resource.name) for resource in package.client.resources]
    assert held == [
        ("client.ts#Acme", "things"),
        ("resources/things.ts#Things", "back"),
        ("resources/things.ts#Back", "things"),
    ]


def test_helpers_say_what_they_call() -> None:
    operation = operation_of(
        "async run(id: string): Promise<Thing> { const one = await this.create(id);"
        " while (true) { await this._client.things.retrieve(one.id); } }"
    )
    assert (operation.kind, operation.verb, operation.path) == ("helper", "", "")
    assert operation.delegates == ("this.create", "this._client.things.retrieve")


def test_a_function_given_the_client_that_sends_nothing_makes_a_helper() -> None:
    operation = operation_of("run(id: string) { return wait(this._client, id); }")
    assert operation.kind == "helper"


def test_private_methods_are_no_operations() -> None:
    package, problems = package_of(
        "private a() { return this._client.get('/a'); }\n#b() {}\nprotected c() {}\nstatic d() {}"
    )
    assert [operation.accessor for operation in package.operations] == ["status"]
    assert problems == []
