"""Make text from others safe for a terminal, a page, or the log of a CI run.

Text that could control where it is shown is escaped: control and direction characters (Unicode's
Bidi_Control), lone surrogates, and the commands that CI systems read in a program's output
(GitHub: "Workflow commands"; Azure Pipelines: "Logging commands").
"""

from __future__ import annotations

import re

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# A runner trims a line before it looks for `::`, and finds `##[` and `##vso[` anywhere in it.
_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
_OLD_COMMAND = re.compile(r"##(?=\w*\[)")


_LONGEST = 1500
"""The most characters of one message: an endless type has an endless spelling."""


def printable(text: str) -> str:
    """``text`` with control and direction characters and lone surrogates shown as escapes."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def loggable(text: str) -> str:
    """``text`` without commands to a CI runner; JSON text keeps its value.

    For whole lines as they are printed: a line that begins with ``::`` is a command.
    """
    return _OLD_COMMAND.sub(r"#\\u0023", _COMMAND.sub(r"\1\\u003a", text))


def one_line(text: str) -> str:
    """``text`` as one line of a log, cut off if it is very long."""
    flat = " ".join(text.split())
    cut = flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
    return loggable(printable(cut))
