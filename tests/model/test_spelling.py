"""Model types as TypeScript text."""

from __future__ import annotations

import pytest

from tsbind.model.declarations import Declaration, EnumMember, TypeParameter
from tsbind.model.rendering import render_declaration
from tsbind.model.spelling import declared_name, literal_text, typescript, union_member
from tsbind.model.types import (
    BOOLEAN,
    NULL,
    NUMBER,
    STRING,
    UNKNOWN,
    Array,
    Function,
    FunctionParameter,
    Generic,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Parameter,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    TupleItem,
    Type,
    UnionType,
)
from tsbind.position import Position

PLACE = Position("resources/a.ts", 3, 1)
A = Reference("resources/a.ts#A")
B = Reference("resources/b.ts#Ns.B", (STRING,))
CALL = Function((FunctionParameter("x", STRING, optional=True),), NUMBER)
REST = Function((FunctionParameter("rest", Array(STRING), rest=True),), A, constructs=True)
A_OR_NULL = UnionType((A, NULL))
T = Parameter("T")

CASES: list[tuple[Type, str]] = [
    (STRING, "string"),
    (Literal("it's"), "'it\\'s'"),
    (Literal('"'), "'\"'"),
    (Literal("\\\n\u2028\ud800"), "'\\\\\\n\\u2028\\ud800'"),
    (Literal(1), "1"),
    (Literal(1.0), "1"),
    (Literal(-0.5), "-0.5"),
    (Literal(True), "true"),
    (A, "A"),
    (B, "Ns.B<string>"),
    (Reference("lib#Date"), "Date"),
    (Array(STRING), "string[]"),
    (Array(Array(A)), "A[][]"),
    (Array(A_OR_NULL), "(A | null)[]"),
    (Array(CALL), "((x?: string) => number)[]"),
    (Record(STRING, A_OR_NULL), "Record<string, A | null>"),
    (Tuple((TupleItem(A), TupleItem(A_OR_NULL, optional=True))), "[A, (A | null)?]"),
    (Tuple((TupleItem(A), TupleItem(STRING, rest=True))), "[A, ...string[]]"),
    (Tuple(()), "[]"),
    (UnionType((A, CALL)), "A | ((x?: string) => number)"),
    (UnionType((Intersection((A, T)), NULL)), "A & T | null"),
    (UnionType(()), "never"),
    (OpenUnion("string", (Literal("a"), A)), "(string & {}) | 'a' | A"),
    (Array(OpenUnion("string", (Literal("a"),))), "((string & {}) | 'a')[]"),
    (Intersection((A, UnionType((T, NULL)))), "A & (T | null)"),
    (Object(()), "{}"),
    (
        Object((Property("a", A, optional=True), Property("b-c", NUMBER, readonly=True))),
        "{ a?: A; readonly 'b-c': number }",
    ),
    (
        Object((), (IndexSignature(STRING, UNKNOWN),), (CALL,)),
        "{ [key: string]: unknown; (x?: string): number }",
    ),
    (Object((), (), (REST,)), "{ new (...rest: string[]): A }"),
    (REST, "new (...rest: string[]) => A"),
    (Function((), A_OR_NULL), "() => A | null"),
    (TemplateLiteral((Literal("a`${"), STRING, Literal("b"))), "`a\\`\\${${string}b`"),
    (Generic("Omit", (T, Literal("a"))), "Omit<T, 'a'>"),
    (Array(Generic("keyof", (T,))), "(keyof T)[]"),
    (Generic("keyof", (UnionType((A, T)),)), "keyof (A | T)"),
    (Generic("index", (Generic("keyof", (T,)), Literal("a"))), "(keyof T)['a']"),
    (Generic("conditional", (T, A, STRING, BOOLEAN)), "T extends A ? string : boolean"),
    (Array(Generic("conditional", (T, A, STRING, BOOLEAN))), "(T extends A ? string : boolean)[]"),
    (Opaque("unique\n  symbol", "why", PLACE), "unique symbol"),
    (Array(Opaque("unique symbol", "why", PLACE)), "(unique symbol)[]"),
]


