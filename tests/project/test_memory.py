"""What is kept between two generations changes how long the second takes, and nothing else."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from support.trees import tree
from tsbind.generate import Generated, Options, emit
from tsbind.memory import Memory
from tsbind.model.declarations import Package
from tsbind.operations.package import with_operations
from tsbind.problems import Problem
from tsbind.project.memories import Memories
from tsbind.project.standard import standard_engine
from tsbind.project.target import Target
from tsbind.resolve import resolve
from tsbind.resolve.resolution import start
from tsbind.sources import SourceTree

OpenAI = Callable[[str], SourceTree]
Outcome = tuple[Generated, list[Problem]]

SCRIPT = Path(__file__).parents[2] / "scripts/random_edits.py"
ASSISTANTS = "resources/beta/assistants.ts"
EDITS = {
    "nothing": (ASSISTANTS, "", ""),
    "a comment moves every line": (ASSISTANTS, "export interface Assistant {", "// x\n\n{0}"),
    "a doc": (ASSISTANTS, "The name of the assistant.", "What it is called."),
    "a property more": (ASSISTANTS, "export interface Assistant {", "{0}\n  newest: number;\n"),
    "a property of another file's type": ("resources/shared.ts", "name: string;", "{0} b: null;"),
    "an alias that becomes a class": (
        "resources/shared.ts",
        "export type FunctionParameters = Record<string, unknown>;",
        "export interface FunctionParameters { a: string }",
    ),
    "a declaration more": (ASSISTANTS, "export interface Assistant {", "export type New = 1\n{0}"),
    "a declaration less": (ASSISTANTS, "export interface FileSearchTool {", "interface Hid {"),
    "a name that clashes": (ASSISTANTS, "export interface Assistant {", "type AssistantDict=1;{0}"),
    "a path": (ASSISTANTS, "`/assistants/${assistantId}`", "`/helpers/${assistantId}`"),
    "a method's name": (ASSISTANTS, "  retrieve(", "  fetch("),
    "a file less": ("resources/moderations.ts", None, None),
}


def generated(
    source: SourceTree, memory: Memory | None = None, *, types_only: bool = False
) -> Outcome:
    package, problems = resolve(source, memory.model if memory else None)
    return emit(package, Options(types_only=types_only), memory=memory), problems


def assert_same(found: Outcome, fresh: Outcome) -> None:
    assert found[0].files == fresh[0].files
    assert set(found[0].problems) == set(fresh[0].problems)
    assert found[1] == fresh[1]


def edited(source: SourceTree, path: str, old: str | None, new: str | None) -> SourceTree:
    files = dict(source.files)
    if old is None or new is None:
        del files[path]
    else:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.replace("{0}", old).encode(), 1)
    return replace(source, files=files)


@pytest.fixture(scope="module")
def started(openai_tree: OpenAI) -> tuple[SourceTree, Memory, Outcome]:
    """A release, a memory of it, and what a fresh start gives."""
    before, memory = openai_tree("4.52.0"), Memory()
    return before, memory, generated(before, memory)


@pytest.mark.registry
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_the_output_is_that_of_a_fresh_start(
    started: tuple[SourceTree, Memory, Outcome], edit: tuple[str, str | None, str | None]
) -> None:
    before, memory, first = started
    after = edited(before, *edit)
    assert_same(generated(after, memory), generated(after))
    assert_same(generated(before, memory), first)


@pytest.mark.registry
def test_random_edits(openai_tree: OpenAI) -> None:
    """As many more as one likes: `scripts/random_edits.py`."""
    openai_tree("4.52.0")
    options = ["openai@4.52.0", "--edits", "6", "--seed", "1"]
    subprocess.run([sys.executable, SCRIPT, *options], check=True)


@pytest.mark.registry
def test_what_is_kept_knows_its_files(openai_tree: OpenAI) -> None:
    """A table of results that is no `Results` would outlive the files it was made from."""
    resolution = start(openai_tree("4.52.0"))
    resolution.builder.build([resolution.program.module("resources/beta/assistants.ts")])
    with_operations(Package(resolution.tree.source), resolution.reading)
    evaluator, reading = resolution.evaluator, resolution.reading
    workers: list[object] = [evaluator, evaluator.declarations, resolution.builder, reading]
    workers += [resolution.builder.discriminators, reading.classes, reading.types]
    for worker in workers:
        names = getattr(worker, "__slots__", None) or vars(worker)
        tables = {name for name in names if isinstance(getattr(worker, name), dict | set | list)}
        left = {name for name in tables if getattr(worker, name)}
        assert not left, f"{type(worker).__name__} keeps {left}"


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_files_of_two_releases_in_any_mix(openai_tree: OpenAI, seed: int) -> None:
    old, new = openai_tree("4.52.0"), openai_tree("4.104.0")
    chance, memory = random.Random(seed), Memory()
    for _ in range(2):
        files = {p: chance.choice((old, new)).files.get(p) for p in {**old.files, **new.files}}
        mix = replace(old, files={p: data for p, data in files.items() if data is not None})
        assert_same(generated(mix, memory), generated(mix))


@pytest.mark.registry
def test_one_edit_costs_one_file_and_what_it_reaches(openai_tree: OpenAI) -> None:
    before, memory = openai_tree("4.52.0"), Memory()
    generated(before, memory)
    counts = memory.model.files.made, memory.plans.types.made, memory.texts.made
    generated(before, memory)
    assert counts == (memory.model.files.made, memory.plans.types.made, memory.texts.made)
    generated(edited(before, *EDITS["a doc"]), memory)
    files, plans, texts = counts
    assert memory.model.files.made == files + 1
    assert memory.texts.made <= texts + 2
    assert memory.plans.types.made - plans < plans / 8


def test_types_only() -> None:
    memory = Memory()
    for text in ("export interface A { b?: B } export interface B { c: 1 }", "export type B = 1"):
        source = tree(text)
        assert_same(generated(source, memory, types_only=True), generated(source, types_only=True))


def test_an_edited_template_is_seen(tmp_path: Path) -> None:
    (tmp_path / "types").mkdir()
    template = tmp_path / "types/module.py.j2"
    engine = standard_engine(memories=Memories())
    source, target = tree("export interface A { b: string }"), Target("./a.ts", "sdk")
    for text in ("first = 1", "second = 2"):
        template.write_text(text)
        assert engine.generate(source, target, tmp_path)["types/a.py"].strip() == text
