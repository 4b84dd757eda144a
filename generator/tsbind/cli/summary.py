"""What a generation did, in numbers: for people, and as JSON for machines."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsbind.model.declarations import Declaration, Package, Source
from tsbind.model.index import ModelIndex
from tsbind.model.printable import loggable, printable
from tsbind.pipeline import Generated
from tsbind.problems import Problem, Severity
from tsbind.project.writing.write_plan import WriteSummary


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of declarations and files, and seconds by stage."""

    source: Source
    out: Path
    read: int
    emitted: int
    opaque: int
    skipped: dict[str, int]
    """How many declarations were not emitted, by reason."""
    operations: int
    written: WriteSummary
    problems: tuple[Problem, ...]
    seconds: dict[str, float]

    @classmethod
    def of(
        cls,
        package: Package,
        generated: Generated,
        written: WriteSummary,
        out: Path,
        seconds: dict[str, float],
    ) -> Summary:
        """Count."""
        left = [d for d in package.types if d.id not in generated.types.places]
        index = ModelIndex(package)
        return cls(
            source=package.source,
            out=out,
            read=len(package.types),
            emitted=len(package.types) - len(left),
            opaque=sum(problem.severity is Severity.OPAQUE for problem in generated.problems),
            skipped=dict(Counter(_reason(declaration, index) for declaration in left)),
            operations=len(package.operations),
            written=written,
            problems=generated.problems,
            seconds=seconds,
        )

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values; problems by severity and place."""
        files = {
            field.name: len(getattr(self.written, field.name))
            for field in dataclasses.fields(WriteSummary)
        }
        return {
            "source": dataclasses.asdict(self.source),
            "out": self.out.as_posix(),
            "declarations": {
                "read": self.read,
                "emitted": self.emitted,
                "opaque": self.opaque,
                "skipped": self.skipped,
            },
            "operations": self.operations,
            "files": files,
            "problems": [str(problem) for problem in self.problems],
            "seconds": self.seconds,
        }

    def __str__(self) -> str:
        name = f"{self.source.name}@{self.source.version}".removesuffix("@")
        skipped = ", ".join(f"{count} {reason}" for reason, count in sorted(self.skipped.items()))
        skipped = f"{sum(self.skipped.values())} skipped" + (f" ({skipped})" if skipped else "")
        times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in self.seconds.items())
        text = "\n".join(
            (
                f"{name} -> {self.out}",
                f"files: {self.written}",
                f"declarations: {self.read} read, {self.emitted} emitted, "
                f"{self.opaque} opaque, {skipped}",
                f"operations: {self.operations} read",
                f"time: {times}",
            )
        )
        return loggable(printable(text))


def _reason(declaration: Declaration, index: ModelIndex) -> str:
    """Why a declaration is not among the emitted ones."""
    if declaration.is_resource:
        return "resource classes"
    if declaration.kind == "class":
        return "other classes"
    if index.holds_behaviour(declaration):
        return "aliases of classes"
    return "not needed" if declaration.exported else "not exported"
