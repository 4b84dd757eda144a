"""The generator names no product: what is about one SDK is in its pack."""

from __future__ import annotations

import re
from pathlib import Path

import tsbind
from tsbind.packs import templates_root
from tsbind.packs.find import shipped_packs

EXAMPLES = {"project/target.py", "cli/init.py"}
"""Where a name stands as an example in the help of a key, or as what is proposed."""
_COMMAND = "tsbind "
"""A line with an example of a command may name a package."""


def test_the_generator_names_no_product() -> None:
    root = Path(tsbind.__file__).parent
    words = "|".join(re.escape(word) for pack in shipped_packs() for word in pack.packages)
    files = [path for path in root.rglob("*") if path.suffix in {".py", ".toml", ".md"}]
    named = {
        f"{path.relative_to(root)}: {line.strip()}"
        for path in files
        if path.relative_to(root).as_posix() not in EXAMPLES and "templates" not in path.parts
        for line in path.read_text("utf-8").splitlines()
        if re.search(words, line, re.IGNORECASE) and _COMMAND not in line
    }
    assert len(files) > 100
    assert named == set()


def test_packs_are_among_the_templates() -> None:
    assert [pack.folders[0] for pack in shipped_packs()] == [
        folder for folder in sorted((templates_root() / "packs").iterdir()) if folder.is_dir()
    ]
