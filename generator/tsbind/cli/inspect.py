"""``tsbind inspect``: the model of a release, for people or as JSON."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

import click

from tsbind.cli.command import Command, format_option, offline_option
from tsbind.cli.problems import print_problems, warning_options
from tsbind.cli.targets import complete_target, spec_of

if TYPE_CHECKING:
    from tsbind.model.declarations import Declaration, Package
    from tsbind.model.operations import Operation


@click.command(
    cls=Command,
    examples=(
        "tsbind inspect openai@7.57.0",
        "tsbind inspect openai ThreadCreateParams 'beta.threads.*'",
        "tsbind inspect openai@7.57.0 --json > model.json",
    ),
)
@click.argument("source", metavar="SOURCE|TARGET", shell_complete=complete_target)
@click.argument("selectors", metavar="[SELECTOR]...", nargs=-1)
@warning_options
@format_option("text", "json")
@offline_option
@click.pass_context
def inspect(
    ctx: click.Context,
    source: str,
    selectors: tuple[str, ...],
    every: bool,
    style: str,
    offline: bool,
) -> None:
    """Print what tsbind reads in SOURCE or TARGET, after resolution.

    A SELECTOR is the name of a declaration (ThreadCreateParams), an id
    (resources/shared.ts#Metadata), a method (beta.threads.create), a resource (beta.threads), or
    a pattern with *. What is selected is printed as TypeScript; without a SELECTOR, everything is
    listed. With --json, the model of the selected types and operations, or of all, is printed.
    """
    from tsbind.cli.progress import show_progress
    from tsbind.model.printable import loggable, printable
    from tsbind.pipeline import Hooks, read
    from tsbind.sources import load

    tree = load(spec_of(source, offline=offline), offline=offline, progress=show_progress)
    release = read(tree, Hooks(progress=show_progress))
    package = _restricted(release.package, selectors)
    if style == "json":
        from tsbind.model.codec import to_json

        click.echo(loggable(to_json(package, indent=2)))
    else:
        text = _rendered(package, selectors) if selectors else printable(_listed(package))
        click.echo(loggable(text))
    ctx.exit(print_problems(release.problems, every=every))


def _restricted(package: Package, selectors: tuple[str, ...]) -> Package:
    """``package`` with only the types and operations that are selected."""
    from tsbind.model.selectors import select
    from tsbind.python.selection import client_index

    if not selectors:
        return package
    selection = select(client_index(package), selectors)
    return dataclasses.replace(
        package, types=selection.declarations, operations=selection.operations
    )


def _rendered(package: Package, selectors: tuple[str, ...]) -> str:
    """The selected declarations as TypeScript, then the selected operations."""
    from tsbind.model.operation_text import render_operation
    from tsbind.model.rendering import render_declaration

    blocks = [render_declaration(declaration) for declaration in _shown(package, selectors)]
    blocks += [render_operation(operation) for operation in package.operations]
    return "\n\n".join(blocks)


def _shown(package: Package, selectors: tuple[str, ...]) -> list[Declaration]:
    """The declarations to print: a re-export under the same name is not a second one."""
    return [
        d for d in package.types if not d.is_resource or d.id in selectors or d.name in selectors
    ]


def _listed(package: Package) -> str:
    """Every declaration by file, then every operation, then the counts."""
    lines: list[str] = []
    file = ""
    for declaration in package.types:
        if declaration.position.file != file:
            file = declaration.position.file
            lines.append(file)
        lines.append(f"  {declaration.kind:<9} {declaration.name}")
    if package.operations:
        lines += ["operations", *(_operation_line(o) for o in package.operations)]
    return "\n".join([*lines, _counts(package)])


def _operation_line(operation: Operation) -> str:
    call = f"{operation.verb.upper()} {operation.path}" if operation.verb else operation.kind
    return f"  {operation.accessor}  {call}"


def _counts(package: Package) -> str:
    kinds = Counter(declaration.kind for declaration in package.types)
    counts = [f"{count} {kind}" for kind, count in sorted(kinds.items())]
    counts.append(f"{len(package.operations)} operations")
    source = package.source
    return f"{source.name}@{source.version}".removesuffix("@") + ": " + ", ".join(counts)
