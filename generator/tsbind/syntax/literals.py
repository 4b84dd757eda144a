"""Number literals: from their spelling to their value, and to JavaScript's text (ECMA-262)."""

from __future__ import annotations

import math

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
