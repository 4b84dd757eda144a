"""The real thing: openai releases, emitted, imported, read and written."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import json
import pickle
import pkgutil
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.emitted import TYPES, Package, imported
from support.once import emit_once
from support.releases import Release
from support.synthesis import Synthesis
from tsbind.pipeline import Generated
from tsbind.sources import SourceTree

pytestmark = pytest.mark.registry
Trees = Callable[[str], SourceTree]


@pytest.fixture(scope="module")
def small(openai_tree: Trees) -> Generated:
    return emit_once(openai_tree("4.52.0"), TYPES)


def test_the_seed_page(small: Generated, tmp_path: Path) -> None:
    with imported(small.files, tmp_path, "seed") as package:
        module = package.module("types.beta.thread_create_and_run_stream_params")
        seed = module.ThreadCreateAndRunStreamParams
        names = (
            "assistant_id instructions max_completion_tokens max_prompt_tokens metadata model "
            "response_format temperature thread tool_choice tool_resources tools top_p "
            "truncation_strategy"
        )
        assert [f.name for f in dataclasses.fields(seed)] == names.split()
        parameters = inspect.signature(seed).parameters.values()
        assert [p.name for p in parameters if p.default is p.empty] == ["assistant_id"]
        beside = [
            c for c in vars(module).values() if getattr(c, "__module__", "") == seed.__module__
        ]
        inner = {c.__name__ for c in beside if isinstance(c, type)} - {seed.__name__}
        assert inner == {
            "Thread",
            "ThreadMessage",
            "ThreadMessageAttachment",
            "ThreadToolResources",
            "ThreadToolResourcesCodeInterpreter",
            "ThreadToolResourcesFileSearch",
            "ThreadToolResourcesFileSearchVectorStore",
            "ToolResources",
            "ToolResourcesCodeInterpreter",
            "ToolResourcesFileSearch",
            "TruncationStrategy",
        }
        assert package.module("types.beta").ThreadCreateAndRunStreamParams is seed


def test_nothing_is_opaque(small: Generated) -> None:
    assert small.problems == ()


def test_types_alone_are_those_of_the_whole_package(small: Generated, openai_tree: Trees) -> None:
    """So what formatter and checkers say of the whole (`client`, `typing`) holds of them too."""
    whole = emit_once(openai_tree("4.52.0")).files
    assert {p for p, text in small.files.items() if whole.get(p) != text} == {"__init__.py"}
    assert len(small.files) > 200


def _classes(package: Package) -> list[Any]:
    model = package.root.BaseModel
    found: list[Any] = []
    for info in pkgutil.walk_packages(package.types.__path__, f"{package.types.__name__}."):
        module = importlib.import_module(info.name)
        assert all(hasattr(module, name) for name in getattr(module, "__all__", ()))
        members = [m for m in vars(module).values() if inspect.isclass(m)]
        found += [m for m in members if issubclass(m, model) and m.__module__ == info.name]
    return found


@pytest.mark.slow
def test_every_class_survives_decode_and_encode(client_of: Callable[..., Release]) -> None:
    large = client_of("openai@7.57.0").package
    classes = _classes(large)
    assert len(classes) > 3_000
    synthesis = Synthesis(large, random.Random(7))
    for cls in classes:
        hints = large.root.type_hints(cls)
        assert list(hints) == [f.name for f in dataclasses.fields(cls)]
        data = synthesis.model(cls)
        text = json.dumps(data)
        found = cls.from_dict(data, strict=True)
        repr(found)
        compact = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
        assert found.to_json(indent=None) == compact, cls
        assert copy.deepcopy(found) == found
        assert pickle.loads(pickle.dumps(found)) == found
