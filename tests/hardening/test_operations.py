"""What a hostile upstream says of its endpoints, and what it leaves in a changelog."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from markdown_it import MarkdownIt

from hardening.conftest import tsbind
from hardening.reading import Page, commands, steering
from hardening.test_registry import npm, work
from hardening.texts import TEXTS, quoted
from hardening.upstream import sources, tarball, write_acme
from operations.acme import CLIENT, THINGS
from sources.fake_npm import FakeNpm
from support.emitted import importable
from tsbind.sources.cache import integrity_of

__all__ = ["npm", "work"]

PATHS = {
    "another host": "'//evil.test/x'",
    "a scheme": "'https://evil.test/x'",
    "a scheme without slashes": "'javascript:x'",
    "no slash": "'things'",
    "parent": "'/a/../b'",
    "escaped parent": "'/a/%2E%2e/b'",
    "single dot": "'/a/./b'",
    "CR and LF": "'/a\\r\\nX: y'",
    "escape": "'/a\\x1b[31m'",
    "fragment": "'/a#b'",
    "backslash": "'/a\\\\b'",
    "blank": "'/a b'",
    "braces": "'/a/{id}'",
    "jinja": "'/a/{{ 7 * 7 }}'",
    "a call in a template": "`/a/${pathOf(id)}`",
    "an expression in a template": "`/a/${id + other}`",
    "a host made of a parameter": "`//${id}/x`",
    "a parameter that is the path": "id",
    "a variable": "PATH",
    "computed": "['/a'][0]",
    "code": "`/a/${process.exit(1)}`",
}
HEADERS = {
    "CR and LF": "{ 'X-A': 'b\\r\\nX-B: c' }",
    "name with CR and LF": "{ 'X-A\\r\\nX-B': 'c' }",
    "name with a blank": "{ 'X A': 'b' }",
    "no ASCII": "{ 'X-A': 'é' }",
    "escape": "{ 'X-A': '\\x1b[31m' }",
    "lone surrogate": "{ 'X-A': '\\ud800' }",
}


def generated(folder: Path, methods: str, client: str = CLIENT) -> str:
    """What generating a client with these methods finds, a problem a line."""
    things = THINGS.format(methods=methods, more="")
    source = write_acme(folder, things, client)
    result = tsbind("generate", source, "--out", folder / "acme_calls", "--json")
    assert result.exit_code == 0, result.output
    assert steering(result.output) == commands(result.output) == []
    return "\n".join(json.loads(result.stdout)["problems"])


GOOD = "good(options?: RequestOptions) { return this._client.get('/good', options); }"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of all these paths and headers, in one package that is used as well."""
    folder = tmp_path_factory.mktemp("endpoints")
    methods = [
        f"p{n}(id: string, other: string) {{ return this._client.get({path}); }}"
        for n, path in enumerate(PATHS.values())
    ]
    methods += [
        f"h{n}() {{ return this._client.get('/h', {{ headers: {given} }}); }}"
        for n, given in enumerate(HEADERS.values())
    ]
    said = generated(folder, "\n".join([*methods, GOOD]))
    sent: list[str] = []
    with importable(folder, "acme_calls") as package:
        assert [n for n in vars(package.module("resources.things").Things) if n[0] != "_"] == [
            "good"
        ]

        def answer(request: httpx2.Request) -> httpx2.Response:
            sent.append(str(request.url))
            return httpx2.Response(200, json={})

        http = httpx2.Client(transport=httpx2.MockTransport(answer))
        package.root.Acme(api_key="k", http_client=http).things.good()
    assert sent == ["https://acme.test/v1/good"]
    return said


@pytest.mark.parametrize("name", PATHS)
def test_a_path_that_leads_elsewhere_is_no_method(said: str, name: str) -> None:
    assert refusal(said, f"p{list(PATHS).index(name)}")


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_that_breaks_out_is_no_method(said: str, name: str) -> None:
    assert refusal(said, f"h{list(HEADERS).index(name)}")


def refusal(said: str, method: str) -> re.Match[str] | None:
    """The line that says with its place why a method is not there."""
    line = rf"^resources/things\.ts:\d+:\d+: skipped: operation things\.{method}: .{{5,}}$"
    return re.search(line, said, re.MULTILINE)


BASES = {
    "code": "https://acme.test/v1\"); print('RAN')#",
    "CR and LF": "https://acme.test/\r\nX: y",
    "a file": "file:///etc/passwd",
    "no scheme": "//evil.test",
    "escapes": "https://\x1b[31m.test",
}


@pytest.mark.parametrize("url", BASES.values(), ids=BASES)
def test_a_base_url_that_is_none(url: str, tmp_path: Path) -> None:
    """It is no default, or data in the package; refused before anything is sent either way."""
    root = CLIENT.replace("`https://acme.test/v1`", quoted(url))
    generated(tmp_path, GOOD, root)
    sent: list[Any] = []
    with importable(tmp_path, "acme_calls") as package:
        http = httpx2.Client(transport=httpx2.MockTransport(sent.append))  # type: ignore[arg-type]
        with pytest.raises((ValueError, package.root.APIConnectionError), match="base URL"):
            package.root.Acme(api_key="k", http_client=http).things.good()
    assert sent == []


def test_a_changelog_holds_no_markup_of_upstreams(
    work: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`update` from the hostile package to its next release: CHANGES.md, stdout, --changes."""
    for version, changed in (("1.0.0", False), ("2.0.0", True)):
        file = Path(tarball(sources(changed=changed), work / "t.tgz", version=version))
        data = file.read_bytes()
        file.unlink()
        npm.publishes(f"acme@{version}", data, **{"dist.integrity": integrity_of(data)})
    npm.says("view acme", {"versions": ["1.0.0", "2.0.0"], "dist-tags": {"latest": "2.0.0"}})
    (work / "tsbind.toml").write_text('source = "acme"\nout = "acme"\n')
    assert tsbind("update", "--to", "1.0.0").exit_code == 0
    result = tsbind("update", "--changes", "pull-request.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert steering(result.stdout) == commands(result.stdout) == []
    plain = {"h1", "h2", "h3", "h4", "p", "ul", "li", "code", "strong", "em"}
    for file in (work / "acme/CHANGES.md", work / "pull-request.md"):
        text = file.read_text()
        assert "owned" in text
        assert steering(text) == commands(text) == []
        page = Page(MarkdownIt("commonmark", {"html": True}).render(text))
        assert page.tags <= plain
        assert page.links == []
    assert tsbind("check", "--offline").exit_code == 0


def test_annotations_hold_one_command_each(tmp_path: Path) -> None:
    """Names and literals of every text at once, in one declaration whose file has a colon too."""
    names = "".join(f"{quoted(t)}?: 1;" for t in TEXTS.values() if len(t) < 1000)
    for folder, text in (("old", names), ("new", "")):
        file = tmp_path / folder / "a,b::c.ts"
        file.parent.mkdir()
        file.write_text(f"export interface A {{ {text} }}")
    result = tsbind("diff", tmp_path / "old", tmp_path / "new", "--format", "github")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) > 30
    assert all(re.match(r"::(error|warning|notice) title=[^:,]+::", line) for line in lines)
