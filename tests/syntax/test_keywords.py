"""Every keyword in every place where a name may stand; syntax newer than the grammar."""

from __future__ import annotations

import pytest

from tsbind.syntax import parse_file
from tsbind.syntax.nodes import AliasDeclaration, ClassDeclaration, InterfaceDeclaration, ObjectNode

KEYWORDS = (
    "abstract accessor any as asserts assert async await bigint boolean break case catch class "
    "const constructor continue debugger declare default defer delete do else enum export extends "
    "false finally for from function get global if implements import in infer instanceof interface "
    "intrinsic is keyof let module namespace never new null number object of out override package "
    "private protected public readonly require return satisfies set static string super switch "
    "symbol this throw true try type typeof undefined union unique unknown using var void while "
    "with yield"
).split()
# Where such a word is no name: `new (x): T` constructs, `get x(): T` follows, and so on.
NO_NAMES = {
    "method": {"new"},
    "method without semicolons": {"new"},
    "generic method": {"new"},
    "class method": {"constructor"},
}
MEMBERS = {
    "property": "interface A {{ {0}: string; z: 1 }}",
    "optional": "interface A {{ {0}?: string; z: 1 }}",
    "without semicolons": "interface A {{\n  y: string\n  {0}: string\n  z: 1\n}}",
    "optional without semicolons": "interface A {{\n  y: string\n  {0}?: string\n  z: 1\n}}",
    "readonly": "interface A {{ readonly {0}: string; z: 1 }}",
    "method": "interface A {{ {0}(x: string): void; z: 1 }}",
    "method without semicolons": "interface A {{\n  y(): void\n  {0}(x: string): void\n  z: 1\n}}",
    "generic method": "interface A {{ {0}<T>(x: T): void; z: 1 }}",
    "in a type literal": "type A = {{ y: 1, {0}?: string, z: 1 }}",
    "in a class": "declare class A {{ {0}: string; z: 1 }}",
    "optional in a class": "declare class A {{ {0}?: string; z: 1 }}",
    "class method": "declare class A {{ {0}(x: 1): void; z: 1 }}",
    "readonly in a class": "declare class A {{ readonly {0}: string; z: 1 }}",
    "class without semicolons": "declare class A {{\n  y: string\n  {0}: string\n  z: 1\n}}",
}
OTHERS = {
    "tuple": "type A = [{0}: string, z: number]",
    "optional in a tuple": "type A = [{0}?: string, z?: number]",
    "rest of a tuple": "type A = [...{0}: string[]]",
    "enum": "enum A {{ {0}, z }}",
    "enum with a value": "enum A {{ {0} = 1, z }}",
    "object": "const a = {{ {0}: 1, z: 2 }};",
    "access": "const a = b.{0};",
    "qualified name": "type A = B.{0};",
    "exported as": "export {{ a as {0} }} from './b';",
    "imported as": "import {{ {0} as a }} from './b';",
    "export from": "export {{ {0} }} from './b';",
}


@pytest.mark.parametrize("place", MEMBERS)
def test_a_keyword_is_the_name_of_a_member(place: str) -> None:
    for word in KEYWORDS:
        if word in NO_NAMES.get(place, ()):
            continue
        text = MEMBERS[place].format(word) + "\nexport interface Z { a: 1 }\n"
        file = parse_file("a.ts", text.encode())
        assert file.problems == (), (word, text)
        statement = file.statements[0]
        assert isinstance(statement, InterfaceDeclaration | ClassDeclaration | AliasDeclaration)
        body = statement.type if isinstance(statement, AliasDeclaration) else statement.body
        assert isinstance(body, ObjectNode)
        names = [property_.name for property_ in body.properties]
        assert word in names, (word, names)
        assert names[-1] == "z"


@pytest.mark.parametrize("place", OTHERS)
def test_a_keyword_is_a_name_elsewhere(place: str) -> None:
    for word in KEYWORDS:
        text = OTHERS[place].format(word) + "\nexport interface Z { a: 1 }\n"
        file = parse_file("a.ts", text.encode())
        assert file.problems == (), (word, text)
        assert len(file.statements) == 2, (word, text)


