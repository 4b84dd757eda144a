"""An upstream whose declarations, members, methods and parameters have given names.

Every interface says all that an annotation can say, so that a name hides whatever it can hide.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from operations.acme import CLIENT, CORE, ERROR

TYPES = (
    "string | null",
    "Array<Other>",
    "{ [key: string]: number }",
    "Other | 'a' | 5",
    "boolean",
    "[string, number]",
    "unknown",
    "Uploadable",
    "Inner | Array<string> | null",
    "Open",
    "Either | null",
)
"""Fields take them in turn."""
SHARED = """
export type Uploadable = File | Blob;
export interface Other { kind: 'other'; value: string }
export interface Another { kind: 'another'; value: number }
export type Either = Other | Another;
export type Open = 'a' | 'b' | (string & {});
export interface Inner { inner: Array<Either> }
"""
IMPORTS = """
import { APIResource, APIPromise, RequestOptions } from '../core';
import { Other, Another, Either, Open, Inner, Uploadable } from './fields';
"""
OF_THE_CLIENT = ("api_key", "region", "status")
"""Members of the client already: upstream cannot have resources of these names."""


def names_in(files: Mapping[str, str]) -> list[str]:
    """Every public name that generated modules mention, and each with its first letter raised."""
    found: set[str] = set()
    for path, text in files.items():
        if path.endswith(".py") and not path.startswith("_runtime/"):
            for node in ast.walk(ast.parse(text)):
                found.update(_identifiers(node))
    found = {name for name in found if name[:1] != "_" and name.isidentifier()}
    return sorted(found | {_raised(name) for name in found})


def upstream(names: Sequence[str]) -> dict[str, str]:
    """The files of a package that has each of ``names`` wherever a name can stand."""
    raised = [name for name in names if name[:1].isupper()]
    lower = [name for name in names if name[:1].islower() and name not in OF_THE_CLIENT]
    return {
        "core.ts": CORE,
        "client.ts": _client(lower),
        "error.ts": ERROR,
        "resources/fields.ts": SHARED + "".join(_field_declarations(_as_written(names), raised)),
        "resources/tops.ts": _top_declarations(raised),
        "resources/calls.ts": IMPORTS + "".join(_call_declarations(lower)),
    }


def _as_written(names: Sequence[str]) -> list[str]:
    return [n for n in names if n[:1].islower() or n[:1].lower() + n[1:] not in names]


def _raised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _identifiers(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
            yield name
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            yield name
        case ast.alias(name=name, asname=local):
            yield from (name.rpartition(".")[2], local or name.rpartition(".")[2])
        case _:
            pass


def _fields(names: Iterable[str]) -> str:
    return "".join(
        f"  /** The {name}. */\n  {name}{'?' if n % 3 else ''}: {TYPES[n % len(TYPES)]};\n"
        for n, name in enumerate(names)
    )


def _field_declarations(names: Sequence[str], raised: Sequence[str]) -> Iterator[str]:
    fields = _fields(names)
    yield f"export interface Fields {{\n{fields}}}\n"
    yield f"export interface Box<T> {{\n value: T;\n{_fields(n for n in names if n != 'value')}}}\n"
    yield f"export interface Loose {{\n{fields}  [key: string]: unknown }}\n"
    own = "box_sample: Box<Other>; loose_sample: Loose; names_sample: Names; "
    own += "holder_sample: FieldsParams.HolderSample"
    yield f"export interface FieldsParams {{\n{fields} {own} }}\nexport namespace FieldsParams {{\n"
    for name in raised:
        yield f"export interface {name} {{ kind: '{name}'; one: Other; all: Array<{name}> }}\n"
    yield f"export interface HolderSample {{ {'; '.join(f'{n}: {n}' for n in raised)} }}\n}}\n"
    yield f"export enum Names {{ {', '.join(f'{n} = {n!r}' for n in names)} }}\n"


def _top_declarations(raised: Iterable[str]) -> str:
    text = "".join(
        f"export interface {n} {{ kind: '{n}'; all: Array<Everything>; {n}: {n} }}\n"
        for n in raised
    )
    return f"{text}export type Everything = {' | '.join(raised)};\n"


def _method(name: str, path: str, params: str, result: str, parameter: str = "") -> str:
    return (
        f"  {name}({parameter}params: {params}, options?: RequestOptions): APIPromise<{result}> {{"
        f" return this._client.post(`{path}`, {{ body: params, ...options }}); }}\n"
    )


def _call_declarations(names: Sequence[str]) -> Iterator[str]:
    yield f"export interface CallParams {{\n{_fields(names)}}}\n"
    yield "export interface ShortParams { sample_given?: Either; sample_many?: Array<Either> }\n"
    methods = "".join(_method(name, "/x", "ShortParams", "Other") for name in names)
    all_parameters = _method("sample_all", "/z", "CallParams", "Either")
    yield f"export class Methods extends APIResource {{\n{methods}{all_parameters}}}\n"
    paths = "".join(
        _method(f"by{n}", f"/x/${{{name}}}", "ShortParams", "Array<Either>", f"{name}: string, ")
        for n, name in enumerate(names)
        if name not in ("delete", "params")  # a keyword, and the parameter behind it
    )
    yield f"export class Paths extends APIResource {{\n{paths}}}\n"
    run = _method("run", "/y", "ShortParams", "Other")
    for name in names:
        yield f"export class {_raised(name)}s extends APIResource {{\n{run}}}\n"
    held = "".join(f"  {n}: {_raised(n)}s = new {_raised(n)}s(this._client);\n" for n in names)
    yield f"export class Holder extends APIResource {{\n{held}}}\n"


def _client(names: Iterable[str]) -> str:
    held = "".join(
        f"  {name}: API.{cls} = new API.{cls}(this);\n"
        for name, cls in [
            ("methods_sample", "Methods"),
            ("paths_sample", "Paths"),
            ("holder_sample", "Holder"),
            *((n, f"{_raised(n)}s") for n in names),
        ]
    )
    text = CLIENT.replace("things: API.Things = new API.Things(this);", held)
    return text.replace("./resources/things", "./resources/calls")
