"""The environment variable that holds more default headers, one ``name: value`` a line."""

from __future__ import annotations

from tsbind.operations.client.constructor import Constructor, environment_of
from tsbind.operations.evaluation.traverse import statements, walk
from tsbind.syntax.expressions import (
    AssignmentExpression,
    DeclareStatement,
    IfStatement,
    MemberExpression,
    NameExpression,
)

OPTION = "defaultHeaders"


def read_environment_headers(constructor: Constructor) -> str | None:
    """``V`` of ``const text = readEnv('V'); if (text) { ... options.defaultHeaders = ...; }``."""
    for member in constructor.members:
        variables: dict[str, str] = {}
        for statement in statements(member.node.body.statements if member.node.body else ()):
            if isinstance(statement, DeclareStatement):
                variable = environment_of(statement.value)
                if variable is not None:
                    variables[statement.binding.name] = variable
            elif isinstance(statement, IfStatement) and _sets_headers(statement):
                test = statement.test
                return variables.get(test.name) if isinstance(test, NameExpression) else None
    return None


def _sets_headers(statement: IfStatement) -> bool:
    return any(
        isinstance(item, AssignmentExpression)
        and isinstance(item.target, MemberExpression)
        and item.target.name == OPTION
        for item in walk(statement)
    )