@pytest.mark.parametrize(("type_", "text"), CASES, ids=[text for _, text in CASES])
def test_spelling(type_: Type, text: str) -> None:
    assert typescript(type_) == text


def test_depth_does_not_matter() -> None:
    type_: Type = STRING
    for _ in range(3000):
        type_ = Array(type_)
    assert typescript(type_) == "string" + "[]" * 3000


def test_layout_of_any_depth() -> None:
    type_: Type = Object((Property("y" * 60, A), Property("z", A)))
    for _ in range(3000):
        type_ = Object((Property("x", type_),))
    assert render_declaration(declaration("alias", type=type_)).count("{") == 3001


def test_names_and_literals() -> None:
    assert declared_name("a/b.ts#Ns.X") == "Ns.X"
    assert literal_text("\x1b[2J") == "'\\u001b[2J'"
    assert union_member(CALL) == "((x?: string) => number)"


def declaration(kind: str, **fields: object) -> Declaration:
    return Declaration(id="resources/a.ts#X", kind=kind, name="X", position=PLACE, **fields)  # type: ignore[arg-type]


RENDERED = [
    (declaration("interface"), "// resources/a.ts:3:1\nexport interface X {}"),
    (
        declaration(
            "interface",
            doc="Ends */ here.",
            deprecated="Use Y.",
            type_parameters=(TypeParameter("T", A, STRING),),
            extends=(A,),
            properties=(
                Property("a", STRING),
                Property("b", A_OR_NULL, optional=True, nullable=True, doc="The b."),
                Property("c", STRING, deprecated=""),
            ),
        ),
        """\
// resources/a.ts:3:1
/**
 * Ends *\\/ here.
 *
 * @deprecated Use Y.
 */
export interface X<T extends A = string> extends A {
  a: string;

  /**
   * The b.
   */
  b?: A | null;

  /**
   * @deprecated
   */
  c: string;
}""",
    ),
    (
        declaration(
            "alias", exported=False, type=UnionType(tuple(Literal("x" * 20 + c) for c in "abcd"))
        ),
        "// resources/a.ts:3:1\ntype X ="
        + "".join(f"\n  | 'xxxxxxxxxxxxxxxxxxxx{c}'" for c in "abcd")
        + ";",
    ),
    (declaration("alias", type=A_OR_NULL), "// resources/a.ts:3:1\nexport type X = A | null;"),
    (
        declaration("alias", type=A, properties=(Property("a", STRING),)),
        "// resources/a.ts:3:1\nexport type X = {\n  a: string;\n}",
    ),
    (
        declaration(
            "enum", members=(EnumMember("A", 1), EnumMember("b c", "x"), EnumMember("C", None))
        ),
        "// resources/a.ts:3:1\nexport enum X {\n  A = 1,\n  'b c' = 'x',\n  C,\n}",
    ),
    (
        declaration("interface", doc="\x1b[31mred\u202e"),
        "// resources/a.ts:3:1\n/**\n * \\u001b[31mred\\u202e\n */\nexport interface X {}",
    ),
]


LONG = tuple(Literal(c * 30) for c in "abc")
NESTED = Object((Property("x", UnionType((OpenUnion("string", LONG), NULL))), Property("y", A)))
LAID_OUT = """\
// resources/a.ts:3:1
export interface X {
  items: {
    x:
      | (string & {})
      | 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
      | 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
      | 'cccccccccccccccccccccccccccccc'
      | null;
    y: A;
  }[];
}"""
RENDERED.append(
    (declaration("interface", properties=(Property("items", Array(NESTED)),)), LAID_OUT)
)


@pytest.mark.parametrize(("value", "text"), RENDERED)
def test_rendering(value: Declaration, text: str) -> None:
    assert render_declaration(value) == text
