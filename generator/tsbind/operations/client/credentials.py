"""How credentials and default headers go on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tsbind.model.operations import Credential
from tsbind.operations.client.basic_scheme import BASIC, basic_of, declared_values
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.traverse import parts
from tsbind.operations.methods.classes import Classes, Member
from tsbind.operations.methods.client_access import THIS
from tsbind.problems import Problem, Severity
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import (
    ConditionalExpression,
    Expression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectEntry,
    ObjectExpression,
    TemplateExpression,
)

JOINED = "authHeaders"
HEADER_METHODS = ("defaultHeaders", "buildHeaders")
# What the transport sets itself, or what identifies upstream's own runtime.
_TRANSPORT = ("accept", "content-type", "user-agent", "x-stainless-")


@dataclass(frozen=True, slots=True)
class HeaderSources:
    """Names of the client's options, for telling where a header's value comes from."""

    options: frozenset[str]

    def of(self, value: Expression) -> tuple[str, str] | None:
        """Prefix and option of a header's value; None when it comes from elsewhere."""
        if isinstance(value, TemplateExpression) and value.tag is None:
            return self._template(value)
        if isinstance(value, ConditionalExpression):
            return self.of(value.when_true) or self.of(value.when_false)
        option = self.option(value)
        return ("", option) if option else None

    def _template(self, value: TemplateExpression) -> tuple[str, str] | None:
        *before, last = value.parts
        if isinstance(last, str) or not all(isinstance(part, str) for part in before):
            return None
        option = self.option(last)
        return ("".join(str(part) for part in before), option) if option else None

    def option(self, value: Expression) -> str:
        """``this.option``, or a local name that is spelled like an option."""
        name = ""
        if (isinstance(value, MemberExpression) and value.object == THIS) or isinstance(
            value, NameExpression
        ):
            name = value.name
        return name if name in self.options else ""


def _methods(root: Symbol, classes: Classes) -> Iterator[Member]:
    yield from (m for m in classes.members(root) if m.node.method and m.node.body is not None)


def _entries(member: Member) -> Iterator[ObjectEntry]:
    """Entries of the objects in a body, but for those that stand under a condition."""
    stack: list[Any] = [member.node.body]
    while stack:
        item = stack.pop()
        if isinstance(item, ObjectExpression):
            yield from item.entries
        if not isinstance(item, ConditionalExpression):
            stack.extend(reversed(list(parts(item))))


def read_credentials(
    root: Symbol,
    classes: Classes,
    sources: HeaderSources,
    required: tuple[str, ...],
    problems: list[Problem],
) -> tuple[Credential, ...]:
    """The credentials: methods named after authentication that make a header of an option.

    The method that joins all schemes says nothing that a scheme's own method says too.
    """
    found = list(_credentials(root, classes, sources, required, problems))
    own = {(one.option, one.header, one.prefix) for one in found if one.scheme != JOINED}
    return tuple(
        one
        for one in found
        if one.scheme != JOINED or (one.option, one.header, one.prefix) not in own
    )


def _credentials(
    root: Symbol,
    classes: Classes,
    sources: HeaderSources,
    required: tuple[str, ...],
    problems: list[Problem],
) -> Iterator[Credential]:
    for member in _methods(root, classes):
        name = member.node.name
        if not name.lower().endswith(("auth", "authheaders")):
            continue
        found = list(_of_method(member, sources, required))
        yield from (one for one in found if isinstance(one, Credential))
        not_static = [one for one in found if isinstance(one, str)]
        if not_static and len(not_static) == len(found):
            text = f"credential {name}: header `{not_static[0]}` is not statically known"
            problems.append(Problem(Severity.WARNING, text, member.node.position))


def _of_method(
    member: Member, sources: HeaderSources, required: tuple[str, ...]
) -> Iterator[Credential | str]:
    """The credentials a method makes; of a header that cannot be read, its description."""
    local = declared_values(member)
    for entry in _entries(member):
        if not isinstance(entry.key, str):
            continue
        value = entry.value
        if isinstance(value, NameExpression):
            value = local.get(value.name, value)
        source, basic = sources.of(value), basic_of(value, local, sources)
        if source is not None:
            prefix, option = source
            needed = required == (option,)
            yield Credential(
                scheme=member.node.name,
                option=option,
                header=entry.key,
                prefix=prefix,
                query=None,
                required=needed,
            )
        elif basic is not None:
            user, password = basic
            yield Credential(
                scheme=member.node.name,
                option=user,
                header=entry.key,
                prefix=BASIC,
                query=None,
                required=required == (user,),
                password=password,
            )
        elif isinstance(value, TemplateExpression):
            yield f"{entry.key}: {describe(value)}"


def default_headers(
    root: Symbol, classes: Classes, sources: HeaderSources
) -> tuple[dict[str, str], dict[str, str]]:
    """Static default headers, and those whose value is an option of the client."""
    static: dict[str, str] = {}
    from_options: dict[str, str] = {}
    for member in _methods(root, classes):
        if member.node.name not in HEADER_METHODS:
            continue
        for entry in _entries(member):
            if not isinstance(entry.key, str) or entry.key.lower().startswith(_TRANSPORT):
                continue
            source = sources.of(entry.value)
            if source is not None and not source[0]:
                from_options[entry.key] = source[1]
            elif isinstance(entry.value, LiteralExpression) and isinstance(entry.value.value, str):
                static[entry.key] = entry.value.value
    return static, from_options
