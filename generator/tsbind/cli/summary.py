"""What a generation did, in numbers: for people, and as JSON for machines."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsbind.model.declarations import Declaration, Package
from tsbind.model.index import ModelIndex
from tsbind.model.printable import loggable, printable
from tsbind.pipeline import Generated
from tsbind.problems import Severity
from tsbind.project.writing.write_plan import WriteSummary


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of declarations and files, and seconds by stage."""

    package: Package
    generated: Generated
    written: WriteSummary
    out: Path
    seconds: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values; problems by severity and place."""
        files = {
            field.name: len(getattr(self.written, field.name))
            for field in dataclasses.fields(WriteSummary)
        }
        return {
            "source": dataclasses.asdict(self.package.source),
            "out": self.out.as_posix(),
            "declarations": self._declarations(),
            "operations": len(self.package.operations),
            "files": files,
            "problems": [str(problem) for problem in self.generated.problems],
            "seconds": self.seconds,
        }

    def _declarations(self) -> dict[str, Any]:
        """How many there are, and how many were not emitted, by reason."""
        types, index = self.package.types, ModelIndex(self.package)
        left = [d for d in types if d.id not in self.generated.types.places]
        return {
            "read": len(types),
            "emitted": len(types) - len(left),
            "opaque": sum(p.severity is Severity.OPAQUE for p in self.generated.problems),
            "skipped": dict(Counter(_reason(declaration, index) for declaration in left)),
        }

    def __str__(self) -> str:
        counts = self._declarations()
        reasons = counts.pop("skipped")
        name = f"{self.package.source.name}@{self.package.source.version}".removesuffix("@")
        skipped = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
        skipped = f"{sum(reasons.values())} skipped" + (f" ({skipped})" if skipped else "")
        lines = (
            f"{name} -> {self.out}",
            f"files: {self.written}",
            f"declarations: {', '.join(f'{n} {what}' for what, n in counts.items())}, {skipped}",
            f"operations: {len(self.package.operations)} read",
            "time: " + ", ".join(f"{stage} {s:.2f} s" for stage, s in self.seconds.items()),
        )
        return loggable(printable("\n".join(lines)))


def _reason(declaration: Declaration, index: ModelIndex) -> str:
    """Why a declaration is not among the emitted ones."""
    if declaration.is_resource:
        return "resource classes"
    if declaration.kind == "class":
        return "other classes"
    if index.holds_behaviour(declaration):
        return "aliases of classes"
    return "not needed" if declaration.exported else "not exported"
