"""Random declaration files."""

from __future__ import annotations

from random import Random

from conformance.fuzz.tree import Case, Piece, joined
from conformance.fuzz.types import KEYS, Names, Types

_ENUM_VALUES = (
    "",
    "",
    "= 1",
    "= 'x'",
    "= 'y'",
    "= 1 << 2",
    "= -3",
    "= 'a' + 'b'",
    "= `t`",
    "= 1 | 4",
    "= ~1",
    "= 2 * 3 + 1",
    "= 0x10",
    "= 1e3",
    "= (5)",
    "= 7 % 4",
    "= 2 ** 3",
    "= 'abc'.length",
    "= 0.5",
)
_VALUES = (
    "1",
    "-2",
    "'a'",
    "true",
    "null",
    "undefined",
    "'x' as string",
    "[1, 'a']",
    "['p', 'q'] as const",
    "`t`",
    "0x10",
    "{ a: 1, b: { c: 'd' } }",
    "1 as number",
    "<const>'z'",
    "!0",
    "[]",
    "{}",
    "1 + 1",
    "'a' as 'a' | 'b'",
)
_DOCS = (
    "",
    "",
    "",
    "/** A text. */\n",
    "/**\n * Two lines\n * of text.\n *\n * %%deprecated use another\n */\n",
    "// none\n",
)


