"""Number literals: from their spelling to their value (ECMA-262, 12.9.3)."""

from __future__ import annotations


def number_value(text: str) -> int | float | None:
    """The value of a numeric or bigint literal, None where it is none; ``1.0`` is the int 1."""
    digits = text.replace("_", "").rstrip("n")
    try:
        if digits[:2].lower() in ("0x", "0o", "0b"):
            return int(digits, 0)
        value = float(digits)
    except (ValueError, OverflowError):
        return None
    if digits.isdigit():
        return int(digits) if len(digits) < 4000 else value
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
