"""The whole generated package, client and helpers included, under formatter and checkers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.checkers import COMMANDS, FORMATTERS, whole_package
from support.releases import Release

pytestmark = [pytest.mark.registry, pytest.mark.slow]


@pytest.mark.parametrize("command", FORMATTERS)
def test_formatter_and_linter_find_nothing(
    client_of: Callable[..., Release], command: tuple[str, ...]
) -> None:
    """`typing/test_client_typing.py` has the checkers look at the same package."""
    assert whole_package(client_of("openai@4.52.0").folder, command) == ""


@pytest.mark.exhaustive
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_found(client_of: Callable[..., Release], command: tuple[str, ...]) -> None:
    assert whole_package(client_of("openai@7.57.0").folder, command) == ""
