"""Literals of ECMA-262: numbers and strings from their spelling to their value, numbers back."""

from __future__ import annotations

import math
import re

_EXACT = 2**53


def number_value(text: str) -> int | float | None:
    """The value of a numeric literal as JavaScript has it; ``1.0`` is the int 1.

    None where it is no number that JSON can hold: beyond the range of a double, or a bigint.
    """
    digits = text.replace("_", "")
    try:
        if digits[:2].lower() in ("0x", "0o", "0b"):
            whole = int(digits, 0) if len(digits) < _LONGEST else math.inf
            value = float(whole)
        else:
            value = float(digits)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


_LONGEST = 300


def number_text(value: float) -> str:
    """A number as JavaScript turns it into a string (ECMA-262, Number::toString)."""
    number = float(value)
    if number.is_integer() and abs(number) < 1e21:
        return str(int(number))
    mantissa, _, exponent = repr(number).partition("e")
    if not exponent:
        return mantissa
    shown, power = mantissa.removesuffix(".0"), int(exponent)
    if -7 < power < 0:
        digits = len(shown.replace(".", "").lstrip("-"))
        return f"{number:.{digits - 1 - power}f}"
    return f"{shown}e{'+' if power > 0 else '-'}{abs(power)}"


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
