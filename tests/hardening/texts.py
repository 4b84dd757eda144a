"""The texts of an upstream that means harm, by what is odd about them."""

from __future__ import annotations

MARKER = "RAN"
"""What code in these texts would print if anything ever ran it."""

TEXTS: dict[str, str] = {
    "plain": "Plain text, for comparison.",
    "quotes in threes": 'in """ the middle',
    "quotes in sevens": 'all """"""" seven',
    "only quotes": '"""',
    "one quote at the end": 'ends with a "quote"',
    "single quotes in threes": "'''\nimport os\n'''",
    "odd run of backslashes": "odd \\\\\\ run",
    "even run of backslashes": "even \\\\\\\\ run",
    "trailing backslash": "ends with a backslash \\",
    "backslash before a quote": 'a \\" and \\""" b',
    "escapes": "\\x41 \\u0041 \\N{BULLET} \\101 %s %(a)s {0}",
    "control characters": "bell \x07 null \x00 backspace \x08 delete \x7f c1 \x9b31m",
    "terminal escapes": "red \x1b[31m title \x1b]0;owned\x07 link \x1b]8;;http://evil.test\x1b\\",
    "line separator": "one \u2028 two",
    "paragraph separator": "one \u2029 two",
    "next line": "one \x85 two",
    "carriage return": "one\rtwo",
    "form feed": "one \x0c two \x0b three",
    "jinja": "{{ 7 * 7 }} {% raw %} {# gone #} {{ config }} {%- endraw -%}",
    "coding cookie": "# -*- coding: utf-7 -*-\nvim: set fileencoding=rot13 :",
    "bidi controls": "abc \u202e cba \u2066 x \u2069 \u200f \u061c \u200e y",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> </code></pre><!-- x",
    "html entities": "&lt;script&gt; &#60;b&#62; &amp;amp;",
    "rst directives": ".. raw:: html\n\n   <b>x</b>\n\n.. include:: /etc/passwd",
    "markdown": "# Head\n\n[x](javascript:alert(1)) ![y](https://evil.test/p.png) `code` **b**",
    "markdown of site tools": '!!! danger\n    x\n\n--8<-- "/etc/passwd"\n\n::: module\n\n[TOC]',
    "links": "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](data:text/html,x) <vbscript:x>",
    "doctest": f">>> print({MARKER!r})\n{MARKER}\n\n>>> 1/0\nTraceback",
    "pragmas": "# type: ignore\n# noqa\n# fmt: off\n# pyright: basic\n# mypy: ignore-errors",
    "pragmas of files": "ruff: noqa\nisort: skip_file\nfmt: skip\n# flake8: noqa\npylint: disable",
    "comment signs": "* / and /* and // and --> and ]]> and # x",
    "conflict markers": "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other",
    "workflow commands": "::error file=a.py,line=1::owned\n::set-output name=a::b\n##[error]owned",
    "stop commands": "::stop-commands::x\n::add-mask::e",
    "code": f"{{__import__('os').system('echo {MARKER}')}} f\"{{1/0}}\" $(echo {MARKER}) `id`",
    "mentions": "hello (@everyone) #1 closes #2 <@U1> GH-1",
    "surrogate escape": "\\ud800 \\udfff",
    "letters of all kinds": "日本語 é 😀 ﬁ \u200b\ufeff \U000e0041",
    "end of a document": "</body></html>\n\x04 \x1a __END__\n'''\n\"\"\"",
    "spreadsheet formula": "=cmd|'/c calc'!A1",
    "very long": "word " * 20_000,
    "one long word": "x" * 370_000,
    "many lines": "a\n" * 4000 + "b",
}
"""Text of documentation; no text can hold the end of the comment it stands in."""

LITERALS: dict[str, str] = {
    **{name: text for name, text in TEXTS.items() if len(text) < 1000},
    "end of a comment": "*/ import os /*",
    "lone high surrogate": "\ud800",
    "lone low surrogate": "a\udc00b",
    "surrogates the wrong way round": "\udc00\ud800",
    "code in quotes": f'"); print("{MARKER}"); ("',
    "end of a triple quote": f'"""\nprint("{MARKER}")\n"""',
    "null": "\x00",
    "empty": "",
    "blank": " ",
    "a keyword": "None",
    "a number": "1e999",
    "a path": "../../etc/passwd",
}
"""String literals, which can hold anything."""


def quoted(text: str) -> str:
    """``text`` as a TypeScript string."""
    plain = {"\\": "\\\\", "'": "\\'"}
    return "'" + "".join(plain.get(c) or (c if " " <= c <= "~" else _escape(c)) for c in text) + "'"


def _escape(character: str) -> str:
    return f"\\u{{{ord(character):x}}}"


def comment(text: str, indent: str = "") -> str:
    """``text`` as a documentation comment; TypeScript takes any line end for one."""
    lines = text.split("\n")
    return f"{indent}/**\n" + "".join(f"{indent} * {line}\n" for line in lines) + f"{indent} */\n"
