"""Random types over the whole grammar, of names that the file declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from conformance.fuzz.tree import Piece, joined

KEYS = ("a", "b", "c")
NAMES = (
    *KEYS,
    "'k-d'",
    '"e f"',
    "2",
    "0x10",
    "1e3",
    ".5",
    "default",
    "in",
    "type",
    "\\u0061x",
    "toString",
)
KEYWORDS = (
    *("string", "number", "boolean", "unknown", "any", "never", "null", "undefined"),
    *("object", "bigint", "symbol", "void"),
)
LITERALS = (
    "'a'",
    "'b'",
    "'c'",
    "'x-y'",
    "1",
    "2",
    "-1",
    "0.5",
    "true",
    "false",
    "0x10",
    "1e3",
    "''",
)
MAPPED_SIGNS = ("", "", "?", "-?", "+?")
READONLY_SIGNS = ("", "", "", "readonly ", "-readonly ", "+readonly ")


@dataclass
class Names:
    """What a file has declared so far, by what it can be used for."""

    objects: list[str] = field(default_factory=list[str])
    any: list[str] = field(default_factory=list[str])
    generics: list[tuple[str, tuple[str, ...]]] = field(
        default_factory=list[tuple[str, tuple[str, ...]]]
    )
    enums: list[tuple[str, tuple[str, ...]]] = field(
        default_factory=list[tuple[str, tuple[str, ...]]]
    )
    constants: list[tuple[str, tuple[str, ...]]] = field(
        default_factory=list[tuple[str, tuple[str, ...]]]
    )
    classes: list[str] = field(default_factory=list[str])
    functions: list[str] = field(default_factory=list[str])
    tuples: list[str] = field(default_factory=list[str])
    parameters: dict[str, str] = field(default_factory=dict[str, str])
    """Type parameters in sight, with what they are constrained to."""


class Types:
    """Makes types; ``depth`` bounds how far they nest."""

    def __init__(self, random: Random, names: Names) -> None:
        self.random = random
        self.names = names
        self.fresh = 0

    def new(self, letter: str) -> str:
        """A name that is not in sight."""
        self.fresh += 1
        return f"{letter}{self.fresh}"

    def pick(self, *makers: Callable[[int], Piece], depth: int) -> Piece:
        return self.random.choice(makers)(depth - 1)

    def type(self, depth: int) -> Piece:
        """Any type."""
        if depth <= 0 or self.random.random() < 0.12:
            return self.leaf()
        return self.pick(
            self.leaf_of,
            self.union,
            self.union,
            self.intersection,
            self.object,
            self.object,
            self.array,
            self.tuple,
            self.function,
            self.utility,
            self.utility,
            self.utility,
            self.mapped,
            self.mapped,
            self.conditional,
            self.conditional,
            self.template,
            self.index,
            self.index,
            self.keyof,
            self.generic,
            self.generic,
            self.query,
            self.spelling,
            depth=depth,
        )

    def leaf_of(self, _depth: int) -> Piece:
        return self.leaf()

    def leaf(self) -> Piece:
        names = self.names
        choices = [
            self.random.choice(KEYWORDS[:8]),
            self.random.choice(LITERALS),
            self.random.choice(KEYWORDS),
        ]
        choices += self.random.sample(names.any, min(2, len(names.any)))
        if names.enums:
            enum, members = self.random.choice(names.enums)
            choices += [enum, f"{enum}.{self.random.choice(members)}"]
        choices += list(names.parameters) * 2
        return Piece(self.random.choice(choices))

    def union(self, depth: int) -> Piece:
        members = [self.type(depth - 1) for _ in range(self.random.randint(2, 4))]
        if self.random.random() < 0.15:
            members.append(Piece(self.random.choice(("(string & {})", "(number & {})"))))
        return joined(" | ", members, "(@)")

    def intersection(self, depth: int) -> Piece:
        roll = self.random.random()
        if roll < 0.6:
            return joined(" & ", [self.object_like(depth), self.object_like(depth)], "(@)")
        if roll < 0.8:
            return joined(" & ", [self.keys(depth), self.keys(depth)], "(@)")
        return joined(" & ", [self.type(depth), self.type(depth)], "(@)")

    def object(self, depth: int) -> Piece:
        members = [self.member(depth) for _ in range(self.random.randint(0, 4))]
        separator = self.random.choice(("; ", ", ", ";\n  "))
        return joined(separator, members, "{ @ }") if members else Piece("{}")

    def member(self, depth: int) -> Piece:
        roll = self.random.random()
        doc = self.random.choice(
            (
                "",
                "",
                "",
                "\n/** About it.\n * %%deprecated not now */\n",
                "\n/** Text {%%link A} more. */\n",
            )
        )
        readonly = self.random.choice(("", "", "readonly "))
        name = self.random.choice(KEYS) if roll < 0.5 else self.random.choice(NAMES)
        if roll > 0.95:
            key = self.random.choice(("string", "number", "`x-${string}`", "symbol"))
            return Piece(f"{readonly}[key: {key}]: @", (self.type(depth),))
        if roll > 0.9:
            return self.signature(depth, f"{doc}{name}{self.random.choice(('', '?'))}")
        if roll > 0.87:
            return self.signature(depth, self.random.choice(("", "new ")))
        if roll > 0.84 and self.names.enums:
            enum, members = self.random.choice(self.names.enums)
            return Piece(f"{doc}[{enum}.{self.random.choice(members)}]: @", (self.type(depth),))
        return Piece(
            f"{doc}{readonly}{name}{self.random.choice(('', '', '?'))}: @", (self.type(depth),)
        )

    def signature(self, depth: int, name: str) -> Piece:
        parameters = self.parameters(depth)
        return joined(", ", parameters, f"{name}(@): ").__class__(
            f"{name}({', '.join('@' for _ in parameters)}): @", (*parameters, self.type(depth - 1))
        )

    def parameters(self, depth: int) -> list[Piece]:
        made: list[Piece] = []
        optional = False
        for place in range(self.random.randint(0, 3)):
            optional = optional or self.random.random() < 0.25
            made.append(Piece(f"p{place}{'?' if optional else ''}: @", (self.type(depth - 1),)))
        if self.random.random() < 0.2:
            made.append(Piece("...r: @[]", (self.type(depth - 2),)))
        return made

    def function(self, depth: int) -> Piece:
        parameters = self.parameters(depth)
        new = self.random.choice(("", "", "new "))
        form = f"({new}({', '.join('@' for _ in parameters)}) => @)"
        return Piece(form, (*parameters, self.type(depth - 1)))

    def list(self, depth: int) -> Piece:
        """An array that may be written to: the model does not tell ``readonly`` arrays apart."""
        return Piece("Array<@>", (self.type(depth - 1),))

    def array(self, depth: int) -> Piece:
        form = self.random.choice(("@[]", "Array<@>", "ReadonlyArray<@>", "(readonly @[])"))
        inner = self.type(depth - 1)
        return Piece(form, (Piece("(@)", (inner,)) if "[" in form else inner,))

    def tuple(self, depth: int) -> Piece:
        items: list[Piece] = []
        optional = False
        labels = self.random.random() < 0.3
        for place in range(self.random.randint(0, 3)):
            optional = optional or self.random.random() < 0.25
            mark = "?" if optional else ""
            form = f"l{place}{mark}: @" if labels else f"@{mark}"
            items.append(Piece(form, (self.type(depth - 1),)))
        if self.random.random() < 0.25:
            items.append(
                Piece(
                    "...rest: @[]" if labels else "...@[]", (Piece("(@)", (self.type(depth - 2),)),)
                )
            )
        return (
            joined(", ", items, self.random.choice(("[@]", "[@]", "(readonly [@])")))
            if items
            else Piece("[]")
        )

    def object_like(self, depth: int) -> Piece:
        """A type with properties."""
        roll = self.random.random()
        if self.names.objects and (depth <= 1 or roll < 0.5):
            return Piece(self.random.choice(self.names.objects))
        return self.object(depth) if roll < 0.8 else self.utility_object(depth)

    def keys(self, depth: int) -> Piece:
        """A type that can be a key."""
        choices: list[Callable[[int], Piece]] = [
            lambda _: joined(" | ", [Piece(f"'{k}'") for k in self.random.sample(KEYS, 2)], "(@)"),
            lambda _: Piece(f"'{self.random.choice(KEYS)}'"),
            lambda _: Piece(
                self.random.choice(("string", "number", "1 | 'a'", "`x-${string}`", "200 | 404"))
            ),
            lambda d: Piece("keyof @", (self.object_like(d),)),
        ]
        if self.names.enums:
            choices.append(lambda _: Piece(self.random.choice(self.names.enums)[0]))
        if depth > 0:
            choices.append(lambda d: Piece("Exclude<@, @>", (self.keys(d - 1), self.keys(d - 1))))
        return self.random.choice(choices)(depth - 1)

    def utility_object(self, depth: int) -> Piece:
        form = self.random.choice(
            ("Partial<@>", "Required<@>", "Readonly<@>", "Pick<@, @>", "Omit<@, @>", "Record<@, @>")
        )
        if form.startswith("Record"):
            return Piece(form, (self.keys(depth - 1), self.type(depth - 1)))
        if form.startswith("Pick"):
            target = self.object_like(depth - 1)
            return Piece(
                form,
                (
                    target,
                    Piece(
                        self.random.choice(("keyof @", "Extract<keyof @, 'a' | 'b'>")), (target,)
                    ),
                ),
            )
        count = form.count("@")
        return Piece(form, (self.object_like(depth - 1), *[self.keys(depth - 1)] * (count - 1)))

    def utility(self, depth: int) -> Piece:
        form = self.random.choice(
            (
                "Partial<@>",
                "Required<@>",
                "Readonly<@>",
                "Exclude<@, @>",
                "Extract<@, @>",
                "NonNullable<@>",
                "Awaited<@>",
                "Awaited<Promise<@>>",
                "Promise<@>",
                "NoInfer<@>",
                "F",
                "F",
                "O",
                "O",
                "O",
                "Map<string, @>",
                "Set<@>",
            )
        )
        if form == "O":
            return self.utility_object(depth)
        if form == "F":
            return self.of_function(depth)
        return Piece(form, tuple(self.type(depth - 1) for _ in range(form.count("@"))))

    def of_function(self, depth: int) -> Piece:
        names = self.names
        roll = self.random.random()
        if names.functions and roll < 0.4:
            form = self.random.choice(("Parameters<typeof @>", "ReturnType<typeof @>"))
            return Piece(form, (Piece(self.random.choice(names.functions)),))
        if names.classes and roll < 0.6:
            form = self.random.choice(("ConstructorParameters<typeof @>", "InstanceType<typeof @>"))
            return Piece(form, (Piece(self.random.choice(names.classes)),))
        form = self.random.choice(
            ("Parameters<@>", "ReturnType<@>", "ThisParameterType<@>", "OmitThisParameter<@>")
        )
        inner = self.function(depth - 1)
        if inner.form.startswith("(new"):
            form = self.random.choice(("ConstructorParameters<@>", "InstanceType<@>"))
        return Piece(form, (inner,))

    def mapped(self, depth: int) -> Piece:
        key = self.new("K")
        sign, readonly = self.random.choice(MAPPED_SIGNS), self.random.choice(READONLY_SIGNS)
        over_object = self.random.random() < 0.6
        target = self.object_like(depth - 1)
        constraint = Piece("keyof @", (target,)) if over_object else self.keys(depth - 1)
        as_ = Piece("")
        if self.random.random() < 0.35:
            form = self.random.choice(
                (
                    f" as Exclude<{key}, @>",
                    f" as `get${{Capitalize<{key} & string>}}`",
                    f" as {key} extends @ ? never : {key}",
                    f" as `${{{key} & string}}-@`".replace("@", "x"),
                    f" as {key} | 'extra'",
                    " as @",
                )
            )
            as_ = Piece(form, (self.keys(depth - 1),) * form.count("@"))
        self.names.parameters[key] = "string | number | symbol"
        value = (
            Piece(f"@[{key}]", (target,))
            if over_object and self.random.random() < 0.6
            else self.type(depth - 1)
        )
        del self.names.parameters[key]
        return Piece(f"{{ {readonly}[{key} in @@]{sign}: @ }}", (constraint, as_, value))

    def conditional(self, depth: int) -> Piece:
        if self.random.random() < 0.45:
            return self.inferring(depth)
        parts = [self.type(depth - 1) for _ in range(4)]
        return Piece("(@ extends @ ? @ : @)", tuple(parts))

    def inferring(self, depth: int) -> Piece:
        name = self.new("I")
        constraint = self.random.choice(
            ("", "", "", " extends string", " extends number", " extends object")
        )
        infer = f"infer {name}{constraint}"
        plain = f"infer {name}" if "object" in constraint else infer
        pattern, subject = self.random.choice(
            [
                (f"({infer})[]", self.list),
                (f"[{infer}, ...any[]]", self.tuple),
                (f"[any, ...{infer.replace(constraint, '')}]", self.tuple),
                (f"{{ a: {infer} }}", self.object_like),
                (f"{{ a?: {infer} }}", self.object_like),
                (f"(...args: any[]) => {infer}", self.function),
                (f"(p: {infer}, ...r: any[]) => any", self.function),
                (f"(...args: {infer.replace(constraint, '')}) => any", self.function),
                (f"Promise<{infer}>", lambda d: Piece("Promise<@>", (self.type(d),))),
                (
                    f"`${{{plain}}}-${{string}}`",
                    lambda _: Piece("'12-b'"),
                ),
                (
                    f"`x${{{plain}}}`",
                    lambda _: Piece(self.random.choice(("'x1'", "'xa'", "'xtrue'", "'y'"))),
                ),
                (f"Record<string, {infer}>", self.object_like),
                (infer, self.type),
                (f"Map<any, {infer}>", lambda d: Piece("Map<string, @>", (self.type(d),))),
            ]
        )
        check = subject(depth - 1)
        self.names.parameters[name] = ""
        yes = self.random.choice((lambda: Piece(name), lambda: self.type(depth - 1)))()
        del self.names.parameters[name]
        return Piece(
            f"(@ extends {pattern} ? @ : @)".replace(
                "@ extends " + pattern, "@ extends " + pattern
            ),
            (check, yes, self.type(depth - 1)),
        )

    def template(self, depth: int) -> Piece:
        parts = [
            (
                self.keys(depth - 1)
                if self.random.random() < 0.5
                else Piece(self.random.choice(("string", "number", "boolean", "'a' | 'b'", "1")))
            )
            for _ in range(self.random.randint(1, 2))
        ]
        parts = [Piece("(@) & (string | number)", (p,)) if "keyof" in p.form else p for p in parts]
        return Piece(
            "`"
            + self.random.choice(("", "p-"))
            + self.random.choice(("", "-")).join("${@}" for _ in parts)
            + self.random.choice(("", "-s"))
            + "`",
            tuple(parts),
        )

    def spelling(self, depth: int) -> Piece:
        form = self.random.choice(
            ("Uppercase<@>", "Lowercase<@>", "Capitalize<@>", "Uncapitalize<@>")
        )
        inner = (
            self.template(depth - 1)
            if self.random.random() < 0.4
            else Piece(self.random.choice(("'aB'", "'ab' | 'Cd'", "string", "'a' | string")))
        )
        return Piece(form, (inner,))

    def index(self, depth: int) -> Piece:
        target = self.object_like(depth - 1)
        roll = self.random.random()
        if roll < 0.3:
            return Piece("(@)[keyof @]", (target, target))
        if roll < 0.5:
            return Piece("(@)[Extract<keyof @, 'a'>]", (target, target))
        if roll < 0.7 and self.names.tuples:
            key = self.random.choice(("0", "'0'", "number", "'length'", "1"))
            return Piece(f"@[{key}]", (Piece(self.random.choice(self.names.tuples)),))
        if roll < 0.8:
            return Piece(
                f"(@)[{self.random.choice(('0', 'number', chr(39) + 'length' + chr(39)))}]",
                (self.tuple(depth - 1),),
            )
        return Piece(f"(@)['{self.random.choice(KEYS)}']", (target,))

    def keyof(self, depth: int) -> Piece:
        inner = self.object_like(depth - 1) if self.random.random() < 0.7 else self.type(depth - 1)
        return Piece("keyof (@)", (inner,))

    def generic(self, depth: int) -> Piece:
        if not self.names.generics:
            return self.object(depth)
        name, constraints = self.random.choice(self.names.generics)
        makers = {
            "": self.type,
            "object": self.object_like,
            "string": self.keys,
            "key": self.keys,
            "any[]": self.tuple,
        }
        arguments = [makers[c](depth - 1) for c in constraints]
        return joined(", ", arguments, f"{name}<@>")

    def query(self, depth: int) -> Piece:
        names, choices = self.names, [lambda: Piece("'a'")]
        for constant, keys in names.constants[-2:]:
            choices.append(lambda c=constant: Piece(f"typeof {c}"))
            choices.append(lambda c=constant: Piece(f"keyof typeof {c}"))
            choices.append(lambda c=constant: Piece(f"(typeof {c})[keyof typeof {c}]"))
            if keys:
                choices.append(
                    lambda c=constant, k=keys: Piece(f"typeof {c}.{self.random.choice(k)}")
                )
        for enum, _members in names.enums[-2:]:
            choices += [
                lambda e=enum: Piece(f"keyof typeof {e}"),
                lambda e=enum: Piece(f"(typeof {e})[keyof typeof {e}]"),
                lambda e=enum: Piece(f"`${{{e}}}`"),
            ]
        for function in names.functions[-2:]:
            choices.append(lambda f=function: Piece(f"typeof {f}"))
        for class_ in names.classes[-1:]:
            choices += [lambda c=class_: Piece(f"typeof {c}"), lambda c=class_: Piece(f"keyof {c}")]
        return self.random.choice(choices)()