class Files:
    """Makes one file of a few declarations, each of which may use those before it."""

    def __init__(self, seed: int, size: int = 9, depth: int = 3) -> None:
        self.random = Random(seed)
        self.seed, self.size, self.depth = seed, size, depth
        self.names = Names()
        self.types = Types(self.random, self.names)

    def case(self) -> Case:
        """The file."""
        makers = [
            self.interface,
            self.interface,
            self.alias,
            self.alias,
            self.alias,
            self.alias,
            self.generic_alias,
            self.generic_alias,
            self.enum,
            self.constant,
            self.constant,
            self.class_,
            self.function,
            self.tuple_alias,
            self.namespace,
            self.generic_interface,
            self.recursive,
        ]
        statements: list[Piece] = [self.interface()]
        for _ in range(self.size):
            statements.append(self.random.choice(makers)())
        return Case(self.seed, tuple(statements))

    def type(self) -> Piece:
        return self.types.type(self.depth)

    def doc(self) -> str:
        return self.random.choice(_DOCS)

    def body(self, least: int = 1) -> list[Piece]:
        return [self.types.member(self.depth - 1) for _ in range(self.random.randint(least, 4))]

    def interface(self) -> Piece:
        name = self.types.new("A")
        extends = ""
        if self.names.objects and self.random.random() < 0.3:
            extends = f" extends {self.random.choice(self.names.objects)}"
        members = [
            Piece(f"{k}{self.random.choice(('', '?'))}: @", (self.types.type(1),))
            for k in self.random.sample(KEYS, 2)
        ]
        members += self.body(0)
        piece = joined(";\n  ", members, f"{self.doc()}export interface {name}{extends} {{ @ }}")
        if self.random.random() < 0.15:
            name = self.random.choice(
                [n for n in self.names.objects if n.startswith("A")] or [name]
            )
            piece = joined(";\n  ", self.body(), f"export interface {name} {{ @ }}")
        if name not in self.names.objects:
            self.names.objects.append(name)
            self.names.any.append(name)
        return piece

    def alias(self) -> Piece:
        name = self.types.new("T")
        piece = Piece(f"{self.doc()}export type {name} = @;", (self.type(),))
        self.names.any.append(name)
        return piece

    def tuple_alias(self) -> Piece:
        name = self.types.new("U")
        piece = Piece(f"export type {name} = @;", (self.types.tuple(self.depth),))
        self.names.tuples.append(name)
        self.names.any.append(name)
        return piece

    def recursive(self) -> Piece:
        name = self.types.new("R")
        form = self.random.choice(
            (
                f"export type {name} = {{ self?: {name}; list: {name}[]; a: @ }};",
                f"export type {name} = @ | {name}[] | {{ [key: string]: {name} }};",
                f"export interface {name} {{ next: {name} | null; "
                f"all: Record<string, {name}>; a?: @ }}",
            )
        )
        piece = Piece(form, (self.types.type(1),))
        self.names.any.append(name)
        if "=" not in form or form.startswith(f"export type {name} = {{"):
            self.names.objects.append(name)
        return piece

    def _parameters(self) -> tuple[str, tuple[str, ...], list[Piece]]:
        written: list[str] = []
        constraints: list[str] = []
        parts: list[Piece] = []
        for place in range(self.random.randint(1, 2)):
            name = f"P{place}"
            constraint = self.random.choice(("", "", "object", "string", "any[]", "key"))
            shown = "keyof any" if constraint == "key" else constraint
            self.names.parameters[name] = constraint
            written.append(f"{name} extends {shown}" if constraint else name)
            constraints.append(constraint)
        return ", ".join(written), tuple(constraints), parts

    def generic_alias(self) -> Piece:
        name = self.types.new("G")
        written, constraints, _ = self._parameters()
        first = self.random.choice(list(self.names.parameters))
        roll = self.random.random()
        if roll < 0.3:
            key = self.types.new("K")
            sign, readonly = self.random.choice(("", "?", "-?")), self.random.choice(
                ("", "readonly ", "-readonly ")
            )
            as_ = self.random.choice(
                ("", "", f" as {key} extends 'a' ? never : {key}", f" as `x${{{key} & string}}`")
            )
            body = Piece(
                f"{{ {readonly}[{key} in keyof {first}{as_}]{sign}: {first}[{key}] | @ }}",
                (self.types.type(1),),
            )
        elif roll < 0.6:
            body = Piece(f"{first} extends @ ? @ : @", tuple(self.types.type(1) for _ in range(3)))
        else:
            body = self.type()
        self.names.parameters.clear()
        self.names.generics.append((name, constraints))
        return Piece(f"export type {name}<{written}> = @;", (body,))

    def generic_interface(self) -> Piece:
        name = self.types.new("H")
        written, constraints, _ = self._parameters()
        if self.random.random() < 0.4 and constraints[-1] == "":
            written += " = " + self.random.choice(("string", "{ a: 1 }", "'a' | 'b'"))
        body = joined(";\n  ", self.body(), f"export interface {name}<{written}> {{ @ }}")
        self.names.parameters.clear()
        self.names.generics.append((name, constraints))
        return body

    def enum(self) -> Piece:
        name = self.types.new("E")
        members = [f"M{n}" for n in range(self.random.randint(1, 4))]
        values = [self.random.choice(_ENUM_VALUES) for _ in members]
        if len(members) > 1 and self.random.random() < 0.3:
            values[-1] = "= M0 | 2" if self.random.random() < 0.5 else "= M0"
        if self.names.enums and self.random.random() < 0.2:
            other, theirs = self.random.choice(self.names.enums)
            values[0] = f"= {other}.{theirs[0]}"
        const = self.random.choice(("", "", "const "))
        written = ", ".join(f"{m} {v}" for m, v in zip(members, values, strict=True))
        self.names.enums.append((name, tuple(members)))
        return Piece(f"{self.doc()}export {const}enum {name} {{ {written} }}")

    def constant(self) -> Piece:
        name = self.types.new("c")
        form = self.random.choice(
            (
                "object",
                "object",
                "const",
                "const",
                "satisfies",
                "frozen",
                "value",
                "array",
                "annotated",
                "spread",
            )
        )
        keys = tuple(self.random.sample(KEYS, 2))
        entries = ", ".join(f"{k}: {self.random.choice(_VALUES)}" for k in keys)
        spread = [c for c, k in self.names.constants if k] or ["{ a: 1 }"]
        value = {
            "object": f"{{ {entries} }}",
            "const": f"{{ {entries} }} as const",
            "satisfies": f"{{ {entries} }} as const satisfies object",
            "frozen": f"Object.freeze({{ {entries} }} as const)",
            "value": self.random.choice(_VALUES),
            "array": self.random.choice(
                (
                    "['a', 'b'] as const",
                    "['a', 'b']",
                    "[1, 'a', true] as const",
                    "[{ a: 1 }, { a: 2 }]",
                    "[...['a', 'b'] as const, 'c'] as const",
                )
            ),
            "annotated": "null!",
            "spread": f"{{ ...{self.random.choice(spread)}, {entries} }}"
            + self.random.choice(("", " as const")),
        }[form]
        parts: tuple[Piece, ...] = ()
        annotation = ""
        if form == "annotated":
            annotation, parts = ": @", (self.type(),)
        self.names.constants.append(
            (name, keys if form in ("object", "const", "satisfies", "frozen", "spread") else ())
        )
        keyword = self.random.choice(("const", "const", "let"))
        return Piece(f"export {keyword} {name}{annotation} = {value};", parts)

    def class_(self) -> Piece:
        name = self.types.new("C")
        extends = (
            f" extends {self.random.choice(self.names.classes)}"
            if self.names.classes and self.random.random() < 0.4
            else ""
        )
        members = [
            Piece(f"{k}{self.random.choice(('', '?'))}: @", (self.types.type(1),))
            for k in self.random.sample(KEYS, 1)
        ]
        members += [
            Piece(
                self.random.choice(
                    (
                        "private x: @",
                        "static s: @",
                        "readonly z: @",
                        "protected y: @",
                        "get g(): @",
                        "m(p: @): void",
                        "#h: @",
                    )
                ),
                (self.types.type(1),),
            )
            for _ in range(self.random.randint(0, 3))
        ]
        if not extends and self.random.random() < 0.5:
            members.append(
                Piece("constructor(readonly q: @, w?: @)", (self.types.type(1), self.types.type(1)))
            )
        self.names.classes.append(name)
        self.names.objects.append(name)
        self.names.any.append(name)
        return joined(";\n  ", members, f"export declare class {name}{extends} {{ @ }}")

    def function(self) -> Piece:
        name = self.types.new("f")
        count = self.random.choice((1, 1, 2, 3))
        pieces = []
        for _ in range(count):
            parameters = self.types.parameters(2)
            pieces.append(
                Piece(
                    f"export declare function {name}({', '.join('@' for _ in parameters)}): @;",
                    (*parameters, self.types.type(2)),
                )
            )
        self.names.functions.append(name)
        return joined("\n", pieces)

    def namespace(self) -> Piece:
        name = self.types.new("N")
        inner = self.types.new("V")
        piece = Piece(
            f"export namespace {name} {{ export interface {inner} {{ a: @; n?: {inner} }} "
            f"export type W = @ }}",
            (self.types.type(2), self.types.type(2)),
        )
        self.names.any += [f"{name}.{inner}", f"{name}.W"]
        self.names.objects.append(f"{name}.{inner}")
        return piece
