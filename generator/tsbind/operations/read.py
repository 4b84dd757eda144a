"""Reads every operation of a package by walking from the root client through its resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tsbind.model.operations import Operation, Payload, SubResource
from tsbind.operations.evaluation.origins import (
    ClientObject,
    FunctionFinder,
    Instance,
    MethodParts,
    NotStaticError,
)
from tsbind.operations.evaluation.removed_properties import without_removed
from tsbind.operations.methods.classes import Classes, ResourceProperty
from tsbind.operations.methods.parameters import bindings, options_argument
from tsbind.operations.methods.signatures import Method, methods, signature_of
from tsbind.operations.methods.type_reader import Types
from tsbind.operations.operation import delegates, endpoint, helper
from tsbind.operations.requests.read_request import read_request
from tsbind.operations.requests.request import Request
from tsbind.problems import Problem, Severity
from tsbind.resolve.symbols import LexicalScope, Symbol
from tsbind.syntax.expressions import Expression, FunctionBody
from tsbind.syntax.nodes import FunctionNode


@dataclass(slots=True)
class OperationsReader:
    """Collects operations and the properties that hold resources; problems as it goes."""

    classes: Classes
    types: Types
    operations: list[Operation] = field(default_factory=list[Operation])
    resources: dict[tuple[str, str], SubResource] = field(
        default_factory=dict[tuple[str, str], SubResource]
    )
    accessors: dict[str, str] = field(default_factory=dict[str, str])
    """Ids of resource classes and the accessor each is reached by."""
    problems: list[Problem] = field(default_factory=list[Problem])

    def walk(self, root: Symbol) -> None:
        """Read the operations of the root client and of all resources below it."""
        self._operations(root, "", root=True)
        stack = [(root, "", frozenset((root.id,)))]
        while stack:
            owner, accessor, above = stack.pop()
            resources = [one for one in self._unique(owner) if one.target.id not in above]
            for one in resources:
                path = f"{accessor}.{one.name}".lstrip(".")
                self._operations(one.target, path)
            for one in reversed(resources):
                path = f"{accessor}.{one.name}".lstrip(".")
                stack.append((one.target, path, above | {one.target.id}))

    def _unique(self, owner: Symbol) -> Iterator[ResourceProperty]:
        seen: set[str] = set()
        for one in self.classes.resources(owner):
            if one.name in seen:
                continue
            seen.add(one.name)
            resource = SubResource(
                owner=owner.id,
                name=one.name,
                target=one.target.id,
                doc=one.doc.text,
                deprecated=one.doc.deprecated,
            )
            self.resources[owner.id, one.name] = resource
            yield one

    def _operations(self, owner: Symbol, accessor: str, root: bool = False) -> None:
        self.accessors.setdefault(owner.id, accessor)
        for method in methods(self.classes, owner):
            path = f"{accessor}.{method.name}".lstrip(".")
            operation = self._operation(path, owner, method, root)
            if operation is not None:
                self.operations.append(operation)

    def _operation(self, path: str, owner: Symbol, method: Method, root: bool) -> Operation | None:
        if method.implementation is None or method.implementation.node.body is None:
            if not root:
                self._report(path, method, "has no body to read")
            return None
        try:
            this = ClientObject() if root else Instance(self.classes.access(owner))
            request = self._request(method, this)
        except NotStaticError as error:
            if not root:
                self._report(path, method, f"{error} is not statically known")
            return None
        if request is not None:
            operation = endpoint(path, owner, method, request, (self.classes, self.types))
            operation = self._without_removed(operation, method)
            self._warn(operation, request)
            return operation
        if root:
            # The other methods of the root client are machinery, not part of the API.
            return None
        called = delegates(method.implementation.node.body)
        return replace(helper(path, owner, method, self.types), delegates=called)

    def _request(self, method: Method, this: ClientObject | Instance) -> Request | None:
        assert method.implementation is not None
        scope = method.implementation.owner.scope
        find = self._finder(scope)
        parts = method_parts(signature_of(method.implementation), method, find)
        return read_request(parts, this, find)

    def _finder(self, scope: LexicalScope) -> FunctionFinder:
        def find(value: Expression) -> tuple[str, MethodParts] | None:
            found = self.classes.function(value, scope)
            if found is None or found[1].body is None:
                return None
            symbol, declaration = found
            assert declaration.body is not None
            parameters = bindings(declaration.signature)
            functions = self._finder(symbol.scope)
            return symbol.id, MethodParts(parameters, declaration.body, functions=functions)

        return find

    def _report(self, path: str, method: Method, text: str) -> None:
        position = method.first.node.position
        self.problems.append(Problem(Severity.SKIPPED, f"operation {path}: {text}", position))

    def _without_removed(self, operation: Operation, method: Method) -> Operation:
        implementation = method.implementation
        body = operation.body
        if body is None or implementation is None or implementation.node.body is None:
            return operation
        find = self._finder(implementation.owner.scope)

        def body_of(function: Expression) -> FunctionBody | None:
            found = find(function)
            return None if found is None else found[1].body

        def has_property(name: str) -> bool:
            return self.types.property(body.type, name) is not None

        kept = without_removed(body, implementation.node.body, body_of, has_property)
        return replace(operation, body=kept)

    def _warn(self, operation: Operation, request: Request) -> None:
        notes = [*request.options.not_static, *request.options.headers.not_static]
        for payload in filter(None, (operation.body, operation.query)):
            notes += _notes(payload)
        for note in notes:
            text = f"operation {operation.accessor}: {note}"
            self.problems.append(Problem(Severity.WARNING, text, operation.position))


def _notes(payload: Payload) -> Iterator[str]:
    """What upstream does to a payload that the model cannot express."""
    if payload.transform is not None:
        less = f", less {' and '.join(payload.excluded_keys)}" if payload.excluded_keys else ""
        yield f"a payload that goes through `{payload.transform}` is sent as given{less}"


def method_parts(signature: FunctionNode, method: Method, functions: FunctionFinder) -> MethodParts:
    """What `read_request` needs of a method with a body."""
    assert method.implementation is not None
    assert method.implementation.node.body is not None
    body = method.implementation.node.body
    return MethodParts(bindings(signature), body, options_argument(signature), functions)
