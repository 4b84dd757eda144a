from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsbind.problems import TsbindError
from tsbind.project.lock import Lock, digests, from_toml, read_lock, to_toml

LOCK = Lock("openai", "4.52.0", "sha512-x", "0.1.0", "c", "t", "o", {"b.py": "2", "a.py": "1"})
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, st.dictionaries(texts, texts))
def test_read_back_equals_what_was_written(name: str, files: dict[str, str]) -> None:
    lock = Lock(name, "1", "", "0.1.0", "", "", "", files)
    assert from_toml(to_toml(lock)) == lock


def test_text_is_sorted_and_has_nothing_of_the_machine() -> None:
    document = tomllib.loads(to_toml(LOCK))
    assert list(document["files"]) == ["a.py", "b.py"]
    assert document.keys() == {"lock-version", "upstream", "made-by", "files"}
    assert document["upstream"] == {"name": "openai", "version": "4.52.0", "integrity": "sha512-x"}
    assert document["made-by"].keys() == {
        *("tsbind", "generator", "templates", "options", "formatters", "problems")
    }


def test_no_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path) is None


DAMAGED = [
    ("", "damaged"),
    ("<<<<<<< HEAD", "damaged"),
    ("lock-version = 1", "damaged"),
    (to_toml(LOCK).replace('"1"', "1"), "damaged"),
    (to_toml(LOCK).replace("lock-version = 1", "lock-version = 2"), "has version 2"),
]


@pytest.mark.parametrize(("text", "message"), DAMAGED)
def test_damaged_lock(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "tsbind.lock").write_text(text)
    with pytest.raises(TsbindError, match=message):
        read_lock(tmp_path)


def test_digests_are_of_bytes() -> None:
    assert digests({"a": "é"}) == digests({"a": "é".encode()})


def test_a_lock_of_an_earlier_tsbind_names_no_formatters() -> None:
    text = to_toml(LOCK).replace('formatters = ""\n', "")
    assert from_toml(text) == LOCK
    named = replace(LOCK, formatters="ruff 1, black 2")
    assert from_toml(to_toml(named)) == named
    assert not named.same_inputs(LOCK)
