from __future__ import annotations

from pathlib import Path

import black
import pytest

from tsbind.problems import TsbindError
from tsbind.project import formatting
from tsbind.project.formatting import formatted


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """An empty memory, and every text that goes to black."""
    seen: list[str] = []
    real = black.format_str

    def counting(text: str, **options: object) -> str:
        seen.append(text)
        return real(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(formatting, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(black, "format_str", counting)
    return seen


def test_only_python_is_formatted() -> None:
    files = {"a.py": "x=1", "LICENSE": "x=1", "py.typed": ""}
    assert formatted(files) == {"a.py": "x = 1\n", "LICENSE": "x=1", "py.typed": ""}


def test_nothing_is_formatted_twice(calls: list[str]) -> None:
    once = formatted({"a.py": "x=1", "b.py": "y = 1\n"})
    calls.clear()
    assert formatted(once) == once
    assert calls == []
    formatted({**once, "c.py": "z=1"})
    assert set(calls) == {"z=1", "z = 1\n"}


def test_many_texts_go_to_worker_processes_in_order(calls: list[str]) -> None:
    files = {f"m{n}.py": f"x={n}" for n in range(40)}
    assert formatted(files) == {f"m{n}.py": f"x = {n}\n" for n in range(40)}
    assert calls == []


@pytest.mark.parametrize("many", [1, 40])
def test_no_python(many: int) -> None:
    with pytest.raises(TsbindError, match=r"m0\.py would be no Python"):
        formatted({f"m{n}.py": "x = (" for n in range(many)})


def test_memory_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    assert formatted({"a.py": "x=1"}) == {"a.py": "x = 1\n"}


def test_damaged_memory_is_as_none(tmp_path: Path, calls: list[str]) -> None:
    formatted({"a.py": "x=1"})
    (memory,) = (tmp_path / "cache").iterdir()
    memory.write_bytes(b"\xff")
    calls.clear()
    formatted({"a.py": "x=1"})
    assert calls


def test_memory_starts_afresh_when_it_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatting, "_MOST_REMEMBERED", 10)
    formatted({"a.py": "x=1"})
    formatted({"b.py": "y=1"})
    (memory,) = (tmp_path / "cache").iterdir()
    assert len(memory.read_text().split()) == 1
