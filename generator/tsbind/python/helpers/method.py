"""A helper as a method of its resource."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tsbind.model import types as t
from tsbind.model.operations import Operation
from tsbind.packs.helper import OwnParameter, Variant
from tsbind.python.helpers.bind import BoundHelper
from tsbind.python.helpers.spelled import Spelled, names_of_lib
from tsbind.python.literals import docstring, string
from tsbind.python.methods.call_forms import CallForms, ParamsForm
from tsbind.python.methods.method_plan import (
    Flavoured,
    HelperCall,
    MethodPlan,
    ParameterPlan,
    SignaturePlan,
    both,
)
from tsbind.python.methods.methods import Method
from tsbind.python.methods.naming import EXTRA, PARAMS, method_name
from tsbind.python.methods.overloads import overloads
from tsbind.python.methods.returns import Returns
from tsbind.python.methods.shapes import Shapes
from tsbind.python.names import PythonName
from tsbind.python.placement import Place
from tsbind.python.spelling.annotations import READ, Spelling
from tsbind.python.spelling.expression import (
    Code,
    Expression,
    call,
    display,
    entry,
    imports_of,
    text_of,
)
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

    def plan(self) -> MethodPlan:
        """The method, in both flavours."""
        return MethodPlan(
            name=self.name,
            waits=self.bound.helper.awaited,
            overloads=tuple(self._helper_overloads()),
            signature=self._helper_signature(),
            doc=docstring(self._helper_doc()),
            warnings=(),
            call=call(f"_helper.{self._function()[-1]}", *self._arguments()),
            helper=self._helper_call(),
        )

    def _helper_overloads(self) -> Iterator[SignaturePlan]:
        variants = self.bound.helper.variants or (Variant(),)
        forms = self.forms.params
        if len(variants) * (1 + len(forms)) == 1:
            return
        decorators = (self.spelling.table.typing("overload"),)
        for variant in variants:
            own = list(self._own_parameters(self._own(variant.own)))
            yield self._arranged(
                [*self._given_parameters(optional=False), *own], self._result(variant), decorators
            )
            for form in forms:
                params = self._params([form], required=True)
                yield self._arranged(
                    [*self._path(required_only=True), params, *own],
                    self._result(variant),
                    decorators,
                )

    def _helper_signature(self) -> SignaturePlan:
        parameters = [
            *self._given_parameters(optional=bool(self.forms.params)),
            *self._own_parameters(self.bound.helper.own),
        ]
        if self.forms.params:
            parameters.append(self._params(self.forms.params, required=False))
        return self._arranged(parameters, self._result(Variant()), self._decorated())

    def _decorated(self) -> tuple[Code, ...]:
        found: list[Code] = []
        if self.bound.operation.deprecated is not None:
            found.append(self._deprecated(self.bound.operation.deprecated))
        if not self.bound.helper.raw:
            found.append(self.spelling.table.runtime("methods", "unviewed"))
        return tuple(found)

    def _own(self, changed: Sequence[OwnParameter]) -> list[OwnParameter]:
        by_name = {own.name: own for own in changed}
        return [by_name.get(own.name, own) for own in self.bound.helper.own]

    def _given_parameters(self, *, optional: bool) -> list[ParameterPlan]:
        if not self.bound.helper.given:
            return []
        arguments = self.forms.all
        if optional:
            arguments = {n: replace(a, required=False) for n, a in arguments.items()}
        return [*self._path(optional=optional), *self._keywords(arguments)]

    def _own_parameters(self, own: Sequence[OwnParameter]) -> Iterator[ParameterPlan]:
        for one in own:
            type_ = self.spelled.code(one.type)
            if one.default == "omit":
                yield self._omittable(one.name, type_)
            else:
                yield self._parameter(one.name, type_, one.default or "")

    def _arranged(
        self, parameters: list[ParameterPlan], returns: Flavoured, decorators: tuple[Code, ...]
    ) -> SignaturePlan:
        """A signature with those parameters by position that the helper says."""
        helper = self.bound.helper
        extra = self._extra(EXTRA if helper.given else helper.extra)
        everything = {parameter.name: parameter for parameter in (*parameters, *extra)}
        first = [everything.pop(name) for name in self._positional() if name in everything]
        # Python wants those without a default first, but after a star any order will do.
        return SignaturePlan(tuple(first), tuple(everything.values()), returns, decorators)

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

    def _result(self, variant: Variant) -> Flavoured:
        text = variant.returns or self.bound.helper.returns
        if text:
            return self.spelled.code(text)
        if self.bound.base is None:
            return both(self.spelling.annotation(self.bound.operation.signatures[0].returns, READ))
        return both(self.returns.plain(self.returns.value(o.returns for o in self.forms.keywords)))

    def _helper_call(self) -> HelperCall:
        *folders, module, _ = self._function()
        package = ".".join(["." * len(self.spelling.table.module) + "lib", *folders])
        nothing = self.bound.helper.returns == "None"
        return HelperCall(package, module, None if nothing else self._result(Variant()))

    def _function(self) -> list[str]:
        return self.bound.helper.function.split(".")

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
        yield from map(self._constant, helper.constants)
        if helper.collected:
            yield display(*(entry(string(name), name) for name in own["last"]))

    def _named(self, order: str) -> list[str]:
        return [one.name for one in self.bound.helper.own if one.order == order]

    def _given_values(self, more: Sequence[str]) -> Code:
        helper = self.bound.helper
        names: list[str] = []
        if helper.given:
            names += [str(p.name) for p in self.path if p.given]
            names += [str(name) for wire, name in self.names.items() if wire in self.forms.all]
        names += more
        names += [PARAMS] if self.forms.params else []
        names += EXTRA if helper.given else helper.extra
        return display(*(entry(string(name), name) for name in names))

    def _constant(self, text: str) -> Code:
        """A further argument, with the wire specs it names."""
        found: list[Code] = []

        def spec(match: re.Match[str]) -> str:
            if match[1]:
                type_: t.Type = t.Reference(self.spelled.ids[match[1]])
            else:
                type_ = self.bound.operation.signatures[0].returns
            found.append(self.wires.spec(type_))
            return text_of(found[-1])

        return Expression(_WIRE.sub(spec, text), imports_of(*found))

    def _whole_texts(self) -> str:
        name = method_name(self.operation.method)
        return f"See `{name}` for the whole texts." if self.bound.base else ""

    def _helper_doc(self) -> str:
        operation, helper = self.bound.operation, self.bound.helper
        rows = [(own.name, own.doc) for own in helper.own]
        text = helper.doc or documentation(operation.doc, operation.deprecated)
        return self._documented(text, [*self._rows(), *rows] if helper.given else rows)


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
    forms = overloads(_not_streaming(base), shapes, places) if bound.base else CallForms((), ())
    own_ids = {name.rpartition("#")[2]: name for name in bound.helper.needs if "#" in name}
    lib = names_of_lib(bound.helper, bound.pack)
    spelled = Spelled(spelling, dict(forms.all), {**ids, **own_ids}, lib)
    kept = {n: a for n, a in forms.all.items() if n not in bound.helper.drop | _shadowed(bound)}
    forms = CallForms(forms.keywords, tuple(_params_forms(bound, forms)), kept)
    returns = Returns(base, spelling, pages)
    return HelperMethod(
        base, "", forms, returns, spelling, bound=bound, spelled=spelled, wires=wires
    )


def _shadowed(bound: BoundHelper) -> set[str]:
    return {own.name for own in bound.helper.own}


def _not_streaming(operation: Operation) -> Operation:
    kept = [s for s in operation.signatures if s.stream not in ("true", "either")]
    return replace(operation, signatures=tuple(kept) or operation.signatures)


def _params_forms(bound: BoundHelper, forms: CallForms) -> Iterator[ParamsForm]:
    if bound.params is not None:
        returns = forms.keywords[0].returns if forms.keywords else t.UNKNOWN
        yield ParamsForm(bound.params, returns, None)
