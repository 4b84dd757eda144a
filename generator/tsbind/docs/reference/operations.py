"""Sections of operations: how to call a method, what it sends, what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tsbind.docs.context.context import Context
from tsbind.docs.context.links import Pieces, without_twins
from tsbind.docs.context.methods import Call, python_call
from tsbind.docs.context.pages import Code, OperationSection
from tsbind.docs.context.samples import CannotSample, json_text
from tsbind.docs.examples.calls import examples
from tsbind.docs.reference.errors import errors_of
from tsbind.docs.reference.parameters import parameter_groups
from tsbind.model.operations import Operation
from tsbind.model.spelling import typescript
from tsbind.python.methods.method_plan import MethodPlan, ParameterPlan, SignaturePlan
from tsbind.python.methods.naming import EXTRA, endpoint_path, python_accessor
from tsbind.python.spelling.expression import text_of

_LINE = 76


def operation_section(context: Context, operation: Operation) -> OperationSection:
    """The section of ``operation``."""
    if operation.kind == "helper":
        return _helper_section(context, operation)
    call = python_call(context, operation)
    plan = call.method.plan()
    ours, left = _upstream_examples(context, call)
    section = _section(context, operation)
    return replace(
        section,
        signatures=tuple(_signatures(context, plan, section.call)),
        short=_short(context, plan, section.call),
        rows=tuple(parameter_groups(context, call)),
        returns=tuple(_returns(context, call)),
        errors=tuple(errors_of(context)),
        examples=(*ours, *examples(context, call, plain=not ours)),
        upstream_examples=left,
        answer=_answer(context, call),
    )


def _section(context: Context, operation: Operation) -> OperationSection:
    """What is known of any operation."""
    target = context.targets[operation.accessor]
    return OperationSection(
        accessor=operation.accessor,
        name=target.anchor,
        call=f"client.{python_accessor(operation.accessor)}",
        verb=operation.verb.upper(),
        path=endpoint_path(operation) if operation.path else "",
        doc=operation.doc,
        deprecated=operation.deprecated,
        place=str(operation.position),
        notes=tuple(_notes(operation)),
        history=context.history.get(operation.accessor, ""),
    )


def _helper_section(context: Context, operation: Operation) -> OperationSection:
    # Helpers have modules of their own to read: only the page of a helper needs them.
    from tsbind.docs.reference.helpers import helper_section  # noqa: PLC0415

    section, method = _section(context, operation), context.helpers.get(operation.accessor)
    if method is None:
        section = replace(section, examples=_written(operation))
    else:
        plan = method.plan()
        section = replace(
            section,
            signatures=tuple(_signatures(context, plan, section.call)),
            short=_short(context, plan, section.call),
        )
    return helper_section(context, section, method)


def _signatures(context: Context, plan: MethodPlan, head: str) -> Iterator[Pieces]:
    for signature in plan.overloads or (plan.signature,):
        yield context.linker.linked(_signature_text(signature, head))


def _short(context: Context, plan: MethodPlan, call: str) -> Pieces:
    """The first signature with its required parameters only; ``...`` stands for the others."""
    signature = (plan.overloads or (plan.signature,))[0]
    written = [p for p in signature.parameters if p.name not in EXTRA]
    shown = [_parameter(p) for p in written if not p.default]
    if len(shown) < len(written):
        shown.append("...")
    closing = f") -> {signature.returns.sync}"
    text = without_twins(f"{call}({', '.join(shown)}{closing}")
    if len(text) > _LINE:
        lines = (f"    {without_twins(parameter)}," for parameter in shown)
        text = "\n".join([f"{call}(", *lines, closing])
    return context.linker.linked(text)


def _signature_text(signature: SignaturePlan, call: str) -> str:
    """The signature as a call: without ``self`` and what every method takes."""
    keywords = [_parameter(p) for p in signature.keywords if p.name not in EXTRA]
    lines = [*map(_parameter, signature.positional), *(["*", *keywords] if keywords else [])]
    closing = f") -> {signature.returns.sync}"
    if not lines:
        return f"{call}({closing}"
    return "\n".join([f"{call}(", *(f"    {line}," for line in lines), closing])


def _parameter(parameter: ParameterPlan) -> str:
    default = f" = {parameter.default}" if parameter.default else ""
    return f"{parameter.name}: {parameter.annotation.sync}{default}"


def _returns(context: Context, call: Call) -> Iterator[tuple[str, Pieces]]:
    returns, operation = call.method.returns, call.operation
    if operation.page is not None:
        for flavour, page in zip(("", "async client"), returns.page_classes(), strict=False):
            yield flavour, context.linker.linked(text_of(page))
        return
    value = returns.value(overload.returns for overload in call.forms.keywords)
    if operation.streams != "always":
        yield "", context.linker.linked(text_of(returns.plain(value)))
    if operation.streams is not None and operation.event is not None:
        when = "" if operation.streams == "always" else "stream=True"
        yield when, context.linker.linked(text_of(returns.stream().sync))


def _upstream_examples(context: Context, call: Call) -> tuple[tuple[Code, ...], tuple[str, ...]]:
    """Upstream's examples in Python, and those that there is no Python for."""
    if not call.operation.examples:
        return (), ()
    # A parser of TypeScript, for those operations alone that have an example.
    from tsbind.docs.examples.translate import translated  # noqa: PLC0415

    ours: list[Code] = []
    left: list[str] = []
    for text in call.operation.examples:
        found = translated(context, call, text)
        ours.extend(found)
        if not found:
            left.append(text)
    return tuple(ours), tuple(left)


def _written(operation: Operation) -> tuple[Code, ...]:
    """The signatures of a helper that there is no Python for, as upstream writes them."""
    lines: list[str] = []
    for signature in operation.signatures:
        parameters = ", ".join(
            f"{p.name}{'?' if p.optional else ''}: {typescript(p.type)}"
            for p in signature.parameters
        )
        lines.append(f"{operation.accessor}({parameters}): {typescript(signature.returns)}")
    return (Code("Upstream's signature in TypeScript", "ts", "\n".join(lines)),) if lines else ()


def _notes(operation: Operation) -> Iterator[str]:
    if operation.kind == "helper":
        yield "A helper: it has no endpoint of its own."
    if operation.multipart:
        yield "The body is sent as multipart/form-data."
    if operation.binary:
        yield "The answer is binary: read(), iter_bytes(), stream_to_file()."
    if operation.page is not None:
        yield "Iterate the result to go through the items of all pages."
    if operation.timeout is not None:
        yield f"The timeout is {operation.timeout:g} seconds unless another is given."


def _answer(context: Context, call: Call) -> str:
    operation = call.operation
    if operation.binary or operation.page is not None:
        return ""
    value = call.method.returns.value(o.returns for o in call.forms.keywords)
    if value is None:
        return ""
    try:
        text = json_text(context.samples.value(value))
    except CannotSample:
        return ""
    return text if 4 < len(text) <= 6_000 else ""
