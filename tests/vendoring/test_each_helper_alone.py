"""Each helper and each connection of two releases, selected alone: it is whole, and it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from client_runtime.loopback import Server
from helpers.flavours import call, client, close_all
from helpers.runs import RUNS
from helpers.streams import STREAMS
from helpers.test_every_helper import HELPERS
from helpers.test_websocket import test_every_connection as converses
from support.sweeps import by_default
from tsbind.sources import SourceTree
from vendoring.parts import imported_part, laid_out_as_rendered, part_of

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
EACH = [(version, accessor) for version, names in HELPERS.items() for accessor in names]


@pytest.mark.parametrize(("version", "accessor"), by_default(EACH, *EACH[::3]))
def test_it_runs(
    version: str,
    accessor: str,
    tmp_path: Path,
    openai_tree: Callable[[str], SourceTree],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out_as_rendered(monkeypatch)
    with imported_part(part_of(openai_tree(version), accessor), tmp_path) as package:
        run(package.root, accessor, "sync")
        close_all()


def run(api: ModuleType, accessor: str, flavour: str) -> None:
    """Run a helper as the tests of whole packages do."""
    if accessor.endswith(".connect"):
        converses(api, flavour, accessor.removesuffix(".connect"))
    elif accessor in STREAMS:
        streamed = STREAMS[accessor]
        with Server(*streamed.whole(streamed.chunks())) as server:
            *seen, _ = streamed.run(api, flavour, server.url, streamed.final)
        assert len(seen) >= len(streamed.script)
    else:
        one = RUNS[accessor]
        with Server(*one.answers) as server:
            made = client(api, flavour, server.url)
            assert one.show(call(flavour, lambda: one.act(made))) == one.expected
