"""Values of string literals and template texts, per ECMA-262 (section 12.9.4, escape sequences)."""

from __future__ import annotations

import re

_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-7]{1,3})|(\r\n|[\s\S]))"
)
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SIMPLE = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "\n": "",
    "\r": "",
    "\r\n": "",
    "\u2028": "",
    "\u2029": "",
}


def unescape(text: str) -> str:
    """The value of the text between the quotes of a string literal.

    Surrogate pairs are joined; a lone surrogate stays one. A code point beyond Unicode becomes
    U+FFFD (it is a syntax error upstream).
    """
    if "\\" not in text:
        return text
    value = _ESCAPE.sub(_value, text)
    return _SURROGATES.sub(_join, value)


def _value(match: re.Match[str]) -> str:
    braced, four, two, octal, single = match.groups()
    if single is not None:
        return _SIMPLE.get(single, single)
    if octal is not None:
        return chr(int(octal, 8))
    code = braced or four or two
    return (
        chr(int(code, 16)) if len(code.lstrip("0")) <= 6 and int(code, 16) <= 0x10FFFF else "\ufffd"
    )


def _join(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
