"""Declarations and types as readable TypeScript on several lines, as ``tsbind inspect`` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from textwrap import TextWrapper
from typing import Any

from tsbind.model.declarations import Declaration, EnumMember, TypeParameter
from tsbind.model.printable import printable
from tsbind.model.spelling import (
    literal_text,
    open_base,
    property_head,
    property_name,
    typescript,
    union_member,
)
from tsbind.model.types import Array, IndexSignature, Object, OpenUnion, Property, Type, UnionType

# Links and long names are not broken, and upstream's indentation is kept.
_WRAPPER = partial(TextWrapper, break_long_words=False, break_on_hyphens=False, expand_tabs=False)


def render_declaration(declaration: Declaration) -> str:
    """``declaration`` as TypeScript, with docs, after resolution; ends without a newline."""
    lines = [f"// {declaration.position}", *doc_block(declaration.doc, declaration.deprecated, "")]
    head = _head(declaration)
    body = list(_body(declaration))
    if declaration.kind == "alias" and declaration.type is not None and not _is_object(declaration):
        lines.append(f"{head} = {laid_out(declaration.type, len(head) + 4, '')};")
    elif body:
        lines += [f"{head} {{", *body, "}"]
    else:
        lines.append(f"{head} {{}}")
    text = "\n".join(lines)
    return printable(text.replace(" \n", "\n"))


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
    text = f"{head}{laid_out(property_.type, len(head) + 1, '  ')};"
    return [*doc_block(property_.doc, property_.deprecated, "  "), text]


def _index(signature: IndexSignature) -> list[str]:
    line = f"  [key: {typescript(signature.key)}]: {typescript(signature.value)};"
    return [*doc_block(signature.doc, None, "  "), line]


def _member(member: EnumMember) -> list[str]:
    value = "" if member.value is None else f" = {literal_text(member.value)}"
    return [*doc_block(member.doc, None, "  "), f"  {property_name(member.name)}{value},"]


def doc_block(text: str, deprecated: str | None, indent: str) -> list[str]:
    """A ``/** */`` block; empty if there is nothing to put in it."""
    paragraphs = text.strip().splitlines()
    if deprecated is not None:
        paragraphs += [""] if paragraphs else []
        paragraphs.append(f"@deprecated {deprecated}".rstrip())
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += _WRAPPER(WIDTH - len(indent) - 3).wrap(paragraph) or [""]
    if not lines:
        return []
    body = [f"{indent} * {line}".rstrip().replace("*/", "*\\/") for line in lines]
    return [f"{indent}/**", *body, f"{indent} */"]


WIDTH = 88
_STEP = "  "
_DEEPEST = 10 * len(_STEP)


def laid_out(type_: Type, used: int, indent: str) -> str:
    """``type_`` as it continues a line of ``used`` characters that is indented by ``indent``.

    Unions get a line for each member, objects one for each property. Types that are nested very
    deeply, or have no such parts, stay on one line whatever its length.
    """
    text = typescript(type_)
    if used + len(text) <= WIDTH or len(indent) > _DEEPEST:
        return text
    broken = _BREAKERS.get(type(type_))
    return (broken(type_, indent) if broken else None) or text


def _union(type_: UnionType | OpenUnion, indent: str) -> str:
    bar = f"\n{indent}{_STEP}| "
    return "".join(bar + member for member in _members(type_, indent + _STEP))


def _members(type_: UnionType | OpenUnion, indent: str) -> Iterator[str]:
    if isinstance(type_, OpenUnion):
        yield open_base(type_)
    for member in type_.members:
        if isinstance(member, OpenUnion):
            yield from _members(member, indent)
        elif isinstance(member, (Object, Array)):
            yield laid_out(member, len(indent) + 2, indent)
        else:
            yield union_member(member)


def _object(type_: Object, indent: str) -> str | None:
    if not type_.properties or type_.index or type_.calls:
        return None
    inner = indent + _STEP
    lines: list[str] = []
    for property_ in type_.properties:
        head = inner + property_head(property_)
        lines.append(f"{head}{laid_out(property_.type, len(head) + 1, inner)};")
    return "\n".join(["{", *lines, f"{indent}}}"])


def _array(type_: Array, indent: str) -> str | None:
    item = _object(type_.item, indent) if isinstance(type_.item, Object) else None
    return f"{item}[]" if item else None


_BREAKERS: dict[type[Any], Callable[[Any, str], str | None]] = {
    UnionType: _union,
    OpenUnion: _union,
    Object: _object,
    Array: _array,
}
