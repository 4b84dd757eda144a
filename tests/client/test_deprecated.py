"""Everything upstream marks as deprecated warns, in the name of the line that uses it."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from functools import reduce
from typing import Any

import httpx2
import pytest

from client.trial import Trial, trials
from support.releases import Release
from tsbind.model.helpers import pack_of
from tsbind.python.integers import numbers_for
from tsbind.python.methods.naming import keyword_names, path_arguments
from tsbind.python.methods.overloads import overloads
from tsbind.python.methods.shapes import Shapes

pytestmark = pytest.mark.registry

METHODS = {"4.52.0": 1, "7.57.0": 36}
PARAMETERS = {"4.52.0": 0, "7.57.0": 24}


@pytest.fixture
def client(any_release: Release) -> Iterator[Any]:
    refuse = httpx2.MockTransport(lambda _: httpx2.Response(418))
    with httpx2.Client(transport=refuse) as transport:
        yield any_release.client(http_client=transport)


def _messages(method: Any, trial: Trial) -> dict[str, str]:
    """The warnings of a call, and the files they blame."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with pytest.raises(Exception, match="418"):
            method(*trial.positional, **trial.keywords)
    return {str(w.message): w.filename for w in caught if w.category is DeprecationWarning}


def test_methods(any_release: Release, client: Any) -> None:
    marked = {
        o.accessor: " ".join((o.deprecated or "").split())
        for o in any_release.model.operations
        if o.deprecated is not None and o.kind == "endpoint"
    }
    assert len(marked) == METHODS[any_release.model.source.version]
    tried = set()
    for trial in trials(any_release.model, any_release.generated.types.index, 1):
        method = reduce(getattr, trial.accessor, client)
        expected = marked.get(trial.operation)
        found = _messages(method, trial) if expected is not None else {}
        if expected is not None:
            tried.add(trial.operation)
            message = expected or f"`{trial.accessor[-1]}` is deprecated"
            assert found.get(message) == __file__, (trial.accessor, found)
            assert method.__deprecated__ == message
        else:
            assert not hasattr(method, "__deprecated__"), trial.accessor
    assert tried == set(marked)


def test_parameters(any_release: Release, client: Any, caplog: pytest.LogCaptureFixture) -> None:
    """They are logged, and no warning ends a program that runs with ``-W error``."""
    package = type(client).__module__.partition(".")[0]
    logged = sys.modules[f"{package}._runtime.deprecation"]._logged
    index = any_release.generated.types.index
    assert index is not None
    shapes = Shapes(index, numbers_for(pack_of(any_release.model)))
    operations = {o.accessor: o for o in any_release.model.operations}
    seen: set[tuple[str, str]] = set()
    for trial in trials(any_release.model, index, 1):
        operation = operations[trial.operation]
        ways = overloads(operation, shapes, _Everything())
        names = keyword_names(ways.all, path_arguments(operation))
        marked = {str(names[w]) for w, a in ways.all.items() if a.deprecated is not None}
        if not marked:
            continue
        logged.clear()
        caplog.clear()
        with caplog.at_level("INFO"):
            found = _messages(reduce(getattr, trial.accessor, client), trial)
        said = [record.getMessage() for record in caplog.records]
        assert not any(text.startswith("`") for text in found if trial.accessor[-1] not in text)
        for name in marked:
            given = name in trial.keywords
            assert sum(text.startswith(f"`{name}` is deprecated") for text in said) == given
            seen |= {(trial.operation, name)} if given else set()
    assert len(seen) == PARAMETERS[any_release.model.source.version]


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True
