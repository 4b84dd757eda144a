"""Names looked up through namespaces, imports, re-exports and merged declarations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.trees import declaration, resolve, resolved, tree
from tsbind.model.spelling import typescript
from tsbind.model.types import Reference
from tsbind.problems import Severity

FOUND = [
    pytest.param(
        {
            "a.ts": "import { X } from './b'; export interface A { x: X }",
            "b.ts": "export type X = 1;",
        },
        "b.ts#X",
        id="import",
    ),
    pytest.param(
        {
            "a.ts": "import * as B from './b'; export interface A { x: B.X }",
            "b.ts": "export * from './c';",
            "c.ts": "export interface X {}",
        },
        "c.ts#X",
        id="export star",
    ),
    pytest.param(
        {
            "a.ts": "import { Y } from './b'; export interface A { x: Y }",
            "b.ts": "export { X as Y } from './c';",
            "c.ts": "export interface X {}",
        },
        "c.ts#X",
        id="renamed re-export",
    ),
    pytest.param(
        {
            "a.ts": "import { B } from './b'; export interface A { x: B.X }",
            "b.ts": "import * as C from './c'; export namespace B { export import X = C.X; }",
            "c.ts": "export interface X {}",
        },
        "c.ts#X",
        id="export import",
    ),
    pytest.param(
        {
            "a.ts": "import { B } from './b'; export interface A { x: B.X }",
            "b.ts": "import { type X as X } from './c'; export class B {}\n"
            "export declare namespace B { export { type X as X }; }",
            "c.ts": "export interface X {}",
        },
        "c.ts#X",
        id="export list in a namespace",
    ),
    pytest.param(
        {
            "a.ts": "import { X } from './b'; export interface A { x: X }",
            "b.d.ts": "declare namespace B { interface X {} }\nexport = B;",
        },
        "b.d.ts#B.X",
        id="name behind export =",
    ),
    pytest.param(
        {"a.ts": "export interface A { x: X }", "b.d.ts": "interface X {}"},
        "b.d.ts#X",
        id="script",
    ),
    pytest.param(
        {
            "a.ts": "import { X } from 'host'; export interface A { x: X }",
            "b.d.ts": "declare module 'host' { interface X {} }",
        },
        "b.d.ts#host.X",
        id="ambient module",
    ),
    pytest.param(
        {
            "a.ts": "import { X } from 'node:host'; export interface A { x: X }",
            "b.d.ts": "declare module 'host' { interface X {} }\n"
            "declare module 'node:host' { export * from 'host'; }",
        },
        "b.d.ts#host.X",
        id="ambient module of another",
    ),
    pytest.param(
        {
            "a.ts": "interface All { one: { X: { a: 1 } } }\n"
            "export interface A { x: All['one']['X'] }",
        },
        "a.ts#All.one.X",
        id="written in place, two steps",
    ),
    pytest.param(
        {"a.ts": "interface All { X: { a: All['X'][] } }\nexport interface A { x: All['X'] }"},
        "a.ts#All.X",
        id="written in place, made of itself",
    ),
    pytest.param(
        {
            "a.ts": "export interface A { x: ReadableStream }\n"
            "declare global { interface ReadableStream { more: 1 } }",
        },
        "lib#ReadableStream",
        id="added to a type of the library",
    ),
    pytest.param(
        {
            "a.ts": "import D from './b'; export interface A { x: D }",
            "b.ts": "export default interface X {}",
        },
        "b.ts#X",
        id="default export",
    ),
    pytest.param(
        {
            "a.ts": "import type * as B from './b.js'; export interface A { x: B.X }",
            "b.ts": "export interface X {}",
        },
        "b.ts#X",
        id="js ending",
    ),
    pytest.param(
        {"a.ts": "export interface A { x: import('./b').X }", "b.ts": "export interface X {}"},
        "b.ts#X",
        id="import type",
    ),
    pytest.param(
        {
            "a.ts": "export interface A { x: import('./b').X<string> }",
            "b.ts": "export interface X<T> { t: T }",
        },
        "b.ts#X",
        id="import type with arguments",
    ),
    pytest.param(
        {
            "a.ts": "import { X } from 'sample/b'; export interface A { x: X }",
            "b.ts": "export interface X {}",
        },
        "b.ts#X",
        id="self-import",
    ),
    pytest.param(
        {
            "a.ts": "export interface A { x: A.Function }\n"
            "export namespace A { export interface Function {} }"
        },
        "a.ts#A.Function",
        id="shadowed global, qualified",
    ),
    pytest.param(
        {
            "a.ts": "export namespace A { export interface A { x: Error }\n"
            "export interface Error {} }"
        },
        "a.ts#A.Error",
        id="shadowed global, innermost",
    ),
    pytest.param(
        {
            "a.ts": "import { X } from './b'; export interface A { x: X }",
            "b.ts": "export interface X {}",
            "b/index.ts": "export interface X { other: 1 }",
        },
        "b.ts#X",
        id="file before folder",
    ),
    pytest.param(
        {
            "a.ts": "export type * from './b'; import { X } from './a';export interface A { x: X }",
            "b.ts": "export interface X {}",
        },
        "b.ts#X",
        id="export type star, import of itself",
    ),
    pytest.param(
        {"a.ts": "import { X } from 'other'; export interface A { x: X }"},
        "ext:other#X",
        id="external",
    ),
    pytest.param({"a.ts": "export interface A { x: Response }"}, "lib#Response", id="library"),
]


@pytest.mark.parametrize(("files", "target"), FOUND)
def test_a_name_is_bound(files: dict[str, str | bytes], target: str) -> None:
    package, problems = resolved(files)
    owner = next(d for d in package.types if d.properties and d.properties[0].name == "x")
    type_ = owner.properties[0].type
    assert isinstance(type_, Reference)
    assert type_.id == target
    outside = "what it adds to a type of TypeScript's library is left out"
    assert [p for p in problems if outside not in p.message] == []


def test_what_is_added_to_a_type_of_the_library_is_reported() -> None:
    _, problems = resolved({"a.ts": "export {};\ndeclare global { interface Error { more: 1 } }"})
    assert [(p.severity, p.position.line) for p in problems] == [(Severity.OPAQUE, 2)]
    assert "Error: what it adds to a type of TypeScript's library" in problems[0].message


def test_interfaces_of_one_name_are_merged() -> None:
    package, _ = resolved(
        "export namespace N { export interface A { x: 1 } }\n"
        "export namespace N { export interface A { y: 2 } export interface B { a: A } }"
    )
    assert [p.name for p in declaration(package, "N.A").properties] == ["x", "y"]
    assert typescript(declaration(package, "N.B").properties[0].type) == "N.A"


def test_an_augmented_module_gets_the_names() -> None:
    package, problems = resolved(
        {
            "a.ts": "import { m } from './m'; export interface A { x: m.X }",
            "m.ts": "export namespace m {}",
            "shim.ts": "declare module './m' { export namespace m { export type X = 'shim'; } }",
        }
    )
    assert problems == []
    assert typescript(declaration(package, "A").properties[0].type) == "m.X"


@pytest.mark.parametrize(
    "files",
    [
        {
            "a.ts": "import { X } from './b'; export { X };",
            "b.ts": "import { X } from './a'; export { X };",
        },
        {"a.ts": "export * from './b';", "b.ts": "export * from './a';"},
        {"a.ts": "import X = Y; import Y = X; export interface A { x: X }"},
    ],
)
def test_circles_of_imports_end(files: dict[str, str | bytes]) -> None:
    package, _ = resolved(files)
    assert package.source.name == "sample"


def test_what_is_declared_global_is_in_sight_everywhere() -> None:
    package, problems = resolved(
        {
            "host.d.ts": "declare global { namespace host { interface Stream { x: 1 } } }\n"
            "export interface Writer { stream: host.Stream }",
            "index.d.ts": "export interface Reader { stream: host.Stream }",
        }
    )
    for name in ("Reader", "Writer"):
        [stream] = declaration(package, name).properties
        assert stream.type == Reference("host.d.ts#global.host.Stream")
    assert problems == []


def test_in_a_declaration_file_every_member_of_a_namespace_is_exported() -> None:
    source = "export namespace N { type A = 1 } export interface X { a: N.A }"
    package, problems = resolved({"index.d.ts": source})
    assert declaration(package, "X").properties[0].type == Reference("index.d.ts#N.A")
    assert problems == []
    assert [p.message for p in resolved({"index.ts": source})[1]] == ["N.A: no such name"]


EXPORTED = [
    pytest.param("a.d.ts", "interface X {}\nexport interface Y {}", True, id="no export list"),
    pytest.param("a.d.ts", "interface X {}\nexport {};", False, id="empty export list"),
    pytest.param("a.d.ts", "interface X {}\nexport { Y };\ninterface Y {}", False, id="a list"),
    pytest.param("a.ts", "interface X {}\nexport interface Y {}", False, id="a source file"),
]


@pytest.mark.parametrize(("path", "text", "expected"), EXPORTED)
def test_what_a_declaration_file_exports(path: str, text: str, expected: bool) -> None:
    package, _ = resolved({path: text})
    assert declaration(package, "X").exported is expected


def test_a_base_may_be_made_of_what_extends_it() -> None:
    package, problems = resolved(
        "export interface Part extends Pick<Whole, 'w'> { p: 1 }\n"
        "export interface Whole extends Part { w: 2; v: 3 }"
    )
    names = {d.name: sorted(p.name for p in d.properties) for d in package.types}
    assert names == {"Part": ["p", "w"], "Whole": ["p", "v", "w"]}
    assert problems == []


def test_a_base_keeps_its_type_parameters() -> None:
    package, problems = resolved(
        "type Listed<T> = { [K in keyof T]: T[K][] };\n"
        "interface Page<T> { items: T; size: number }\n"
        "export interface Pages<T> extends Omit<Listed<Page<T>>, 'size'> { more: boolean }"
    )
    [pages] = [d for d in package.types if d.name == "Pages"]
    assert [(p.name, typescript(p.type)) for p in pages.properties] == [
        ("more", "boolean"),
        ("items", "T[]"),
    ]
    assert problems == []


def test_properties_of_a_constructor_are_those_others_see() -> None:
    package, _ = resolved(
        "export class Fault extends Error {\n"
        "  constructor(public code: 'a', readonly extra: 1, private own: 1, plain: 2) {\n"
        "    super();\n  }\n}"
    )
    [fault] = [d for d in package.types if d.name == "Fault"]
    assert {p.name for p in fault.properties} == {"code", "extra"}


@pytest.mark.parametrize("reverse", [False, True], ids=["in order", "last first"])
def test_a_chain_of_three_thousand_names_is_followed(reverse: bool) -> None:
    lines = ["export type X0 = { a: 1 };"]
    lines += [f"export type X{n} = X{n - 1};" for n in range(1, 3_000)]
    package, problems = resolved("\n".join(lines[::-1] if reverse else lines))
    assert [p.name for p in declaration(package, "X2999").properties] == ["a"]
    assert problems == []


def test_one_cause_is_one_problem() -> None:
    _, problems = resolved(
        "import { Far } from 'elsewhere';\n"
        "type Flat<T> = { [K in keyof T]: T[K] };\n"
        "export type A = Partial<Omit<Flat<Far>, 'x'>>;"
    )
    assert [str(p) for p in problems] == [
        "index.ts:3:8: opaque: keyof Far: keyof of something without members"
    ]


def test_a_stub_of_a_type_of_the_library_is_the_library_s() -> None:
    package, problems = resolved(
        {
            "a.ts": "export interface A { x: HTMLElement; y: Mine }",
            "global.d.ts": "interface HTMLElement extends Element {}\ninterface Mine {}",
        }
    )
    assert problems == []
    a = declaration(package, "A")
    assert [typescript(p.type) for p in a.properties] == ["HTMLElement", "Mine"]
    assert {d.name for d in package.types} == {"A", "Mine"}


ADDED = {
    "index.d.ts": "export = whole;\ndeclare function whole(): whole.A;\n"
    "declare namespace whole { interface A { x: B } type B = 1 }",
    "more.d.ts": "import w from './index';\ntype Own = 'own';\n"
    "declare module './index' { interface A { y: Own; z: B } interface C { a: A } }\nexport {};",
}


def test_what_is_added_to_a_module_that_exports_a_whole_is_of_its_namespace() -> None:
    package, problems = resolved(ADDED)
    assert problems == []
    a, c = declaration(package, "whole.A"), declaration(package, "whole.C")
    assert [p.name for p in a.properties] == ["x", "y", "z"]
    assert (a.exported, c.exported, c.id) == (True, True, "index.d.ts#whole.C")
    assert {e.name: e.target for e in package.exports if e.file == "index.d.ts"} == {
        name: f"index.d.ts#whole.{name}" for name in "ABC"
    }


def test_a_function_that_is_a_namespace_has_its_values() -> None:
    package, _ = resolved(
        "export declare function f(): 1;\nexport declare namespace f { const a: 2; type T = 3 }\n"
        "export type Result = typeof f;"
    )
    result = declaration(package, "Result").type
    assert result is not None
    assert " ".join(typescript(result).split()) == "{ readonly a: 2; (): 1 }"


@pytest.mark.parametrize(
    "written",
    [
        "string | readonly A[] | B",
        "A & readonly B[] | C",
        "readonly A[] & B",
        "A | readonly B[] extends C ? 1 : 2",
    ],
)
def test_readonly_is_of_the_array_alone(written: str) -> None:
    package, problems = resolved(f"export type Result<A, B, C> = {written};")
    result = declaration(package, "Result").type
    assert result is not None
    assert problems == []
    assert typescript(result) == written


def test_words_that_modify_are_names_in_a_mapped_type() -> None:
    for word in ("type", "declare", "async", "get", "namespace", "using"):
        package, problems = resolved(f"export type Result = {{ [{word} in 'a']: {word} }};")
        result = declaration(package, "Result").type
        assert problems == []
        assert result is not None
        assert " ".join(typescript(result).split()) == "{ a: 'a' }"


@pytest.mark.parametrize(
    "written",
    [
        "class A extends Array<string> { x: 1 }",
        "class A extends Map<string, 1> { x: 1 }",
        "interface A extends Error { x: 1 }",
        "interface A extends ReadonlyArray<string> { x: 1 }",
    ],
)
def test_what_is_inherited_from_the_library_is_reported(written: str) -> None:
    _, problems = resolved(f"export declare {written}".replace("declare interface", "interface"))
    assert [p.severity for p in problems] == [Severity.OPAQUE]
    assert "what is inherited from it is left out" in problems[0].message


def test_a_name_of_the_manifests_imports_is_a_file_of_the_package() -> None:
    text = (
        "import { A } from '#inner/a.js'; import { B } from '#b';\n"
        "export interface C { a: A; b: B }"
    )
    files: dict[str, str | bytes] = {
        "index.ts": text,
        "lib/a.ts": "export type A = 1",
        "b.d.ts": "export type B = 2",
        "private/a.ts": "export type A = 'private'",
    }
    imports = {
        "#inner/*": {"require": "./private/*", "types": "./lib/*", "default": "./private/*"},
        "#b": [None, "./b.js"],
    }
    whole = replace(tree(files), manifest={"imports": imports})
    package, problems = resolve(whole)
    assert problems == []
    types = [p.type for p in declaration(package, "C").properties]
    assert types == [Reference("lib/a.ts#A"), Reference("b.d.ts#B")]


def test_an_import_of_a_script_means_the_declarations_of_its_kind() -> None:
    files: dict[str, str | bytes] = {
        "index.ts": "export { A as M } from './x.mjs'; export { A as C } from './x.cjs';"
        "export { A } from './x.js';",
        "x.d.ts": "export type A = 1",
        "x.d.mts": "export type A = 2",
        "x.d.cts": "export type A = 3",
    }
    package, _ = resolved(files)
    targets = {e.name: e.target for e in package.exports if e.file == "index.ts"}
    assert targets == {"M": "x.d.mts#A", "C": "x.d.cts#A", "A": "x.d.ts#A"}


def test_elements_in_a_script_with_jsx_cost_nothing() -> None:
    text = (
        "export function Box(p: { a: string }) { return <div class='x'>{p.a}<br/></div>; }\n"
        "export interface Props { b: 1 }"
    )
    package, problems = resolved({"box.tsx": text})
    assert [d.name for d in package.types] == ["Props"]
    assert problems == []
