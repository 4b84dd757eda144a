"""The generator names no product: what is about one SDK is in its pack."""

from __future__ import annotations

import re
from pathlib import Path

import tsbind
from tsbind.packs import templates_root
from tsbind.packs.find import shipped_packs

EXAMPLES = {"project/target.py", "cli/init.py"}
"""Where a name stands as an example in the help of a command or of a key."""


def test_the_generator_names_no_product() -> None:
    root = Path(tsbind.__file__).parent
    words = "|".join(re.escape(word) for pack in shipped_packs() for word in pack.packages)
    files = [path for path in root.rglob("*") if path.is_file() and "templates" not in path.parts]
    named = {
        path.relative_to(root).as_posix()
        for path in files
        if path.suffix != ".pyc" and re.search(words, path.read_text("utf-8"), re.IGNORECASE)
    }
    assert len(files) > 100
    assert named <= EXAMPLES


def test_packs_are_among_the_templates() -> None:
    assert [pack.folder for pack in shipped_packs()] == [
        folder for folder in sorted((templates_root() / "packs").iterdir()) if folder.is_dir()
    ]
