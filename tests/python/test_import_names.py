"""What a module calls the declarations it imports, when the plain name is taken."""

from __future__ import annotations

import pytest

from tsbind.python.names import PythonName
from tsbind.python.placement import Place
from tsbind.python.spelling.import_table import free_name

MEMBER = ("types/beta/threads/run_params", "Tool", "Tool")
MAIN = ("types/beta/threads/run", "Run", "Run")
TWIN = ("types/beta/threads/run_params", "Tool", "ToolDict")
ALL = {"Tool", "RunParamsTool", "ThreadsTool", "BetaThreadsTool"}


@pytest.mark.parametrize(
    ("place", "taken", "expected"),
    [
        (MEMBER, set(), "Tool"),
        (MEMBER, {"Tool"}, "RunParamsTool"),
        (MEMBER, {"Tool", "RunParamsTool"}, "ThreadsTool"),
        (MEMBER, {"Tool", "RunParamsTool", "ThreadsTool"}, "BetaThreadsTool"),
        (MEMBER, ALL, "BetaThreadsTool_2"),
        (TWIN, {"ToolDict"}, "RunParamsToolDict"),
        (MAIN, {"Run"}, "ThreadsRun"),
        (MAIN, {"Run", "ThreadsRun"}, "BetaThreadsRun"),
        (("types/run", "Run", "Run"), {"Run"}, "TypesRun"),
        (("types/run", "Run", "Run"), {"Run", "TypesRun"}, "TypesRun_2"),
    ],
)
def test_a_name_that_is_taken(place: tuple[str, str, str], taken: set[str], expected: str) -> None:
    path, own, name = place
    module = tuple(PythonName(part) for part in path.split("/"))
    assert free_name(Place(module, PythonName(own)), name, taken, frozenset()) == expected


def test_a_name_the_module_keeps_for_itself() -> None:
    module = tuple(PythonName(part) for part in ("types", "beta", "union"))
    place = Place(module, PythonName("Union"))
    assert free_name(place, "Union", set(), {"Union"}) == "BetaUnion"
