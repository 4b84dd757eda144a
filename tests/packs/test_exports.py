"""Every name that npm `openai` exports has a counterpart, or a reason why there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.once import emit_once
from tsbind.sources import SourceTree

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import export_table  # noqa: E402

pytestmark = pytest.mark.registry


@pytest.fixture(scope="module")
def rows(openai_tree: Callable[[str], SourceTree]) -> list[export_table.Row]:
    tree = openai_tree("7.57.0")
    return export_table.table(tree, emit_once(tree))


def test_no_name_is_unnamed(rows: list[export_table.Row]) -> None:
    assert len(rows) > 2000
    nameless = [f"{r.file}#{r.name}" for r in rows if not r.counterpart and not r.reason]
    assert nameless == []


def test_counterparts_are_there(
    rows: list[export_table.Row], openai_tree: Callable[[str], SourceTree]
) -> None:
    files = emit_once(openai_tree("7.57.0")).files
    names = export_table.defined(files)
    modules = {p.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for p in files}
    said = export_table.reasons()["called"].values()
    for counterpart in (c for c in said if " " not in c and "`" not in c):
        module, _, name = counterpart.rpartition(".")
        assert counterpart in modules or name in names, counterpart
        assert not module or module in modules or counterpart in modules, counterpart
    assert any(row.counterpart == "lib.azure.AzureOpenAI" for row in rows)


@pytest.mark.exhaustive
def test_the_page_shows_the_newest_release(openai_tree: Callable[[str], SourceTree]) -> None:
    tree = openai_tree(export_table.VERSION)
    rows = export_table.table(tree, emit_once(tree))
    assert export_table.PAGE.read_text("utf-8") == export_table.page(
        rows
    ), "run python scripts/export_table.py"
    ids = export_table.exported(tree)
    for kind, patterns in export_table.reasons().items():
        used = {export_table.matching(id_, patterns) for id_ in ids}
        assert set(patterns) - used == set(), kind
