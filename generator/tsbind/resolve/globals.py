"""Names of types that TypeScript's standard library, the DOM and Node declare.

`data/global_types.txt` lists them (TypeScript 6.0.3, ``lib.*.d.ts``, with Node's globals), one a
line; `scripts/list_global_types.py` makes it.
"""

from __future__ import annotations

from importlib.resources import files

GLOBAL_TYPES: frozenset[str] = frozenset(
    files("tsbind.resolve").joinpath("data/global_types.txt").read_text("utf-8").split()
)

_EVERY = (
    "constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable"
)
_OWN = {
    "object": "",
    "function": "apply call bind prototype length arguments caller name",
    "array": "length pop push concat join reverse shift slice sort splice unshift indexOf "
    "lastIndexOf every some forEach map filter reduce reduceRight find findIndex fill copyWithin "
    "entries keys values includes flatMap flat at findLast findLastIndex toReversed toSorted "
    "toSpliced with",
    "string": "at charAt charCodeAt codePointAt concat endsWith includes indexOf isWellFormed "
    "lastIndexOf length localeCompare match matchAll normalize padEnd padStart repeat replace "
    "replaceAll search slice split startsWith substr substring toLocaleLowerCase "
    "toLocaleUpperCase toLowerCase toUpperCase toWellFormed trim trimEnd trimLeft trimRight "
    "trimStart anchor big blink bold fixed fontcolor fontsize italics link small strike sub sup",
    "number": "toExponential toFixed toPrecision",
    "boolean": "",
    "bigint": "",
    "symbol": "description",
}
LIBRARY_MEMBERS: dict[str, frozenset[str]] = {
    kind: frozenset(f"{_EVERY} {names}".split()) for kind, names in _OWN.items()
}
"""What the standard library says that values of each kind have."""
