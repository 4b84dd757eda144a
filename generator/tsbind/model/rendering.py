"""One declaration of the model as readable TypeScript: what ``tsbind inspect`` prints."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from tsbind.model.declarations import Declaration, EnumMember, TypeParameter
from tsbind.model.spelling import (
    literal_text,
    property_head,
    property_name,
    typescript,
    union_member,
)
from tsbind.model.types import IndexSignature, OpenUnion, Property, Type, UnionType

WIDTH = 88

# Text from upstream goes to a terminal here: what could steer it is shown, not sent.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def render_declaration(declaration: Declaration) -> str:
    """``declaration`` as TypeScript, with docs, after resolution; ends without a newline."""
    lines = [f"// {declaration.position}", *doc_block(declaration.doc, declaration.deprecated, "")]
    head = _head(declaration)
    body = list(_body(declaration))
    if declaration.kind == "alias" and declaration.type is not None and not _is_object(declaration):
        lines.append(f"{head} = {_wrapped(declaration.type, len(head) + 4, '  ')};")
    elif body:
        lines += [f"{head} {{", *body, "}"]
    else:
        lines.append(f"{head} {{}}")
    text = "\n".join(lines)
    return printable(text.replace(" \n", "\n"))


def printable(text: str) -> str:
    """``text`` with control and direction characters shown as escapes."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _is_object(declaration: Declaration) -> bool:
    return bool(declaration.properties or declaration.index)


def _head(declaration: Declaration) -> str:
    keyword = "type" if declaration.kind == "alias" else declaration.kind
    exported = "export " if declaration.exported else ""
    head = f"{exported}{keyword} {declaration.name}{_parameters(declaration.type_parameters)}"
    if declaration.extends:
        head += f" extends {', '.join(typescript(t) for t in declaration.extends)}"
    return head + (" =" if keyword == "type" and _is_object(declaration) else "")


def _parameters(parameters: tuple[TypeParameter, ...]) -> str:
    written: list[str] = []
    for parameter in parameters:
        extends = f" extends {typescript(parameter.constraint)}" if parameter.constraint else ""
        default = f" = {typescript(parameter.default)}" if parameter.default else ""
        written.append(parameter.name + extends + default)
    return f"<{', '.join(written)}>" if written else ""


def _body(declaration: Declaration) -> Iterator[str]:
    blocks = [_property(p) for p in declaration.properties]
    blocks += [_index(signature) for signature in declaration.index]
    blocks += [_member(member) for member in declaration.members]
    for number, block in enumerate(blocks):
        if number and (len(block) > 1 or len(blocks[number - 1]) > 1):
            yield ""
        yield from block


def _property(property_: Property) -> list[str]:
    head = "  " + property_head(property_)
    text = f"{head}{_wrapped(property_.type, len(head) + 1, '    ')};"
    return [*doc_block(property_.doc, property_.deprecated, "  "), text]


def _index(signature: IndexSignature) -> list[str]:
    line = f"  [key: {typescript(signature.key)}]: {typescript(signature.value)};"
    return [*doc_block(signature.doc, None, "  "), line]


def _member(member: EnumMember) -> list[str]:
    value = "" if member.value is None else f" = {literal_text(member.value)}"
    return [*doc_block(member.doc, None, "  "), f"  {property_name(member.name)}{value},"]


def _wrapped(type_: Type, used: int, indent: str) -> str:
    """A type on the rest of the line, or a union with one member on each line."""
    text = typescript(type_)
    if used + len(text) <= WIDTH or not isinstance(type_, (UnionType, OpenUnion)):
        return text
    members = [union_member(member) for member in type_.members]
    if isinstance(type_, OpenUnion):
        members.insert(0, f"({type_.base} & {{}})")
    return "".join(f"\n{indent}| {member}" for member in members)


def doc_block(text: str, deprecated: str | None, indent: str) -> list[str]:
    """A ``/** */`` block, or nothing where there is nothing to say."""
    paragraphs = text.strip().splitlines()
    if deprecated is not None:
        paragraphs += (
            ["", f"@deprecated {deprecated}".rstrip()]
            if paragraphs
            else [f"@deprecated {deprecated}".rstrip()]
        )
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += textwrap.wrap(paragraph, WIDTH - len(indent) - 3, break_long_words=False) or [""]
    if not lines:
        return []
    body = [f"{indent} * {line}".rstrip().replace("*/", "*\\/") for line in lines]
    return [f"{indent}/**", *body, f"{indent} */"]
