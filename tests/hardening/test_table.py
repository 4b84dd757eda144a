"""docs/hardening.md: no kind of input without a test, and no test that is not there."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from client_runtime.installed import install

TESTS = Path(__file__).resolve().parent.parent
PAGE = (TESTS.parent / "docs/hardening.md").read_text(encoding="utf-8")
install()  # tests of the client's runtime import their sample package
ROW = re.compile(r"^\| (.+?) \| `([\w/]+\.py)::(\w+)(?:\[(.+)\])?` \|$", re.MULTILINE)

WANTED = {
    "Text of documentation": (
        "quotes in threes; odd run of backslashes; trailing backslash; control characters; U+2028; "
        "U+2029; U+0085; CR alone; `{{ }}`; coding cookies; bidi controls; HTML; RST directives; "
        "Markdown; doctests; tool pragmas; end of a comment; conflict markers; 370 KB; "
        "terminal escapes; workflow commands; annotations; changelogs; links off the web"
    ),
    "String literals and values of enums": "every text above; lone surrogates; code",
    "Identifiers": (
        "keywords; builtins; dunders; NFKC twins; `constructor`; spaces; emoji; digits first; "
        "code in quoted names; 10 KB; two names that become one; modules that differ in case; "
        "Windows devices; deterministic"
    ),
    "Paths and headers of endpoints": (
        "`//host`; `http://`; `..`; CR and LF; CR and LF in headers; "
        "templates that cannot be evaluated"
    ),
    "Nesting and size": (
        "3,000 generics; 10,000 parentheses; 1,500 objects; 1,000 namespaces; recursive types; "
        "mutually recursive types; alias cycles; billion laughs, strings; billion laughs, tuples; "
        "billion laughs, generics; a union of 10,000 members; a 1 MB literal; memory"
    ),
    "Files": (
        "BOM; CRLF; hashbang; invalid UTF-8; UTF-16; unterminated comment; unterminated string; "
        "conflict markers; garbage"
    ),
    "Tarballs": (
        "`..`; absolute; symlinks; hardlinks; devices; setuid; duplicates; case collisions; "
        "backslashes; odd names; no `package/` root; pax path overrides; 300 MB from 300 KB; "
        "100,000 entries; truncated; trailing garbage; wrong sizes; not gzip; "
        "link chains past the path limit"
    ),
    "What a package says it is": "name that climbs; line ends in a version; hostile licence",
    "The registry": (
        "wrong integrity; missing version; no network; timeout; npm absent; proxy; "
        "what the cache has; other bytes under a locked version, in the registry; "
        "other bytes under a locked version, in the cache; a tarball that names itself otherwise"
    ),
    "Disks, processes and what stands there": (
        "killed; disk full; folder read-only; two runs at once; output at home; output at a link; "
        "a lock that was changed; configurations; templates; an exception nobody foresaw; "
        "an output that is full or closed; a reader that closes the pipe"
    ),
    "Servers": (
        "split event streams; malformed event streams; 32 MB events; deep JSON; "
        "10,000-digit numbers; NaN; duplicate keys; `null` data; HTML; early close; "
        "index 1e9 in a delta; `__class__` and the like"
    ),
    "Ids and options of callers": (
        "`../../admin`; `a?x=1`; `#f`; empty; CR and LF in headers; non-ASCII; CR and LF in the key"
    ),
    "Where credentials go": "redirects to another origin; absolute URLs; proxies; logs",
}
"""Every item that must have a test, by the heading it stands under."""


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_heading_is_known() -> None:
    assert list(sections()) == list(WANTED)


@pytest.mark.parametrize("heading", WANTED)
def test_no_item_is_without_a_test(heading: str) -> None:
    text = sections()[heading]
    found = [match[1] for match in ROW.finditer(text)]
    assert len(found) == text.count("\n| ") - 1, "a line of the table is written differently"
    assert len(set(found)) == len(found)
    assert [item for item in WANTED[heading].split("; ") if item not in found] == []


@pytest.mark.parametrize("row", list(ROW.finditer(PAGE)), ids=lambda row: f"{row[3]}[{row[4]}]")
def test_every_test_is_there(row: re.Match[str]) -> None:
    _, file, name, case = row.groups()
    assert (TESTS / file).is_file()
    function = getattr(importlib.import_module(file.removesuffix(".py").replace("/", ".")), name)
    assert case is None or case in set(cases(function))


def cases(function: Any) -> Iterator[str]:
    """The ids of the cases of a test, of each of its parameters."""
    for mark in getattr(function, "pytestmark", []):
        if mark.name == "parametrize":
            values = list(mark.args[1])
            ids = mark.kwargs.get("ids")
            if callable(ids):
                yield from (str(ids(value)) for value in values)
            else:
                yield from map(str, ids or [getattr(value, "id", value) for value in values])
