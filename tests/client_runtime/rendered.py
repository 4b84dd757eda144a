"""The sample package with the runtime rendered into it, as a generator lays it out."""

from __future__ import annotations

import shutil
from pathlib import Path

from jinja2 import Environment, StrictUndefined

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = ROOT / "templates" / "runtime"
SAMPLE = Path(__file__).parent / "sample"

ERRORS = (
    ("BadRequestError", 400),
    ("AuthenticationError", 401),
    ("PermissionDeniedError", 403),
    ("NotFoundError", 404),
    ("ConflictError", 409),
    ("UnprocessableEntityError", 422),
    ("RateLimitError", 429),
    ("InternalServerError", None),
)


def render_package(folder: Path) -> Path:
    """Write the package `acme` into `folder`; its path."""
    package = folder / "acme"
    shutil.copytree(SAMPLE, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "py.typed").touch()
    runtime = package / "_runtime"
    runtime.mkdir()
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    for source in RUNTIME.iterdir():
        if source.suffix == ".py":
            shutil.copy(source, runtime / source.name)
        elif source.suffix == ".j2":
            text = environment.from_string(source.read_text("utf-8"))
            rendered = text.render(prefix="Acme", errors=ERRORS)
            (runtime / source.stem).write_text(rendered, "utf-8")
    return package
