"""What the official Python client has and a generated one has not, and why.

python tests/dropin/surface.py openai > official.json          (where it is installed)
python tests/dropin/surface.py openai_bindings > ours.json
python tests/dropin/compare.py official.json ours.json openai_bindings

Reasons are in ``missing.toml``; the exit code is 1 where something is missing without one.
"""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

Surface = dict[str, Any]
Missing = tuple[str, str]
"""What kind of thing is missing, and its path."""

REASONS = Path(__file__).with_name("missing.toml")


def missing(
    official: Surface, ours: Surface, package: str, all_: Counter[str]
) -> Iterator[Missing]:
    """What is not there; ``all_`` counts everything that could be, by kind."""
    for flavour, expected in official["methods"].items():
        yield from _methods(expected, ours["methods"][flavour], all_)
    yield from _lacking("export", official["all"], {*ours["exports"], *ours["all"]}, all_)
    yield from _types(official["modules"], package, all_)


def reason(one: Missing, reasons: Iterable[dict[str, Any]]) -> str:
    """Why something is missing; empty where nobody says."""
    text = " ".join(one)
    return next((r["why"] for r in reasons if any(fnmatchcase(text, p) for p in r["missing"])), "")


def _lacking(
    kind: str, expected: Iterable[str], found: Iterable[str], all_: Counter[str], prefix: str = ""
) -> Iterator[Missing]:
    wanted = set(expected)
    all_[kind] += len(wanted)
    yield from ((kind, prefix + name) for name in sorted(wanted - set(found)))


def _methods(expected: Surface, found: Surface, all_: Counter[str]) -> Iterator[Missing]:
    yield from _lacking("method", expected, found, all_)
    for path in sorted(expected.keys() & found.keys()):
        wanted, given = ([*map(tuple, m[path]["parameters"])] for m in (expected, found))
        names = {name for name, *_ in given}
        if "overrides" not in names:
            yield from _lacking("parameter", (n for n, *_ in wanted), names, all_, f"{path}.")
        if _positional(given)[: len(_positional(wanted))] != _positional(wanted):
            yield "position", path


def _positional(parameters: Iterable[tuple[str, str, bool]]) -> list[str]:
    return [name for name, kind, _ in parameters if "POSITIONAL" in kind]


def _types(expected: Surface, package: str, all_: Counter[str]) -> Iterator[Missing]:
    from dropin.surface import fields_of

    modules = {name: module for name in expected if (module := _imported(f"{package}.{name}"))}
    yield from _lacking("module", expected, modules, all_)
    for name, module in modules.items():
        wanted = {n for n in expected[name] if "[" not in n}
        there = {n for n in wanted if hasattr(module, n)}
        yield from _lacking("name", wanted, there, all_, f"{name}.")
        for class_ in sorted(there):
            fields, own = expected[name][class_], fields_of(getattr(module, class_))
            if fields and own:
                yield from _lacking("field", fields, own, all_, f"{name}.{class_}.")


def _imported(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def main() -> int:
    """Print the report; the number of things without a reason is the exit code, at most 1."""
    official, ours = (json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:3])
    reasons = tomllib.loads(REASONS.read_text("utf-8"))["reason"]
    all_ = Counter[str]()
    found = list(dict.fromkeys(missing(official, ours, sys.argv[3], all_)))
    lacking = Counter(kind for kind, _ in found)
    without = 0
    for kind, number in all_.items():
        flavours = 2 if kind in {"method", "parameter"} else 1
        print(f"{kind}s: {number // flavours - lacking[kind]} of {number // flavours}")
    for one in found:
        why = reason(one, reasons)
        without += not why
        print(f"  {' '.join(one)}: {why or 'NO REASON'}")
    return int(bool(without))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    warnings.simplefilter("ignore")
    sys.exit(main())
