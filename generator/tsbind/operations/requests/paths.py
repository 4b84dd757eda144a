"""Paths of endpoints: templates with a name for each value put into them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tsbind.model.operations import PathChoice, PathParameter
from tsbind.model.types import UNKNOWN
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.evaluate import evaluate
from tsbind.operations.evaluation.options_value import root_name
from tsbind.operations.evaluation.origins import (
    ArgumentValue,
    Choice,
    ClientObject,
    Computed,
    Constant,
    NotStaticError,
    Origin,
    PropertyOf,
    ValueScope,
)
from tsbind.syntax.expressions import (
    BinaryExpression,
    CallExpression,
    Expression,
    NameExpression,
    TemplateExpression,
)

_LITERAL = re.compile(r"[\x21-\x7e]*")
_ESCAPING = (NameExpression("encodeURIComponent"), NameExpression("String"))
_ESCAPED_DOT = re.compile("%2e", re.IGNORECASE)


@dataclass(slots=True)
class Path:
    """A path with ``{name}`` for each parameter; it may end in a constant query."""

    text: str = ""
    parameters: list[PathParameter] = field(default_factory=list[PathParameter])


def read_path(value: Expression, scope: ValueScope) -> Path:
    """The path an expression stands for.

    Raises `NotStaticError` for one that cannot be evaluated, that leaves the API's base URL
    (``//host``, a scheme, ``..``) or holds what no path may (RFC 3986, 3.3).
    """
    path = Path()
    for part in _parts(value, scope):
        if isinstance(part, str):
            path.text += part
        else:
            _parameter(path, part, scope)
    check_path(path.text)
    return path


def _parts(value: Expression, scope: ValueScope) -> list[str | Expression]:
    origin = evaluate(value, scope)
    if isinstance(origin, Constant) and isinstance(origin.value, str):
        return [_literal(origin.value)]
    current = origin.value if isinstance(origin, Computed) else value
    if isinstance(current, TemplateExpression):
        return [_literal(part) if isinstance(part, str) else part for part in current.parts]
    if isinstance(current, BinaryExpression) and current.operator == "+":
        left = _operand(current.left, scope)
        return [*left, *_operand(current.right, scope)]
    raise NotStaticError(f"the path `{describe(value)}`")


def _operand(value: Expression, scope: ValueScope) -> list[str | Expression]:
    try:
        return _parts(value, scope)
    except NotStaticError:
        return [value]


def _literal(text: str) -> str:
    if not _LITERAL.fullmatch(text) or any(mark in text for mark in "{}\\#"):
        raise NotStaticError(f"the path text {text!r}")
    return text


def _parameter(path: Path, value: Expression, scope: ValueScope) -> None:
    plain = _unescaped(value)
    origin = evaluate(plain, scope)
    if isinstance(origin, Constant) and isinstance(origin.value, (str, int)):
        path.text += _literal(str(origin.value))
        return
    parameter = _from_origin(origin, plain, scope)
    if parameter is None:
        raise NotStaticError(f"the path parameter `{describe(value)}`")
    path.text += f"{{{parameter.name}}}"
    if parameter not in path.parameters:
        path.parameters.append(parameter)


def _from_origin(origin: Origin, value: Expression, scope: ValueScope) -> PathParameter | None:
    if (
        isinstance(origin, ArgumentValue)
        and not origin.excluded_keys
        and origin.argument != scope.options
    ):
        return PathParameter(origin.argument, "argument", UNKNOWN, argument=origin.argument)
    if isinstance(origin, PropertyOf) and origin.argument != scope.options:
        default = _client_default(origin, scope)
        return PathParameter(origin.name, "params", UNKNOWN, default, argument=origin.argument)
    if isinstance(origin, ClientObject) and origin.property:
        return PathParameter(origin.property, "client", UNKNOWN, origin.property)
    if isinstance(origin, Choice):
        choices = tuple(_choices(origin))
        return PathParameter(root_name(value) or "choice", "choice", UNKNOWN, choices=choices)
    return None


def _client_default(origin: PropertyOf, scope: ValueScope) -> str | None:
    if origin.default is None:
        return None
    default = evaluate(origin.default, scope)
    if isinstance(default, ClientObject):
        return default.property
    raise NotStaticError(f"the default `{describe(origin.default)}` of a path parameter")


def _choices(choice: Choice) -> list[PathChoice]:
    test = evaluate(choice.test, choice.scope)
    if not isinstance(test, PropertyOf):
        raise NotStaticError(f"a path that depends on `{describe(choice.test)}`")
    first = _alternative(choice.when_true, test.name)
    if isinstance(choice.when_false, Choice):
        return [first, *_choices(choice.when_false)]
    return [first, _alternative(choice.when_false, None)]


def _alternative(origin: Origin, when: str | None) -> PathChoice:
    if isinstance(origin, PropertyOf):
        return PathChoice(when, property=origin.name)
    if isinstance(origin, Constant) and isinstance(origin.value, str):
        return PathChoice(when, constant=_literal(origin.value))
    raise NotStaticError("a path that depends on a condition")


def _unescaped(value: Expression) -> Expression:
    """``value`` without the function that escapes it for a path."""
    if not isinstance(value, CallExpression) or len(value.arguments) != 1:
        return value
    return _unescaped(value.arguments[0]) if value.function in _ESCAPING else value


def check_path(text: str) -> None:
    """Raise `NotStaticError` for a path that is not one below the base URL."""
    path, _, query = text.partition("?")
    segments = _ESCAPED_DOT.sub(".", path).split("/")
    if not path.startswith("/") or path.startswith("//"):
        raise NotStaticError(f"the path {text!r}, which is not below the base URL")
    if "." in segments or ".." in segments or "://" in path:
        raise NotStaticError(f"the path {text!r}, which leaves the base URL")
    if "{" in query or "?" in query:
        raise NotStaticError(f"the query of the path {text!r}")
