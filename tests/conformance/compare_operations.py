"""Compares operations with what the TypeScript compiler says of the same methods."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from conformance.canonical import Canonical
from tsbind.model.declarations import Package
from tsbind.model.operations import Operation, Payload, Signature
from tsbind.model.types import ANY

Json = dict[str, Any]

# Parameters whose place request options may take too carry this mark in their type.
GUARD = '"__metadata"?: never'
MULTIPART = {True: "form", "maybe": "maybe", "encoded": "encoded", None: ""}
SOURCES = {"arg": "argument", "params": "params", "(conditional)": "choice"}
"""The compiler's word for where a path parameter comes from, and ours."""


@dataclass
class OperationComparison:
    """Facts compared by kind, and those that differ."""

    compared: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])
    inferred: list[str] = field(default_factory=list[str])
    """Methods whose return type is not written."""

    def fact(self, kind: str, place: str, ours: object, theirs: object) -> None:
        self.compared[kind] += 1
        if ours != theirs:
            self.wrong.append(f"{place}: {kind}: ours {ours!r}, theirs {theirs!r}")


def compare_operations(package: Package, oracle: Json) -> OperationComparison:
    """Every operation, by accessor, against the oracle's method."""
    result = OperationComparison()
    ours = {operation.accessor: operation for operation in package.operations}
    theirs: Json = oracle["accessors"]
    result.fact("accessors", "package", sorted(ours), sorted(theirs))
    spelling = Canonical(package)
    for accessor in sorted(ours.keys() & theirs.keys()):
        entry = theirs[accessor]
        methods = oracle["types"][entry["class"]]["methods"]
        method = next(m for m in methods if m["name"] == entry["method"])
        _operation(result, ours[accessor], method)
        _signatures(result, ours[accessor], method, spelling)
    return result


def _operation(result: OperationComparison, ours: Operation, method: Json) -> None:
    place = ours.accessor
    result.fact("kind", place, ours.kind, method["kind"])
    deprecated = bool(method.get("deprecated"))
    result.fact("deprecated", place, ours.deprecated is not None, deprecated)
    if ours.kind != "endpoint" or not method.get("http"):
        return
    http = method["http"][0]
    options = http["options"]
    result.fact("verb", place, ours.verb, http["verb"])
    result.fact("path", place, ours.path, http["path"])
    parameters = [(p.get("prop") or p["expr"], SOURCES[p["source"]]) for p in http["pathParams"]]
    result.fact("path parameters", place, _path_parameters(ours), parameters)
    _payload(result, place, "body", ours.body, options.get("body"))
    _payload(result, place, "query", ours.query, options.get("query"))
    _headers(result, ours, options.get("headers") or {})
    result.fact("streams", place, ours.streams is not None, bool(options.get("stream")))
    result.fact("event", place, ours.event is not None, bool(options.get("stream")))
    result.fact("binary", place, ours.binary, bool(options.get("binaryResponse")))
    result.fact("multipart", place, ours.multipart_mode, MULTIPART[options.get("multipart")])
    result.fact("security", place, ours.security, tuple(options.get("security") or ()))
    result.fact("indirect", place, ours.indirect, http.get("indirect"))
    page = re.sub(r"#.*", "", ours.page) if ours.page else None
    result.fact("paginated", place, page is not None, bool(http.get("list")))


def _path_parameters(ours: Operation) -> list[tuple[str, str]]:
    return [(parameter.name, parameter.source) for parameter in ours.path_parameters]


def _payload(
    result: OperationComparison, place: str, kind: str, ours: Payload | None, theirs: Json | None
) -> None:
    result.fact(kind, place, ours is not None, theirs is not None)
    if ours is None or theirs is None:
        return
    if theirs["from"] == "params":
        result.fact(f"{kind} less", place, ours.excluded_keys, tuple(theirs.get("minus", ())))
    elif theirs["from"] == "arg":
        result.fact(f"{kind} argument", place, () if ours.transform else ours.excluded_keys, ())
    elif theirs["from"] == "object" and not any(k.startswith("...") for k in theirs["keys"]):
        keys = [wire for wire, _ in ours.keys]
        result.fact(f"{kind} keys", place, keys, theirs["keys"])


