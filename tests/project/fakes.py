"""An engine whose generation is a few lines, to try the project room by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tsbind.model.declarations import Source
from tsbind.problems import TsbindError
from tsbind.project.digest import of_bytes
from tsbind.project.engine import Engine, Output
from tsbind.project.output import Place
from tsbind.project.target import Target
from tsbind.sources import SourceTree


@dataclass
class Upstream:
    """A registry with one package: its releases, and how often each function was asked."""

    releases: dict[str, dict[str, str]]
    tsbind: str = "0.1.0"
    generated: list[str] = field(default_factory=list[str])
    offline: bool = False
    suffix: str = ""

    def load(self, spec: str) -> SourceTree:
        name, _, version = spec.partition("@")
        if self.offline:
            raise TsbindError(f"{spec} is not in the cache", "Connect to the network")
        texts = self.releases[version or self.resolve(name, "", False)]
        files = {path: text.encode() for path, text in texts.items()}
        return SourceTree(files, Source(name, version, of_bytes(repr(texts).encode())))

    def resolve(self, name: str, selector: str, prereleases: bool) -> str:
        known = [v for v in self.releases if prereleases or "-" not in v]
        if selector and selector not in self.releases:
            raise TsbindError(f"{name} has no version {selector}")
        return selector or known[-1]

    def integrity(self, name: str, version: str) -> str:
        known = not self.offline and version in self.releases
        return self.load(f"{name}@{version}").source.integrity if known else ""

    def generate(self, tree: SourceTree, target: Target, templates: Path | None) -> Output:
        self.generated.append(tree.source.version)
        own = (templates / "head").read_text() if templates else ""
        names = [path for path in tree.files if not target.only or path in target.only]
        files = {
            f"{path}.py": f"{own}# {tree.source.version}{self.suffix}\n{tree.files[path].decode()}"
            for path in names
        }
        return Output({**files, "py.typed": ""})

    def changes(self, spec: str, new: SourceTree, targets: Sequence[Target]) -> str:
        old = self.load(spec)
        held = {path for target in targets for path in target.only or (old.files | new.files)}
        gone = sorted((old.files.keys() - new.files.keys()) & held)
        come = sorted((new.files.keys() - old.files.keys()) & held)
        lines = [f"- removed {path}" for path in gone] + [f"- added {path}" for path in come]
        return "### Breaking\n\n" + "\n".join(lines) if lines else ""

    def engine(self) -> Engine:
        return Engine(
            version=self.tsbind,
            code="code" + self.suffix,
            templates=lambda folder: (folder / "head").read_text() if folder else "",
            load=self.load,
            resolve=self.resolve,
            integrity=self.integrity,
            generate=self.generate,
            changes=self.changes,
            reference=lambda tree, target, _: Output(
                {f"{p}.md": f"# {target.package} {tree.source.version}\n" for p in tree.files}
            ),
        )


def two_releases() -> Upstream:
    return Upstream(
        {
            "1.0.0": {"a": "A = 1\n", "b": "B = 1\n"},
            "1.1.0": {"a": "A = 1\n", "c/d": "D = 1\n"},
            "2.0.0-beta.1": {"a": "A = 3\n"},
        }
    )


def place_in(folder: Path, **options: object) -> Place:
    values: dict[str, object] = {"source": "sdk", "out": "sdk", **options}
    return Place(Target(**values), folder)  # type: ignore[arg-type]


def snapshot(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
