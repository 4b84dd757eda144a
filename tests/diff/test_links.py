"""A report leads into the reference of the newer release."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main
from tsbind.diff import compare
from tsbind.diff.formats import FORMATS
from tsbind.docs.output.site import site_files
from tsbind.docs.reference.book import plan_book
from tsbind.docs.releases.change_links import change_links
from tsbind.model.codec import to_json
from tsbind.model.declarations import Package

from .builders import CREATE, client

TYPES = (
    "export interface Thing { id: string; size?: %s } export interface ThingParams { key: string }"
)


@pytest.fixture
def pair() -> tuple[Package, Package]:
    return client(CREATE, TYPES % "string"), client(CREATE, TYPES % "number", "2.0.0")


def test_every_link_leads_to_a_place_of_the_site(pair: tuple[Package, Package]) -> None:
    _, new = pair
    files = site_files(plan_book(new, "demo"))
    links = change_links(new, "demo")
    assert {"Thing", "ThingParams", "things.create"} <= links.keys()
    for address in links.values():
        page, _, anchor = address.partition("#")
        assert not anchor or f'id="{anchor}"' in files[page]


def test_markdown_and_html_have_the_links(pair: tuple[Package, Package]) -> None:
    old, new = pair
    report = compare(old, new)
    links = change_links(new, "demo", "https://docs.example.com/")
    linked = dataclasses.replace(report, links=links)
    address = links["Thing"]
    assert address.startswith("https://docs.example.com/types/thing.html")
    assert f"[`Thing.size`](<{address}>)" in FORMATS["markdown"](linked)
    assert f'href="{address}"' in FORMATS["html"](linked)
    assert address not in FORMATS["html"](report)


def test_the_command_takes_the_address(pair: tuple[Package, Package], tmp_path: Path) -> None:
    files: list[str] = []
    for number, package in enumerate(pair):
        file = tmp_path / f"{number}.json"
        file.write_text(to_json(package), encoding="utf-8")
        files.append(str(file))
    given = ["diff", *files, "--format", "markdown", "--docs-url", "https://docs.example.com"]
    result = CliRunner().invoke(main, given)
    assert "(<https://docs.example.com/types/thing.html" in result.output
