"""What the folders of types export."""

from __future__ import annotations

import pytest

from support.trees import resolved
from tsbind.packs import Corrections, Pack
from tsbind.python.types.build import plan_types

CLIENT = """
class APIResource { constructor(client: unknown) {} }
export class Things extends APIResource {}
"""

FILES: dict[str, str | bytes] = {
    "resources/things/things.ts": "export interface Thing { id: string }\n"
    "export interface Part { id: string }" + CLIENT,
    "resources/things/parts.ts": "export interface Part { own: string }",
    "resources/things/index.ts": "export { type Part } from './parts';",
    "resources/index.ts": "export { type Thing } from './things/things';",
}


def exported(files: dict[str, str | bytes]) -> dict[str, dict[str, str]]:
    """What each folder exports: relative modules by name."""
    package, _ = resolved(files)
    plan = plan_types(package)
    return {exports.path: {row[0]: row[1] for row in exports.names} for exports in plan.exports}


def test_a_folder_exports_its_index_and_the_file_of_its_name() -> None:
    found = exported(FILES)
    things = {n: m for n, m in found["types/things/__init__.py"].items() if "Param" not in n}
    assert found["types/__init__.py"].keys() == {"Thing", "ThingParam"}
    # Upstream's index decides where two declarations have one name.
    assert things == {"Part": ".part", "Thing": "..thing"}


def test_what_can_be_sent_has_a_second_name() -> None:
    source = """
    export interface Thing { id: string }
    export interface ThingParam { own: string }
    export interface Part { id: string }
    export interface Seen { id: string }
    export interface ThingCreateParams { part: Part; thing: Thing }
    """
    found = exported({"resources/things.ts": source + CLIENT})["types/__init__.py"]
    assert found.keys() == {
        *("Thing", "ThingParam", "Part", "PartParam", "Seen", "ThingCreateParams"),
    }
    assert (found["PartParam"], found["ThingParam"]) == (".part", ".thing_param")


def test_shared_types_have_a_second_folder() -> None:
    shared: dict[str, str | bytes] = {"resources/shared.ts": "export type Level = 'a' | 'b';"}
    found = exported({**FILES, **shared})
    assert found["types/shared/__init__.py"] == {"Level": ".level"}
    assert found["types/shared_params/__init__.py"] == {"Level": "..shared.level"}


def test_names_of_the_official_client_are_data(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"things": {"Piece": "Part", "Thing": "Part", "None": "Missing"}}
    pack = Pack(name="things", corrections=Corrections(names=names))
    monkeypatch.setattr("tsbind.python.types.param_names.pack_of", lambda _: pack)
    found = exported(FILES)["types/things/__init__.py"]
    assert (found["Piece"], found["Thing"]) == (".part", "..thing")
    assert "None" not in found
