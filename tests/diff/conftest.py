"""What mypy knows of the standard library and of other packages, worked out once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tsbind.diff.impact import checker


@pytest.fixture(scope="session", autouse=True)
def _mypy_is_primed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """It takes most of the time of a small assessment, and is the same for the same imports."""
    kept: dict[str, Path] = {}
    probe = checker._probe

    def probe_once(request: dict[str, Any]) -> dict[str, Any]:
        if request["package"] != "prime":
            return probe(request)
        imports = request["sources"][0]["text"]
        if imports not in kept:
            kept[imports] = tmp_path_factory.mktemp("primed")
            probe({**request, "cache": str(kept[imports])})
        shutil.copytree(kept[imports], request["cache"], dirs_exist_ok=True)
        return {}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checker, "_probe", probe_once)
        yield
