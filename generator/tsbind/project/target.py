"""A target: one upstream SDK, and the Python package to make of it.

Only the dataclass defines the keys of a configuration; the reader, the JSON Schema and the
commented file of `tsbind init` are made from it.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from tsbind.pipeline import Options
from tsbind.project import digest

_PATH_STARTS = (".", "/", "~")
_PATH_ENDS = (".tgz", ".tar.gz", ".ts", ".mts", ".cts")
_OF_A_RUN = frozenset({"templates", "strict", "dict_params"})
"""Options of the pipeline that no key of that name gives."""


def keys() -> dict[str, Field[Any]]:
    """The keys of a target in the configuration, and the field each one fills."""
    return {f.name.replace("_", "-"): f for f in fields(Target) if "doc" in f.metadata}


def _key(doc: str, example: str, **options: Any) -> Any:
    return field(metadata={"doc": doc, "example": example}, **options)


@dataclass(frozen=True, slots=True)
class Target:
    """What to generate from which source, and where to put it."""

    source: str = _key(
        "The SDK: a name on the npm registry (without version), or the path of a folder, of a "
        "package tarball, or of one declarations file, relative to this file. A path begins with "
        "./ or ../ or ends in .tgz or .ts.",
        '"openai"',
    )
    out: str = _key(
        "The folder of the Python package, relative to this file. Its last part is the name the "
        "package is imported by. tsbind owns the files it writes there, and keeps files of yours.",
        '"src/app/vendor/openai"',
    )
    version: str = _key(
        "Pins the version. Without it the lock inside the folder says which, and `tsbind update` "
        "goes to the newest.",
        '"4.52.0"',
        default="",
    )
    package: str = _key(
        "The package's full dotted name, for documentation and logging; its last part must be "
        "the folder's name. Imports inside the package are relative, so it works anywhere.",
        '"app.vendor.openai"',
        default="",
    )
    only: tuple[str, ...] = _key(
        "Generates only these resources or types, and what they need: resource paths "
        "(chat.completions), type names, or patterns with *.",
        '["chat.completions", "beta.threads"]',
        default=(),
    )
    types_only: bool = _key(
        "Generates the types without the client; the result needs nothing but Python.",
        "true",
        default=False,
    )
    whole_runtime: bool = _key(
        "With `only`: writes the whole runtime. Without it a part lacks what it does not use "
        "itself: raw responses, the names of pydantic, client.get and post, classes derived from "
        "generated ones, a client of httpx or aiohttp.",
        "true",
        default=False,
    )
    as_official: bool = _key(
        "Makes a project that stands in for the official Python client of the SDK: its import "
        "name, its version, its params as dicts. `pip install` takes the folder.",
        "true",
        default=False,
    )
    templates: str = _key(
        "A folder of templates that take the place of tsbind's own, file by file, relative to "
        "this file.",
        '"templates"',
        default="",
    )
    docs: str = _key(
        "A folder for the reference documentation in Markdown, relative to this file; it must "
        "not lie inside the package's folder.",
        '"docs/openai"',
        default="",
    )
    prereleases: bool = _key("Lets `tsbind update` go to pre-releases too.", "true", default=False)
    keep: tuple[str, ...] = _key(
        "Files of yours inside the folder that `tsbind check` says nothing about (patterns with "
        "*). Such files are kept in any case; without this, check names them as extra.",
        '["extras/*.py"]',
        default=(),
    )

    name: str = ""
    """The name of the target on the command line: that of its table in the configuration, else
    that of its package."""

    def __post_init__(self) -> None:
        """A target without its own table is named after its package."""
        object.__setattr__(self, "name", self.name or self.import_name)

    @property
    def import_name(self) -> str:
        """The name under which the package is imported."""
        return Path(self.out).name

    @property
    def dotted_name(self) -> str:
        """The package's full name, as far as the configuration says it."""
        return self.package or self.import_name

    @property
    def is_path(self) -> bool:
        """True if the source is a path, which has no versions to choose from."""
        return self.source.startswith(_PATH_STARTS) or self.source.endswith(_PATH_ENDS)

    def options(self, templates: Path | None = None, *, strict: bool = False) -> Options:
        """What the pipeline is told: each of its options is the key of that name.

        ``templates`` is the folder of the user's templates where it really is.
        """
        return Options(**self._shaping(), templates=templates, strict=strict)

    def _shaping(self) -> dict[str, Any]:
        names = [f.name for f in fields(Options) if f.name not in _OF_A_RUN]
        return {name: getattr(self, name) for name in names}

    def options_digest(self) -> str:
        """A digest of the options that affect the generated files (their folder does not)."""
        chosen = {name: value for name, value in self._shaping().items() if value}
        return digest.of_json([self.dotted_name, {**chosen, "only": sorted(self.only)}])
