"""Declarations as written: what a source file says, before any name is bound.

Plain values made from the tree-sitter tree by this room; no other room sees a tree. `files` holds
`declarations` and `links`; these hold `types`, which hold `members`; `docs` stand beside all.
"""

from tsbind.syntax.nodes.declarations import (
    GLOBAL,
    AliasDeclaration,
    ClassDeclaration,
    EnumDeclaration,
    EnumMemberNode,
    FunctionDeclaration,
    InterfaceDeclaration,
    NamespaceDeclaration,
    Statement,
    VariableDeclaration,
)
from tsbind.syntax.nodes.docs import (
    NO_DOC,
    Doc,
)
from tsbind.syntax.nodes.files import (
    SourceFile,
    SyntaxProblem,
)
from tsbind.syntax.nodes.links import (
    NO_NAME,
    ExportDeclaration,
    ImportAliasDeclaration,
    ImportDeclaration,
)
from tsbind.syntax.nodes.members import (
    FunctionNode,
    IndexNode,
    ObjectNode,
    ParameterNode,
    PropertyNode,
    TypeParameterNode,
)
from tsbind.syntax.nodes.types import (
    ArrayNode,
    ConditionalNode,
    ImportTypeNode,
    IndexAccessNode,
    InferNode,
    IntersectionNode,
    KeywordNode,
    LiteralNode,
    MappedNode,
    NameNode,
    OperatorNode,
    TemplateNode,
    TupleItemNode,
    TupleNode,
    TypeNode,
    TypeQueryNode,
    UnionNode,
    UnreadNode,
)

__all__ = [
    "GLOBAL",
    "NO_DOC",
    "NO_NAME",
    "AliasDeclaration",
    "ArrayNode",
    "ClassDeclaration",
    "ConditionalNode",
    "Doc",
    "EnumDeclaration",
    "EnumMemberNode",
    "ExportDeclaration",
    "FunctionDeclaration",
    "FunctionNode",
    "ImportAliasDeclaration",
    "ImportDeclaration",
    "ImportTypeNode",
    "IndexAccessNode",
    "IndexNode",
    "InferNode",
    "InterfaceDeclaration",
    "IntersectionNode",
    "KeywordNode",
    "LiteralNode",
    "MappedNode",
    "NameNode",
    "NamespaceDeclaration",
    "ObjectNode",
    "OperatorNode",
    "ParameterNode",
    "PropertyNode",
    "SourceFile",
    "Statement",
    "SyntaxProblem",
    "TemplateNode",
    "TupleItemNode",
    "TupleNode",
    "TypeNode",
    "TypeParameterNode",
    "TypeQueryNode",
    "UnionNode",
    "UnreadNode",
    "VariableDeclaration",
]
