"""Where declarations go: the folder rules, companions, namespaces, collisions."""

from __future__ import annotations

import pytest

from tsbind.model.declarations import Declaration
from tsbind.position import Position
from tsbind.python.placement import folder, place, with_twins


def _declared(*ids: str) -> list[Declaration]:
    return [
        Declaration(i, "interface", i.partition("#")[2], Position(i.partition("#")[0], 1, 1))
        for i in ids
    ]


@pytest.mark.parametrize(
    ("file", "home"),
    [
        ("resources/beta/threads/threads.ts", "types/beta"),
        ("resources/beta/threads/messages.ts", "types/beta/threads"),
        ("resources/vector-stores/files.ts", "types/vector_stores"),
        ("resources/vector-stores/vector-stores.ts", "types"),
        ("resources/shared.ts", "types/shared"),
        ("resources/models.ts", "types"),
        ("lib/jsonschema.ts", "types/lib"),
        ("core.ts", "types"),
    ],
)
def test_folders(file: str, home: str) -> None:
    assert "/".join(folder(file)) == home


def test_namespace_members_live_with_their_declaration() -> None:
    places = place(
        _declared(
            "resources/a.ts#Params",
            "resources/a.ts#Params.ToolResources",
            "resources/a.ts#Params.ToolResources.FileSearch",
        )
    )
    assert {(".".join(p.module), str(p.name)) for p in places.values()} == {
        ("types.params", "Params"),
        ("types.params", "ToolResources"),
        ("types.params", "ToolResourcesFileSearch"),
    }


def test_companions_join_their_declaration() -> None:
    ids = [f"resources/a.ts#RunParams{end}" for end in ("", "Base", "NonStreaming", "Streaming")]
    assert {p.module for p in place(_declared(*ids)).values()} == {("types", "run_params")}


def test_a_companion_alone_has_its_own_module() -> None:
    [found] = place(_declared("resources/a.ts#KnowledgeBase")).values()
    assert found.module == ("types", "knowledge_base")


def test_the_top_level_declaration_keeps_a_contested_name() -> None:
    places = place(_declared("a.ts#X.XBase", "a.ts#X", "a.ts#XBase"))
    assert places["a.ts#XBase"].name == "XBase"
    assert places["a.ts#X.XBase"].name == "XXBase"


def test_modules_that_differ_only_in_case_or_meet_a_folder_are_told_apart() -> None:
    places = place(_declared("a.ts#FooBar", "a.ts#fooBar", "resources/beta/x.ts#Y", "a.ts#Beta"))
    modules = ["/".join(p.module) for p in places.values()]
    assert len({m.lower() for m in modules}) == 4
    assert "types/beta" not in modules
    assert places == place(
        _declared("a.ts#FooBar", "a.ts#fooBar", "resources/beta/x.ts#Y", "a.ts#Beta")
    )


@pytest.mark.parametrize(
    ("name", "dict_params", "expected"),
    [
        ("RunParams.Tool", False, ("Tool", "ToolDict", "ToolOrDict", "Tool")),
        ("RunParams.Tool", True, ("ToolModel", "Tool", "", "Tool")),
        ("ToolParam", True, ("ToolParamModel", "ToolParam", "", "ToolParam")),
        ("Tool", True, ("Tool", "ToolDict", "", "Tool")),
    ],
)
def test_the_dict_of_params_may_have_their_name(
    name: str, dict_params: bool, expected: tuple[str, ...]
) -> None:
    declared = _declared("a.ts#RunParams", f"a.ts#{name}")
    ids = {declaration.id for declaration in declared}
    found = with_twins(place(declared), ids, ids, dict_params=dict_params)[f"a.ts#{name}"]
    assert (found.name, found.twin, found.either, found.public_name) == expected
    assert found.is_dict is dict_params
