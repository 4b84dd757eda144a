from __future__ import annotations

import ast

from operations.acme import package_of
from tsbind.pipeline import Release, generate


def test_both_flavours_have_the_same_parameters() -> None:
    package, _ = package_of(
        "get(id: string, query?: { limit?: number }): APIPromise<Thing> "
        "{ return this._client.get(path`/things/${id}`, { query }); }"
    )
    text = generate(Release(package)).files["resources/things.py"]
    classes = {n.name: n for n in ast.parse(text).body if isinstance(n, ast.ClassDef)}
    (sync,) = (
        n for n in classes["Things"].body if isinstance(n, ast.FunctionDef) and n.name == "get"
    )
    (other,) = (n for n in classes["AsyncThings"].body if isinstance(n, ast.AsyncFunctionDef))
    assert ast.dump(sync.args) == ast.dump(other.args)
    assert ast.unparse(other.body[-1]) == ast.unparse(sync.body[-1]).replace(
        "return ", "return await "
    )
