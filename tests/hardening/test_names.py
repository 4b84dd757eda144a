"""Hostile names, from the source to a package that is imported and used, and its reference."""

from __future__ import annotations

import dataclasses
import json
import keyword
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hardening.conftest import tsbind
from hardening.names import METHODS, PARAMETERS, PROPERTIES, RESOURCES, TYPES
from hardening.texts import quoted
from hardening.upstream import write_acme
from operations.acme import CLIENT
from support.emitted import Package, importable
from tsbind.python.names import WINDOWS_DEVICES

TYPE_NAMES = list(dict.fromkeys(name for names in TYPES.values() for name in names))
EVERY = list(dict.fromkeys(name for names in PROPERTIES.values() for name in names))


def unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def source() -> str:
    holders = [*PROPERTIES.values(), EVERY]
    bodies = ["".join(f"{quoted(x)}?: string; " for x in unique(names)) for names in holders]
    text = "".join(f"export interface P{n} {{ {body}}}\n" for n, body in enumerate(bodies))
    text += "".join(
        f"export interface {x} {{ kind: {quoted(x)}; all?: Array<Every1> }}\n" for x in TYPE_NAMES
    )
    return f"{text}export type Every1 = {' | '.join(TYPE_NAMES)};\n"


def client() -> tuple[str, str]:
    """Resource file and client whose resources, methods and parameters have names of their own."""
    fields = "".join(f"{p}?: string; " for p in PARAMETERS)
    path = "/things/${self}/${None}"
    methods = "".join(
        f"{m}(self: string, None: string, params: Q, options?: RequestOptions): APIPromise<R> {{"
        f" return this._client.post(`{path}`, {{ body: params, ...options }}); }}\n"
        for m in METHODS
    )
    classes = "".join(
        f"export class R{n} extends APIResource {{\n{methods}}}\n" for n in range(len(RESOURCES))
    )
    text = "import { APIResource, APIPromise, RequestOptions } from '../core';\n"
    text += f"export interface Q {{ {fields}}}\nexport interface R {{ id: string }}\n{classes}"
    attributes = "".join(f"{r}: API.R{n} = new API.R{n}(this);\n" for n, r in enumerate(RESOURCES))
    return text, CLIENT.replace("things: API.Things = new API.Things(this);", attributes)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both packages and the reference of the first, in one folder."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "types.ts").write_text(source(), encoding="utf-8")
    write_acme(folder, *client())
    for arguments in (
        ("generate", folder / "types.ts", "--out", folder / "named"),
        ("generate", folder / "upstream", "--out", folder / "called"),
        ("docs", folder / "types.ts", "--out", folder / "site"),
        ("docs", folder / "upstream", "--out", folder / "called_site"),
        ("docs", folder / "types.ts", "--format", "markdown", "--out", folder / "md"),
    ):
        result = tsbind(*arguments)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
    return folder


@pytest.fixture(scope="module")
def package(folder: Path) -> Iterable[Package]:
    with importable(folder, "named") as package:
        yield package


def test_everything_compiles_with_warnings_as_errors(folder: Path) -> None:
    code = "import compileall as c\nassert c.compile_dir('named', quiet=1)\n"
    code += "assert c.compile_dir('called', quiet=1)"
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("sort", [*PROPERTIES, "all of them"])
def test_properties_are_legal_distinct_and_exact_on_the_wire(package: Package, sort: str) -> None:
    number = list(PROPERTIES).index(sort) if sort in PROPERTIES else len(PROPERTIES)
    wires = unique(PROPERTIES.get(sort, EVERY))
    cls = getattr(package, f"P{number}")
    names = [field.name for field in dataclasses.fields(cls)]
    assert len({unicodedata.normalize("NFKC", name) for name in names}) == len(wires)
    assert [n for n in names if not n.isidentifier() or keyword.iskeyword(n)] == []
    assert all(len(name) <= 104 and not name.startswith("__") for name in names)
    data = {wire: f"value of {n}" for n, wire in enumerate(wires)}
    found = cls.from_dict(data, strict=True)
    assert sorted(getattr(found, name) for name in names) == sorted(data.values())
    assert found.to_dict() == data
    again = cls(**{name: getattr(found, name) for name in names})
    assert again.to_dict() == data


