"""Which nodes of a graph lie on a cycle (Tarjan's algorithm, without recursion)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence


class _Walk:
    def __init__(self, successors: Callable[[str], Sequence[str]]) -> None:
        self.successors = successors
        self.order: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.open: list[str] = []
        self.is_open: set[str] = set()
        self.found: set[str] = set()

    def enter(self, node: str) -> tuple[str, Iterator[str]]:
        self.order[node] = self.low[node] = len(self.order)
        self.open.append(node)
        self.is_open.add(node)
        return node, iter(self.successors(node))

    def close(self, node: str) -> None:
        """Take a finished component off the stack; keep it when it is a cycle."""
        component: list[str] = []
        while not component or component[-1] != node:
            component.append(self.open.pop())
            self.is_open.discard(component[-1])
        if len(component) > 1 or node in self.successors(node):
            self.found.update(component)

    def visit(self, start: str) -> None:
        stack = [self.enter(start)]
        while stack:
            node, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                self.leave(stack, node)
            elif following not in self.order:
                stack.append(self.enter(following))
            elif following in self.is_open:
                self.low[node] = min(self.low[node], self.order[following])

    def leave(self, stack: list[tuple[str, Iterator[str]]], node: str) -> None:
        stack.pop()
        if self.low[node] == self.order[node]:
            self.close(node)
        if stack:
            parent = stack[-1][0]
            self.low[parent] = min(self.low[parent], self.low[node])


def cyclic(nodes: Sequence[str], successors: Callable[[str], Sequence[str]]) -> frozenset[str]:
    """The nodes that can reach themselves by ``successors``."""
    walk = _Walk(successors)
    for node in nodes:
        if node not in walk.order:
            walk.visit(node)
    return frozenset(walk.found)
