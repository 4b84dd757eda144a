"""Changes of documentation: deprecation tags, texts, and defaults and limits told in prose."""

from __future__ import annotations

import re

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.place import Place
from tsbind.model.declarations import Declaration
from tsbind.model.operations import Operation
from tsbind.model.types import Property

_VALUE = r"(`[^`\n]{1,60}`|\"[^\"\n]{1,60}\"|-?\d[\d,._]*\w*|true|false|null|auto|none)"
_NUMBER = (
    r"-?\d[\d,._]*(?:\s*(?:thousand|million|billion)\b)?"
    r"(?:\s*(?:%|(?:[KMGT]i?B|bytes?|characters?|tokens?|items?|files?|seconds?|minutes?|hours?|days?)\b))?"
)
"""A number with its unit, without which 1 TB and 1 GB would be one limit."""
_DEFAULTS = re.compile(
    rf"\b(?:defaults?\s+(?:value\s+)?(?:to|is|of)|by\s+default,?)\s+(?:the\s+)?{_VALUE}",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:maximum|minimum|max|min|up\s+to|at\s+(?:most|least)|(?:no\s+)?(?:more|less|fewer)\s+than"
    r"|limited\s+to|limit\s+(?:of|is)|between|exceed)\b\D{0,30}?"
    rf"({_NUMBER}(?:\s*(?:and|to|-)\s*{_NUMBER})?)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


Documented = Declaration | Property | Operation
"""What upstream documents."""


def compare_deprecation(context: Context, old: Documented, new: Documented, place: Place) -> None:
    """Collect a deprecation that came, went, or says something else."""
    before, after = _flat(old.deprecated), _flat(new.deprecated)
    if before == after:
        return
    kinds = {(True, False): "deprecated_added", (False, True): "deprecated_removed"}
    kind = kinds.get((before is None, after is None), "deprecation_message_changed")
    context.collector.add(
        kind,
        place,
        old=_tag(before),
        new=_tag(after),
        note=after or "",
        variant="" if after else "bare",
    )


def _flat(text: str | None) -> str | None:
    return None if text is None else _SPACE.sub(" ", text).strip()


def _tag(text: str | None) -> Spelling:
    return Spelling() if text is None else Spelling(f"@deprecated {text}".rstrip())


def compare_docs(context: Context, old: str, new: str, place: Place) -> None:
    """Collect a change of text; what it says about defaults and limits in a bucket of its own."""
    before, after = _flat(old) or "", _flat(new) or ""
    if before == after:
        return
    _facts(context, "documented_default_changed", _DEFAULTS, (before, after), place)
    _facts(context, "documented_limit_changed", _LIMITS, (before, after), place)
    context.collector.add("doc_changed", place, old=Spelling(before), new=Spelling(after))


def _facts(
    context: Context, kind: str, pattern: re.Pattern[str], texts: tuple[str, str], place: Place
) -> None:
    """A fact counts as changed where one went and another came; one more is no change."""
    before, after = (_stated(pattern, text) for text in texts)
    gone, come = ("; ".join(sorted(facts)) for facts in (before - after, after - before))
    if gone and come:
        context.collector.add(kind, place, old=Spelling(gone), new=Spelling(come))


def _stated(pattern: re.Pattern[str], text: str) -> set[str]:
    return {match[1].strip('`" .,_').replace(",", "") for match in pattern.finditer(text[:20_000])}
