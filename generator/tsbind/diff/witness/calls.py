"""Calls of generated methods and of the client, with values of the right types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tsbind.diff.witness.accept import Json
from tsbind.diff.witness.release import Release
from tsbind.diff.witness.sample import Sampler
from tsbind.model.operations import ClientOption, Operation
from tsbind.model.types import Primitive
from tsbind.model.unions import members_of
from tsbind.python.methods.call_forms import Overload
from tsbind.python.methods.naming import keyword_names, path_arguments, python_accessor
from tsbind.python.names import attribute_name

_KEY = "key"


@dataclass
class Caller:
    """Writes calls of the methods of one release."""

    release: Release

    def __post_init__(self) -> None:
        self.sampler = Sampler(self.release.index)

    def call(self, operation: Operation, extra: Mapping[str, Json] | None = None) -> str:
        """The call from ``client`` on, with what is required and ``extra``; empty for none.

        ``extra`` has values by wire name; one of a path parameter has its Python name.
        """
        forms = self.release.python.forms(operation)
        if operation.kind == "helper" or not forms.keywords:
            return ""
        extra = dict(extra or {})
        path = list(self._path(operation, extra))
        names = keyword_names(forms.all, path_arguments(operation))
        overload = _fitting(forms.keywords, extra)
        if not extra.keys() <= overload.arguments.keys():
            return ""
        given = {**self._required(overload), **extra}
        keywords = [f"{names[wire]}={value!r}" for wire, value in given.items()]
        return f"client.{python_accessor(operation.accessor)}({', '.join([*path, *keywords])})"

    def whole(self, operation: Operation) -> str:
        """The call with its params as one object, which has what is required."""
        overload = self.release.python.forms(operation).keywords[0]
        inside = [a for a in path_arguments(operation) if a.parameter.source == "params"]
        names = {str(argument.name) for argument in inside}
        path = [text for text in self._path(operation, {}) if text.partition("=")[0] not in names]
        given = {a.parameter.name: "id" for a in inside} | self._required(overload)
        arguments = ", ".join([*path, f"params={given!r}"])
        return f"client.{python_accessor(operation.accessor)}({arguments})"

    def _path(self, operation: Operation, extra: dict[str, Json]) -> Iterator[str]:
        """The last path parameter comes first, by position; the others go by name."""
        given = [argument for argument in path_arguments(operation) if argument.given]
        for number, argument in enumerate([*given[-1:], *given[:-1]]):
            smallest = self.sampler.smallest(argument.parameter.type, 0)
            value = extra.pop(str(argument.name), smallest)
            value = "id" if value == _UNTOLD else value
            yield f"{argument.name}={value!r}" if number else repr(value)

    def _required(self, overload: Overload) -> dict[str, Json]:
        return {
            wire: self.sampler.smallest(argument.type, 0)
            for wire, argument in overload.arguments.items()
            if argument.required
        }

    def constructor(self, *extra: str) -> str:
        """Makes a client with a key where one is needed."""
        client = self.release.package.client
        assert client is not None
        needed = [o.name for o in client.options if o.required] or list(client.required_any[:1])
        names = [str(attribute_name(name)) for name in needed]
        given = {name: f"{name}={_KEY!r}" for name in names}
        own = {text.partition("=")[0]: text for text in extra}
        return f"Client({', '.join({**given, **own}.values())})"


_UNTOLD = "a text nobody lists"


def _fitting(overloads: tuple[Overload, ...], extra: Mapping[str, Json]) -> Overload:
    fitting = (o for o in overloads if extra.keys() <= o.arguments.keys())
    return next(fitting, overloads[0])


def option_value(option: ClientOption) -> str:
    """``name=value`` of an option of the client."""
    kinds = {t.name for t in members_of(option.type) if isinstance(t, Primitive)}
    value = "True" if "boolean" in kinds else "1" if "number" in kinds else repr(_KEY)
    return f"{attribute_name(option.name)}={value}"
