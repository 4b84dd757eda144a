"""A helper as a method of its resource."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tsbind.model import types as t
from tsbind.model.operations import Operation
from tsbind.packs.helper import Own, Variant
from tsbind.python.client.call_forms import Overloads, Whole
from tsbind.python.client.methods import Method
from tsbind.python.client.naming import EXTRA, PARAMS, method_name
from tsbind.python.client.overloads import overloads
from tsbind.python.client.plan import MethodPlan, SignaturePlan
from tsbind.python.client.returns import Returns
from tsbind.python.client.shapes import Shapes
from tsbind.python.docstrings import docstring
from tsbind.python.helpers.bind import BoundHelper
from tsbind.python.helpers.spelled import Spelled, names_of_lib
from tsbind.python.literals import string
from tsbind.python.names import PythonName
from tsbind.python.placement import Place
from tsbind.python.spelling.annotations import READ, Spelling
from tsbind.python.spelling.expression import Code, call, display, entry, text_of
from tsbind.python.spelling.layout import lay
from tsbind.python.spelling.wire_specs import WireSpecWriter
from tsbind.python.types.classes import documentation


@dataclass
class HelperMethod(Method):
    """The text of one helper."""

    bound: BoundHelper = field(kw_only=True)
    spelled: Spelled = field(kw_only=True)
    wires: WireSpecWriter = field(kw_only=True)

    @property
    def name(self) -> PythonName:
        """The name of the method."""
        return method_name(self.bound.operation.method)

    def plan(self, *, asynchronous: bool) -> MethodPlan:
        """The method of one half."""
        helper = self.bound.helper
        awaited = asynchronous and helper.awaited
        return MethodPlan(
            name=self.name,
            keyword="async def" if awaited else "def",
            overloads=tuple(self._helper_overloads(asynchronous=asynchronous)),
            signature=self._helper_signature(asynchronous=asynchronous),
            doc=docstring(self._helper_doc()),
            statements=tuple(self._body(asynchronous=asynchronous, awaited=awaited)),
        )

    def _helper_overloads(self, *, asynchronous: bool) -> Iterator[SignaturePlan]:
        variants = self.bound.helper.variants or (Variant(),)
        wholes = self.ways.wholes
        if len(variants) * (1 + len(wholes)) == 1:
            return
        decorators = (f"@{self.spelling.scope.typing('overload')}",)
        for variant in variants:
            own = self._own(variant.own)
            lines = [*self._given_lines(optional=False), *self._own_lines(own, asynchronous)]
            yield self._lines(lines, self._result(variant, asynchronous), decorators)
            for whole in wholes:
                lines = [
                    *self._path(required_only=True),
                    self._params_line([whole], required=True),
                    *self._own_lines(own, asynchronous),
                ]
                yield self._lines(lines, self._result(variant, asynchronous), decorators)

    def _helper_signature(self, *, asynchronous: bool) -> SignaturePlan:
        own = self.bound.helper.own
        lines = [
            *self._given_lines(optional=bool(self.ways.wholes)),
            *self._own_lines(own, asynchronous),
        ]
        if self.ways.wholes:
            lines.append(self._params_line(self.ways.wholes, required=False))
        return self._lines(lines, self._result(Variant(), asynchronous), self._decorated())

    def _decorated(self) -> tuple[str, ...]:
        found: list[str] = []
        if self.bound.operation.deprecated is not None:
            found.append(self._deprecated(self.bound.operation.deprecated))
        if not self.bound.helper.raw:
            found.append(f"@{self.spelling.scope.runtime('methods', 'unviewed')}")
        return tuple(found)

    def _own(self, changed: Sequence[Own]) -> list[Own]:
        by_name = {own.name: own for own in changed}
        return [by_name.get(own.name, own) for own in self.bound.helper.own]

    def _given_lines(self, *, optional: bool) -> list[str]:
        if not self.bound.helper.given:
            return []
        arguments = self.ways.all
        if optional:
            arguments = {n: replace(a, required=False) for n, a in arguments.items()}
        return [*self._path(optional=optional), *self._keywords(arguments)]

    def _own_lines(self, own: Sequence[Own], asynchronous: bool) -> Iterator[str]:
        for one in own:
            code = self.spelled.code(one.type, asynchronous=asynchronous)
            if one.default == "omit":
                yield self._omittable(one.name, code)
            else:
                default = "" if one.default is None else f" = {one.default}"
                yield lay(f"{one.name}: ", self.spelling.parameter(one.name, code), f"{default},")

    def _lines(
        self, parameters: list[str], returns: Code, decorators: tuple[str, ...]
    ) -> SignaturePlan:
        helper = self.bound.helper
        everything = {
            line.partition(":")[0]: line
            for line in (*parameters, *self._extra(EXTRA if helper.given else helper.extra))
        }
        first = [everything.pop(name) for name in self._positional() if name in everything]
        # Python wants those without a default first, but after a star any order will do.
        rest = everything.values()
        lines = ["self,", *first, *(["*,", *rest] if rest else [])]
        overloaded = any("overload" in decorator for decorator in decorators[:1])
        end = ": ..." if overloaded else ":"
        return SignaturePlan(tuple(lines), lay(") -> ", returns, end), decorators)

    def _positional(self) -> list[str]:
        helper = self.bound.helper
        if helper.by_position:
            return list(helper.by_position)
        own = [one.name for one in helper.own if one.positional]
        if own or not helper.given:
            return own
        if helper.positional is not None:
            return [helper.positional]
        return [str(p.name) for p in self.path if p.given][-1:]

    def _result(self, variant: Variant, asynchronous: bool) -> Code:
        text = variant.returns or self.bound.helper.returns
        if text:
            return self.spelled.code(text, asynchronous=asynchronous)
        if self.bound.base is None:
            return self.spelling.annotation(self.bound.operation.signatures[0].returns, READ)
        return self.returns.plain(self.returns.value(o.returns for o in self.ways.keywords))

    def _body(self, *, asynchronous: bool, awaited: bool) -> Iterator[str]:
        helper = self.bound.helper
        *folders, module, function = helper.function.split(".")
        source = ".".join(["." * len(self.spelling.scope.module) + "lib", *folders])
        yield f"from {source} import {module} as _helper\n"
        code = call(f"_helper.{function}", *self._arguments())
        if helper.returns == "None":
            yield lay("", code)
            return
        result = self._result(Variant(), asynchronous)
        assigned = f" = {'await ' if awaited else ''}"
        yield f"value: {result}{assigned}{code}"
        yield "return value"

    def _arguments(self) -> Iterator[Code]:
        """What the function gets: see `Helper`."""
        helper = self.bound.helper
        own = {order: self._named(order) for order in ("first", "given", "last")}
        yield helper.target
        yield from own["first"]
        if helper.given or helper.extra:
            yield self._given_values(own["given"])
        if not helper.collected:
            yield from own["last"]
        yield from (_WIRE.sub(self._wire, constant) for constant in helper.constants)
        if helper.collected:
            yield display(*(entry(string(name), name) for name in own["last"]))

    def _named(self, order: str) -> list[str]:
        return [one.name for one in self.bound.helper.own if one.order == order]

    def _given_values(self, more: Sequence[str]) -> Code:
        helper = self.bound.helper
        names: list[str] = []
        if helper.given:
            names += [str(p.name) for p in self.path if p.given]
            names += [str(name) for wire, name in self.names.items() if wire in self.ways.all]
        names += more
        names += [PARAMS] if self.ways.wholes else []
        names += EXTRA if helper.given else helper.extra
        return display(*(entry(string(name), name) for name in names))

    def _wire(self, match: re.Match[str]) -> str:
        if match[1]:
            return text_of(self.wires.spec(t.Reference(self.spelled.ids[match[1]])))
        return text_of(self.wires.spec(self.bound.operation.signatures[0].returns))

    def _helper_doc(self) -> str:
        operation, helper = self.bound.operation, self.bound.helper
        rows = [(own.name, own.doc) for own in helper.own if own.doc]
        if helper.given:
            rows = [*self._described(), *rows]
        parts = [helper.doc or documentation(operation.doc, operation.deprecated)]
        if rows:
            parts.append("Args:\n" + "\n\n".join(_argument(n, d) for n, d in rows))
        return "\n\n".join(filter(None, parts))

    def _described(self) -> Iterator[tuple[str, str]]:
        for path in self.path:
            if path.given and path.parameter.doc:
                yield str(path.name), path.parameter.doc
        for wire, argument in self.ways.all.items():
            if argument.doc or argument.deprecated is not None:
                yield str(self.names[wire]), documentation(argument.doc, argument.deprecated)


_WIRE = re.compile(r"\{wire:?(\w*)\}")


def helper_method(  # noqa: PLR0913, PLR0917
    bound: BoundHelper,
    spelling: Spelling,
    wires: WireSpecWriter,
    shapes: Shapes,
    places: dict[str, Place],
    pages: dict[str, str],
    ids: Mapping[str, str],
) -> HelperMethod:
    """The method for ``bound`` in the module that ``spelling`` writes."""
    base = bound.base or replace(bound.operation, path="", signatures=(), path_parameters=())
    ways = overloads(_not_streaming(base), shapes, places) if bound.base else Overloads((), ())
    own_ids = {name.rpartition("#")[2]: name for name in bound.helper.needs if "#" in name}
    lib = names_of_lib(bound.helper, bound.pack)
    spelled = Spelled(spelling, dict(ways.all), {**ids, **own_ids}, lib)
    kept = {n: a for n, a in ways.all.items() if n not in bound.helper.drop | _shadowed(bound)}
    ways = Overloads(ways.keywords, tuple(_wholes(bound, ways)), kept)
    returns = Returns(base, spelling, pages)
    return HelperMethod(
        base, "", ways, returns, spelling, bound=bound, spelled=spelled, wires=wires
    )


def _argument(name: str, doc: str) -> str:
    first, *rest = doc.split("\n")
    lines = [f"  {name}: {first}", *(f"      {line}" if line.strip() else "" for line in rest)]
    return "\n".join(lines)


def _shadowed(bound: BoundHelper) -> set[str]:
    return {own.name for own in bound.helper.own}


def _not_streaming(operation: Operation) -> Operation:
    kept = [s for s in operation.signatures if s.stream not in ("true", "either")]
    return replace(operation, signatures=tuple(kept) or operation.signatures)


def _wholes(bound: BoundHelper, ways: Overloads) -> Iterator[Whole]:
    if bound.params is not None:
        returns = ways.keywords[0].returns if ways.keywords else t.UNKNOWN
        yield Whole(bound.params, returns, None)
