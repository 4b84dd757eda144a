"""Real sources rewritten so that they mean the same are no change, edit by edit and all at once.

What Python programs can import is told exactly: an exported alias has a name in the generated
package, and a file that became a folder makes a package there of what was a module.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Callable
from functools import cache

import pytest

from support.once import resolve_once
from tsbind.diff import Report, compare
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.model.declarations import Package
from tsbind.sources import SourceTree

pytestmark = [pytest.mark.registry, pytest.mark.slow]
Release = Callable[[str], SourceTree]
Files = dict[str, str]
Rewrite = Callable[[Files, random.Random], Files]

_FIELD = re.compile(r"^  (\w+\??): ([^;{}\n]+);$", re.MULTILINE)
_LITERALS = re.compile(r"(?<=: )'[^'\n]*'(?: \| '[^'\n]*')+(?=;)")
_INTERFACE = re.compile(r"^export interface (\w+) \{\n(?:  (?!\[)[^{}\n]*\n|\n)+\}\n", re.MULTILINE)
_PART = re.compile(r"(?:  /\*\*(?:.|\n)*?\*/\n)?  \w+\??: [^;{}\n]+;\n")
_ALIAS = re.compile(r"^export type (\w+) =\s+(\|?\s*'[^']*'(?:\s*\| '[^']*')*);\n", re.MULTILINE)


def _resources(files: Files) -> list[str]:
    return [f for f in files if f.startswith("resources/") and not f.endswith("index.ts")]


def shuffled_unions(files: Files, rng: random.Random) -> Files:
    def shuffle(found: re.Match[str]) -> str:
        members = found[0].split(" | ")
        rng.shuffle(members)
        return " | ".join(members)

    return {f: _LITERALS.sub(shuffle, t) if f in _resources(files) else t for f, t in files.items()}


def extracted_aliases(files: Files, _: random.Random) -> Files:
    """Each set of literals gets an exported name at the end of its file."""
    made = dict(files)
    for file in _resources(files):
        names: dict[str, str] = {}

        def name(found: re.Match[str], names: dict[str, str] = names) -> str:
            return names.setdefault(found[0], f"ExtractedValues{len(names)}")

        text = _LITERALS.sub(name, files[file])
        made[file] = text + "".join(f"export type {n} = {v};\n" for v, n in names.items())
    return made


def inlined_aliases(files: Files, _: random.Random) -> Files:
    """Aliases of literals are written in place wherever a field has one, in any file."""
    aliases: dict[str, list[str]] = {}
    for file in _resources(files):
        for found in _ALIAS.finditer(files[file]):
            aliases.setdefault(found[1], []).append(found[2])
    made = dict(files)
    for name, values in aliases.items():
        use = re.compile(rf"(?<=: )(?:\w+\.)*{name}(?= \| null;|;)")
        for file in _resources(files) if len(values) == 1 else ():
            made[file] = use.sub(values[0], made[file])
    return made


def _parts(found: re.Match[str]) -> list[str] | None:
    """The fields of an interface with their comments, where that is all there is."""
    body = found[0].partition("{\n")[2].rpartition("}")[0]
    parts = _PART.findall(body)
    rest = _PART.sub("", body).strip()
    return parts if len(parts) > 1 and not rest else None


def split_interfaces(files: Files, rng: random.Random) -> Files:
    """Half of the fields go to a base of their own."""

    def split(found: re.Match[str]) -> str:
        parts = _parts(found)
        if parts is None:
            return found[0]
        rng.shuffle(parts)
        half = len(parts) // 2
        base = f"{found[1]}Taken"
        return (
            f"export interface {found[1]} extends {base} {{\n{''.join(parts[half:])}}}\n\n"
            f"interface {base} {{\n{''.join(parts[:half])}}}\n"
        )

    return {f: _INTERFACE.sub(split, t) if f in _resources(files) else t for f, t in files.items()}


def merged_interfaces(files: Files, rng: random.Random) -> Files:
    """The fields stand in two declarations of one name."""

    def merge(found: re.Match[str]) -> str:
        parts = _parts(found)
        if parts is None:
            return found[0]
        rng.shuffle(parts)
        half = len(parts) // 2
        both = (parts[:half], parts[half:])
        return "\n".join(f"export interface {found[1]} {{\n{''.join(p)}}}\n" for p in both)

    return {f: _INTERFACE.sub(merge, t) if f in _resources(files) else t for f, t in files.items()}


def qualified_names(files: Files, _: random.Random) -> Files:
    """Interfaces of a file are named through an import of the file itself."""
    made = dict(files)
    for file in _resources(files):
        text = files[file]
        module = file.rpartition("/")[2].removesuffix(".ts")
        names = {found[1] for found in _INTERFACE.finditer(text)}

        def qualify(found: re.Match[str], names: set[str] = names) -> str:
            return f"  {found[1]}: {'Own.' if found[2] in names else ''}{found[2]};"

        made[file] = f"import * as Own from './{module}';\n{_FIELD.sub(qualify, text)}"
    return made


def shuffled_declarations(files: Files, rng: random.Random) -> Files:
    """Statements at the top of a file, with their comments, in another order."""
    made = dict(files)
    for file in _resources(files):
        blocks = re.split(
            r"\n\n(?=(?:/\*\*(?:(?!\*/)(?:.|\n))*\*/\n)?export (?:interface|type) )", files[file]
        )
        head, rest = blocks[:1], blocks[1:]
        last = rest[-1:]  # what stands behind the last one belongs to it
        rest = rest[:-1]
        rng.shuffle(rest)
        made[file] = "\n\n".join([*head, *rest, *last])
    return made


MOVED = ("files", "embeddings", "moderations")


def moved_files(files: Files, _: random.Random) -> Files:
    """A file becomes a folder of its own behind the same public path."""
    made = dict(files)
    for name in MOVED:
        text = made.pop(f"resources/{name}.ts")
        text = re.sub(r"(from|import\() ?'(\.\.?/)", r"\1 '../\2", text)
        text = text.replace(f"from '.././{name}'", f"from './{name}'")
        made[f"resources/{name}/{name}.ts"] = text
        made[f"resources/{name}/index.ts"] = f"export * from './{name}';\n"
    return made


REWRITES: list[Rewrite] = [
    shuffled_unions,
    extracted_aliases,
    inlined_aliases,
    split_interfaces,
    merged_interfaces,
    qualified_names,
    shuffled_declarations,
    moved_files,
]
IMPORTABLE = {
    extracted_aliases: re.compile(r"types\.(\w+\.)*ExtractedValues\d+"),
    moved_files: re.compile(rf"types\.({'|'.join(MOVED)})\.\w+"),
}
"""The names that programs can import after a rewrite and could not before; the others add none."""


@cache
def _sources(release: Release) -> SourceTree:
    return release("openai@4.52.0")


def _read(tree: SourceTree) -> Package:
    return resolve_once(tree)[0]


def _rewritten(tree: SourceTree, rewrites: list[Rewrite]) -> tuple[SourceTree, int]:
    """The tree rewritten, and how many files are different."""
    before = {path: data.decode() for path, data in tree.files.items()}
    after = dict(before)
    for number, rewrite in enumerate(rewrites):
        after = rewrite(after, random.Random(number))
    touched = sum(before.get(path) != text for path, text in after.items())
    files = {path: text.encode() for path, text in after.items()}
    return dataclasses.replace(tree, files=files), touched


def _told(report: Report) -> list[tuple[str, str, str, str]]:
    """The changes but those of importable names."""
    changes = [c for c in report.changes if c.kind not in {"import_added", "import_removed"}]
    return [(c.kind, c.label, c.old.typescript, c.new.typescript) for c in changes][:5]


def _imports(report: Report, kind: str) -> list[str]:
    """The importable names that changes of a kind tell, in order."""
    found = (c for c in report.changes if c.kind == kind)
    return sorted(n for c in found for n in re.findall(r"types\.[\w.]+", f"{c.content} {c.note}"))


def _check(plain: SourceTree, tree: SourceTree, rewrites: list[Rewrite]) -> None:
    """No change either way, but of the names that the rewrites make importable."""
    old, new = _read(plain), _read(tree)
    before, after = (PlannedSpelling(package).importable.keys() for package in (old, new))
    came = sorted(after - before)
    patterns = [IMPORTABLE[rewrite] for rewrite in rewrites if rewrite in IMPORTABLE]
    assert [n for n in came if not any(p.fullmatch(n) for p in patterns)] == []
    assert all(any(p.fullmatch(n) for n in came) for p in patterns)
    assert before <= after
    for one, other, kind, reverse in (
        (old, new, "import_added", "import_removed"),
        (new, old, "import_removed", "import_added"),
    ):
        report = compare(one, other)
        assert _told(report) == []
        assert _imports(report, kind) == came
        assert _imports(report, reverse) == []


@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda rewrite: rewrite.__name__)
def test_a_rewrite_of_a_real_release_is_no_change(release: Release, rewrite: Rewrite) -> None:
    plain = _sources(release)
    tree, touched = _rewritten(plain, [rewrite])
    assert touched
    assert len(_read(tree).types) >= len(_read(plain).types) - 5
    _check(plain, tree, [rewrite])


def test_all_rewrites_together_are_no_change(release: Release) -> None:
    plain = _sources(release)
    tree, touched = _rewritten(plain, REWRITES)
    assert touched > 20
    _check(plain, tree, REWRITES)
