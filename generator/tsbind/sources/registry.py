"""Packages of the npm registry: their versions and verified tarballs."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

from tsbind.problems import TsbindError
from tsbind.sources.cache import Cache, integrity_of
from tsbind.sources.json_values import as_list, as_object
from tsbind.sources.npm import NotFoundError, UnreachableError, npm_json, npm_pack
from tsbind.sources.semver import is_exact, is_stable, version_key
from tsbind.sources.spec import RegistrySpec, registry_spec
from tsbind.sources.suggestions import did_you_mean, nearest_versions, similar_packages

_ANSWER_AGE = 300.0
"""Seconds for which cached versions and tags are used."""
_VIEW_TIMEOUT = 120.0
_PACK_TIMEOUT = 900.0


class Progress(Protocol):
    """Shows the user that something takes a while; returns a context manager."""

    def __call__(self, description: str, /) -> AbstractContextManager[object]:
        """Show ``description`` until the context manager exits."""
        ...


_SHOWN = 5
"""Cached versions in a hint."""


def no_progress(_: str, /) -> AbstractContextManager[object]:
    """Show nothing."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Download:
    """A verified tarball with its name and version."""

    name: str
    version: str
    integrity: str
    data: bytes


def versions(name: str, *, offline: bool = False) -> list[str]:
    """All versions of ``name`` in ascending order, prereleases included.

    With ``offline`` only those whose tarballs are cached. Raises `TsbindError` for an unknown
    package, or if the registry cannot be reached.
    """
    known = Cache().cached_versions(name) if offline else _about(name)["versions"]
    return sorted(known, key=version_key)


def resolve_version(spec: str, *, offline: bool = False, check: bool = False) -> str:
    """The exact version that ``NAME[@VERSION|@TAG]`` means now; by default that of ``latest``.

    With ``check`` the registry must confirm an exact version, too. Raises `TsbindError` for a
    spec that is not a registry spec, for an unknown package, version or tag, and if only the
    registry knows the version and it cannot be reached or is forbidden.
    """
    parsed = registry_spec(spec)
    if parsed is None:
        raise TsbindError(f"{spec!r} is not a package of the registry", "Write NAME@VERSION")
    version = _resolve(parsed, offline=offline)
    if check and not offline:
        about = _about(parsed.name)
        if version not in about["versions"]:
            raise _no_version(parsed, about)
    return version


def stated_integrity(name: str, version: str, *, offline: bool = False) -> str:
    """The sha512 SRI of an exact version: of the cached tarball, else from the registry.

    Empty if it is unknown: the registry cannot be reached, or has only another kind of digest.
    """
    cache = Cache()
    cached = cache.tarball(name, version)
    if cached:
        return cached[0]
    if offline:
        return ""
    spec = RegistrySpec(name, version)
    known = cache.answer(str(spec), _ANSWER_AGE)
    if known is None:
        try:
            known = _ask(["view", str(spec), "version", "dist.integrity"], spec)
        except TsbindError:
            return ""
        cache.add_answer(str(spec), known)
    return next(iter(_sha512(known)), "")


def download(spec: RegistrySpec, *, offline: bool, progress: Progress = no_progress) -> Download:
    """The tarball of ``spec``, from the cache if it has the exact version.

    Its sha512 is compared with the registry's. Raises `TsbindError`.
    """
    cache = Cache()
    if not is_exact(spec.selector):
        with progress(f"Asking the registry about {spec}"):
            spec = RegistrySpec(spec.name, _resolve(spec, offline=offline))
    cached = cache.tarball(spec.name, spec.selector)
    if cached:
        return Download(spec.name, spec.selector, *cached)
    if offline:
        raise _not_cached(spec)
    with progress(f"Downloading {spec}"):
        fetched = _fetch(spec)
    cache.add_tarball(fetched.name, fetched.version, fetched.data)
    return fetched


def _resolve(spec: RegistrySpec, *, offline: bool) -> str:
    if is_exact(spec.selector):
        return spec.selector
    if offline:
        raise _not_cached(spec)
    about = _about(spec.name)
    tagged = about["tags"].get(spec.selector or "latest")
    if tagged:
        return str(tagged)
    if not spec.selector:
        stable = [v for v in about["versions"] if is_stable(v)] or about["versions"]
        return str(max(stable, key=version_key))
    raise _no_version(spec, about)


