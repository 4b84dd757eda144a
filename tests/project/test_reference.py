"""The reference of a target tells of what the target contains, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.once import resolve_once
from tsbind.project.standard import reference_files
from tsbind.project.target import Target
from tsbind.sources import SourceTree

pytestmark = pytest.mark.registry
FRAME = {".gitattributes", "index.md", "types/index.md"}
CLIENT = {"client.md", "errors.md", "resources/index.md", "resources/files.md"}
FILES = {"types/file_create_params.md", "types/file_object.md"}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        # No wait_for_processing: that is a helper of its own.
        (Target("openai", "a", only=("files.create", "files.retrieve")), FRAME | CLIENT | FILES),
        (Target("openai", "a", only=("FileObject",)), FRAME | {"types/file_object.md"}),
        (Target("openai", "a", only=("files.create",), types_only=True), FRAME | FILES),
    ],
)
def test_a_part(
    target: Target, expected: set[str], openai_tree: Callable[[str], SourceTree]
) -> None:
    package, _ = resolve_once(openai_tree("4.52.0"))
    files = reference_files(package, target)
    assert files.keys() == expected
    assert "wait_for_processing" not in str(files)


def test_types_alone_have_no_methods(openai_tree: Callable[[str], SourceTree]) -> None:
    package, _ = resolve_once(openai_tree("4.52.0"))
    files = reference_files(package, Target("openai", "a", types_only=True))
    assert not any(path.startswith(("resources/", "helpers/")) for path in files)
    assert len(files) > 150
