"""One declaration of the model as readable TypeScript: what ``tsbind inspect`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from textwrap import TextWrapper

from tsbind.model.declarations import Declaration, EnumMember, TypeParameter
from tsbind.model.layout import WIDTH, laid_out
from tsbind.model.printable import printable
from tsbind.model.spelling import (
    literal_text,
    property_head,
    property_name,
    typescript,
)
from tsbind.model.types import IndexSignature, Property

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
