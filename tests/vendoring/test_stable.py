"""What upstream changes outside a part changes nothing in it but the release it is from."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from support.once import resolve_once
from tsbind.model.codec import to_json
from tsbind.pipeline import Generated
from tsbind.sources import SourceTree
from vendoring.parts import laid_out_as_rendered, part_of, whole_model

pytestmark = pytest.mark.registry

SAYS_THE_RELEASE = {"NOTICE", "__init__.py"}
PARTS = ("files", "vectorStores.files", "evals", "audio.transcriptions.create", "realtime.connect")
"""Parts that 7.59.0 left as they were in 7.57.0."""
PAIRS = (("7.55.0", "7.57.0"), ("7.57.0", "7.59.0"))
ADDED = """
import * as FilesAPI from './files';
import * as EmbeddingsAPI from './embeddings';
export interface ImageEditParams {
  sent?: FilesAPI.FileObject;
  embeddings?: Array<EmbeddingsAPI.Embedding>;
}
export interface FileObject { another: string }
export interface Embedding { another: FilesAPI.FileObject }
export type FilePurpose = 'of images';
"""
NEW = """
import { APIResource } from '../resource';
import * as Core from '../core';
import * as FilesAPI from './files';
export class Fresh extends APIResource {
  create(body: FreshParams, options?: Core.RequestOptions): Core.APIPromise<FilesAPI.FileObject> {
    return this._client.post('/fresh', { body, ...options });
  }
}
export interface FreshParams { file: FilesAPI.FileObject; text: string | null }
"""


@pytest.fixture(autouse=True)
def as_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out_as_rendered(monkeypatch)


def changed(old: SourceTree, new: SourceTree, part: str) -> set[str]:
    """The files of a part that differ, those of one release alone included."""
    before, after = part_of(old, part).files, part_of(new, part).files
    assert len(before) > 30
    return differing(before, after)


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The paths whose text is another, or that only one has."""
    return {p for p in {**before, **after} if before.get(p) != after.get(p)}


@pytest.mark.parametrize("part", PARTS)
def test_a_new_release(part: str, openai_tree: Callable[[str], SourceTree]) -> None:
    assert changed(openai_tree("7.57.0"), openai_tree("7.59.0"), part) == SAYS_THE_RELEASE


@pytest.mark.exhaustive
@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_parts_whose_model_is_the_same(
    old: str, new: str, openai_tree: Callable[[str], SourceTree]
) -> None:
    """Any part changes when what it holds of the model does, and only then."""
    trees = openai_tree(old), openai_tree(new)
    names = [{o.accessor for o in whole_model(tree).operations} for tree in trees]
    same = 0
    for name in random.Random(old).sample(sorted(names[0] & names[1]), 30):
        before, after = (part_of(tree, name) for tree in trees)
        differ = differing(before.files, after.files)
        is_same = held(before) == held(after)
        assert differ >= SAYS_THE_RELEASE
        assert (differ == SAYS_THE_RELEASE) or not is_same, name
        same += is_same
    assert same > 10


def held(part: Generated) -> object:
    """What a part holds of the model, wherever it stands in upstream's files."""
    assert part.selection is not None
    package, ids = part.selection.package, part.types.places
    types = tuple(declaration for declaration in package.types if declaration.id in ids)
    exports = tuple(export for export in package.exports if export.target in ids)
    kept = replace(package, types=types, exports=exports)
    return without_places({**json.loads(to_json(kept)), "source": None})


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k != "position"}
    return [without_places(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def edited(openai_tree: Callable[[str], SourceTree]) -> SourceTree:
    """4.52.0 with types of one file in the other files, under names that there are, and more."""
    tree = openai_tree("4.52.0")
    files = dict(tree.files)
    (images,) = [path for path in files if path.endswith("resources/images.ts")]
    files[images] += ADDED.encode()
    files[images.replace("images", "fresh")] = NEW.encode()
    (client,) = [p for p in files if p in {"index.ts", "src/index.ts"}]
    text = files[client].decode()
    held = "files: API.Files = new API.Files(this);"
    assert held in text
    text = text.replace(held, f"{held}\n  fresh: Fresh = new Fresh(this);")
    files[client] = f"import {{ Fresh }} from './resources/fresh';\n{text}".encode()
    return replace(tree, files=files)


def test_the_edits_are_read(edited: SourceTree, openai_tree: Callable[[str], SourceTree]) -> None:
    accessors = {operation.accessor for operation in resolve_once(edited)[0].operations}
    assert "fresh.create" in accessors
    assert changed(openai_tree("4.52.0"), edited, "images") > {"types/_types.py"}


@pytest.mark.parametrize("part", ["files", "embeddings", "beta.threads", "models"])
def test_edits_outside(
    part: str, edited: SourceTree, openai_tree: Callable[[str], SourceTree]
) -> None:
    assert changed(openai_tree("4.52.0"), edited, part) == set()
