"""The whole generated package, client and helpers included, under formatter and checkers."""

from __future__ import annotations

import pytest

from support.checkers import COMMANDS, whole_package
from support.releases import Release

pytestmark = [pytest.mark.registry, pytest.mark.slow]


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_found(any_release: Release, command: tuple[str, ...]) -> None:
    assert whole_package(any_release.folder, command) == ""
