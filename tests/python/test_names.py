"""Names: the table of the rules, and what holds for any text."""

from __future__ import annotations

import keyword
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tsbind.python.names import (
    MAXIMUM_LENGTH,
    RESERVED_ATTRIBUTES,
    WINDOWS_DEVICES,
    assign,
    attribute_name,
    class_name,
    module_name,
)


@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("createAndRun", "create_and_run"),
        ("vectorStoreID", "vector_store_id"),
        ("fileIDs", "file_ids"),
        ("HTTPStatusCode", "http_status_code"),
        ("assistant_id", "assistant_id"),
        ("b64_json", "b64_json"),
        ("self-harm/intent", "self_harm_intent"),
        ("from", "from_"),
        ("None", "none"),
        ("list", "list"),
        ("to_dict", "to_dict_"),
        ("toDict", "to_dict_"),
        ("self", "self_"),
        ("_meta", "meta"),
        ("__proto__", "proto"),
        ("$ref", "ref"),
        ("1abc", "v1_abc"),
        ("constructor", "constructor"),
        ("日本", "日本"),
        ("ﬁn", "fin"),
        ("a b\nimport os", "a_b_import_os"),
        ("x = 1; print()", "x_1_print"),
    ],
)
def test_attribute_names(wire: str, python: str) -> None:
    assert attribute_name(wire) == python


@pytest.mark.parametrize(
    ("upstream", "python"),
    [
        ("ChatCompletion", "ChatCompletion"),
        ("integer", "Integer"),
        ("LSPAny", "LSPAny"),
        ("None", "None_"),
        ("日本", "Type日本"),
        ("日T", "日T"),
        ("ß", "SS"),
        ("1st", "V1st"),
        ("a/b", "AB"),
    ],
)
def test_class_names(upstream: str, python: str) -> None:
    assert class_name(upstream) == python


@pytest.mark.parametrize("device", sorted(WINDOWS_DEVICES))
def test_no_module_is_called_like_a_windows_device(device: str) -> None:
    for spelled in (device, device.upper(), device.title()):
        assert module_name(spelled).lower() not in WINDOWS_DEVICES


def test_long_names_are_cut_and_stay_apart() -> None:
    one, other = attribute_name("a" * 10_000), attribute_name("a" * 10_000 + "b")
    assert one != other
    assert len(one) <= MAXIMUM_LENGTH


def test_names_that_become_one_are_told_apart() -> None:
    # The text that already is its own name keeps it, wherever it stands.
    assert assign(["fooBar", "foo-bar", "foo_bar"]) == {
        "fooBar": "foo_bar_2",
        "foo-bar": "foo_bar_3",
        "foo_bar": "foo_bar",
    }


@given(st.text())
@example("\U00010b58A")  # a number that no name may hold, before a word
def test_any_text_gives_a_legal_name(text: str) -> None:
    for name in (attribute_name(text), class_name(text), module_name(text)):
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert unicodedata.normalize("NFKC", name) == name
        assert not name.startswith("_")
    assert attribute_name(text) not in RESERVED_ATTRIBUTES
    compile(f"{attribute_name(text)} = 1", "<name>", "exec")


@given(st.lists(st.text(max_size=6), unique=True))
def test_assigned_names_are_distinct(texts: list[str]) -> None:
    names = assign(texts)
    assert list(names) == texts
    assert len(set(names.values())) == len(texts)
