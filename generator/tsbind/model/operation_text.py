"""One operation of the model as readable text: what ``tsbind inspect`` prints."""

from __future__ import annotations

from tsbind.model.operations import Operation, Signature
from tsbind.model.printable import printable
from tsbind.model.rendering import WIDTH, doc_block
from tsbind.model.spelling import declared_name, typescript


def render_operation(operation: Operation) -> str:
    """``operation`` with its endpoint, its overloads and what it does; ends without a newline."""
    lines = [f"// {operation.position}"]
    lines += [f"// {fact}" for fact in _facts(operation)]
    lines += doc_block(operation.doc, operation.deprecated, "")
    lines += [_signature(operation.accessor, signature) for signature in operation.signatures]
    if not operation.signatures:
        lines.append(operation.accessor)
    return printable("\n".join(lines))


def _facts(operation: Operation) -> list[str]:
    endpoint = f"{operation.verb.upper()} {operation.path}" if operation.verb else operation.kind
    facts = [endpoint]
    if operation.streams and operation.event:
        facts.append(f"streams {typescript(operation.event)}")
    if operation.page and operation.page_item:
        facts.append(
            f"pages ({declared_name(operation.page)}) of {typescript(operation.page_item)}"
        )
    facts += [fact for fact in ("multipart", "binary") if getattr(operation, fact)]
    facts += [f"{name}: {value}" for name, value in operation.headers]
    return facts


def _signature(accessor: str, signature: Signature) -> str:
    """The overload on one line, or with one parameter on each where that is too long."""
    written = [
        f"{'...' if p.rest else ''}{p.name}{'?' if p.optional else ''}: {typescript(p.type)}"
        for p in signature.parameters
    ]
    returns = typescript(signature.returns)
    if signature.wrapper:
        returns = f"{signature.wrapper}<{returns}>"
    generics = f"<{', '.join(signature.type_parameters)}>" if signature.type_parameters else ""
    line = f"{accessor}{generics}({', '.join(written)}): {returns}"
    if len(line) <= WIDTH or not written:
        return line
    inner = "".join(f"  {parameter},\n" for parameter in written)
    return f"{accessor}{generics}(\n{inner}): {returns}"
