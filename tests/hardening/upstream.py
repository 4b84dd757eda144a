"""Whole upstream packages, client and types, that hold hostile text wherever text can be."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

from hardening.texts import LITERALS, TEXTS, comment, quoted
from operations.acme import CLIENT, CORE, ERROR, SEND

MANIFEST = {"name": "acme", "version": "1.0.0", "license": "MIT"}
_HEAD = """
import { APIResource, APIPromise, RequestOptions } from '../core';
"""


def type_name(text: str) -> str:
    """The interface that carries the text called ``text``."""
    return "T" + text.title().replace(" ", "")


def method_name(text: str) -> str:
    """The method that carries the text called ``text``."""
    words = text.title().replace(" ", "")
    return "m" + words


def sources(*, changed: bool = False) -> dict[str, str]:
    """The TypeScript of a package whose every doc and literal is one of the tables' texts.

    ``changed`` is the next release of it: each text is on a new or a changed thing there.
    """
    short = {name: text for name, text in TEXTS.items() if len(text) < 1000}
    types = "".join(_type(name, text, changed) for name, text in TEXTS.items())
    numbered = enumerate(LITERALS.values())
    literals = "".join(_literal(number, text, changed) for number, text in numbered)
    methods = "".join(_method(name, text) for name, text in short.items())
    params = "".join(f"{comment(t, '  ')}  p{n}?: string;\n" for n, t in enumerate(short.values()))
    things = f"{_HEAD}{types}{literals}\nexport interface ThingParams {{\n{params}}}\n"
    things += f"export class Things extends APIResource {{\n{methods}\n}}\n"
    return {
        "src/core.ts": CORE,
        "src/client.ts": CLIENT.replace("/** Talks to Acme. */", comment(short["html"])),
        "src/error.ts": ERROR,
        "src/lib/send.ts": SEND,
        "src/resources/things.ts": things,
    }


def _type(name: str, text: str, changed: bool) -> str:
    """An interface; in the next release with a deprecation, whose text is one line."""
    gone = f"/** @deprecated {' '.join(text.split())[:300]} */\n  " if changed else ""
    text = f"Changed. {text}" if changed else text
    return (
        f"{comment(text)}export interface {type_name(name)} {{\n"
        f"{comment(text, '  ')}  field: string;\n  {gone}old?: string;\n}}\n"
    )


def _literal(number: int, text: str, changed: bool) -> str:
    kind, member, other = ("7", "number", "'another'") if changed else (quoted(text), "string", "7")
    return (
        f"export interface L{number} {{ kind: {kind}; {quoted(text)}?: {member} }}\n"
        f"export enum E{number} {{ Only = {kind} }}\n"
        f"export type A{number} = {quoted(text)} | 'other' | {other};\n"
    )


def _method(name: str, text: str) -> str:
    return (
        f"{comment(text, '  ')}  {method_name(name)}(params: ThingParams, "
        f"options?: RequestOptions): APIPromise<{type_name(name)}> {{\n"
        "    return this._client.post('/things', { body: params, ...options });\n  }\n"
    )


def tarball(files: dict[str, str], path: Path, /, **manifest: Any) -> str:
    """Pack ``files`` as npm does, into ``path``; its name."""
    texts = {"package.json": json.dumps({**MANIFEST, **manifest}), **files}
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for name, text in texts.items():
            data = text.encode("utf-8", "surrogatepass")
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return str(path)


def write_acme(folder: Path, things: str, client: str = CLIENT) -> Path:
    """A folder of the small upstream below ``folder``, with this resource file and client."""
    texts = {"core": CORE, "client": client, "error": ERROR, "lib/send": SEND}
    for path, text in {**texts, "resources/things": things}.items():
        file = folder / "upstream/src" / f"{path}.ts"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "upstream/package.json").write_text('{"name": "acme", "version": "1.0.0"}')
    return folder / "upstream"