@pytest.mark.parametrize("sort", TYPES)
def test_declarations_are_told_apart(package: Package, sort: str) -> None:
    """Each has a class of its own that its union finds by the literal it carries."""
    for name in unique(TYPES[sort]):
        found = [c for c in classes(package) if kinds(package, c) == {name}]
        assert len(found) == 1, name
        value = found[0].from_dict({"kind": name, "all": [{"kind": n} for n in TYPE_NAMES]})
        assert [item.kind for item in value.all] == TYPE_NAMES
        assert found[0].__name__.isidentifier()
        assert len(found[0].__name__) <= 104


def classes(package: Package) -> list[Any]:
    exported = {getattr(package.types, name) for name in package.types.__all__}
    return [c for c in exported if isinstance(c, type) and dataclasses.is_dataclass(c)]


def kinds(package: Package, cls: Any) -> set[str]:
    return set(getattr(package.root.type_hints(cls).get("kind"), "__args__", ()))


@pytest.mark.parametrize("made", ["named", "called", "site", "called_site", "md"])
def test_files_have_names_every_disk_takes(folder: Path, made: str) -> None:
    paths = [p.relative_to(folder / made).as_posix() for p in (folder / made).rglob("*")]
    assert len({unicodedata.normalize("NFC", path).casefold() for path in paths}) == len(paths)
    for path in paths:
        for part in path.split("/"):
            assert part.partition(".")[0].casefold() not in WINDOWS_DEVICES
            assert part.isprintable()
            assert len(part.encode()) < 200
            assert not set(part) & set('<>:"|?*\\')


def test_names_do_not_depend_on_the_process(folder: Path) -> None:
    """Another hash seed, the same bytes."""
    for seed in ("1",):
        out = folder / f"seed{seed}" / "named"
        command = [sys.executable, "-m", "tsbind", "generate", "types.ts", "--out", str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        made = {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        for path, content in made.items():
            assert path.name == "tsbind.lock" or (folder / "named" / path).read_bytes() == content


def test_a_client_of_such_names_can_be_called(folder: Path) -> None:
    """Every resource, method and parameter is there, and what is sent has upstream's names."""
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json={"id": "x"})

    with importable(folder, "called") as package:
        kind = package.module("_runtime.resource").SyncAPIResource
        http = httpx2.Client(transport=httpx2.MockTransport(answer))
        with package.root.Acme(api_key="k", http_client=http) as acme:
            held = [
                value
                for name in vars(type(acme))
                if not name.startswith("_") and isinstance(value := getattr(acme, name), kind)
            ]
            assert len(held) == len(RESOURCES)
            for resource in held:
                methods = [name for name in vars(type(resource)) if not name.startswith("_")]
                assert len(methods) == len(METHODS)
                for name in methods:
                    given = {parameter: parameter for parameter in PARAMETERS}
                    value = getattr(resource, name)(self_="a", none="b", params=given)
                    assert value.id == "x"
    assert len(sent) == len(RESOURCES) * len(METHODS)
    assert {request.url.path for request in sent} == {"/v1/things/a/b"}
    assert all(json.loads(r.content) == {name: name for name in PARAMETERS} for r in sent)


def test_methods_that_become_one_are_reported(tmp_path: Path) -> None:
    """The first stays; the second is left out by name, and costs nothing else."""
    method = (
        "(options?: RequestOptions): APIPromise<R> { return this._client.get('/x', options); }\n"
    )
    names = ["getAll", "get_all", "other"]
    text = client()[0].partition("export class R0")[0]
    text += f"export class R0 extends APIResource {{ {''.join(n + method for n in names)} }}\n"
    held = "things: API.R0 = new API.R0(this);\nclose(options?: RequestOptions): Promise<string> {"
    held += " return this.get('/close', options); }\n"
    root = CLIENT.replace("things: API.Things = new API.Things(this);", held)
    result = tsbind(
        "generate", write_acme(tmp_path, text, root), "--out", tmp_path / "made", "--all-warnings"
    )
    assert result.exit_code == 0, result.output
    out = result.stderr
    assert "operation things.get_all was left out: in Python it is called like things.getAll" in out
    assert (
        "operation close was left out: in Python it is called like `close` of every client" in out
    )
    with importable(tmp_path, "made") as package:
        assert {"get_all", "other"} <= set(dir(package.module("resources.things").R0))