def _about(name: str) -> dict[str, Any]:
    """``versions`` and ``tags`` of a package."""
    cache = Cache()
    known = cache.answer(name, _ANSWER_AGE)
    if known:
        return _checked(known)
    answer = _ask(["view", name, "versions", "dist-tags"], RegistrySpec(name))
    listed = answer.get("versions")
    known_versions = [listed] if isinstance(listed, str) else as_list(listed)
    about = _checked({"versions": known_versions, "tags": answer.get("dist-tags")})
    if not about["versions"]:
        raise NotFoundError(f"{name}: the registry lists no versions of it", "Check the name")
    cache.add_answer(name, about)
    return about


def _checked(about: dict[str, Any]) -> dict[str, Any]:
    """``about`` with full versions only: they become file names and arguments of npm."""
    tags = as_object(about.get("tags")) or {}
    return {
        "versions": [
            version for version in as_list(about.get("versions")) or [] if _is_full(version)
        ],
        "tags": {tag: version for tag, version in tags.items() if _is_full(version)},
    }


def _is_full(version: object) -> bool:
    return isinstance(version, str) and len(version) <= 256 and is_exact(version)


def _fetch(spec: RegistrySpec) -> Download:
    said = _ask(["view", str(spec), "version", "dist.integrity", "dist.shasum"], spec)
    try:
        with npm_pack(str(spec), _PACK_TIMEOUT) as data:
            _verify(data, said, spec)
            return Download(spec.name, spec.selector, integrity_of(data), data)
    except UnreachableError as error:
        raise _unreachable(error, spec) from error


def _ask(arguments: list[str], spec: RegistrySpec) -> dict[str, Any]:
    try:
        answer = npm_json(arguments, str(spec), _VIEW_TIMEOUT)
    except UnreachableError as error:
        raise _unreachable(error, spec) from error
    except NotFoundError as error:
        raise _not_found(spec, error) from error
    said = as_object((as_list(answer) or [answer])[-1])
    if said is None:
        raise TsbindError(f"{spec}: npm gave an answer that is not understood", "Update npm")
    return said


def _not_found(spec: RegistrySpec, error: NotFoundError) -> TsbindError:
    """The error for a package or version that the registry does not have, with similar names."""
    otherwise = "Check the spelling, or see `npm view`"
    if not spec.selector:
        near = similar_packages(spec.name)
        return NotFoundError(
            f"{spec}: the registry has no such package", did_you_mean(near, otherwise)
        )
    try:
        return _no_version(spec, _about(spec.name))
    except NotFoundError as unknown:
        return unknown
    except TsbindError:
        return NotFoundError(error.message, otherwise)


def _no_version(spec: RegistrySpec, about: dict[str, Any]) -> NotFoundError:
    near = [f"{spec.name}@{v}" for v in nearest_versions(spec.selector, about["versions"])]
    tags = ", ".join(sorted(about["tags"])) or "none"
    return NotFoundError(
        f"{spec}: {spec.name} has no version or tag {spec.selector!r}",
        f"{did_you_mean(near, 'Write a full version.')} Its tags: {tags}",
    )


def _verify(data: bytes, said: dict[str, Any], spec: RegistrySpec) -> None:
    """Compare the bytes with the registry's digest (sha1 only for releases that have no other)."""
    stated = _sha512(said)
    if stated:
        found, expected = integrity_of(data), stated
    else:
        found = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        expected = [str(said.get("dist.shasum"))]
    if found not in expected:
        raise TsbindError(
            f"{spec}: wrong integrity: the registry states {expected[0]}, the download has {found}",
            "Do not use it; run `npm cache clean --force` and try again",
        )


def _sha512(said: dict[str, Any]) -> list[str]:
    """The sha512 digests among what the registry states."""
    stated = str(said.get("dist.integrity") or "").split()
    return [part for part in stated if part.startswith("sha512-")]


def _cached_hint(spec: RegistrySpec) -> str:
    """The newest cached versions, and the nearest to the one that was asked for."""
    cached = sorted(Cache().cached_versions(spec.name), key=version_key)
    if not cached:
        return "give a .tgz or a directory"
    near = nearest_versions(spec.selector, cached) if spec.selector else []
    shown = sorted({*near, *cached[-_SHOWN:]}, key=version_key)
    return f"use a cached version ({', '.join(shown)})"


def _not_cached(spec: RegistrySpec) -> TsbindError:
    what = "is not in the download cache" if spec.selector else "names no version"
    return TsbindError(
        f"{spec} {what} and --offline forbids asking the registry",
        f"Run once without --offline, or {_cached_hint(spec)}",
    )


def _unreachable(error: UnreachableError, spec: RegistrySpec) -> TsbindError:
    return UnreachableError(error.message, f"Check the network and proxy, or {_cached_hint(spec)}")
