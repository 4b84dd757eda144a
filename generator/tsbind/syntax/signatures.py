"""Function types, and the signatures of functions and methods: parameters and what they return."""

from __future__ import annotations

from tree_sitter import Node

from tsbind.syntax.bodies import read_binding, read_expression
from tsbind.syntax.comments import with_docs
from tsbind.syntax.expressions import NO_BINDING
from tsbind.syntax.file import SourceText
from tsbind.syntax.nodes import Doc, FunctionNode, ParameterNode, TypeNode
from tsbind.syntax.types import annotation, operands, read_type, read_type_parameters, type_rule


@type_rule("function_type", "constructor_type")
def _function_type(node: Node, file: SourceText, depth: int) -> TypeNode:
    return read_function(node, file, depth)


def read_function(node: Node, file: SourceText, depth: int = 0) -> FunctionNode:
    """The signature of a function type, a method, a call or construct signature, a function."""
    parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
    returns = node.child_by_field_name("return_type") or node.child_by_field_name("type")
    constructs = node.type in ("constructor_type", "construct_signature")
    return FunctionNode(
        parameters=_parameters(parameters, file, depth),
        returns=_returns(returns, file, depth),
        position=file.position(node),
        type_parameters=read_type_parameters(
            node.child_by_field_name("type_parameters"), file, depth
        ),
        constructs=constructs,
        generator=any(child.type == "*" for child in node.children),
    )


def _returns(node: Node | None, file: SourceText, depth: int) -> TypeNode | None:
    if node is None:
        return None
    if node.type == "type_annotation":
        return annotation(node, file, depth)
    return read_type(node, file, depth)


def _parameters(node: Node | None, file: SourceText, depth: int) -> tuple[ParameterNode, ...]:
    if node is None:
        return ()
    if node.type == "identifier":
        return (ParameterNode(file.text(node), None, False, False, file.position(node)),)
    read = [
        _parameter(child, doc, file, depth)
        for child, doc in with_docs(node, file)
        if child.type in ("required_parameter", "optional_parameter")
    ]
    return tuple([parameter for parameter in read if parameter.name != "this"])


def _parameter(node: Node, doc: Doc, file: SourceText, depth: int) -> ParameterNode:
    pattern = node.child_by_field_name("pattern") or node.child_by_field_name("name") or node
    rest = pattern.type == "rest_pattern"
    name = file.text(operands(pattern)[0] if rest and operands(pattern) else pattern)
    value = node.child_by_field_name("value")
    return ParameterNode(
        name="" if pattern.type in ("object_pattern", "array_pattern") else name,
        type=annotation(node.child_by_field_name("type"), file, depth),
        optional=node.type == "optional_parameter" or value is not None,
        rest=rest,
        position=file.position(node),
        default=read_expression(value, file, depth) if value else None,
        binding=read_binding(pattern, file) if pattern.type == "object_pattern" else NO_BINDING,
        is_property=_is_public_property(node, file),
        readonly=any(child.type == "readonly" for child in node.children),
        doc=doc,
    )


def _is_public_property(node: Node, file: SourceText) -> bool:
    """Whether a constructor's parameter is a property of the class that others see."""
    access = [file.text(c) for c in node.children if c.type == "accessibility_modifier"]
    return access == ["public"] or (
        not access and any(child.type == "readonly" for child in node.children)
    )
