"""Edit a release at random, and compare what is made anew after each edit with a fresh start.

    python scripts/random_edits.py openai@4.52.0 --edits 100 --seed 1

Types are changed, members come and go, declarations are renamed, files are added and removed,
syntax is broken and mended. After each edit the model, the files and the problems that come out
with the memory of the generation before must be those without. Exit code 1 at the first that are
not, which is named.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tsbind.generate import Generated, emit
from tsbind.memory import Memory
from tsbind.model.declarations import Package
from tsbind.problems import Problem
from tsbind.resolve import resolve
from tsbind.sources import SourceTree, load

Files = dict[str, bytes]
Outcome = tuple[Package, list[Problem], Generated]
Edit = Callable[["Editor"], str]

_MEMBER = re.compile(rb"^( +)(\w+)(\??): ([^;{}\n]+);$", re.MULTILINE)
_DECLARATION = re.compile(rb"^ *export (?:interface|type) (\w+)\b", re.MULTILINE)
_INTERFACE = re.compile(rb"^ *export interface \w+(?: extends [\w., ]+)? \{$", re.MULTILINE)
_TYPES = "string|number | null|Array<string>|'a' | 'b'|unknown|{ x: 1; y?: Missing_ }|boolean"
_NEW = b"export interface Added { added: string; again?: Added | null }\n"


@dataclass
class Editor:
    """The files of a release while they are edited; ``chance`` picks what and where."""

    chance: random.Random
    files: Files
    originals: Files = field(default_factory=dict[str, bytes])
    """What the files edited so far were."""

    def write(self, path: str, data: bytes) -> str:
        """Give a file other content."""
        self.originals.setdefault(path, self.files.get(path, b""))
        self.files[path] = data
        return path

    def place(self, pattern: re.Pattern[bytes]) -> tuple[str, re.Match[bytes]]:
        """A place in some file that a pattern matches."""
        while True:
            path = self.chance.choice(sorted(p for p in self.files if p.endswith(".ts")))
            found = list(pattern.finditer(self.files[path]))
            if found:
                return path, self.chance.choice(found)

    def splice(self, path: str, start: int, end: int, text: bytes) -> str:
        """Put ``text`` where a part of a file was."""
        data = self.files[path]
        return self.write(path, data[:start] + text + data[end:])


def change_type(editor: Editor) -> str:
    """Another type for a member: a plain one, or one that another member has."""
    path, member = editor.place(_MEMBER)
    _, other = editor.place(_MEMBER)
    types = [t.encode() for t in _TYPES.replace("Missing_", "number").split("|")]
    text = editor.chance.choice([*types, other[4]])
    return editor.splice(path, *member.span(4), text)


def toggle_optional(editor: Editor) -> str:
    """An optional member becomes required, or the other way round."""
    path, member = editor.place(_MEMBER)
    return editor.splice(path, *member.span(3), b"" if member[3] else b"?")


def remove_member(editor: Editor) -> str:
    """A member less."""
    path, member = editor.place(_MEMBER)
    return editor.splice(path, *member.span(), b"")


def add_member(editor: Editor) -> str:
    """A member more, at the top of an interface."""
    path, opening = editor.place(_INTERFACE)
    text = b"\n  /** New. */\n  brand_new?: string | null;\n"
    return editor.splice(path, opening.end(), opening.end(), text)


def rename(editor: Editor) -> str:
    """Another name for a declaration, in its own file only."""
    path, declared = editor.place(_DECLARATION)
    name = declared[1]
    text = re.sub(rb"\b%s\b" % name, name + b"Renamed", editor.files[path])
    return editor.write(path, text)


def move_lines(editor: Editor) -> str:
    """A comment that moves every line of a file."""
    path, _ = editor.place(_DECLARATION)
    return editor.splice(path, 0, 0, b"// moved\n\n")


def add_file(editor: Editor) -> str:
    """A file more, with a declaration of its own."""
    number = editor.chance.randrange(1_000_000)
    return editor.write(f"resources/added-{number}.ts", _NEW.replace(b"Added", b"A%d" % number))


def remove_file(editor: Editor) -> str:
    """A file less."""
    path, _ = editor.place(_DECLARATION)
    editor.originals.setdefault(path, editor.files[path])
    del editor.files[path]
    return path


def break_syntax(editor: Editor) -> str:
    """A brace too many, as in the middle of typing."""
    path, declared = editor.place(_DECLARATION)
    return editor.splice(path, declared.start(), declared.start(), b"export interface { \n")


def restore(editor: Editor) -> str:
    """A file as it was in the release."""
    if not editor.originals:
        return move_lines(editor)
    path = editor.chance.choice(sorted(editor.originals))
    data = editor.originals.pop(path)
    if data:
        editor.files[path] = data
    else:
        editor.files.pop(path, None)
    return path


EDITS: dict[Edit, int] = {
    change_type: 8,
    toggle_optional: 3,
    remove_member: 3,
    add_member: 3,
    rename: 2,
    move_lines: 2,
    add_file: 1,
    remove_file: 1,
    break_syntax: 1,
    restore: 9,
}
"""How often each is tried, of as many as there are together."""


def outcome(tree: SourceTree, memory: Memory | None = None) -> Outcome:
    """Everything that comes out of a release."""
    package, problems = resolve(tree, memory.model if memory else None)
    return package, problems, emit(package, memory=memory)


def difference(found: Outcome, fresh: Outcome) -> str:
    """What differs; empty where nothing does."""
    if found[1] != fresh[1]:
        return f"problems {sorted(map(str, set(found[1]) ^ set(fresh[1])))}"
    if found[0] != fresh[0]:
        pairs = zip(found[0].types, fresh[0].types, strict=False)
        return f"model {[one.id for one, other in pairs if one != other][:5]}"
    ours, theirs = found[2].files, fresh[2].files
    if ours != theirs:
        paths = ours.keys() | theirs.keys()
        return f"files {sorted(p for p in paths if ours.get(p) != theirs.get(p))[:5]}"
    return "" if set(found[2].problems) == set(fresh[2].problems) else "problems of the plan"


def main() -> int:
    """Edit and compare; print a line an edit."""
    arguments = _arguments()
    before = load(arguments.spec)
    chance = random.Random(arguments.seed)  # noqa: S311 - which edits does not matter
    editor, memory = Editor(chance, dict(before.files)), Memory()
    outcome(before, memory)
    for number in range(arguments.edits):
        edit = editor.chance.choices(list(EDITS), list(EDITS.values()))[0]
        path = edit(editor)
        tree = replace(before, files=dict(editor.files))
        start = time.process_time()
        found = outcome(tree, memory)
        middle = time.process_time()
        wrong = difference(found, outcome(tree))
        took = f"{middle - start:.2f} s, fresh {time.process_time() - middle:.2f} s"
        print(f"{number} {edit.__name__} {path}: {wrong or 'same'} ({took})", flush=True)
        if wrong:
            return 1
    print(f"{arguments.edits} edits, {memory.model.fresh} fresh starts")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("spec", nargs="?", default="openai@4.52.0")
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
