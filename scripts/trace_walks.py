"""Which files of the generator a thing passes through: a property, an operation, a change.

    python scripts/trace_walks.py [property|operation|change ...]

Each walk runs the same work twice, once with one such thing more. A file is on the walk when its
functions are called more often then. Files are printed in the order in which they are reached;
the walks in ``docs/contributing.md`` are made from them.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import tsbind  # noqa: E402
from operations.acme import CLIENT, CORE, ERROR, SEND, THINGS  # noqa: E402 - the tests' small SDK
from tsbind.cli import main  # noqa: E402
from tsbind.model.codec import to_json  # noqa: E402
from tsbind.pipeline import generate, read  # noqa: E402
from tsbind.sources import load  # noqa: E402

GENERATOR = Path(tsbind.__file__).parent

ONE = "export interface A { b: string; }\n"
TWO = "export interface A { b: string; c: string; }\n"
LIST = "list() { return this._client.get('/things'); }"
RETRIEVE = "retrieve(id: string): APIPromise<Thing> { return this._client.get(`/things/${id}`); }"


class Trace:
    """Counts the calls of the generator's functions by file, in the order of the first call."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Take one event of the profiler."""
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(str(GENERATOR)):
            self.calls[file] += 1


def traced(work: Callable[[], object]) -> Counter[str]:
    """The calls that ``work`` makes."""
    trace = Trace()
    sys.setprofile(trace)
    try:
        work()
    finally:
        sys.setprofile(None)
    return trace.calls


def command(*arguments: str) -> Callable[[], object]:
    """A run of tsbind in this process."""
    return lambda: main(list(arguments), standalone_mode=False)


def walk(less: Callable[[], object], more: Callable[[], object]) -> list[str]:
    """The files whose functions ``more`` calls more often than ``less``."""
    less()  # what is loaded once is loaded
    few, many = traced(less), traced(more)
    return [Path(f).relative_to(GENERATOR).as_posix() for f in many if many[f] > few[f]]


def property_walk(folder: Path) -> list[str]:
    """From the bytes of a declaration to the text of a dataclass."""
    return walk(*(_generating(_declaration(folder, t)) for t in (ONE, TWO)))


def operation_walk(folder: Path) -> list[str]:
    """From a method of a resource class to a method of the client."""
    return walk(
        *(_generating(_sdk(folder, methods)) for methods in (LIST, f"{LIST}\n  {RETRIEVE}"))
    )


def change_walk(folder: Path) -> list[str]:
    """From two models to a line of the report."""
    models = {"old": ONE, "same": ONE, "new": TWO}
    old, same, new = (_model(folder, name, text) for name, text in models.items())
    return walk(command("diff", old, same), command("diff", old, new))


def _model(folder: Path, name: str, text: str) -> str:
    file = folder / f"{name}.json"
    file.write_text(to_json(read(load(str(_declaration(folder, text, name)))).package))
    return str(file)


def _declaration(folder: Path, text: str, name: str = "a") -> Path:
    file = folder / f"{name}{len(text)}" / "a.ts"
    file.parent.mkdir()
    file.write_text(text)
    return file


def _sdk(folder: Path, methods: str) -> Path:
    root = folder / f"acme{len(methods)}"
    things = THINGS.format(methods=methods, more="")
    files = {"core": CORE, "client": CLIENT, "error": ERROR, "lib/send": SEND}
    for name, text in {**files, "resources/things": things}.items():
        file = root / "src" / f"{name}.ts"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (root / "package.json").write_text('{"name": "acme", "version": "1.0.0"}')
    return root


def _generating(source: Path) -> Callable[[], object]:
    return lambda: generate(load(str(source)))


WALKS = {"property": property_walk, "operation": operation_walk, "change": change_walk}


def run() -> None:
    """Print the walks that are named on the command line, or all."""
    for name in sys.argv[1:] or WALKS:
        with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
            files = WALKS[name](Path(folder))
        print(f"{name}: {len(files)} files", *files, sep="\n  ")


if __name__ == "__main__":
    run()
