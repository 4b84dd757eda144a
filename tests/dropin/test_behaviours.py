"""What clients do beyond their endpoints: the official one and the generated one of the time."""

from __future__ import annotations

import os
import ssl
import tomllib
import warnings
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import openai
import pytest

from client.recorder import Recorder
from dropin.behaviours import answering, changing, construction, failing, using
from dropin.behaviours.program import Program, run
from dropin.sidebyside.comparing import different
from support.releases import Release
from support.sockets import sockets_of_closed_loops

ROOMS = (construction, failing, answering, using, changing)
PROGRAMS: dict[str, Program] = {name: p for room in ROOMS for name, p in room.CASES.items()}
KNOWN: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "behaviours/known.toml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def generated(client_of: Callable[..., Release]) -> ModuleType:
    """The package generated from npm's release of the time."""
    package: ModuleType = client_of("openai@7.57.0").package.root
    return package


@pytest.fixture(scope="module")
def server() -> Iterator[Recorder]:
    """A server that both clients ask."""
    with Recorder() as recorder:
        yield recorder


@pytest.fixture(scope="module")
def one_authority(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with one certificate: reading all of the system's takes longer than most programs."""
    path = tmp_path_factory.mktemp("authorities") / "one.pem"
    known = ssl.create_default_context().get_ca_certs(binary_form=True)
    path.write_text("".join(map(ssl.DER_cert_to_PEM_cert, known[:1])))
    return str(path) if known else ""


@pytest.mark.registry
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_does_the_same(
    generated: ModuleType,
    server: Recorder,
    one_authority: str,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    for variable in [v for v in os.environ if v.startswith("OPENAI_")]:
        monkeypatch.delenv(variable)
    if one_authority:
        monkeypatch.setenv("SSL_CERT_FILE", one_authority)
    sockets = sockets_of_closed_loops() if name == "many loops" else nullcontext()
    with sockets, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        official, ours = (run(PROGRAMS[name], api, server) for api in (openai, generated))
    found = [*different("", official, ours)]
    expected = set(KNOWN[name]["where"]) if name in KNOWN else set()
    assert {where for where, _, _ in found} == expected, found


def test_every_known_program_is_there() -> None:
    assert KNOWN.keys() <= PROGRAMS.keys()
    assert len(PROGRAMS) == sum(len(room.CASES) for room in ROOMS)
