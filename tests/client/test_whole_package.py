"""The whole generated package, client and helpers included, under formatter and checkers."""

from __future__ import annotations

import pytest

from client.conftest import VERSIONS
from support.checkers import COMMANDS, whole_package
from support.releases import Release
from support.sweeps import by_default

pytestmark = [pytest.mark.registry, pytest.mark.slow]


@pytest.mark.parametrize("any_release", by_default(VERSIONS, "4.52.0"), indirect=True)
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_found(any_release: Release, command: tuple[str, ...]) -> None:
    assert whole_package(any_release.folder, command) == ""
