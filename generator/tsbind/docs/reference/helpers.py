"""Sections of helpers: methods upstream writes by hand, as the generated package has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tsbind.docs.context.context import Context
from tsbind.docs.context.environment import render_docs
from tsbind.docs.context.links import Pieces
from tsbind.docs.context.methods import Call
from tsbind.docs.context.pages import Code, Link, OperationSection, Row
from tsbind.docs.examples.calls import examples
from tsbind.docs.reference.types import OPTIONAL, REQUIRED
from tsbind.python.helpers.method import HelperMethod
from tsbind.python.methods.call_forms import Overload
from tsbind.python.methods.method_plan import SignaturePlan
from tsbind.python.methods.naming import EXTRA, PARAMS, python_accessor
from tsbind.python.spelling.expression import text_of

_SAID = {PARAMS: "All parameters as one object, in the place of the others."}


def helper_section(
    context: Context, section: OperationSection, method: HelperMethod | None
) -> OperationSection:
    """``section`` of a helper, with what Python has of it; without ``method`` it has nothing."""
    if method is None:
        note = "The generated package does not have this helper: tsbind has no template for it."
        return replace(section, notes=(*section.notes, note))
    plan = method.plan()
    return replace(
        section,
        doc=section.doc or method.bound.helper.doc,
        rows=(("", tuple(_rows(context, section, method, plan.signature))),),
        base=_base(context, method),
        returns=tuple(_returns(context, plan.overloads or (plan.signature,))),
        examples=tuple(_examples(context, section, method)),
    )


def _rows(
    context: Context, section: OperationSection, method: HelperMethod, signature: SignaturePlan
) -> Iterator[Row]:
    """The parameters that are not those of the endpoint."""
    docs = {own.name: own.doc for own in method.bound.helper.own} | _SAID
    docs |= {str(p.name): p.parameter.doc for p in method.path}
    for parameter in signature.parameters:
        name, default = parameter.name, text_of(parameter.default)
        if name in EXTRA or name not in docs:
            continue
        mark = OPTIONAL if default else REQUIRED
        yield Row(
            name=name,
            anchor=f"{section.name}.{name}",
            type=context.linker.linked(text_of(parameter.annotation.sync)),
            badges=(mark,),
            doc=docs[name],
            default="" if default in ("omit", "None") else default,
        )


def _base(context: Context, method: HelperMethod) -> Link | None:
    """The endpoint whose parameters it takes too."""
    base = method.bound.base
    if base is None or not method.forms.all:
        return None
    return Link(f"client.{python_accessor(base.accessor)}", context.targets[base.accessor])


def _returns(context: Context, signatures: Iterable[SignaturePlan]) -> Iterator[tuple[str, Pieces]]:
    for text in dict.fromkeys(text_of(signature.returns.sync) for signature in signatures):
        yield "", context.linker.linked(text)


def _examples(context: Context, section: OperationSection, method: HelperMethod) -> Iterator[Code]:
    written = _written_example(context, section.call.removeprefix("client."))
    if written:
        yield Code("Python", "python", written)
        return
    operation = replace(method.bound.operation, streams=None, page=None)
    forms = replace(method.forms, keywords=tuple(_kept(w, method) for w in method.forms.keywords))
    yield from examples(context, Call(operation, method, forms))


def _written_example(context: Context, accessor: str) -> str:
    """The example in the folder ``examples`` of the pack, called like the method; else empty."""
    client, pack = context.package.client, context.pack
    for name in (accessor, accessor.removeprefix("beta.")) if client else ():
        path = f"examples/{name}.py.j2"
        if client is not None and pack.has(path):
            values = {"package": context.import_name, "client": client.name, "accessor": accessor}
            return render_docs(f"packs/{pack.name}/{path}", pack.overrides, **values)
    return ""


def _kept(way: Overload, method: HelperMethod) -> Overload:
    """``way`` without what the helper does not take."""
    names = method.forms.all
    return replace(
        way,
        arguments={name: one for name, one in way.arguments.items() if name in names},
        required=tuple(tuple(n for n in group if n in names) for group in way.required),
    )
