from __future__ import annotations

import gc

from support.trees import tree
from tsbind.collector import collector_paused
from tsbind.pipeline import read
from tsbind.syntax.nodes import InterfaceDeclaration, PropertyNode

SOURCES = {
    "index.ts": "export * from './a';\nexport namespace N { export interface C { d: string } }\n",
    "a.ts": "import { N } from './index';\nexport interface A { b: N.C }\n",
}


def _nodes() -> int:
    return sum(isinstance(one, InterfaceDeclaration | PropertyNode) for one in gc.get_objects())


def test_files_are_forgotten_without_the_cycle_collector() -> None:
    gc.collect()
    with collector_paused():
        before = _nodes()
        release = read(tree(SOURCES))
        assert _nodes() == before
    assert {declaration.id for declaration in release.package.types} >= {"a.ts#A"}
