"""From a spec to a `SourceTree`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tsbind.problems import TsbindError
from tsbind.source import Source
from tsbind.sources.cache import integrity_of
from tsbind.sources.choose import choose_files
from tsbind.sources.folder import read_file, read_folder
from tsbind.sources.identity import identity, read_manifest
from tsbind.sources.limits import LIMITS
from tsbind.sources.names import SOURCE_SUFFIXES, is_declaration, is_license, is_notice
from tsbind.sources.registry import Download, Progress, download, no_progress
from tsbind.sources.spec import RegistrySpec, parse_spec
from tsbind.sources.tarball import read_tarball
from tsbind.sources.tree import SourceTree


def load(spec: str, *, offline: bool = False, progress: Progress | None = None) -> SourceTree:
    """The files of an upstream release and its identity.

    ``spec`` is ``NAME[@VERSION|@TAG]`` of the npm registry, a ``.tgz``, a directory (a package's
    root or a bare source folder) or one TypeScript file. ``offline`` forbids the network:
    a package then comes from the download cache. Raises `TsbindError` with a one-line message.
    """
    parsed = parse_spec(spec)
    if isinstance(parsed, RegistrySpec):
        got = download(parsed, offline=offline, progress=progress or no_progress)
        place = f"{got.name}@{got.version}"
        return _package(read_tarball(got.data, place), place, got)
    if parsed.is_dir():
        return _directory(parsed)
    if not parsed.exists():
        raise TsbindError(f"{parsed}: no such file or directory", "Check the path")
    if parsed.name.endswith(SOURCE_SUFFIXES):
        return _single_file(parsed)
    return _archive(parsed)


def _archive(path: Path) -> SourceTree:
    try:
        if path.stat().st_size > LIMITS.packed:
            raise TsbindError(f"{path}: is larger than {LIMITS.packed >> 20} MB", "Unpack it first")
        data = path.read_bytes()
    except OSError as error:
        raise TsbindError(f"{path}: cannot be read: {error.strerror}", "Check the path") from error
    return _package(read_tarball(data, str(path)), str(path), integrity=integrity_of(data))


def _directory(path: Path) -> SourceTree:
    """A package's root, its ``src``, or a folder that belongs to no package."""
    files = read_folder(path)
    if "package.json" in files:
        return _package(files, str(path))
    parent = path.resolve().parent
    if path.resolve().name == "src" and (parent / "package.json").is_file():
        beside = {p.name: read_file(p) for p in sorted(parent.iterdir()) if _is_identity(p)}
        return _package({f"src/{name}": data for name, data in files.items()} | beside, str(path))
    return _tree(files, {}, str(path), Source(path.resolve().name, ""))


def _is_identity(path: Path) -> bool:
    named = path.name == "package.json" or is_license(path.name) or is_notice(path.name)
    return named and path.is_file()


def _single_file(path: Path) -> SourceTree:
    name = path.name
    source = Source(name.split(".")[0], "", has_bodies=not is_declaration(name))
    return SourceTree({name: read_file(path)}, source)


def _package(
    files: dict[str, bytes], place: str, asked: Download | None = None, *, integrity: str = ""
) -> SourceTree:
    if "package.json" not in files:
        raise TsbindError(
            f"{place}: not a package: there is no package.json in its top folder",
            "Give a package made by `npm pack`",
        )
    manifest = read_manifest(files["package.json"], place)
    source = identity(manifest, place, integrity)
    if asked is not None:
        if manifest.get("name") and source.name != asked.name:
            raise TsbindError(
                f"{place}: the tarball calls itself {source.name}",
                "Do not use it; find out what your registry serves under that name",
            )
        source = replace(source, name=asked.name, version=asked.version, integrity=asked.integrity)
    return _tree(files, manifest, place, source)


def _tree(
    files: dict[str, bytes], manifest: dict[str, Any], place: str, source: Source
) -> SourceTree:
    root, chosen = choose_files(files, manifest)
    if not chosen:
        raise TsbindError(
            f"{place}: holds no TypeScript: there is neither src/**/*.ts nor *.d.ts among its "
            f"{len(files)} files",
            f"Its types may be a package of their own: {_types_package(source.name)}",
        )
    has_bodies = any(not is_declaration(path) for path in chosen)
    return SourceTree(
        files=dict(sorted(chosen.items())),
        source=replace(source, root=root, has_bodies=has_bodies),
        license_text=_text(files, is_license),
        notice_text=_text(files, is_notice),
        manifest=manifest,
    )


def _types_package(name: str) -> str:
    """The package in which DefinitelyTyped publishes types for a package that has none."""
    return f"@types/{name.removeprefix('@').replace('/', '__')}"


def _text(files: dict[str, bytes], wanted: Any) -> str:
    found = sorted(path for path in files if wanted(path))
    return files[found[0]].decode("utf-8", "replace") if found else ""
