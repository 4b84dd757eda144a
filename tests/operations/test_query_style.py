"""How upstream writes arrays and objects in a query."""

from __future__ import annotations

import pytest

from operations.acme import CLIENT, package_of
from tsbind.model.operations import QueryStyle

TABLE = [
    ("qs.stringify(query, { arrayFormat: 'brackets' })", QueryStyle("brackets", "brackets")),
    (
        "qs.stringify(query, { allowDots: true, arrayFormat: 'repeat' })",
        QueryStyle("repeat", "dots"),
    ),
    ("qs.stringify(query, { allowDots: false, arrayFormat: 'comma' })", QueryStyle("comma")),
    ("qs.stringify(query)", QueryStyle("indices")),
    ("Object.entries(query).join('&')", QueryStyle()),
]
RUN = "run() { return this._client.get('/a'); }"


def _style(method: str, **files: str) -> QueryStyle:
    text = CLIENT.replace("buildHeaders() {", f"{method}\n  buildHeaders() {{", 1)
    text = "import { stringifyQuery } from './query';" + text
    client = package_of(RUN, client=text, **files)[0].client
    assert client is not None
    return client.query_style


@pytest.mark.parametrize(("call", "style"), TABLE)
def test_a_method_says_it(call: str, style: QueryStyle) -> None:
    assert _style(f"protected stringifyQuery(query: object) {{ return {call}; }}") == style


@pytest.mark.parametrize(("call", "style"), TABLE)
def test_a_function_says_it(call: str, style: QueryStyle) -> None:
    function = f"export function stringifyQuery(query: object) {{ return {call}; }}"
    method = "protected stringifyQuery(query: object) { return stringifyQuery(query); }"

    assert _style(method, query=function) == style


def test_without_the_method() -> None:
    assert _style("") == QueryStyle()
