"""Where a type is written: what its names mean there."""

from __future__ import annotations

from tsbind.resolve.symbols import LexicalScope
from tsbind.syntax import nodes
from tsbind.syntax.nodes import TypeNode, TypeParameterNode
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class Context:
    """Where a type is written: its scope, and the type parameters in sight."""

    scope: LexicalScope
    parameters: frozenset[str] = frozenset()
    keys_of: tuple[tuple[str, TypeNode], ...] = ()
    """Of each type parameter that is constrained to ``keyof T``: what T is."""

    def with_parameters(self, parameters: tuple[TypeParameterNode, ...]) -> Context:
        """The context inside a generic declaration."""
        if not parameters:
            return self
        names = frozenset(parameter.name for parameter in parameters)
        keys = [(p.name, _keyof_operand(p.constraint)) for p in parameters]
        keys_of = tuple([(name, node) for name, node in keys if node is not None])
        return Context(self.scope, self.parameters | names, self.keys_of + keys_of)


def _keyof_operand(node: TypeNode | None) -> TypeNode | None:
    is_keyof = isinstance(node, nodes.OperatorNode) and node.operator == "keyof"
    return node.operand if isinstance(node, nodes.OperatorNode) and is_keyof else None