NEWEST = [
    "export type * as ns from './x';",
    "type A<const T extends string, in out U> = T;",
    "declare class C { accessor x: string; static accessor y: number; }",
    "import defer * as x from './y';",
    "import x from './y' with { type: 'json' };",
    "export * from './y' with { type: 'json' };",
    "export { a } from './y' with { type: 'json' };",
    "export { type } from './y';",
    "type A = import('./x', { with: { 'resolution-mode': 'import' } }).T;",
    "interface A { get x(): string; set x(v: string); get: string; set?: number }",
    "class C { static { foo(); } @dec() x: string; @dec y() {} }",
    "type A = `a\\`b`;",
    "type A = `a${string}\\${b}`;",
    "type A = ([B?] extends [any] ? C : D);",
    "type A = { a: (readonly [boolean?]) };",
    "declare class C { static [k: string]: number; readonly [k: string]: number }",
    "abstract class C { abstract override x: string; override abstract y: string }",
    "declare module 'x' { global { interface Y { b: 1 } } }",
    "type of = 1; type as = 2; type type = 3;",
    "type A = typeof a<string>;",
    "type A = typeof import('./x').v;",
    "function f(x: unknown): asserts x is string { using z = a; await using w = b; return x; }",
    "interface A {\n  a: string\n  b(): void\n  [k: string]: unknown\n  (x: 1): 2\n  in: 3\n}",
    "class C { abstract: 1; m() {\n  if (x) { return (1); }\n  for (;;) { } new (D)();\n } }",
]


def test_a_construct_signature_stays_one_where_a_name_is_masked() -> None:
    file = parse_file("a.ts", b"interface A { abstract: 1; new (x: 1): 2; new <T>(x: T): T }")
    statement = file.statements[0]
    assert isinstance(statement, InterfaceDeclaration)
    assert [p.name for p in statement.body.properties] == ["abstract"]
    assert [call.constructs for call in statement.body.calls] == [True, True]


@pytest.mark.parametrize("text", NEWEST)
def test_syntax_newer_than_the_grammar_is_read(text: str) -> None:
    file = parse_file("a.ts", f"{text}\nexport interface Z {{ z: 1 }}\n".encode())
    assert file.problems == ()
    last = file.statements[-1]
    assert isinstance(last, InterfaceDeclaration)
    assert (last.name, last.position.column) == ("Z", 8)


def test_a_signature_with_type_parameters_begins_a_member() -> None:
    file = parse_file("a.ts", b"interface A {\n  <T>(x: T): B & C\n  <U>(y: U): void\n}")
    assert file.problems == ()
    statement = file.statements[0]
    assert isinstance(statement, InterfaceDeclaration)
    assert len(statement.body.calls) == 2


CONTEXTUAL = (
    "abstract accessor as asserts assert async constructor declare defer from get global infer is "
    "keyof module namespace of out override readonly require satisfies set type unique using"
).split()
TYPE_PLACES = {
    "used": ("interface {0} {{ a: 1 }}\ntype A = {0};", ()),
    "in a union": ("interface {0} {{ a: 1 }}\ntype A = | {0} | 1;", ()),
    "an array": ("interface A {{ a: {0}[]; b?: {0}; c: 1 }}", ("keyof", "readonly")),
    "generic": ("type A = Array<{0}<1>>;", ()),
    "as argument": ("type A = Record<string, {0}>;", ()),
    "in a tuple": ("type A = [{0}, {0}?, ...{0}[]];", ("keyof", "readonly")),
    "returned": ("interface A {{ m(): {0}; n(x: {0}): {0}\n o: 1 }}", ()),
    "extended": ("declare class A extends {0} {{ b: 1 }}", ()),
    "guarded": ("type A = ({0}: any) => {0} is string;", ()),
    "queried": ("type A = (typeof {0})[number];", ()),
    "type parameter": ("declare function f<{0}>(x: {0}): {0};", ()),
    "mapped": ("type A = {{ [{0} in 'a']: {0} }};", ()),
    "namespace": ("namespace {0} {{ export type A = 1 }}", ()),
    "namespace path": ("declare namespace {0}.M {{ type A = 1 }}", ()),
    "alias of an import": ("import {0} = N.A;", ()),
    "default of an import": ("import type {0} from './b';", ()),
    "first of a path": ("import X = {0}.A;", ()),
    "parameter property": ("class A {{ constructor(readonly {0}: string, public b: 1) {{}} }}", ()),
}


@pytest.mark.parametrize("place", TYPE_PLACES)
def test_a_contextual_keyword_is_a_name_where_a_type_stands(place: str) -> None:
    form, operators = TYPE_PLACES[place]
    for word in CONTEXTUAL:
        if word in operators:
            continue
        file = parse_file("a.ts", (form.format(word) + "\nexport interface Z { z: 1 }\n").encode())
        assert file.problems == (), (word, form)
        assert any(word in repr(statement) for statement in file.statements[:-1]), (word, form)
        assert getattr(file.statements[-1], "name", "") == "Z", (word, form)


@pytest.mark.parametrize("word", "any boolean never number object string symbol unknown".split())
def test_a_predefined_type_is_the_name_of_a_namespace(word: str) -> None:
    text = f"namespace {word} {{ export type A = 1 }}\ntype B = {word}.A;\ntype C = {word}[];"
    file = parse_file("a.ts", text.encode())
    assert file.problems == ()
    types = [s.type for s in file.statements if isinstance(s, AliasDeclaration)]
    assert [type(t).__name__ for t in types] == ["NameNode", "ArrayNode"]