def _headers(result: OperationComparison, ours: Operation, theirs: Json) -> None:
    result.fact("static headers", ours.accessor, dict(ours.headers), theirs.get("static") or {})
    given = [(p["header"], p["prop"]) for p in theirs.get("params", ())]
    mine = [(parameter.header, parameter.property) for parameter in ours.header_parameters]
    result.fact("header parameters", ours.accessor, mine, given)


def _signatures(
    result: OperationComparison, ours: Operation, method: Json, spelling: Canonical
) -> None:
    by_line = {sig["line"]: sig for sig in (*method["overloads"], method.get("impl")) if sig}
    for signature in ours.signatures:
        place = f"{ours.accessor}:{signature.position.line if signature.position else 0}"
        theirs = by_line.get(signature.position.line if signature.position else 0)
        result.fact("overload", place, theirs is not None, True)
        if theirs is None:
            continue
        if signature.returns == ANY:
            # No return type is written; tsc infers one from the body.
            result.inferred.append(ours.accessor)
        else:
            result.fact("return type", place, spelling.spell(signature.returns), _inner(theirs))
        for number, parameter in enumerate(_parameters(theirs)):
            _parameter(result, place, signature, spelling, number, parameter)


def _inner(theirs: Json) -> str:
    """The type inside the promise."""
    if str(theirs.get("retWrapper", "")).endswith("Promise"):
        return str(theirs["retArgs"][0])
    return str(theirs["ret"])


def _parameters(theirs: Json) -> Iterator[tuple[str, list[str], bool, str]]:
    for parameter in theirs["params"]:
        references = parameter.get("refs") or [""]
        if GUARD not in parameter["type"] and "RequestOptions" in " ".join(references):
            continue
        if parameter["name"].lower().endswith("options"):
            continue
        reference = references[0] if GUARD in parameter["type"] else ""
        undefined = parameter["type"].endswith(", undefined)")
        optional = bool(parameter.get("opt") or parameter.get("default")) or undefined
        spellings = [parameter["type"], parameter.get("flat", parameter["type"])]
        yield parameter["name"], spellings, optional, reference


def _parameter(
    result: OperationComparison,
    place: str,
    signature: Signature,
    spelling: Canonical,
    number: int,
    theirs: tuple[str, list[str], bool, str],
) -> None:
    name, spellings, optional, reference = theirs
    wanted = f"argument{number}" if name.startswith("{") else name
    ours = next((p for p in signature.parameters if p.name == wanted), None)
    place = f"{place}({name})"
    result.fact("parameter", place, ours is not None, True)
    if ours is None:
        return
    result.fact("optional parameter", place, ours.optional, optional)
    spelled = spelling.spell(ours.type)
    if reference:
        result.fact("guarded parameter", place, f'ref("{reference}")' in spelled, True)
    else:
        # As written, or worked out: an intersection of objects is one object in the model.
        wanted_types = [_without_undefined(type_) for type_ in spellings]
        flat = Canonical(spelling.package, flat=True)
        same = spelled in wanted_types or flat.spell(ours.type) in wanted_types
        result.fact("parameter type", place, spelled, spelled if same else wanted_types[0])


def _without_undefined(type_: str) -> str:
    members = re.fullmatch(r"union\((.*), undefined\)", type_)
    if members is None:
        return type_
    inner = members[1]
    return inner if _top_level_commas(inner) == 0 else f"union({inner})"


def _top_level_commas(text: str) -> int:
    depth, commas = 0, 0
    for character in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        depth += character in "({"
        depth -= character in ")}"
        commas += character == "," and depth == 0
    return commas
