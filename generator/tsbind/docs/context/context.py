"""What every page of a book is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tsbind.docs.context.exported import export_modules, public_names
from tsbind.docs.context.links import Linker, Target
from tsbind.docs.context.pages import Link
from tsbind.docs.context.samples import Samples
from tsbind.docs.context.spelled import large_resources, operation_target
from tsbind.docs.context.usage import answered, class_behind, used_by
from tsbind.model.declarations import Declaration, Package
from tsbind.model.helpers import pack_of, with_helpers
from tsbind.model.index import ModelIndex
from tsbind.model.operations import Operation
from tsbind.packs import Pack
from tsbind.python.client.pagination import page_names
from tsbind.python.integers import Numbers, numbers_for
from tsbind.python.methods.shapes import Shapes
from tsbind.python.types.build import plan_types
from tsbind.python.types.plan import TypesPlan

if TYPE_CHECKING:
    from tsbind.python.client.plan import ClientPlan
    from tsbind.python.helpers.method import HelperMethod

PAGINATION = "pagination"
PAGE_PREFIXES = ("Sync", "Async")


@dataclass(eq=False)
class Context:
    """One release with its Python spellings, its targets and who uses what."""

    package: Package
    import_name: str
    """Under which the generated package is imported."""
    plan: TypesPlan
    index: ModelIndex
    numbers: Numbers
    shapes: Shapes
    samples: Samples
    linker: Linker
    pages: dict[str, str]
    """Page classes by id, without their prefix."""
    targets: dict[str, Target]
    """Of declarations by id, of operations by accessor."""
    large_resources: frozenset[str]
    """Pages of resources whose methods have pages of their own."""
    pack: Pack
    history: Mapping[str, str] = field(default_factory=dict[str, str])
    """When a place was added and changed, by ``id``, ``id field`` or accessor."""

    @cached_property
    def used_by(self) -> Mapping[str, tuple[Link, ...]]:
        """The operations and types that mention each declaration, by id."""
        return used_by(self.package, self.plan, self.targets)

    @cached_property
    def answered(self) -> frozenset[str]:
        """Ids of declarations that responses contain."""
        return answered(self.index)

    @cached_property
    def public(self) -> Mapping[tuple[str, str], str]:
        """The id behind each name that a module exports or defines."""
        return public_names(self.plan)

    @cached_property
    def exports(self) -> Mapping[str, str]:
        """The module that exports each declaration under its own name, by id."""
        return export_modules(self.plan, self.public)

    @cached_property
    def operations(self) -> Mapping[str, Operation]:
        """By accessor."""
        return {o.accessor: o for o in reversed(self.package.operations)}

    @cached_property
    def helpers(self) -> Mapping[str, HelperMethod]:
        """The helpers of the package, by upstream's accessor."""
        # `tsbind show` of a type or an endpoint does without these modules.
        from tsbind.python.helpers.bind import bind  # noqa: PLC0415
        from tsbind.python.helpers.method import helper_method  # noqa: PLC0415
        from tsbind.python.helpers.plan import type_ids  # noqa: PLC0415
        from tsbind.python.spelling.wire_specs import WireSpecWriter  # noqa: PLC0415

        places, spelling = self.plan.places, self.linker.spelling
        wires, ids = WireSpecWriter(self.index, spelling.table), type_ids(places)
        return {
            bound.operation.accessor: helper_method(
                bound, spelling, wires, self.shapes, places, self.pages, ids
            )
            for bound in bind(self.package, self.pack)
        }

    @cached_property
    def client_plan(self) -> ClientPlan | None:
        """The plan of the generated client; None for a package without one."""
        from tsbind.python.client.build import plan_client  # noqa: PLC0415 - books alone need it

        return plan_client(self.package, self.plan)

    def class_behind(self, declaration: Declaration) -> Declaration | None:
        """The class that an alias is another name of, if it is one."""
        return class_behind(declaration, self.index)


def context(
    package: Package, import_name: str, history: Mapping[str, str] | None = None
) -> Context:
    """Plan the Python of ``package`` and note where everything will stand."""
    plan = plan_types(package, with_modules=False)
    index = plan.index
    numbers, pack = numbers_for(pack_of(package)), pack_of(package)
    package = with_helpers(package, pack)
    large = large_resources(package.operations)
    targets = _targets(package, plan, large)
    pages = page_names(package.pages)
    linker = Linker(plan, targets)
    for name in pages.values():
        for prefix in PAGE_PREFIXES:
            linker.know(f"{prefix}{name}", Target(PAGINATION, name))
    return Context(
        package=package,
        import_name=import_name,
        plan=plan,
        index=index,
        numbers=numbers,
        shapes=Shapes(index, numbers),
        samples=Samples(index, numbers),
        linker=linker,
        pages=pages,
        targets=targets,
        large_resources=large,
        pack=pack,
        history=history or {},
    )


def _targets(package: Package, plan: TypesPlan, large: frozenset[str]) -> dict[str, Target]:
    targets = {
        id_: Target("/".join(place.module), str(place.name)) for id_, place in plan.places.items()
    }
    for operation in package.operations:
        targets.setdefault(operation.accessor, operation_target(operation, large))
    return targets
