"""What the folders of types export."""

from __future__ import annotations

from support.trees import resolved
from tsbind.python.build import plan_types

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


def test_a_folder_exports_its_index_and_the_file_of_its_name() -> None:
    package, _ = resolved(FILES)
    plan = plan_types(package)
    exported = {exports.path: {row[0]: row[1] for row in exports.names} for exports in plan.exports}
    assert exported["types/__init__.py"] == {"Thing": ".thing"}
    # Upstream's index decides where two declarations have one name.
    assert exported["types/things/__init__.py"] == {"Part": ".part", "Thing": "..thing"}
