"""Methods: one plan of an operation, for both flavours of the client."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import indent

from tsbind.model.operations import Operation
from tsbind.python.literals import docstring, string
from tsbind.python.methods.arguments import Argument, Arguments, joined_type
from tsbind.python.methods.call_forms import EITHER, CallForms, Overload, ParamsForm, names_of
from tsbind.python.methods.method_plan import (
    Flavoured,
    MethodPlan,
    ParameterPlan,
    SignaturePlan,
    both,
)
from tsbind.python.methods.naming import (
    EXTRA,
    PARAMS,
    PathArgument,
    keyword_names,
    method_name,
    path_arguments,
)
from tsbind.python.methods.returns import Returns
from tsbind.python.names import PythonName, attribute_name
from tsbind.python.spelling.annotations import GIVE, Spelling
from tsbind.python.spelling.expression import Code, call, display, entry, keyword, sequence
from tsbind.python.types.classes import documentation

_EXTRA_TYPES = ("Headers", "Query", "Body")


@dataclass
class Method:
    """One operation in the making of one module."""

    operation: Operation
    endpoint: str
    """The name of its endpoint."""
    forms: CallForms
    returns: Returns
    spelling: Spelling

    def __post_init__(self) -> None:
        self.path = path_arguments(self.operation)
        self.names = keyword_names(self.forms.all, self.path)
        several = len(self.forms.keywords) > 1
        must = bool(self.forms.required) or any(
            p.parameter.source == "params" and p.parameter.default is None for p in self.path
        )
        self.has_overloads = several or bool(must and self.forms.params)

    @property
    def name(self) -> PythonName:
        """The name of the method."""
        return method_name(self.operation.method)

    def plan(self) -> MethodPlan:
        """The method, in both flavours."""
        return MethodPlan(
            name=self.name,
            waits=self.operation.page is None,
            overloads=tuple(self._overloads()),
            signature=self._whole_signature(),
            doc=docstring(self._doc()),
            warnings=tuple(self._warnings()),
            call=self._call(),
        )

    def _overloads(self) -> Iterator[SignaturePlan]:
        if not self.has_overloads:
            return
        for overload in self.forms.keywords:
            yield self._signature(
                [*self._path(), *self._keywords(overload.arguments)],
                self.returns.annotation(overload.returns, overload.stream),
                self._decorators(overload),
            )
        for form in self.forms.params:
            yield self._signature(
                [*self._path(required_only=True), self._params([form], required=True)],
                self.returns.annotation(form.returns, form.stream),
                self._decorators(None),
            )

    def _decorators(self, overload: Overload | None) -> tuple[Code, ...]:
        overloaded = self.spelling.table.typing("overload")
        message = overload.deprecated if overload is not None else None
        if message is None or self.operation.deprecated is not None:
            return (overloaded,)
        return (overloaded, self._deprecated(message))

    def _whole_signature(self) -> SignaturePlan:
        arguments = self.forms.all
        if self.has_overloads:
            arguments = {n: _optional(a) for n, a in arguments.items()}
        parameters = [
            *self._path(optional=self.has_overloads and bool(self.forms.params)),
            *self._keywords(arguments),
        ]
        if self.forms.params:
            parameters.append(self._params(self.forms.params, required=False))
        results = [o.returns for o in self.forms.keywords]
        streams = {o.stream for o in self.forms.keywords}
        stream = EITHER if len(streams) > 1 else next(iter(streams), None)
        returns = self.returns.annotation(joined_type(results), stream)
        message = self.operation.deprecated
        decorators = () if message is None else (self._deprecated(message),)
        return self._signature(parameters, returns, decorators)

    def _signature(
        self,
        parameters: Iterable[ParameterPlan],
        returns: Flavoured,
        decorators: tuple[Code, ...],
    ) -> SignaturePlan:
        """With the last path parameter by position, and the others by keyword."""
        everything = [*parameters, *self._extra()]
        last = [p.name for p in self.path if p.given][-1:]
        positional = [p for p in everything if p.name in last][:1]
        rest = [p for p in everything if p not in positional]
        return SignaturePlan(tuple(positional), tuple(rest), returns, decorators)

    def _extra(self, wanted: Container[str] = EXTRA) -> Iterator[ParameterPlan]:
        table = self.spelling.table
        for name, type_ in zip(EXTRA, _EXTRA_TYPES, strict=False):
            if name in wanted:
                code = self.spelling.optional(table.runtime("aliases", type_), "None")
                yield self._parameter(name, both(code), "None")
        if EXTRA[-1] in wanted:
            yield self._omittable(EXTRA[-1], both(table.runtime("aliases", "Timeout")))

    def _parameter(self, name: str, type_: Flavoured, default: Code = "") -> ParameterPlan:
        spelled = self.spelling.parameter
        annotation = Flavoured(spelled(name, type_.sync), spelled(name, type_.asynchronous))
        return ParameterPlan(name, annotation, default)

    def _omittable(self, name: str, type_: Flavoured) -> ParameterPlan:
        table, optional = self.spelling.table, self.spelling.optional
        omitted = table.runtime("omit", "Omit")
        type_ = Flavoured(optional(type_.sync, omitted), optional(type_.asynchronous, omitted))
        return self._parameter(name, type_, table.runtime("omit", "omit"))

    def _path(
        self, *, optional: bool = False, required_only: bool = False
    ) -> Iterator[ParameterPlan]:
        for argument in self.path:
            from_params = argument.parameter.source == "params"
            if not argument.given or (required_only and from_params):
                continue
            code = both(self.spelling.annotation(argument.parameter.type, GIVE, integral=True))
            free = argument.parameter.default is not None
            if from_params and (optional or free):
                yield self._omittable(argument.name, code)
            else:
                yield self._parameter(argument.name, code)

    def _keywords(self, arguments: Arguments) -> Iterator[ParameterPlan]:
        for wire in names_of(arguments):
            argument = arguments[wire]
            code = self.spelling.annotation(argument.type, GIVE, integral=argument.integral)
            add = self._parameter if argument.required else self._omittable
            yield add(self.names[wire], both(code))

    def _params(self, forms: Sequence[ParamsForm], *, required: bool) -> ParameterPlan:
        code = self.spelling.annotation(joined_type(form.params for form in forms), GIVE)
        if required:
            return self._parameter(PARAMS, both(code))
        return self._parameter(PARAMS, both(self.spelling.optional(code, "None")), "None")

    def _deprecated(self, message: str) -> Code:
        name = self.spelling.table.runtime("deprecation", "deprecated")
        text = " ".join(message.split()) or f"`{self.name}` is deprecated"
        return call(name, string(text))

    def _warnings(self) -> Iterator[Code]:
        for wire, argument in self.forms.all.items():
            if argument.deprecated is None:
                continue
            name = self.spelling.table.runtime("deprecation", "warn_parameter")
            python = self.names[wire]
            text = " ".join(argument.deprecated.split())
            given: list[Code] = [string(python), str(python), string(text)]
            if self.forms.params:
                given.append(PARAMS)
                given += [keyword("wire", string(wire))] if wire != python else []
            yield call(name, *given)

    def _call(self) -> Code:
        given = [p for p in self.path if not p.parameter.choices]
        path = display(*(entry(string(p.wire), self._path_value(p)) for p in given))
        values = display(*(entry(string(w), str(self.names[w])) for w in self.forms.all))
        params = PARAMS if self.forms.params else "None"
        return call(self._caller(), self.endpoint, path, values, params, sequence(*EXTRA))

    def _path_value(self, argument: PathArgument) -> str:
        if not argument.given:
            default = argument.parameter.default or argument.wire
            return f"self._client.{attribute_name(default)}"
        return str(argument.name)

    def _caller(self) -> str:
        if self.operation.page is not None:
            return "self._list"
        if self.operation.streams is None or self.operation.event is None:
            return "self._call"
        return "self._stream" if self.operation.streams == "always" else "self._call_or_stream"

    def _doc(self) -> str:
        operation = self.operation
        return self._documented(documentation(operation.doc, operation.deprecated), self._rows())

    def _rows(self) -> Iterator[tuple[str, str]]:
        for path in self.path:
            if path.given:
                yield str(path.name), path.parameter.doc
        for wire, argument in self.forms.all.items():
            yield str(self.names[wire]), documentation(argument.doc, argument.deprecated)

    def _whole_texts(self) -> str:
        return "The classes of `params` have the whole texts." if self.forms.params else ""

    def _documented(self, text: str, rows: Iterable[tuple[str, str]]) -> str:
        """``text`` and the beginning of each argument's text, so that hovers are short."""
        whole = {name: doc for name, doc in rows if doc}
        elsewhere = self._whole_texts()
        short = {n: summary(doc) if elsewhere else doc for n, doc in whole.items()}
        items = [indent(f"{name}: {doc}", " " * 6)[4:] for name, doc in short.items()]
        parts = [text, "Args:\n" + "\n\n".join(items) if items else ""]
        parts += [elsewhere] if short != whole else []
        return "\n\n".join(filter(None, parts))


def summary(doc: str) -> str:
    """The first paragraph, and what it announces."""
    paragraphs = doc.split("\n\n")
    beginnings = ("\n\n".join(paragraphs[:n]) for n in range(1, len(paragraphs) + 1))
    return next((b for b in beginnings if b[-1:] != ":" and b.count("```") % 2 == 0), doc)


def _optional(argument: Argument) -> Argument:
    return replace(argument, required=False)
