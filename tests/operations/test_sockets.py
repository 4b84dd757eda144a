"""WebSocket connections are found by their emitter class."""

from __future__ import annotations

import pytest

from operations.acme import package_of
from tsbind.model.types import Reference

EMITTER = """
import {{ EventEmitter }} from './events';
import * as API from './resources/things';
type Listeners = {{
  event: (event: API.Thing) => void;
  error: (error: Error) => void;
}};
export abstract class Emitter extends EventEmitter<Listeners> {{
  abstract send(event: API.ThingParams): void;
}}
export function buildURL(client: any, parameters: Record<string, unknown>): URL {{
  {body}
}}
"""

BODIES = {
    "through the client": (
        "const { id: part, ...query } = parameters; const endpoint = path`/things/${part}/watch`;"
        " return new URL(client.buildURL(endpoint, query));",
        "/things/{id}/watch",
        ("id",),
    ),
    "constant": (
        "const path = '/live'; return new URL(client.baseURL + path);",
        "/live",
        (),
    ),
    "appended": (
        "const url = new URL(client.baseURL);"
        " url.pathname += url.pathname.endsWith('/') ? 'live' : '/live'; return url;",
        "/live",
        (),
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_connection(name: str) -> None:
    body, path, parameters = BODIES[name]
    package, problems = package_of("", socket=EMITTER.format(body=body))
    (socket,) = package.sockets
    assert (socket.id, socket.accessor) == ("socket.ts#Emitter", "things")
    assert (socket.path, socket.path_parameters) == (path, parameters)
    assert socket.sends == Reference("resources/things.ts#ThingParams")
    assert socket.receives == Reference("resources/things.ts#Thing")
    assert [str(problem) for problem in problems if "connection" in problem.message] == []


COMPUTED = """
import {{ prepared }} from './prepared';
import {{ EventEmitter }} from '../events';
import * as API from '../resources/things';
interface Anything {{ type: string }}
type Listeners = {{ event: (event: API.Thing | Anything) => void }};
export class Emitter extends EventEmitter<Listeners> {{
  send(event: API.ThingParams | Anything | string): void {{}}
}}
function made(client: any, model: string): URL {{
  const request = prepared({{ model }});
  const url = new URL(client.baseURL);
  url.pathname = `${{url.pathname}}${{request.path}}`;
  return new URL(client.buildURL(url.toString(), request.query));
}}
"""
PREPARED = """
export function prepared(given: any) {
  const endpoint = '/things/spoken';
  return { path: endpoint, query: given };
}
"""


def test_a_path_that_another_function_states() -> None:
    package, problems = package_of(
        "", **{"things/socket": COMPUTED.format(), "things/prepared": PREPARED}
    )
    (socket,) = package.sockets
    assert (socket.accessor, socket.path) == ("things", "/things/spoken")
    assert socket.sends == Reference("resources/things.ts#ThingParams")
    assert socket.receives == Reference("resources/things.ts#Thing")
    assert [str(problem) for problem in problems if "connection" in problem.message] == []


@pytest.mark.parametrize("body", ["return made();", "const path = '//evil'; return new URL(path);"])
def test_connection_that_is_not_known_is_reported(body: str) -> None:
    package, problems = package_of("", socket=EMITTER.format(body=body))
    assert package.sockets == ()
    assert any("connection Emitter" in problem.message for problem in problems)
