"""What the official Python client has and a generated one has not.

python tests/dropin/surface.py openai > official.json          (where it is installed)
python tests/dropin/surface.py openai_bindings > ours.json
python tests/dropin/compare.py official.json ours.json openai_bindings
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Surface = dict[str, Any]


def lines(official: Surface, ours: Surface, package: str) -> Iterator[str]:
    """The report: counts, and what is not there by name."""
    for half, expected in official["methods"].items():
        yield from _methods(half, expected, ours["methods"][half])
    yield from _missing("exports", official["all"], {*ours["exports"], *ours["all"]})
    yield from _types(official["modules"], package)


def _missing(what: str, expected: Iterable[str], found: Iterable[str]) -> Iterator[str]:
    wanted = set(expected)
    lacking = sorted(wanted - set(found))
    yield f"{what}: {len(wanted) - len(lacking)} of {len(wanted)}; not {', '.join(lacking)}"


def _methods(half: str, expected: Surface, found: Surface) -> Iterator[str]:
    yield from _missing(f"methods of {half}", expected, found)
    for path in sorted(expected.keys() & found.keys()):
        wanted, given = ([*map(tuple, m[path]["parameters"])] for m in (expected, found))
        names = {name for name, *_ in given}
        lacking = [name for name, *_ in wanted if name not in names]
        if lacking and "overrides" not in names:
            yield f"  {path} lacks {', '.join(lacking)}"
        if _positional(given)[: len(_positional(wanted))] != _positional(wanted):
            yield f"  {path} takes {_positional(given)} by position, not {_positional(wanted)}"


def _positional(parameters: Iterable[tuple[str, str, bool]]) -> list[str]:
    return [name for name, kind, _ in parameters if "POSITIONAL" in kind]


def _types(expected: Surface, package: str) -> Iterator[str]:
    from dropin.surface import fields_of

    modules = {name: module for name in expected if (module := _imported(f"{package}.{name}"))}
    yield from _missing("modules of types", expected, modules)
    for name, module in modules.items():
        wanted = {n for n in expected[name] if "[" not in n}
        lacking = sorted(n for n in wanted if not hasattr(module, n))
        if lacking:
            yield f"  {name} lacks {', '.join(lacking)}"
        for class_ in sorted(wanted - {*lacking}):
            fields, own = expected[name][class_], fields_of(getattr(module, class_))
            if fields and own and (less := sorted(fields.keys() - own.keys())):
                yield f"  {name}.{class_} has no {', '.join(less)}"


def _imported(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    warnings.simplefilter("ignore")
    official, ours = (json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:3])
    print("\n".join(lines(official, ours, sys.argv[3])))
