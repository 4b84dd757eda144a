"""A package with an import that leads nowhere is refused; what nothing leads to is left out."""

from __future__ import annotations

import re

import pytest

from tsbind.problems import TsbindError
from tsbind.render.environment import RenderedFile
from tsbind.render.whole import check_imports, without_unneeded

WHOLE = {
    "__init__.py": (
        "from ._runtime.lazy import exports\n"
        "__getattr__ = exports(__name__, {'A': '.types.a', 'B': '.types.a:A', 'types': '.types:*'"
        ", 'NoneType': 'types'})\n"
    ),
    "_runtime/__init__.py": "",
    "_runtime/lazy.py": "def exports(module, places, otherwise=None): ...\n",
    "types/__init__.py": "from .a import A as A\nif True:\n    from . import b\n",
    "types/a.py": "from .. import types\nfrom .._runtime import lazy\nclass A: ...\n",
    "types/b.py": "from ._names import C\nref = references(__name__, {'A': '.a'})\n",
    "types/_names.py": "try:\n    C = 1\nexcept ImportError:\n    C, D = 2, 3\n",
    "NOTICE": "from .nowhere import X",
}
BROKEN = [
    ("types/b.py", "from .missing import C", "types/b.py:1: there is no types.missing.C"),
    ("types/b.py", "x = 1\nfrom .a import Gone", "types/b.py:2: there is no types.a.Gone"),
    ("types/b.py", "def f():\n    from ..away import x", "types/b.py:2: there is no away.x"),
    ("types/b.py", "from ... import outside", "types/b.py:1: there is no ...outside"),
    ("types/b.py", "r = references(__name__, {'Z': '.a'})", "types/b.py:1: there is no types.a.Z"),
    ("types/b.py", "r = exports(__name__, {'A': '.c'})", "types/b.py:1: there is no types.c.A"),
    ("types/b.py", "r = exports(__name__, {}, '..gone')", "types/b.py:1: there is no gone"),
    ("types/a.py", "class B: ...", "__init__.py:2: there is no types.a.A (and 3 more)"),
]


def test_a_whole_package_is_fine() -> None:
    check_imports(WHOLE)


@pytest.mark.parametrize(("path", "text", "message"), BROKEN)
def test_an_import_that_leads_nowhere(path: str, text: str, message: str) -> None:
    with pytest.raises(TsbindError, match=f"^{re.escape(message)}. Nothing was written"):
        check_imports({**WHOLE, path: text})


def test_modules_that_nothing_leads_to_are_left_out() -> None:
    more = {
        "_runtime/more.py": "from .other import x",
        "_runtime/other.py": "x = 1",
        "lib/__init__.py": "",
        "lib/used.py": "",
        "_client.py": "def f():\n    from .lib import used",
    }
    files = {path: RenderedFile(text, "") for path, text in {**WHOLE, **more}.items()}
    assert files.keys() - without_unneeded(files) == {"_runtime/more.py", "_runtime/other.py"}
