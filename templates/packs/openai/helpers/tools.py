"""Function tools made of Python types and functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar, get_type_hints

from .._runtime import jsontext
from .._runtime.encoding import encode
from .._runtime.model import Model
from .._runtime.omit import Omit
from .._runtime.value_kinds import is_object
from .parse_errors import OutputParseError
from .raw import dict_at, raw_of
from .structured import convert, json_schema, parse_text, type_name

T = TypeVar("T")


class FunctionTool(dict[str, Any], Generic[T]):
    """A strict function tool as the API takes it, which knows the type of its arguments."""

    arguments_type: type[T]

    def __init__(self, value: Mapping[str, Any], arguments_type: type[T]) -> None:
        super().__init__(value)
        self.arguments_type = arguments_type


def function_tool(
    kind: type[Any], *, name: str | None = None, description: str | None = None
) -> Any:
    """A tool for chat completions whose arguments are a `kind`: a `FunctionTool`.

    Type checkers take it for the params of any endpoint.
    """
    return FunctionTool(
        {"type": "function", "function": _function(kind, name, description)}, kind
    )


def responses_function_tool(
    kind: type[T], *, name: str | None = None, description: str | None = None
) -> FunctionTool[T]:
    """A tool for responses whose arguments are a `kind`."""
    return FunctionTool(
        {"type": "function", **_function(kind, name, description)}, kind
    )


pydantic_function_tool = function_tool


def _function(kind: Any, name: str | None, description: str | None) -> dict[str, Any]:
    schema = json_schema(kind)
    told = description or schema.get("description")
    function: dict[str, Any] = {"name": name or type_name(kind), "strict": True}
    if told:
        function["description"] = told
    return {**function, "parameters": schema}


class InputTools:
    """The tools of one request, by the name a tool call says."""

    def __init__(self, tools: Iterable[Any] | Omit | None) -> None:
        self.given: list[Any] = list(tools or ())
        self._strict: dict[str, Any] = {}
        for tool in self.given:
            kind: Any = getattr(tool, "arguments_type", None)
            if kind is not None:
                self._strict[function_of(tool).get("name", "")] = kind
                continue
            function = function_of(tool)
            if function.get("strict"):
                self._strict[function.get("name", "")] = None

    def require_strict(self) -> None:
        """ValueError unless every function tool is strict, as parsing needs it."""
        for tool in self.given:
            if raw_of(tool).get("type", "function") != "function":
                continue
            if not function_of(tool).get("strict"):
                name = function_of(tool).get("name")
                raise ValueError(
                    f"The tool `{name}` is not strict; only strict function tools can be parsed"
                )

    def parses(self) -> bool:
        """Whether the arguments of any tool are parsed."""
        return bool(self._strict)

    def parses_name(self, name: str) -> bool:
        """Whether the arguments of the tool of that name are parsed."""
        return name in self._strict

    def parse(self, name: str, arguments: str) -> Any:
        """The arguments of a call: of the tool's type, as JSON, or None for a tool not strict.

        Raises `OutputParseError`.
        """
        if name not in self._strict:
            return None
        kind = self._strict[name]
        if kind is not None:
            return parse_text(arguments, kind)
        try:
            return jsontext.parse(arguments)
        except jsontext.JSONError as error:
            raise OutputParseError(arguments, error) from error


def function_of(tool: Any) -> dict[str, Any]:
    """What a tool of either API says of its function."""
    written = raw_of(encode(tool))
    if written.get("type", "function") != "function":
        return {}
    return dict_at(written, "function") if "function" in written else written


class CallableTool:
    """A Python function as a tool: its parameters are the schema, its docstring the description.

    A function of one parameter that is a dataclass, TypedDict or pydantic model gets that whole.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.name: str = getattr(function, "__name__", "function")
        self._hints = get_type_hints(function, include_extras=True)
        self._hints.pop("return", None)
        self._whole = self._whole_type()

    @property
    def param(self) -> dict[str, Any]:
        """The tool as chat completions take it."""
        function: dict[str, Any] = {
            "name": self.name,
            "strict": True,
            "parameters": self._schema(),
        }
        doc = inspect.getdoc(self.function)
        if doc:
            function["description"] = doc
        return {"type": "function", "function": function}

    def call(self, arguments: str) -> Any:
        """What the function returns for the JSON text of its arguments."""
        if self._whole is not None:
            return self.function(parse_text(arguments, self._whole))
        try:
            values = jsontext.parse(arguments or "{}")
            if not is_object(values):
                raise ValueError("the arguments are no object")
            given = {
                n: convert(values[n], h) for n, h in self._hints.items() if n in values
            }
        except (ValueError, TypeError) as error:
            raise OutputParseError(arguments, error) from error
        return self.function(**given)

    def _whole_type(self) -> Any:
        if len(self._hints) != 1:
            return None
        kind = next(iter(self._hints.values()))
        try:
            json_schema(kind)
        except TypeError:
            return None
        return kind

    def _schema(self) -> dict[str, Any]:
        if self._whole is not None:
            return json_schema(self._whole)
        from dataclasses import make_dataclass

        for name in inspect.signature(self.function).parameters:
            if name not in self._hints:
                raise TypeError(f"the parameter `{name}` of `{self.name}` needs a type")
        fields: list[tuple[str, Any]] = list(self._hints.items())
        return json_schema(make_dataclass(type_name(self.function), fields))


def output_text(value: Any) -> str:
    """What a tool returned, as the text the API takes."""
    if isinstance(value, str):
        return value
    if hasattr(value, "model_dump_json"):
        return str(value.model_dump_json())
    from dataclasses import asdict, is_dataclass

    if is_dataclass(value) and not isinstance(value, (type, Model)):
        value = asdict(value)
    return jsontext.dump_bytes(encode(value)).decode()
