"""Names no Python author would choose, by sort."""

# ruff: noqa: RUF001 -- letters that look like others are the point

from __future__ import annotations

import builtins
import keyword

from tsbind.python.names import WINDOWS_DEVICES

LONG = "a" * 10_000

PROPERTIES: dict[str, list[str]] = {
    "keywords": [*keyword.kwlist, *keyword.softkwlist],
    "builtins": [name for name in dir(builtins) if not name.startswith("_")],
    "dunders": [
        *("__class__", "__init__", "__dict__", "__slots__", "__getattr__", "__proto__"),
        *("__reduce__", "__del__", "__doc__", "__name__", "__init_subclass__", "____"),
    ],
    "names of the runtime": [
        *("_data", "_kept", "_wire", "_types", "_request_id", "_local", "_fields", "_index"),
        *("self", "cls", "Model", "wire", "omit", "Omit", "annotations", "dataclass", "Literal"),
        *("to_dict", "from_dict", "to_json", "model_dump", "copy", "dict", "json", "TYPE_CHECKING"),
    ],
    "NFKC twins": ["ﬁ", "fi", "ſ", "s", "K", "K", "Å", "Å", "é", "e\u0301"],
    "names of JavaScript": ["constructor", "prototype", "toString", "hasOwnProperty", "then"],
    "spaces": [" ", "a b", " a", "a ", "\t", "a\nb", "a\u00a0b", "a\u2003b", "\u3000"],
    "emoji and other signs": [
        "😀",
        "👩\u200d👩",
        "€",
        "+1",
        "-1",
        "a.b",
        "a/b",
        "a\\b",
        "a,b",
        "*",
    ],
    "code": [
        "x = 1; print('RAN')",
        "); import os; (",
        "a'b",
        'a"b',
        "{x}",
        "{{x}}",
        "\x00",
        "`id`",
    ],
    "digits first": ["1st", "3d", "007", "٣x", "²"],
    "signs first": ["$ref", "#text", "@type", "[key]x", "_", "__", "-", "!"],
    "very long": [LONG, LONG + "b", LONG + "c", "é" * 300],
    "two that become one": [
        "fooBar",
        "foo-bar",
        "foo_bar",
        "FooBar",
        "foo bar",
        "foo.bar",
        "FOO_BAR",
    ],
    "Windows devices": [form(d) for d in sorted(WINDOWS_DEVICES) for form in (str, str.upper)],
}
"""Names of properties, all of them quoted."""

TYPES: dict[str, list[str]] = {
    "keywords": ["None", "True", "False", "async", "match", "type", "lambda", "pass", "del"],
    "builtins": ["str", "int", "dict", "list", "frozenset", "property", "Exception", "print"],
    "names of the runtime": [
        *("Model", "Omit", "Union", "Literal", "Any", "Iterable", "TypedDict", "TypeAlias", "Acme"),
        *("Mapping", "wire", "omit", "references", "dataclass", "annotations", "Stream", "Things"),
    ],
    "dunders": ["__class__", "__init__", "__getattr__", "__all__", "__main__", "_"],
    "differ in case": ["AbC", "ABC", "abc", "Abc", "aBc"],
    "two that become one": ["FooBar", "foo_bar", "Foo_Bar", "Foo$Bar", "$FooBar"],
    "NFKC twins": ["ﬁx", "fix", "ſet", "set"],
    "letters of all kinds": ["日本", "Ünïcode", "𝒳"],
    "very long": ["X" * 10_000, "X" * 10_000 + "Y"],
    "Windows devices": ["Con", "CON", "Aux", "Nul", "Prn", "Com1", "COM1", "Lpt9"],
}
"""Names of declarations, identifiers of TypeScript."""

RESOURCES = ["con", "aux", "class", "import", "close", "post", "copy", "__init__", "_client"]
METHODS = ["import", "print", "constructor_", "_private", "__init__x", "with", "CON", "list"]
PARAMETERS = ["self", "params", "body", "extra_headers", "timeout", "class", "None", "cast_to"]
