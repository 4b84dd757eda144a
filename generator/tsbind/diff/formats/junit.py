"""The report as JUnit XML: a test case for each line, failed where it is breaking."""

from __future__ import annotations

import re
from xml.etree import ElementTree  # only writes; nothing is parsed

from tsbind.diff.changes.change import Group, Report
from tsbind.diff.changes.severity import Severity
from tsbind.diff.formats.layout import heading_of, headline, title_of
from tsbind.model.printable import printable

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """The report as XML text; with no change there is one passed case that says so."""
    failures = sum(group.severity is Severity.BREAKING for group in report.groups)
    unread = len(report.unread)
    cases = max(len(report.groups), 1) + unread
    counts = {"tests": str(cases), "failures": str(failures), "errors": str(unread)}
    counts["skipped"] = "0"
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": _xml(title_of(report)), **counts})
    for group in report.groups:
        _case(suite, group, report)
    for text in report.unread:
        case = ElementTree.SubElement(suite, "testcase", {"name": _xml("could not be read")})
        ElementTree.SubElement(case, "error", {"message": _xml(text)})
    if not report.groups:
        ElementTree.SubElement(
            suite, "testcase", {"classname": "tsbind.diff", "name": headline(report)}
        )
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ElementTree.Element, group: Group, report: Report) -> None:
    change = group.first
    attributes = {
        "classname": _xml(heading_of(group, report)),
        "name": _xml(f"{change.kind} {change.subject}"),
    }
    case = ElementTree.SubElement(suite, "testcase", attributes)
    text = _xml(f"- {change.old.typescript}\n+ {change.new.typescript}\n{change.remedy}")
    if group.severity is Severity.BREAKING:
        failure = {"type": change.kind, "message": _xml(f"{change.row.title}: {change.label}")}
        ElementTree.SubElement(case, "failure", failure).text = text
    else:
        ElementTree.SubElement(case, "system-out").text = _xml(f"{group.severity.value}\n{text}")


def _xml(text: str) -> str:
    """Control characters become escapes, and what else XML 1.0 cannot hold is replaced."""
    return _ILLEGAL.sub("\ufffd", printable(text))
